Feature: The notice ladder since 2024, from notice to final determination
  Supposed throughout: no letter here went this way. Meridian Voice originated the campaign that the Bureau's notice of Thursday, April 4, 2024
  names; the notice holds all that the paragraph asks for and allows fourteen days.

  Background: the notice
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id       | name                   |
      | meridian | Meridian Voice LLC     |
      | fcc      | FCC Enforcement Bureau |
    And the traffic "warranty", in which "meridian" is "originating provider"
    And the notice "nsit" of "2024-04-04", with
      | by           | fcc                                                              |
      | to           | meridian                                                         |
      | traffic      | [warranty]                                                       |
      | elements     | [traffic described, grounds given, law cited, compliance directed] |
      | time allowed | 14 days                                                          |

  Scenario: What the notice starts
    Because 47 CFR 64.1200(n)(2)(i)(A) gives the time that the notice states, and day 14 after April 4, 2024 is Thursday, April 18.
    Given the records of "investigation report" by "meridian" are complete through "the instant asked about"
    When we ask at "2024-04-18 12:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "pending"
    And it is due "the end of 2024-04-18"
    And it stays so until "2024-04-19 00:00"
    And "47 CFR 64.1200(n)(2)(i)(A) block identified" for "nsit" is "pending"
    And it is due "the end of 2024-04-18"
    And "47 CFR 64.1200(n)(2)(i)(A) certify and plan" for "nsit" is "pending"
    And the answer to "must-mitigate-identified" by "meridian" is "yes"
    And the answer to "must-report" by "meridian" is "yes"
    And the answer to "may-issue-initial-determination" toward "meridian" is "no"
    And the answer to "may-issue-final-determination" toward "meridian" is "no"
    And it rests on the presumed absence of "initial determination order"

  Scenario Outline: No answer
    Because 47 CFR 64.1200(n)(2)(ii) lets the Bureau find against who does not answer in the time allowed, and 47 CFR 1.4(d) counts
    the last day to its end.
    Given the records of "investigation report" by "meridian" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "<report>"
    And the answer to "may-issue-initial-determination" toward "meridian" is "<answer>"

    Examples:
      | at                         | report   | answer |
      | 2024-04-18 23:59:59.999999 | pending  | no     |
      | 2024-04-19 00:00:00        | violated | yes    |

  Scenario: No answer on file is not yet no answer
    Because 47 CFR 64.1200(n)(2)(ii) asks that the provider did not answer; here nobody says that every report is on file.
    When we ask at "2024-04-19 00:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "undetermined"
    And the answer to "may-issue-initial-determination" toward "meridian" is "undetermined"

  Scenario Outline: An answer at the edge of the time
    Because 47 CFR 64.1200(n)(2)(i)(A) wants the report within the time, the last microsecond of which is in it, by 47 CFR 1.4(d); a late one
    is no answer in time, and 47 CFR 64.1200(n)(2)(ii) applies.
    Given the investigation report "answer" of "<reported>", with
      | by      | meridian              |
      | to      | fcc                   |
      | answers | nsit                  |
      | holds   | [certification, plan] |
    And "fcc" says "yes" to "sufficient report" about "answer", on "2024-04-20"
    And the records of "investigation report" by "meridian" are complete through "the instant asked about"
    When we ask at "2024-04-22 00:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "<report>"
    And it was done by "answer", "<when>"
    And the answer to "may-issue-initial-determination" toward "meridian" is "<answer>"

    Examples:
      | reported                   | report    | when    | answer |
      | 2024-04-18 23:59:59.999999 | fulfilled | in time | no     |
      | 2024-04-19 00:00:00        | violated  | late    | yes    |

  Scenario: All done in time
    Because 47 CFR 64.1200(n)(2)(i)(A) is met by a report with certification and plan and by blocking in time; then none of the grounds of
    47 CFR 64.1200(n)(2)(ii) is there.
    Given the investigation report "answer" of "2024-04-16", with
      | by      | meridian              |
      | to      | fcc                   |
      | answers | nsit                  |
      | holds   | [certification, plan] |
    And the blocking "cut" from "2024-04-15" on, with
      | by      | meridian               |
      | scope   | identified and similar |
      | traffic | [warranty]             |
    And "fcc" says "yes" to "sufficient report" about "answer", on "2024-04-20"
    And the records of "investigation report" by "meridian" are complete through "the instant asked about"
    When we ask at "2024-04-22 00:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "fulfilled"
    And "47 CFR 64.1200(n)(2)(i)(A) block identified" for "nsit" is "fulfilled"
    And "47 CFR 64.1200(n)(2)(i)(A) certify and plan" for "nsit" is "fulfilled"
    And the answer to "may-issue-initial-determination" toward "meridian" is "no"

  Scenario Outline: The Bureau weighs the report
    Because 47 CFR 64.1200(n)(2)(ii) leaves it to the Bureau whether an answer is sufficient, and an answer that nobody weighed may be.
    Given the investigation report "answer" of "2024-04-16", with
      | by      | meridian              |
      | to      | fcc                   |
      | answers | nsit                  |
      | holds   | [certification, plan] |
    And "<who>" says "no" to "sufficient report" about "answer", on "2024-04-24"
    When we ask at "2024-04-25 00:00"
    Then the answer to "may-issue-initial-determination" toward "meridian" is "<answer>"

    Examples:
      | who      | answer       |
      | fcc      | yes          |
      | meridian | undetermined |

  Scenario Outline: Similar traffic after the time allowed
    Because 47 CFR 64.1200(n)(2)(ii) counts similar traffic only after the time of the notice, which ends with April 18; and 47 CFR
    64.1200(n)(2)(i)(A) wants it blocked from then on.
    Given the investigation report "answer" of "2024-04-16", with
      | by      | meridian              |
      | to      | fcc                   |
      | answers | nsit                  |
      | holds   | [certification, plan] |
    And the blocking "cut" from "2024-04-15" on, with
      | by      | meridian               |
      | scope   | identified and similar |
      | traffic | [warranty]             |
    And "fcc" says "yes" to "sufficient report" about "answer", on "2024-04-20"
    And the traffic seen "again" of "<seen>", with
      | from      | meridian    |
      | in role   | originating |
      | resembles | nsit        |
    And "fcc" says "yes" to "same or similar" about "again", on "2024-05-02"
    And the records of "investigation report" by "meridian" are complete through "the instant asked about"
    When we ask at "2024-05-03 00:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) block identified" for "nsit" is "<block>"
    And the answer to "may-issue-initial-determination" toward "meridian" is "<answer>"

    Examples:
      | seen                       | block     | answer |
      | 2024-04-18 23:59:59.999999 | fulfilled | no     |
      | 2024-04-19 00:00:00        | violated  | yes    |

  Scenario Outline: The provider says that the calls are lawful
    Because 47 CFR 64.1200(n)(2)(i)(B) asks for reasons, and without a showing, or if the Bureau finds otherwise, the traffic counts as
    illegal, which is a ground of 47 CFR 64.1200(n)(2)(ii).
    Given the investigation report "answer" of "2024-04-16", with
      | by      | meridian             |
      | to      | fcc                  |
      | answers | nsit                 |
      | holds   | [reasons why lawful] |
    And "fcc" says "<says>" to "lawful traffic" about "answer", on "2024-04-20"
    And "fcc" says "yes" to "sufficient report" about "answer", on "2024-04-20"
    And the records of "blocking, investigation report" by "meridian" are complete through "the instant asked about"
    When we ask at "2024-04-22 00:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) block identified" for "nsit" is "<block>"
    And the answer to "may-issue-initial-determination" toward "meridian" is "<answer>"

    Examples:
      | says | block    | answer |
      | yes  | excused  | no     |
      | no   | violated | yes    |

  Scenario: Who only passed it on names where it came from
    Because 47 CFR 64.1200(n)(2)(i)(A) asks blocking of the originating or gateway provider alone, and 47 CFR 64.1200(n)(2)(i)(B) asks the others
    to explain their role and name the source.
    Given the parties
      | id     | name               |
      | middle | Middle Carrier Inc |
    And the traffic "warranty", in which "middle" is "intermediate provider"
    And in "nsit" the field "to" is "middle"
    And the investigation report "answer" of "2024-04-16", with
      | by      | middle                                      |
      | to      | fcc                                         |
      | answers | nsit                                        |
      | holds   | [how it knows its role, upstream source]    |
    And the records of "role" by "middle" are complete through "the instant asked about"
    When we ask at "2024-04-22 00:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "fulfilled"
    And "47 CFR 64.1200(n)(2)(i)(B) name the source" for "nsit" is "fulfilled"
    And there are 0 findings of "47 CFR 64.1200(n)(2)(i)(A) block identified"
    And the answer to "must-mitigate-identified" by "middle" is "no"

  Scenario Outline: A notice that lacks something
    Because 47 CFR 64.1200(n)(2)(i)(A) lists what the notice holds: a letter that directs no compliance with it is none, unless any letter of
    the Bureau is read as one.
    Given in "nsit" the field "elements" is "[traffic described, grounds given, law cited]"
    When the reading "k4_letter_as_n2_notice" is turned to "<reading>"
    And we ask at "2024-04-18 12:00"
    Then there are <count> findings of "47 CFR 64.1200(n)(2)(i)(A) report"
    And the answer to "must-mitigate-identified" by "meridian" is "<answer>"

    Examples:
      | reading           | count | answer |
      | all four elements | 0     | no     |
      | any Bureau letter | 1     | yes    |

  Scenario: A notice that allows too little time
    Because 47 CFR 64.1200(n)(2)(i)(A) gives at least fourteen days: seven count as fourteen.
    Given in "nsit" the field "time allowed" is "7 days"
    When we ask at "2024-04-18 12:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "pending"
    And it is due "the end of 2024-04-18"
    And it rests on the reading "nsit_short_timeframe"

  Scenario: A notice that allows too little time, read as none
    Because 47 CFR 64.1200(n)(2)(i)(A) may be read so that a notice must allow fourteen days to be one, and this one does not.
    Given in "nsit" the field "time allowed" is "7 days"
    When the reading "nsit_short_timeframe" is turned to "void"
    And we ask at "2024-04-18 12:00"
    Then there are 0 findings of "47 CFR 64.1200(n)(2)(i)(A) report"

  Scenario: A notice whose time is not on file
    Because 47 CFR 64.1200(n)(2)(i)(A) gives at least fourteen days, and how many more nobody says.
    Given in "nsit" the field "time allowed" is "redacted"
    And the records of "investigation report" by "meridian" are complete through "the instant asked about"
    When we ask at "2024-04-19 00:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "undetermined"

  Scenario: A notice of the Federal Trade Commission is none
    Because 47 CFR 64.1200(n)(2)(i)(A) speaks of the Enforcement Bureau's notice alone.
    Given the parties
      | id  | name                     |
      | ftc | Federal Trade Commission |
    And in "nsit" the field "by" is "ftc"
    When we ask at "2024-04-18 12:00"
    Then there are 0 findings of "47 CFR 64.1200(n)(2)(i)(A) report"
    And the answer to "may-issue-initial-determination" toward "meridian" is "no"

  Scenario: Its plan does not work
    Because 47 CFR 64.1200(n)(2)(i)(B) wants the plan changed when the Bureau finds that it does not stop similar traffic, and sets no time.
    Given the plan rejection "not good enough" of "2024-06-03", with
      | by | fcc      |
      | to | meridian |
      | of | nsit     |
    When we ask at "2024-06-10 00:00"
    Then "47 CFR 64.1200(n)(2)(i)(B) change the plan" for "not good enough" is "pending"
    And it is due "no stated time"

  Scenario Outline: The answer to an initial determination
    Because 47 CFR 64.1200(n)(2)(iii) lets the Bureau find for good when the answer to its order of Monday, May 6, 2024 is late or inadequate:
    the fourteen days of the order end with May 20, and an answer may be bettered until then.
    Given the initial determination order "ido" of "2024-05-06", with
      | by           | fcc      |
      | to           | meridian |
      | of           | nsit     |
      | time allowed | 14 days  |
    And the final response "reply" of "<replied>", with
      | by      | meridian |
      | answers | ido      |
    And "fcc" says "<says>" to "adequate response" about "reply", on "2024-05-17"
    And the records of "final response" by "meridian" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.1200(n)(2)(iii) respond" for "ido" is "<respond>"
    And the answer to "may-issue-final-determination" toward "meridian" is "<answer>"

    Examples:
      | replied                    | says | at                         | respond        | answer |
      | 2024-05-16                 | no   | 2024-05-20 23:59:59.999999 | pending        | no     |
      | 2024-05-16                 | no   | 2024-05-21 00:00:00        | not discharged | yes    |
      | 2024-05-16                 | yes  | 2024-05-21 00:00:00        | discharged     | no     |
      | 2024-05-20 23:59:59.999999 | yes  | 2024-05-21 00:00:00        | discharged     | no     |
      | 2024-05-21 00:00:00        | yes  | 2024-05-21 00:00:00        | not discharged | yes    |

  Scenario Outline: A year for the final determination
    Because 47 CFR 64.1200(n)(2)(iii) gives the Bureau a year from the release of its order of May 6, 2024, the last day of which is May 6, 2025.
    Given the initial determination order "ido" of "2024-05-06", with
      | by           | fcc      |
      | to           | meridian |
      | of           | nsit     |
      | time allowed | 14 days  |
    And the records of "final response" by "meridian" are complete through "the instant asked about"
    When we ask at "<at>"
    Then the answer to "may-issue-final-determination" toward "meridian" is "<answer>"

    Examples:
      | at                         | answer |
      | 2025-05-06 23:59:59.999999 | yes    |
      | 2025-05-07 00:00:00        | no     |

  Scenario Outline: Similar traffic after an initial determination
    Because 47 CFR 64.1200(n)(2)(iii) names only who goes on originating it since 2024; whether a gateway provider that goes on passing it in is
    reached without an inadequate answer is a reading.
    Given the initial determination order "ido" of "2024-05-06", with
      | by           | fcc      |
      | to           | meridian |
      | of           | nsit     |
      | time allowed | 14 days  |
    And the final response "reply" of "2024-05-16", with
      | by      | meridian |
      | answers | ido      |
    And "fcc" says "yes" to "adequate response" about "reply", on "2024-05-17"
    And the traffic seen "again" of "2024-06-01", with
      | from      | meridian |
      | resembles | ido      |
    And in "again" the field "in role" is "<role>"
    And "fcc" says "yes" to "same or similar" about "again", on "2024-06-02"
    When the reading "fdo_gateway_continued_traffic" is turned to "<reading>"
    And we ask at "2024-06-03 00:00"
    Then the answer to "may-issue-final-determination" toward "meridian" is "<answer>"

    Examples:
      | role        | reading                | answer |
      | originating | originating only       | yes    |
      | gateway     | originating only       | no     |
      | gateway     | passing it on suffices | yes    |

  Scenario: A time that would end on a holiday
    Because 47 CFR 1.4(j) moves the end of a time to file: fourteen days after June 5, 2024 end on Juneteenth, and the report and the
    certification that 47 CFR 64.1200(n)(2)(i)(A) asks for are in time on the day after.
    Given in "nsit" the field "happened" is "2024-06-05"
    When we ask at "2024-06-12 12:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "pending"
    And it is due "the end of 2024-06-20"
    And "47 CFR 64.1200(n)(2)(i)(A) certify and plan" for "nsit" is "pending"
    And it is due "the end of 2024-06-20"

  Scenario Outline: Each of its duties has the time of the notice, and never less than fourteen days
    Because 47 CFR 64.1200(n)(2)(i)(A) sets fourteen days as the least time; day 14 after April 4, 2024 is April 18, and day 20 is April 24.
    Given in "nsit" the field "time allowed" is "<allowed>"
    When we ask at "2024-04-12 12:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "pending"
    And it is due "the end of <last day>"
    And "47 CFR 64.1200(n)(2)(i)(A) block identified" for "nsit" is "pending"
    And it is due "the end of <last day>"
    And "47 CFR 64.1200(n)(2)(i)(A) certify and plan" for "nsit" is "pending"
    And it is due "the end of <last day>"

    Examples:
      | allowed | last day   |
      | 7 days  | 2024-04-18 |
      | 20 days | 2024-04-24 |

  Scenario Outline: Who only passed it on has the same time
    Because 47 CFR 64.1200(n)(2)(i)(B) asks for the source in the report for which 47 CFR 64.1200(n)(2)(i)(A) gives the time of the notice, at
    least fourteen days; by 47 CFR 1.4(j) it does not end on Juneteenth.
    Given the parties
      | id     | name               |
      | middle | Middle Carrier Inc |
    And the traffic "warranty", in which "middle" is "intermediate provider"
    And in "nsit" the field "to" is "middle"
    And in "nsit" the field "happened" is "<day>"
    And in "nsit" the field "time allowed" is "<allowed>"
    When we ask at "<day> 23:00"
    Then "47 CFR 64.1200(n)(2)(i)(B) name the source" for "nsit" is "pending"
    And it is due "the end of <last day>"

    Examples:
      | day        | allowed | last day   |
      | 2024-04-04 | 14 days | 2024-04-18 |
      | 2024-04-04 | 7 days  | 2024-04-18 |
      | 2024-06-05 | 14 days | 2024-06-20 |

  Scenario Outline: The time for the answer to an initial determination
    Because 47 CFR 64.1200(n)(2)(iii) gives at least fourteen days, of which the last after May 6, 2024 is May 20; by 47 CFR 1.4(j) the answer
    to an order of June 5 is not due on Juneteenth.
    Given the initial determination order "ido" of "<day>", with
      | by           | fcc       |
      | to           | meridian  |
      | of           | nsit      |
      | time allowed | <allowed> |
    When we ask at "<day> 23:00"
    Then "47 CFR 64.1200(n)(2)(iii) respond" for "ido" is "pending"
    And it is due "the end of <last day>"

    Examples:
      | day        | allowed | last day   |
      | 2024-05-06 | 7 days  | 2024-05-20 |
      | 2024-05-06 | 20 days | 2024-05-28 |
      | 2024-06-05 | 14 days | 2024-06-20 |
