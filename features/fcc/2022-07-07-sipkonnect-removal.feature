Feature: What the letter to SipKonnect says of the Robocall Mitigation Database
  The letter warns that SipKonnect's certification may be removed. A warning is not yet the deficiency notice, and only an order
  removes. The case `sipkonnect` holds what the letter says; every scenario supposes the rest.

  Background: the letter, and then suppositions
    Given the case "sipkonnect"
    And what follows is only supposed

  Scenario Outline: The letter alone removes nothing
    Because the letter says that the Bureau may find the certification deficient: a warning, not the deficiency notice that
    FCC 20-136 paras. 81-88 ask for, and that there was no such notice is presumed.
    When we ask at "<at>"
    Then the answer to "may-remove-from-rmd" toward "sipkonnect" is "no"
    And it rests on the presumed absence of "deficiency order"
    And the answer to "must-refuse-traffic" toward "sipkonnect" is "no"
    And it rests on the presumed absence of "removal order"

    Examples:
      | at               |
      | 2022-07-07 12:00 |
      | 2022-07-22 00:00 |
      | 2026-11-21 00:00 |

  Scenario: Robocalls that go on are evidence, not removal
    Because the letter says that continued origination will be used as evidence of a defective certification; under FCC 20-136
    para. 88 the Bureau still gives notice, and only its order changes the state.
    Given the traffic seen "again" of "2022-07-11", with
      | from      | sipkonnect |
      | resembles | letter     |
    And "fcc" says "yes" to "same or similar" about "again", on "2022-07-12"
    When we ask at "2022-07-12 00:00"
    Then the answer to "may-remove-from-rmd" toward "sipkonnect" is "no"
    And the answer to "must-refuse-traffic" toward "sipkonnect" is "no"

  Scenario Outline: A removal order of 2022 bars the traffic at once
    Because FCC 20-136 para. 86 has intermediate and terminating providers stop at once; the order is supposed to bear no hour,
    so that on its day the hour decides.
    Given the removal order "removal" of "2022-08-10", with
      | by | fcc        |
      | of | sipkonnect |
    When we ask at "<at>"
    Then the answer to "must-refuse-traffic" toward "sipkonnect" is "<answer>"
    And it stays so until "<until>"

    Examples:
      | at               | answer       | until                      |
      | 2022-08-10 12:00 | undetermined | 2022-08-10 23:59:59.999999 |
      | 2022-08-11 00:00 | yes          | something happens          |

  Scenario: Before a removal order there is nothing to refuse
    Because FCC 20-136 para. 86 bars the traffic once the filing is removed, not before.
    Given the removal order "removal" of "2022-08-10", with
      | by | fcc        |
      | of | sipkonnect |
    When we ask at "2022-08-09 12:00"
    Then the answer to "must-refuse-traffic" toward "sipkonnect" is "no"

  Scenario Outline: Later orders leave two business days
    Because FCC 23-18 para. 58 gives two business days after release for orders of August 21, 2023 and later, and
    47 CFR 1.4(e) counts neither weekends nor holidays: September 4, 2023 was Labor Day.
    Given the removal order "removal" of "<released>", with
      | by | fcc        |
      | of | sipkonnect |
    When we ask at "<at>"
    Then the answer to "must-refuse-traffic" toward "sipkonnect" is "<answer>"
    And it rests on the reading "cutoff_clock"

    Examples:
      | released   | at                  | answer |
      | 2023-08-21 | 2023-08-22 00:00    | no     |
      | 2023-08-21 | 2023-08-23 23:59:59 | no     |
      | 2023-08-21 | 2023-08-24 00:00    | yes    |
      | 2023-09-01 | 2023-09-06 23:59:59 | no     |
      | 2023-09-01 | 2023-09-07 00:00    | yes    |

  Scenario: The answer names the instant at which the bar begins
    Because two business days under FCC 23-18 para. 58 after Monday, August 21, 2023 end with Wednesday, August 23, 2023.
    Given the removal order "removal" of "2023-08-21", with
      | by | fcc        |
      | of | sipkonnect |
    When we ask at "2023-08-22 00:00"
    Then the answer to "must-refuse-traffic" toward "sipkonnect" is "no"
    And it stays so until "2023-08-24 00:00"

  Scenario: Whether later orders leave two business days is a reading
    Because FCC 23-18 para. 58 is known for them and the text of 47 CFR 64.6305 does not have them: read so, the bar is at once.
    Given the removal order "removal" of "2023-08-21", with
      | by | fcc        |
      | of | sipkonnect |
    When we ask at "2023-08-22 00:00"
    And the reading "cutoff_clock" is turned to "at once"
    Then the answer to "must-refuse-traffic" toward "sipkonnect" is "yes"
    And it rests on the reading "cutoff_clock"

  Scenario Outline: An earlier order does not become a later one
    Because the two business days of FCC 23-18 para. 58 are for orders of August 21, 2023 and later; one of Friday, August 18, 2023
    bars the traffic at once and goes on to do so.
    Given the removal order "removal" of "2023-08-18", with
      | by | fcc        |
      | of | sipkonnect |
    When we ask at "<at>"
    Then the answer to "must-refuse-traffic" toward "sipkonnect" is "yes"

    Examples:
      | at               |
      | 2023-08-19 00:00 |
      | 2023-08-21 12:00 |
      | 2023-08-23 00:00 |

  Scenario Outline: Who takes the traffic of a removed filer
    Because FCC 20-136 para. 86 binds whoever takes it as an intermediate or terminating provider, from the removal on.
    Given the parties
      | id   | name         |
      | acme | Acme Telecom |
    And the removal order "removal" of "2022-08-10", with
      | by | fcc        |
      | of | sipkonnect |
    And the acceptance "taken" of "<taken>", with
      | by | acme       |
      | of | sipkonnect |
    And in "taken" the field "in role" is "<role>"
    When we ask at "2022-08-20 00:00"
    Then "RMD removal effect accept" for "taken" is "<status>"

    Examples:
      | taken      | role         | status       |
      | 2022-08-09 | intermediate | respected    |
      | 2022-08-10 | intermediate | undetermined |
      | 2022-08-12 | intermediate | violated     |
      | 2022-08-12 | terminating  | violated     |

  Scenario Outline: The way back takes leave of both bureaus
    Because under FCC 20-136 a removed filer comes back only with leave of the Enforcement Bureau and of the Wireline Competition Bureau, and then
    has to be listed again, 47 CFR 64.6305(g)(1).
    Given the parties
      | id  | name                        |
      | wcb | Wireline Competition Bureau |
    And the removal order "removal" of "2022-08-10", with
      | by | fcc        |
      | of | sipkonnect |
    And the leave to refile "first" of "2023-01-10", with
      | to | sipkonnect |
    And in "first" the field "by" is "<first>"
    And the leave to refile "second" of "2023-01-11", with
      | to | sipkonnect |
    And in "second" the field "by" is "<second>"
    And the listing "listed again" from "2023-01-20" on, with
      | of    | sipkonnect    |
      | class | voice service |
    When we ask at "2023-02-01 00:00"
    Then the answer to "must-refuse-traffic" toward "sipkonnect" is "<answer>"

    Examples:
      | first | second | answer |
      | fcc   | fcc    | yes    |
      | wcb   | wcb    | yes    |
      | fcc   | wcb    | no     |

  Scenario: Under the law of April 2020 there was no database to be removed from
    Because the database opened on April 20, 2021 (DA 21-454), and before that the question has no object.
    When we ask at "2022-07-10 00:00"
    And the law is that of "2020-04-03"
    Then the answer to "may-remove-from-rmd" toward "sipkonnect" is "not applicable"
    And the answer to "must-refuse-traffic" toward "sipkonnect" is "not applicable"
