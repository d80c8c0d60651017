Feature: Answering a traceback request
  Supposed throughout: the letters ask for no traceback. The times are those of 47 CFR 64.1200(n)(1), counted where the office is that answers.

  Background: who asks and who answers
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id         | name                            | zone                | office          |
      | east       | East Voice LLC                  | America/New_York    |                 |
      | west       | West Voice LLC                  | America/Los_Angeles |                 |
      | roaming    | Roaming Voice LLC               |                     |                 |
      | consortium | the traceback consortium        |                     |                 |
      | fcc        | FCC Enforcement Bureau          |                     |                 |
      | attorney   | a State's Attorney General      |                     | law enforcement |

  Scenario Outline: The clock in office hours, on weekends and holidays
    Because 47 CFR 64.1200(n)(1) starts the 24 hours between 8:00 and 17:30 on a business day, else at 8:00 of the next one, and moves an end on
    a weekend or a federal holiday to the same hour of the next business day.
    # 2024-03-08 and 2024-11-01 are Fridays before a change of the clock; 2024-05-27 is Memorial Day, 2024-07-04 Independence Day (a Thursday)
    Given the traceback request "asked" of "<received>", with
      | by   | consortium |
      | to   | east       |
      | call | [call-1]   |
    And in "asked" the field "received" is "<received>"
    When we ask at "<received>"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "pending"
    And it is due "<due>"
    And it stays so until "after <due>"
    And it rests on the reading "traceback_24h"

    Examples:
      | received                   | due                        |
      | 2024-02-06 10:15:00        | 2024-02-07 10:15:00        |
      | 2024-03-08 15:00:00        | 2024-03-11 15:00:00        |
      | 2024-11-01 15:00:00        | 2024-11-04 15:00:00        |
      | 2024-05-24 15:00:00        | 2024-05-28 15:00:00        |
      | 2024-07-03 16:00:00        | 2024-07-05 16:00:00        |
      | 2024-07-03 18:00:00        | 2024-07-08 08:00:00        |
      | 2024-02-06 18:00:00        | 2024-02-08 08:00:00        |
      | 2024-02-08 20:00:00        | 2024-02-12 08:00:00        |
      | 2024-02-11 10:00:00        | 2024-02-13 08:00:00        |
      | 2024-02-06 07:59:59.999999 | 2024-02-07 08:00:00        |
      | 2024-02-06 08:00:00        | 2024-02-07 08:00:00        |
      | 2024-02-06 17:30:00        | 2024-02-07 17:30:00        |
      | 2024-02-06 17:30:00.000001 | 2024-02-08 08:00:00        |

  Scenario: An office in another zone
    Because 47 CFR 64.1200(n)(1) counts in the time of the office that answers: 20:00 Eastern is 17:00 in Los Angeles, within its hours.
    Given the traceback request "asked" of "2024-02-06 20:00:00", with
      | by       | consortium          |
      | to       | west                |
      | call     | [call-1]            |
      | received | 2024-02-06 20:00:00 |
    When we ask at "2024-02-07 12:00"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "pending"
    And it is due "2024-02-07 20:00:00"

  Scenario: The same request at an office in the East
    Because 47 CFR 64.1200(n)(1) takes a request of 20:00 as one of 8:00 on the next business day.
    Given the traceback request "asked" of "2024-02-06 20:00:00", with
      | by       | consortium          |
      | to       | east                |
      | call     | [call-1]            |
      | received | 2024-02-06 20:00:00 |
    When we ask at "2024-02-07 12:00"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "pending"
    And it is due "2024-02-08 08:00:00"

  Scenario: Nobody says where the office is
    Because 47 CFR 64.1200(n)(1) counts in the time of the office that answers: 10:15 Eastern is within its hours from New York to Denver, while
    Honolulu opens at 13:00 Eastern.
    Given the traceback request "asked" of "2024-02-06 10:15:00", with
      | by       | consortium          |
      | to       | roaming             |
      | call     | [call-1]            |
      | received | 2024-02-06 10:15:00 |
    And the records of "traceback answer" by "roaming" are complete through "the instant asked about"
    When we ask at "2024-02-07 12:00"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "undetermined"
    And it is due "between 2024-02-07 10:15:00 and 2024-02-07 13:00:00.000001"

  Scenario Outline: To the microsecond
    Because 47 CFR 64.1200(n)(1) gives the time to the hour and minute at which it was received, and 47 CFR 1.4(d) counts the last instant in it.
    Given the traceback request "asked" of "2024-03-08 15:00:00", with
      | by       | consortium          |
      | to       | east                |
      | call     | [call-1]            |
      | received | 2024-03-08 15:00:00 |
    And "east" makes the traceback answer "answered" at "<answered>", answering "asked"
    And "fcc" says "yes" to "full answer" about "answered", on "2024-03-13"
    And the records of "traceback answer" by "east" are complete through "the instant asked about"
    When we ask at "2024-03-14 00:00"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "<status>"
    And it was done by "answered", "<when>"

    Examples:
      | answered                   | status    | when    |
      | 2024-03-11 15:00:00        | fulfilled | in time |
      | 2024-03-11 15:00:00.000001 | violated  | late    |

  Scenario Outline: No answer
    Because 47 CFR 64.1200(n)(1) is broken when the time has passed without an answer in full.
    Given the traceback request "asked" of "2024-03-08 15:00:00", with
      | by       | consortium          |
      | to       | east                |
      | call     | [call-1]            |
      | received | 2024-03-08 15:00:00 |
    And the records of "traceback answer" by "east" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "<status>"

    Examples:
      | at                         | status   |
      | 2024-03-11 15:00:00        | pending  |
      | 2024-03-11 15:00:00.000001 | violated |

  Scenario: Half an answer
    Because 47 CFR 64.1200(n)(1) asks for a full answer, and whether one is full a person says.
    Given the traceback request "asked" of "2024-02-06 10:15:00", with
      | by       | consortium          |
      | to       | east                |
      | call     | [call-1]            |
      | received | 2024-02-06 10:15:00 |
    And "east" makes the traceback answer "answered" at "2024-02-06 12:00", answering "asked"
    And the records of "traceback answer" by "east" are complete through "the instant asked about"
    When we ask at "2024-02-09 00:00"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "undetermined"
    And it turns on
      | if                           | then      |
      | full answer of answered: yes | fulfilled |
      | full answer of answered: no  | violated  |

  Scenario: Read as plain hours
    Because 47 CFR 64.1200(n)(1) says 24 hours, and whoever reads it without the pause counts through the weekend.
    Given the traceback request "asked" of "2024-03-08 15:00:00", with
      | by       | consortium          |
      | to       | east                |
      | call     | [call-1]            |
      | received | 2024-03-08 15:00:00 |
    When the reading "traceback_24h" is turned to "plain hours"
    And we ask at "2024-03-08 16:00"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "pending"
    And it is due "2024-03-09 15:00:00"

  Scenario Outline: Who may ask
    Because 47 CFR 64.1200(n)(1) names the Commission, civil and criminal law enforcement and the traceback consortium, and nobody else.
    Given the traceback request "asked" of "2024-02-06 10:15:00", with
      | to       | east                |
      | call     | [call-1]            |
      | received | 2024-02-06 10:15:00 |
    And in "asked" the field "by" is "<who>"
    When we ask at "2024-02-06 12:00"
    Then there are <count> findings of "47 CFR 64.1200(n)(1) answer"

    Examples:
      | who        | count |
      | consortium | 1     |
      | fcc        | 1     |
      | attorney   | 1     |
      | west       | 0     |

  Scenario: Before there were hours
    Because 47 CFR 64.1200(n)(1) of 2021 asks for a full and timely answer and sets no hours; 87 FR 51920 brought them on September 23, 2022.
    Given the traceback request "asked" of "2022-09-22 15:00:00", with
      | by       | consortium          |
      | to       | east                |
      | call     | [call-1]            |
      | received | 2022-09-22 15:00:00 |
    And the handoff "in" of "2022-09-20 10:00", with
      | from     | west          |
      | to       | east          |
      | call     | call-1        |
      | at       | US facilities |
      | upstream | foreign       |
    And the handoff "on" of "2022-09-20 10:00", with
      | from     | east     |
      | to       | roaming  |
      | call     | call-1   |
      | receiver | domestic |
    When we ask at "2022-09-30 12:00"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "pending"
    And it is due "no stated time"
    And there are 0 findings of "47 CFR 64.1200(n)(1) answer as gateway"

  Scenario: A gateway provider, from 2022 to 2024
    Because 47 CFR 64.1200(n)(1)(ii) of that time gives 24 hours to who is gateway for any of the calls, and 47 CFR 64.1200(f)(19) makes it the
    gateway of a call that it takes in the United States from a foreign provider and hands on here: from Friday, September 23, 2022, 15:00 to
    Monday 15:00.
    Given the traceback request "asked" of "2022-09-23 15:00:00", with
      | by       | consortium          |
      | to       | east                |
      | call     | [call-0, call-1]    |
      | received | 2022-09-23 15:00:00 |
    And the handoff "in" of "2022-09-20 10:00", with
      | from     | west          |
      | to       | east          |
      | call     | call-1        |
      | at       | US facilities |
      | upstream | foreign       |
    And the handoff "on" of "2022-09-20 10:00", with
      | from     | east     |
      | to       | roaming  |
      | call     | call-1   |
      | receiver | domestic |
    When we ask at "2022-09-24 12:00"
    Then "47 CFR 64.1200(n)(1) answer as gateway" for "asked" is "pending"
    And it is due "2022-09-26 15:00:00"
    And "47 CFR 64.1200(n)(1) answer" for "asked" is "excused"

  Scenario Outline: Another provider, from 2022 to 2024, and everybody since
    Because 47 CFR 64.1200(n)(1)(i) of that time asks the others for a full and timely answer, without hours; 88 FR 43446 gave everybody 24 hours
    from Monday, January 8, 2024.
    Given the traceback request "asked" of "<received>", with
      | by       | consortium |
      | to       | east       |
      | call     | [call-1]   |
    And in "asked" the field "received" is "<received>"
    And the handoff "in" of "2022-09-20 10:00", with
      | from     | west     |
      | to       | east     |
      | call     | call-1   |
      | upstream | domestic |
    And the records of "role, handoff" by "east" are complete through "the instant asked about"
    When we ask at "<received>"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "pending"
    And it is due "<due>"
    And there are 0 findings of "47 CFR 64.1200(n)(1) answer as gateway"

    Examples:
      | received            | due                 |
      | 2022-09-23 15:00:00 | no stated time      |
      | 2024-01-05 15:00:00 | no stated time      |
      | 2024-01-08 15:00:00 | 2024-01-09 15:00:00 |

  Scenario: A request that is received later than it was sent
    Because 47 CFR 64.1200(n)(1) counts the 24 hours from the receipt of the request.
    Given the traceback request "asked" of "2024-02-06 10:15:00", with
      | by       | consortium          |
      | to       | east                |
      | call     | [call-1]            |
      | received | 2024-02-06 11:40:00 |
    When we ask at "2024-02-06 12:00"
    Then "47 CFR 64.1200(n)(1) answer" for "asked" is "pending"
    And it is due "2024-02-07 11:40:00"

  Scenario: A gateway provider received it later than it was sent
    Because 47 CFR 64.1200(n)(1) of 2022 (87 FR 42916) counts the 24 hours of a gateway provider from the receipt of the request too.
    Given the traceback request "asked" of "2023-02-07 10:15:00", with
      | by       | consortium          |
      | to       | east                |
      | call     | [call-1]            |
      | received | 2023-02-07 11:40:00 |
    And the handoff "in" of "2023-02-03 10:00", with
      | from     | west          |
      | to       | east          |
      | call     | call-1        |
      | at       | US facilities |
      | upstream | foreign       |
    And the handoff "out" of "2023-02-03 10:00", with
      | from     | east     |
      | to       | roaming  |
      | call     | call-1   |
      | receiver | domestic |
    When we ask at "2023-02-07 12:00"
    Then "47 CFR 64.1200(n)(1) answer as gateway" for "asked" is "pending"
    And it is due "2023-02-08 11:40:00"
