Feature: The second limb of the letter to SipKonnect: effective measures, and a report of them within 14 days
  The rule asks for effective measures and sets no time; FCC 20-96 para. 43 and the letter ask for a report within 14 days and
  say what silence means. The case `sipkonnect` holds what the letter says; every scenario supposes the rest.

  Background: the letter, and then suppositions
    Given the case "sipkonnect"
    And what follows is only supposed

  Scenario: The last day counts to its end
    Because FCC 20-96 para. 43 gives days and not hours, and the letter prints the last one, Thursday, July 21, 2022.
    Given the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-21 12:00"
    Then "FCC 20-96 para. 43 report measures" is "pending"
    And it is due "the end of 2022-07-21"
    And it stays so until "2022-07-22 00:00"
    And "47 CFR 64.1200(k)(4) measures" is "pending"

  Scenario Outline: A report on the last day and after it
    Because under FCC 20-96 para. 43 and the letter the whole of July 21, 2022 is in time, and its end is the end.
    Given the measures report "report" of "<sent>", with
      | by      | sipkonnect        |
      | to      | [fcc, consortium] |
      | answers | letter            |
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-23 00:00"
    Then "FCC 20-96 para. 43 report measures" is "<status>"
    And it was done by "report", "<when>"

    Examples:
      | sent                       | status         | when    |
      | 2022-07-21 10:00           | discharged     | in time |
      | 2022-07-21                 | discharged     | in time |
      | 2022-07-21 23:59:59.999999 | discharged     | in time |
      | 2022-07-22 00:00           | not discharged | late    |

  Scenario Outline: The report goes to the Commission and to the consortium
    Because FCC 20-96 para. 43, as the letter quotes it, asks to inform both.
    Given the measures report "report" of "2022-07-20 10:00", with
      | by      | sipkonnect |
      | answers | letter     |
    And in "report" the field "to" is "<addressees>"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-22 00:00"
    Then "FCC 20-96 para. 43 report measures" is "<status>"

    Examples:
      | addressees        | status         |
      | [fcc, consortium] | discharged     |
      | fcc               | not discharged |
      | consortium        | not discharged |

  Scenario: No report by the end of the 14th day opens the second limb alone
    Because FCC 20-96 para. 43 and the letter put silence on a par with having no effective measures; the text of
    47 CFR 64.1200(k)(4) does not, and is enough with either limb. The source was cut off in time and effectively.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-22 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "discharged"
    And "FCC 20-96 para. 43 report measures" is "not discharged"
    And "agency letter demand meet" for "tell within 14 days" is "violated"
    And it stands in the "letter"
    And "47 CFR 64.1200(k)(4) measures" is "not discharged"
    And it builds on "FCC 20-96 para. 43 silence"
    And the answer to "may-block-all" toward "sipkonnect" is "yes"
    And it builds on "47 CFR 64.1200(k)(4) measures"

  Scenario: No report on record, and nobody vouches for the record
    Because FCC 20-96 para. 43 makes silence count, and an open record is not silence.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    When we ask at "2022-07-22 00:00"
    Then "FCC 20-96 para. 43 report measures" is "undetermined"
    And it turns on
      | if                                                         | then           |
      | another measures report by sipkonnect                      | discharged     |
      | no measures report by sipkonnect but those on record       | not discharged |
    And the answer to "may-block-all" toward "sipkonnect" is "undetermined"

  Scenario: A report in time that nobody judged, and a complete record
    Because 47 CFR 64.1200(k)(4) asks for effective measures and not for a report of them: silence fails, a report must be judged.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the measures report "report" of "2022-07-20", with
      | by      | sipkonnect        |
      | to      | [fcc, consortium] |
      | answers | letter            |
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-22 00:00"
    Then "FCC 20-96 para. 43 report measures" is "discharged"
    And "47 CFR 64.1200(k)(4) measures" is "undetermined"
    And it turns on
      | if                                  | then           |
      | effective measures of report: yes   | discharged     |
      | effective measures of report: no    | not discharged |
    And the answer to "may-block-all" toward "sipkonnect" is "undetermined"

  Scenario: A report in time that nobody judged, and an open record
    Because 47 CFR 64.1200(k)(4) asks for effective measures, and nobody has said whether these are, nor that there are no others.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the measures report "report" of "2022-07-20", with
      | by      | sipkonnect        |
      | to      | [fcc, consortium] |
      | answers | letter            |
    When we ask at "2022-07-22 00:00"
    Then "47 CFR 64.1200(k)(4) measures" is "undetermined"
    And the answer to "may-block-all" toward "sipkonnect" is "undetermined"

  Scenario Outline: Whether a report in time is enough is a reading
    Because 47 CFR 64.1200(k)(4) asks for measures that are effective, while FCC 20-96 para. 43 asks to be told of them.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the measures report "report" of "2022-07-20", with
      | by      | sipkonnect        |
      | to      | [fcc, consortium] |
      | answers | letter            |
    When we ask at "2022-07-22 00:00"
    And the reading "prong_B_report" is turned to "<reading>"
    Then "47 CFR 64.1200(k)(4) measures" is "<status>"
    And it rests on the reading "prong_B_report"
    And the answer to "may-block-all" toward "sipkonnect" is "<answer>"

    Examples:
      | reading                 | status       | answer       |
      | needs a judgement       | undetermined | undetermined |
      | timely report is enough | discharged   | no           |

  Scenario Outline: The Bureau judges the report
    Because the second limb of 47 CFR 64.1200(k)(4) fails when the measures are not effective, and stands when they are.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the measures report "report" of "2022-07-20", with
      | by      | sipkonnect        |
      | to      | [fcc, consortium] |
      | answers | letter            |
    And "fcc" says "<says>" to "effective measures" about "report", on "2022-07-25"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-22 00:00"
    Then "47 CFR 64.1200(k)(4) measures" is "<status>"
    And it rests on the word of "fcc"
    And the answer to "may-block-all" toward "sipkonnect" is "<answer>"

    Examples:
      | says | status         | answer |
      | yes  | discharged     | no     |
      | no   | not discharged | yes    |

  Scenario: More time granted within the 14 days
    Because the letter invites to ask for more time, and FCC 20-96 para. 43 counts to the day the Commission grants.
    Given the extension "grant" of "2022-07-20", with
      | by       | fcc        |
      | to       | sipkonnect |
      | of       | letter     |
      | new date | 2022-08-04 |
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-22 00:00"
    Then "FCC 20-96 para. 43 report measures" is "pending"
    And it is due "the end of 2022-08-04"
    And it stays so until "2022-08-05 00:00"
    And "47 CFR 64.1200(k)(4) measures" is "pending"
    And "agency letter demand meet" for "tell within 14 days" is "pending"

  Scenario Outline: More time granted after the 14 days
    Because time that the Commission grants under FCC 20-96 para. 43 counts from the grant: until it comes the day is missed,
    from the grant on the window is open again.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the extension "grant" of "<granted>", with
      | by       | fcc        |
      | to       | sipkonnect |
      | of       | letter     |
      | new date | 2022-08-04 |
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "FCC 20-96 para. 43 report measures" is "<status>"
    And the answer to "may-block-all" toward "sipkonnect" is "<answer>"

    Examples:
      | granted          | at               | status         | answer       |
      | 2022-07-23       | 2022-07-22 12:00 | not discharged | yes          |
      | 2022-07-23       | 2022-07-23 12:00 | undetermined   | undetermined |
      | 2022-07-23       | 2022-07-24 00:00 | pending        | no           |
      | 2022-07-23 10:00 | 2022-07-23 09:59 | not discharged | yes          |
      | 2022-07-23 10:00 | 2022-07-23 10:01 | pending        | no           |
      | 2022-07-23       | 2022-08-05 00:00 | not discharged | yes          |

  Scenario: A block between the missed day and the grant stays judged as of its moment
    Because 47 CFR 64.1200(k)(4) was open at noon of July 22, and the grant of the 23rd under FCC 20-96 para. 43 takes nothing back.
    Given the parties
      | id   | name         |
      | acme | Acme Telecom |
    And "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the blocking notice "told" of "2022-07-22 09:00", with
      | by      | acme       |
      | to      | fcc        |
      | about   | sipkonnect |
      | summary | given      |
    And the blocking "block" from "2022-07-22 12:00" on, with
      | by         | acme                  |
      | of         | sipkonnect            |
      | scope      | all traffic           |
      | call type  | ordinary              |
      | relies on  | 47 CFR 64.1200(k)(4)  |
    And the extension "grant" of "2022-07-23", with
      | by       | fcc        |
      | to       | sipkonnect |
      | of       | letter     |
      | new date | 2022-08-04 |
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    And the records of "blocking notice" by "acme" are complete through "the instant asked about"
    When we ask at "2022-07-24 00:00"
    Then "47 CFR 64.1200(k)(4) block all" for "block" is "used"
    And the answer to "may-block-all" by "acme" toward "sipkonnect" is "no"

  Scenario: The day that the letter prints wins over the day that is computed
    Because the letter itself names the day on which its 14 days end, and a provider must be able to rely on it; FCC 20-96
    para. 43 computes the 21st. That the letter had printed the 20th is supposed.
    Given in "letter" the field "stated due" is "{report measures: 2022-07-20}"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-21 00:00"
    Then "FCC 20-96 para. 43 report measures" is "not discharged"
    And "2022-07-20" is printed for it and "2022-07-21" is computed

  Scenario: The 14 days counted from receipt
    Because FCC 20-96 para. 43 may be read so that the 14 days run from the receipt, and 14 days after Monday, July 11 are July 25; the letter
    prints July 21, and the printed date counts.
    Given in "letter" the field "received" is "2022-07-11"
    When the reading "fourteen_day_start" is turned to "receipt"
    And we ask at "2022-07-20 12:00"
    Then "FCC 20-96 para. 43 report measures" is "pending"
    And "2022-07-21" is printed for it and "2022-07-25" is computed

  Scenario: Fourteen days that end on a holiday
    Because FCC 20-96 para. 43 asks for a report to the Commission, and 47 CFR 1.4(j) moves the end of a time to file: 14 days after November
    12, 2020 end on Thanksgiving, and the next business day is Friday, November 27.
    Given in "letter" the field "happened" is "2020-11-12"
    When we ask at "2020-11-20 12:00"
    Then "FCC 20-96 para. 43 report measures" is "pending"
    And "2022-07-21" is printed for it and "2020-11-27" is computed

  Scenario: More time for one demand of the letter, and for the report of measures
    Because the letter's own date gives way to the later day that the Bureau grants, and to no other.
    Given the extension "more" of "2022-07-20", with
      | by       | fcc                 |
      | to       | sipkonnect          |
      | of       | tell within 14 days |
      | new date | 2022-08-04          |
    When we ask at "2022-07-25 12:00"
    Then "agency letter demand meet" for "tell within 14 days" is "pending"
    And it is due "the end of 2022-08-04"

  Scenario: More time for the whole letter
    Because the letter gives the report of measures a day, and FCC 20-96 para. 43 lets the Bureau grant a later one for it.
    Given the extension "more" of "2022-07-20", with
      | by       | fcc        |
      | to       | sipkonnect |
      | of       | letter     |
      | new date | 2022-08-04 |
    When we ask at "2022-07-25 12:00"
    Then "agency letter demand meet" for "tell within 14 days" is "pending"
    And it is due "the end of 2022-08-04"
