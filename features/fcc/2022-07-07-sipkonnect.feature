Feature: The letter of the FCC's Enforcement Bureau to SipKonnect LLC of Thursday, July 7, 2022
  The letter tells an originating provider that it apparently originates illegal robocalls and what it should do now.
  It prints a date and no hour. Here it is told sentence by sentence, as the case `sipkonnect` tells it; the other features
  of this letter begin with that case. What a scenario adds beyond the letter comes after "what follows is only supposed".

  Background: what the letter says
    Given a case told in the time of "America/New_York"
    And the parties
      | id         | name                     | zone             | located  |
      | sipkonnect | SipKonnect LLC           |                  | domestic |
      | fcc        | FCC Enforcement Bureau   | America/New_York |          |
      | consortium | the traceback consortium |                  |          |
    And the traffic "autowarranty", in which "sipkonnect" is "originating provider"
    And the listing "certification" from "before 2022-07-07" on, with
      | of     | sipkonnect                                            |
      | class  | voice service                                         |
      | source | {document: 2022-07-07-fcc-to-sipkonnect.txt, page: 1} |
      | note   | the letter says that this certification may be removed |
    And the notice "letter" of "2022-07-07", with
      | by         | fcc                                                             |
      | to         | sipkonnect                                                      |
      | traffic    | [autowarranty]                                                  |
      | elements   | [traffic described, grounds given, law cited]                   |
      | stated due | {report measures: 2022-07-21}                                   |
      | source     | {document: 2022-07-07-fcc-to-sipkonnect.txt, page: 1}           |
    And "letter" demands
      | id                   | do              | tell              | only if   | within   | due        | silence means         | threatens                   |
      | investigate          | investigation   |                   |           |          |            |                       |                             |
      | mitigate             | mitigation      |                   | necessary |          |            |                       | blocking of all its traffic |
      | safeguards           | safeguards      |                   |           |          |            |                       |                             |
      | tell within 48 hours | status report   | [fcc, consortium] |           | 48 hours |            |                       |                             |
      | tell within 14 days  | measures report | [fcc, consortium] |           |          | 2022-07-21 | no effective measures |                             |

  Scenario: The case that ships with the tool is this letter
    Because the letter is one, and demonstration and feature must not tell it in two ways.
    When we ask at "2022-07-10 00:00"
    Then all comes out as in the case "sipkonnect"

  Scenario: On the day of the letter both windows are open
    Because 47 CFR 64.1200(k)(4) gives 48 hours and the letter prints no hour, so that they end somewhere on the 9th;
    FCC 20-96 para. 43 gives 14 days, and the letter prints their last day, Thursday, July 21, 2022, which is the 14th day.
    When we ask at "2022-07-07 12:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "pending"
    And it is due "between 2022-07-09 00:00 and 2022-07-10 00:00"
    And it stays so until "after 2022-07-09 00:00"
    And it stands in the "rule"
    And "FCC 20-96 para. 43 report measures" is "pending"
    And it is due "the end of 2022-07-21"
    And "2022-07-21" is printed for it and "2022-07-21" is computed
    And it stands in the "order"

  Scenario: On the day of the letter nobody may block on it yet
    Because 47 CFR 64.1200(k)(4) opens only when a window has been missed; that no other notice was missed is presumed.
    When we ask at "2022-07-07 12:00"
    Then the answer to "may-block-all" toward "sipkonnect" is "no"
    And it rests on the presumed absence of "notice"
    And it rests on the presumed absence of "blocking authorization"

  Scenario: Without the presumption even the day of the letter is open
    Because 47 CFR 64.1200(k)(4) asks for any notice by the Commission, and another one may have been missed long ago.
    When we ask at "2022-07-07 12:00"
    And nothing is presumed absent
    Then the answer to "may-block-all" toward "sipkonnect" is "undetermined"

  Scenario Outline: The rule binds letters of its first day and later
    Because the burden of 47 CFR 64.1200(k)(4) is in force since October 14, 2020 (85 FR 56530), and a burden is judged by
    the version in force when it arose; that the letter had come on that day is supposed.
    Given what follows is only supposed
    And in "letter" the field "happened" is "<sent>"
    When we ask at "2020-10-14 12:00"
    Then there are <burdens> findings of "47 CFR 64.1200(k)(4) mitigate"
    And the answer to "may-block-all" toward "sipkonnect" is "no"

    Examples:
      | sent       | burdens |
      | 2020-10-13 | 0       |
      | 2020-10-14 | 1       |

  Scenario: A letter that may have come before the rule leaves its burden open
    Because 85 FR 56530 took effect at the start of October 14, 2020, and the letter is supposed to be of that day or the day before.
    Given what follows is only supposed
    And in "letter" the field "happened" is "2020-10-13 to 2020-10-14"
    And the records of "mitigation" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2020-10-20 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "undetermined"

  Scenario: What the letter demands of its own authority stands apart from the rule
    Because the letter asks to tell the Commission and the consortium of the steps taken within the same 48 hours, which the
    rule does not ask, and to investigate and to put safeguards in place without naming a time.
    When we ask at "2022-07-08 00:00"
    Then "agency letter demand meet" for "tell within 48 hours" is "pending"
    And it is due "between 2022-07-09 00:00 and 2022-07-10 00:00"
    And it stands in the "letter"
    And "agency letter demand meet" for "tell within 14 days" is "pending"
    And it is due "the end of 2022-07-21"
    And "agency letter demand meet" for "investigate" is "pending"
    And it is due "no stated time"
    And it stays so until "something happens"
    And there are 5 findings of "agency letter demand meet"
    And the answer to "must-report" by "sipkonnect" is "yes"

  Scenario: Failing only what the letter adds opens nothing under the rule
    Because 47 CFR 64.1200(k)(4) asks to mitigate within 48 hours and not to tell of it; the report is a demand of the letter.
    Given what follows is only supposed
    And "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-10 00:00"
    Then "agency letter demand meet" for "tell within 48 hours" is "violated"
    And it stands in the "letter"
    And "47 CFR 64.1200(k)(4) mitigate" is "discharged"
    And the answer to "may-block-all" toward "sipkonnect" is "no"

  Scenario: Telling the Commission alone is not what the letter asks
    Because the letter asks to inform the Commission and the Traceback Consortium, and names both in each of its two demands.
    Given what follows is only supposed
    And the status report "status" of "2022-07-08 16:00", with
      | by      | sipkonnect |
      | to      | fcc        |
      | answers | letter     |
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-10 00:00"
    Then "agency letter demand meet" for "tell within 48 hours" is "violated"

  Scenario: The letter says "and", the rule says "or"
    Because the letter warns of blocking "if you do not (1) … and (2) …", while 47 CFR 64.1200(k)(4) is open when either limb
    fails; the answer rests on the rule. Here the report is in time and good, and only the mitigation is missing.
    Given what follows is only supposed
    And the measures report "report" of "2022-07-20 10:00", with
      | by      | sipkonnect        |
      | to      | [fcc, consortium] |
      | answers | letter            |
    And "fcc" says "yes" to "effective measures" about "report", on "2022-07-25"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-22 00:00"
    Then "47 CFR 64.1200(k)(4) measures" is "discharged"
    And "47 CFR 64.1200(k)(4) mitigate" is "not discharged"
    And the answer to "may-block-all" toward "sipkonnect" is "yes"
    And it builds on "47 CFR 64.1200(k)(4) mitigate"

  Scenario Outline: Under the law of another day
    Because 47 CFR 64.1200(k)(4) took effect on October 14, 2020 (85 FR 56530) and has stood unchanged since; to ask under the
    law of a chosen day is a what-if, and the record says so. That nothing was done is supposed.
    Given what follows is only supposed
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-10 00:00"
    And the law is that of "<day>"
    Then there are <burdens> findings of "47 CFR 64.1200(k)(4) mitigate"
    And the answer to "may-block-all" toward "sipkonnect" is "<answer>"
    And the record says that it is "counterfactual"

    Examples:
      | day        | burdens | answer |
      | 2020-10-13 | 0       | no     |
      | 2020-10-14 | 1       | yes    |
      | 2026-11-21 | 1       | yes    |
