Feature: Others block SipKonnect on the letter
  The letter warns that others may block all of SipKonnect's traffic. The case `sipkonnect` holds what it says; every scenario
  supposes the rest: that SipKonnect did nothing within the 48 hours, and that Acme Telecom, which gets its calls, blocks it.

  Background: the letter, and then suppositions
    Given the case "sipkonnect"
    And what follows is only supposed
    And the parties
      | id   | name         |
      | acme | Acme Telecom |
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    And the records of "blocking notice" by "acme" are complete through "the instant asked about"

  Scenario: Blocking without a word to the Commission
    Because 47 CFR 64.1200(k)(4) shields only who first tells the Commission and sums up its grounds: the permission was there,
    its condition was not, and the duty to tell is broken.
    Given the blocking "block" from "2022-07-11" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) block all" for "block" is "used without the condition"
    And "47 CFR 64.1200(k)(4) tell the Commission" for "block" is "violated"
    And the answer to "may-block-all" by "acme" toward "sipkonnect" is "yes"
    And before use it still takes "47 CFR 64.1200(k)(4) tell the Commission"

  Scenario: Protected blocking
    Because 47 CFR 64.1200(k)(4) asks for the notice before the first blocked call, and the evening of July 10 is before the 11th.
    Given the blocking notice "told" of "2022-07-10 18:00", with
      | by      | acme       |
      | to      | fcc        |
      | about   | sipkonnect |
      | summary | given      |
    And the blocking "block" from "2022-07-11" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) block all" for "block" is "used"
    And it builds on "47 CFR 64.1200(k)(4) mitigate"
    And "47 CFR 64.1200(k)(4) tell the Commission" for "block" is "fulfilled"
    And the answer to "may-block-all" by "acme" toward "sipkonnect" is "yes"
    And before use it takes nothing more

  Scenario Outline: Notice and block close together
    Because 47 CFR 64.1200(k)(4) asks for the notice strictly before the first blocked call: on one day the hours decide, at one
    instant it comes too late.
    Given the blocking notice "told" of "<told>", with
      | by      | acme       |
      | to      | fcc        |
      | about   | sipkonnect |
      | summary | given      |
    And the blocking "block" from "<began>" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) block all" for "block" is "<use>"
    And "47 CFR 64.1200(k)(4) tell the Commission" for "block" is "<duty>"

    Examples:
      | told                | began                      | use                        | duty         |
      | 2022-07-11          | 2022-07-11                 | undetermined               | undetermined |
      | 2022-07-11 09:00:00 | 2022-07-11 09:00:00        | used without the condition | violated     |
      | 2022-07-11 09:00:00 | 2022-07-11 09:00:00.000001 | used                       | fulfilled    |

  Scenario: Notice and block on one day turn on their hours
    Because 47 CFR 64.1200(k)(4) asks for the notice before the first blocked call, and neither has an hour.
    Given the blocking notice "told" of "2022-07-11", with
      | by      | acme       |
      | to      | fcc        |
      | about   | sipkonnect |
      | summary | given      |
    And the blocking "block" from "2022-07-11" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) block all" for "block" is "undetermined"
    And it turns on
      | if                                    | then                       |
      | the hour of block and told: in time   | used                       |
      | the hour of block and told: too late  | used without the condition |

  Scenario: Nobody vouches for the blocker's records
    Because whether the notice of 47 CFR 64.1200(k)(4) was given is then unknown, which is not the same as missing.
    Given the parties
      | id    | name        |
      | other | Other Voice |
    And the blocking "block" from "2022-07-11" on, with
      | by        | other                |
      | of        | sipkonnect           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) block all" for "block" is "undetermined"
    And "47 CFR 64.1200(k)(4) tell the Commission" for "block" is "undetermined"

  Scenario Outline: A notice without a summary of the grounds
    Because 47 CFR 64.1200(k)(4) asks for notice and a brief summary; that any notice will do is another reading.
    Given the blocking notice "told" of "2022-07-10 18:00", with
      | by      | acme       |
      | to      | fcc        |
      | about   | sipkonnect |
      | summary | missing    |
    And the blocking "block" from "2022-07-11" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    When we ask at "2022-07-12 00:00"
    And the reading "blocker_notice_content" is turned to "<reading>"
    Then "47 CFR 64.1200(k)(4) block all" for "block" is "<use>"

    Examples:
      | reading         | use                        |
      | limb and facts  | used without the condition |
      | any notice      | used                       |

  Scenario Outline: Blocking before the 48 hours are over
    Because nothing is missed under 47 CFR 64.1200(k)(4) before the 48 hours end, and on the 9th the hour of the letter decides.
    Given the blocking notice "told" of "2022-07-08 00:00", with
      | by      | acme       |
      | to      | fcc        |
      | about   | sipkonnect |
      | summary | given      |
    And the blocking "block" from "<began>" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) block all" for "block" is "<use>"

    Examples:
      | began      | use                      |
      | 2022-07-08 | used while not available |
      | 2022-07-09 | undetermined             |
      | 2022-07-10 | used                     |

  Scenario Outline: A timely cut-off that comes to light after the block
    Because under 47 CFR 64.1200(k)(4) nothing was missed if the source was cut off on the 8th, and on the 12th nobody who
    blocked could know it; the position on what was known then and the position on all that is known now are both told.
    Given the blocking notice "told" of "2022-07-10 18:00", with
      | by      | acme       |
      | to      | fcc        |
      | about   | sipkonnect |
      | summary | given      |
    And the blocking "block" from "2022-07-11" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    And "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And in "cut-off" the field "recorded" is "2022-07-15 10:00"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-15"
    When we ask at "2022-07-12 00:00"
    And only what was recorded by "<known>" is known
    Then "47 CFR 64.1200(k)(4) mitigate" is "<burden>"
    And "47 CFR 64.1200(k)(4) block all" for "block" is "<use>"

    Examples:
      | known            | burden         | use                      |
      | 2022-07-12 00:00 | not discharged | used                     |
      | 2022-07-16 00:00 | discharged     | used while not available |

  Scenario Outline: A call to 911 is never stopped
    Because 47 CFR 64.1200(k)(5) prevails over 47 CFR 64.1200(k)(4), whether or not the permission is there and its condition kept.
    Given the blocking notice "told" of "<told>", with
      | by      | acme       |
      | to      | fcc        |
      | about   | sipkonnect |
      | summary | given      |
    And the blocking "emergency" from "<began>" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | one call             |
      | call type | "911"                |
      | relies on | 47 CFR 64.1200(k)(4) |
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(5) block 911" for "emergency" is "violated"

    Examples:
      | told             | began            |
      | 2022-07-10 18:00 | 2022-07-11 10:00 |
      | 2022-07-11 18:00 | 2022-07-11 10:00 |
      | 2022-07-07 18:00 | 2022-07-08 10:00 |

  Scenario: An ordinary call is no 911 call
    Because 47 CFR 64.1200(k)(5) protects calls to 911 and no others.
    Given the blocking "ordinary" from "2022-07-11 10:00" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | one call             |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    When we ask at "2022-07-12 00:00"
    Then there are 0 findings of "47 CFR 64.1200(k)(5) block 911"

  Scenario: Protected blocking goes on after a cure, under either reading
    Because a use is judged as of its own moment, and on July 11 nothing had been cured; whether 47 CFR 64.1200(k)(4) still
    allows it after the cure of the 12th is the reading.
    Given the blocking notice "told" of "2022-07-10 18:00", with
      | by      | acme       |
      | to      | fcc        |
      | about   | sipkonnect |
      | summary | given      |
    And the blocking "block" from "2022-07-11" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    And "sipkonnect" makes the mitigation "cut-off" at "2022-07-12 09:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-13"
    When we ask at "2022-07-13 00:00"
    And the reading "cure_after_blocking" is turned to "ends on cure"
    Then "47 CFR 64.1200(k)(4) block all" for "block" is "used"
    And the answer to "may-block-all" by "acme" toward "sipkonnect" is "no"

  Scenario: An authorization of the Commission stands by itself
    Because a letter that announces an authorization is none, and an act that authorizes needs neither lapse nor notice; the
    layer is that of the act itself, not 47 CFR 64.1200(k)(4).
    Given the blocking authorization "act" of "2022-07-08 09:00", with
      | by      | fcc        |
      | against | sipkonnect |
    When we ask at "2022-07-08 12:00"
    Then the answer to "may-block-all" toward "sipkonnect" is "yes"
    And "47 CFR 64.1200(k)(4) mitigate" is "pending"

  Scenario Outline: The duty to spare public safety calls came after the letter
    Because 87 FR 42916 put the duty of today's 47 CFR 64.1200(k)(6) in force on September 16, 2022, and a duty is judged by the
    version in force when it arose.
    Given the blocking "block" from "<began>" on, with
      | by        | acme                 |
      | of        | sipkonnect           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(k)(4) |
    When we ask at "2022-10-01 00:00"
    Then there are <count> findings of "47 CFR 64.1200(k)(6) spare public safety"

    Examples:
      | began      | count |
      | 2022-07-11 | 0     |
      | 2022-09-15 | 0     |
      | 2022-09-16 | 1     |
