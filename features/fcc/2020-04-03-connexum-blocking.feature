Feature: Who may block Connexum, under the law of 2020 and of other days
  The letter says that the FCC will authorize others to block all calls from Connexum. It is no authorization, and the rule that lets
  providers block on a notice came six months later. The case `connexum` holds what the letter says; every scenario supposes the
  rest, first of all that Connexum did nothing.

  Background: the letter, and then suppositions
    Given the case "connexum"
    And what follows is only supposed
    And the records of "answer" by "connexum" are complete through "the instant asked about"

  Scenario Outline: At no instant before the rule
    Because 47 CFR 64.1200(k)(4) took effect on October 14, 2020 (85 FR 56530), so that no codified permission existed, and the letter only
    announces an authorization.
    When we ask at "<at>"
    Then the answer to "may-block-all" toward "connexum" is "no"
    And it stays so until "something happens"
    And it rests on the presumed absence of "blocking authorization"
    And "47 CFR 64.1200(k)(4) block all" would answer it, and is not in force before "2020-10-14"

    Examples:
      | at                         |
      | 2020-04-02 00:00           |
      | 2020-04-03 00:00           |
      | 2020-04-03 12:00           |
      | 2020-04-05 00:00           |
      | 2020-04-05 12:00           |
      | 2020-04-06 00:00           |
      | 2020-04-17 23:59:59.999999 |
      | 2020-04-18 00:00           |
      | 2020-10-13 12:00           |
      | 2020-10-13 23:59:59.999999 |

  Scenario Outline: Nor afterwards
    Because a burden is judged by the version in force when it arose: a notice of April 2020 starts none under
    47 CFR 64.1200(k)(4), in force since October 14, 2020 (85 FR 56530), however long it is left unanswered.
    When we ask at "<at>"
    Then the answer to "may-block-all" toward "connexum" is "no"
    And "letter" came before "47 CFR 64.1200(k)(4) mitigate", in force from "2020-10-14" on, and starts nothing under it
    And "letter" came before "47 CFR 64.1200(k)(4) measures", in force from "2020-10-14" on, and starts nothing under it
    And there are 0 findings of "47 CFR 64.1200(k)(4) mitigate"
    And there are 0 findings of "47 CFR 64.1200(k)(4) measures"
    And there are 0 findings of "FCC 20-96 para. 43 report measures"

    Examples:
      | at               |
      | 2020-10-14 00:00 |
      | 2020-12-01 00:00 |
      | 2022-07-10 00:00 |
      | 2026-11-21 00:00 |

  Scenario Outline: An authorization of the Commission stands by itself
    Because what the letter announces would be an act of its own, and others may block on that act from its own instant on; one
    that the FTC alone were to give would be none of the Commission's.
    Given the blocking authorization "act" of "2020-04-06 09:00", with
      | against | connexum |
    And in "act" the field "by" is "<by>"
    When we ask at "<at>"
    Then the answer to "may-block-all" toward "connexum" is "<answer>"
    And the answer to "may-block-all" toward "voipmax" is "no"

    Examples:
      | by  | at                  | answer       |
      | fcc | 2020-04-06 08:59    | no           |
      | fcc | 2020-04-06 09:00:30 | undetermined |
      | fcc | 2020-04-06 09:01    | yes          |
      | fcc | 2020-10-14 00:00    | yes          |
      | ftc | 2020-04-06 09:01    | no           |

  Scenario: On that act and on nothing else
    Because the authorization is the ground, and not the demand that was missed: the letter's demand opens nothing under a rule.
    Given the blocking authorization "act" of "2020-04-06 09:00", with
      | by      | fcc      |
      | against | connexum |
    When we ask at "2020-04-07 00:00"
    Then the answer to "may-block-all" toward "connexum" is "yes"
    And it rests on the supposition "act"
    And before use it takes nothing more
    And it never reaches what "47 CFR 64.1200(k)(5) block 911" forbids

  Scenario: A call to 911 is never stopped, on an authorization neither
    Because the rule of 2018 that no call to 911 is blocked, today 47 CFR 64.1200(k)(5), stands above an act on a letter.
    Given the parties
      | id   | name         |
      | acme | Acme Telecom |
    And the blocking authorization "act" of "2020-04-06 09:00", with
      | by      | fcc      |
      | against | connexum |
    And the blocking "emergency" from "2020-04-06 12:00" on, with
      | by        | acme     |
      | of        | connexum |
      | scope     | one call |
      | call type | "911"    |
    When we ask at "2020-04-07 00:00"
    Then "47 CFR 64.1200(k)(5) block 911" for "emergency" is "violated"

  Scenario: A blocker on an authorization owes no notice under a rule that is not there
    Because the notice to the Commission is a condition of 47 CFR 64.1200(k)(4), and neither the letter nor the act supposed asks for one.
    Given the parties
      | id   | name         |
      | acme | Acme Telecom |
    And the blocking authorization "act" of "2020-04-06 09:00", with
      | by      | fcc      |
      | against | connexum |
    And the blocking "block" from "2020-04-06 12:00" on, with
      | by        | acme        |
      | of        | connexum    |
      | scope     | all traffic |
      | call type | ordinary    |
    When we ask at "2020-04-07 00:00"
    Then "agency letter authorization block" for "block" is "used"
    And there are 0 findings of "47 CFR 64.1200(k)(4) tell the Commission"

  # -- under the law of another day

  Scenario Outline: The first limb under the law of another day
    Because 47 CFR 64.1200(k)(4) gives 48 hours and took effect on October 14, 2020 (85 FR 56530); to ask under the law of a chosen
    day is a what-if, and the record says so.
    When we ask at "<at>"
    And the law is that of "<day>"
    Then the answer to "may-block-all" toward "connexum" is "<answer>"
    And there are <burdens> findings of "47 CFR 64.1200(k)(4) mitigate"
    And the record says that it is "counterfactual"

    Examples:
      | day        | at               | burdens | answer       |
      | 2020-04-03 | 2020-04-06 00:00 | 0       | no           |
      | 2020-10-13 | 2020-04-06 00:00 | 0       | no           |
      | 2020-10-14 | 2020-04-05 00:00 | 1       | no           |
      | 2020-10-14 | 2020-04-05 12:00 | 1       | undetermined |
      | 2020-10-14 | 2020-04-06 00:00 | 1       | yes          |
      | 2026-11-21 | 2020-04-06 00:00 | 1       | yes          |

  Scenario: The answer of the rule, had it been there
    Because 47 CFR 64.1200(k)(4) would be open once the 48 hours had surely run out; the blocker first tells the Commission its grounds in
    brief, and 47 CFR 64.1200(k)(5) keeps 911 calls out. The 14 days of FCC 20-96 para. 43 would still run, to Friday, April 17.
    When we ask at "2020-04-06 00:00"
    And the law is that of "2020-10-14"
    Then "47 CFR 64.1200(k)(4) mitigate" is "not discharged"
    And it is due "between 2020-04-05 00:00 and 2020-04-06 00:00"
    And "47 CFR 64.1200(k)(4) measures" is "pending"
    And "FCC 20-96 para. 43 report measures" is "pending"
    And it is due "the end of 2020-04-17"
    And the answer to "may-block-all" toward "connexum" is "yes"
    And it builds on "47 CFR 64.1200(k)(4) mitigate"
    And before use it still takes "47 CFR 64.1200(k)(4) tell the Commission"
    And it never reaches what "47 CFR 64.1200(k)(5) block 911" forbids

  Scenario Outline: The second limb, had it been there
    Because FCC 20-96 para. 43 would count 14 days from Friday, April 3, 2020 to the end of Friday, April 17, and hold silence
    against the provider; here the traffic was mitigated in time, so that the second limb of 47 CFR 64.1200(k)(4) stands alone.
    Given "connexum" makes the mitigation "cut-off" at "2020-04-04 09:00", answering "letter" for "covid-19 scams"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2020-04-06"
    When we ask at "<at>"
    And the law is that of "2020-10-14"
    Then "47 CFR 64.1200(k)(4) mitigate" is "discharged"
    And "47 CFR 64.1200(k)(4) measures" is "<measures>"
    And the answer to "may-block-all" toward "connexum" is "<answer>"

    Examples:
      | at                         | measures       | answer |
      | 2020-04-06 00:00           | pending        | no     |
      | 2020-04-17 23:59:59.999999 | pending        | no     |
      | 2020-04-18 00:00           | not discharged | yes    |

  Scenario: Whether the 48 hours are a filing period is a reading of the rule and not of the letter
    Because under 47 CFR 1.4(g) a filing period of two days would leave the weekend out and end with Tuesday, April 7, 2020; the
    letter's own demand speaks of hours from issuance under either reading.
    When we ask at "2020-04-06 12:00"
    And the law is that of "2020-10-14"
    And the reading "hours_vs_1.4" is turned to "two filing days"
    Then "47 CFR 64.1200(k)(4) mitigate" is "pending"
    And it is due "the end of 2020-04-07"
    And "agency letter demand meet" for "cease" is "violated"

  # -- the database

  Scenario Outline: There was no database to be removed from
    Because the Robocall Mitigation Database opened on April 20, 2021 (DA 21-454), and before that the questions have no object. Somebody takes
    its calls, or nothing would raise the second.
    Given what follows is only supposed
    And the parties
      | id      | name           |
      | carrier | Next Carrier   |
    And the acceptance "taken" of "2020-04-05", with
      | by | carrier  |
      | of | connexum |
    When we ask at "<at>"
    Then the answer to "may-remove-from-rmd" toward "connexum" is "<answer>"
    And the answer to "must-refuse-traffic" toward "connexum" is "<answer>"

    Examples:
      | at                         | answer         |
      | 2020-04-06 00:00           | not applicable |
      | 2020-12-01 00:00           | not applicable |
      | 2021-04-19 23:59:59.999999 | not applicable |
      | 2021-04-20 00:00           | no             |
