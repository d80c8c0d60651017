Feature: The ladder for gateway providers, 2022 to 2024
  Supposed throughout. What stands at (n)(2) and (n)(3) today stood at (n)(5) and (n)(6) from September 16, 2022 to January 7, 2024, for gateway
  providers alone. Lighthouse Transit is the gateway of the campaign that the Bureau's notice of Wednesday, February 1, 2023 names.

  Background: the notice
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id         | name                   |
      | lighthouse | Lighthouse Transit LLC |
      | fcc        | FCC Enforcement Bureau |
    And the notice "nsit" of "2023-02-01", with
      | by           | fcc                                                                |
      | to           | lighthouse                                                         |
      | traffic      | [loans]                                                            |
      | elements     | [traffic described, grounds given, law cited, compliance directed] |
      | time allowed | 14 days                                                            |

  Scenario: A gateway provider answers and blocks
    Because 47 CFR 64.1200(n)(5)(i)(A) of that time gives the time of the notice, and day 14 after February 1, 2023 is Wednesday, February 15;
    a gateway provider owes nothing under 47 CFR 64.1200(n)(2) of that time beside it.
    Given the traffic "loans", in which "lighthouse" is "gateway provider"
    When we ask at "2023-02-10 12:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "pending"
    And it is due "the end of 2023-02-15"
    And "47 CFR 64.1200(n)(2)(i)(A) block identified" for "nsit" is "pending"
    And "47 CFR 64.1200(n)(2) before 2024 mitigate" for "nsit" is "excused"
    And "47 CFR 64.1200(n)(2) before 2024 report" for "nsit" is "excused"

  Scenario: An originating provider mitigates and reports promptly
    Because 47 CFR 64.1200(n)(5) of that time binds gateway providers; any other notified provider mitigates and reports promptly, under 47 CFR
    64.1200(n)(2) of that time, which has no ladder.
    Given the traffic "loans", in which "lighthouse" is "originating provider"
    And the records of "role, investigation report" by "lighthouse" are complete through "the instant asked about"
    When we ask at "2023-03-10 12:00"
    Then there are 0 findings of "47 CFR 64.1200(n)(2)(i)(A) report"
    And "47 CFR 64.1200(n)(2) before 2024 mitigate" for "nsit" is "pending"
    And it is due "no stated time"
    And "47 CFR 64.1200(n)(2) before 2024 report" for "nsit" is "pending"
    And the answer to "must-mitigate-identified" by "lighthouse" is "yes"
    And the answer to "may-issue-initial-determination" toward "lighthouse" is "no"

  Scenario Outline: The first day of the notice
    Because 87 FR 42916 made the ladder effective on September 16, 2022: a notice of the day before starts none of it.
    Given the traffic "loans", in which "lighthouse" is "gateway provider"
    And in "nsit" the field "happened" is "<day>"
    When we ask at "2022-09-20 12:00"
    Then there are <ladder> findings of "47 CFR 64.1200(n)(2)(i)(A) report"
    And "47 CFR 64.1200(n)(2) before 2024 mitigate" for "nsit" is "<old>"

    Examples:
      | day        | ladder | old     |
      | 2022-09-15 | 0      | pending |
      | 2022-09-16 | 1      | excused |

  Scenario Outline: The last day of the old numbers
    Because 88 FR 43446 rebuilt the paragraph on January 8, 2024: from then on the notice binds an originating provider too, and the duty to
    mitigate promptly is gone.
    Given the traffic "loans", in which "lighthouse" is "originating provider"
    And in "nsit" the field "happened" is "<day>"
    And the records of "role" by "lighthouse" are complete through "the instant asked about"
    When we ask at "2024-01-10 12:00"
    Then there are <ladder> findings of "47 CFR 64.1200(n)(2)(i)(A) block identified"
    And there are <old> findings of "47 CFR 64.1200(n)(2) before 2024 mitigate"

    Examples:
      | day        | ladder | old |
      | 2024-01-07 | 0      | 1   |
      | 2024-01-08 | 1      | 0   |

  Scenario Outline: A notice of Monday, April 3, 2023, to answer in fourteen days
    Because 47 CFR 64.1200(n)(5)(ii) of that time lets the Bureau order an answer; day 14 after April 3, 2023 is Monday, April 17, and the year of
    47 CFR 64.1200(n)(5)(iii) ends with April 3, 2024, as 47 CFR 1.4(d) counts.
    Given the traffic "loans", in which "lighthouse" is "gateway provider"
    And the initial determination order "ido" of "2023-04-03", with
      | by           | fcc        |
      | to           | lighthouse |
      | of           | nsit       |
      | time allowed | 14 days    |
    And the records of "final response" by "lighthouse" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.1200(n)(2)(iii) respond" for "ido" is "<respond>"
    And the answer to "may-issue-final-determination" toward "lighthouse" is "<answer>"

    Examples:
      | at                         | respond        | answer |
      | 2023-04-17 23:59:59.999999 | pending        | no     |
      | 2023-04-18 00:00:00        | not discharged | yes    |
      | 2024-04-03 23:59:59.999999 | not discharged | yes    |
      | 2024-04-04 00:00:00        | not discharged | no     |

  Scenario Outline: Day 30 on a Saturday
    Because 47 CFR 64.1200(n)(6) of that time counts thirty days from the release: after Thursday, May 11, 2023 day 30 is Saturday, June 10. By
    default it stays there, for to block is no filing; read as one, by 47 CFR 1.4(j) it moves to Monday, June 12.
    Given the parties
      | id   | name         |
      | acme | Acme Telecom |
    And the connection "trunk" from "2022-01-01" on, with
      | from | lighthouse |
      | to   | acme       |
    And the final determination order "fdo" of "2023-05-11", with
      | by      | fcc        |
      | against | lighthouse |
    When the reading "day30_rollover" is turned to "<reading>"
    And we ask at "<at>"
    Then the answer to "must-block-all" by "acme" toward "lighthouse" is "<answer>"

    Examples:
      | reading        | at                         | answer |
      | does not roll  | 2023-06-10 23:59:59.999999 | no     |
      | does not roll  | 2023-06-11 00:00:00        | yes    |
      | rolls          | 2023-06-12 23:59:59.999999 | no     |
      | rolls          | 2023-06-13 00:00:00        | yes    |

  Scenario: Starting early, by the number of that time
    Because 47 CFR 64.1200(n)(6) of 2023 is (n)(3) today, and a provider that blocked in May 2023 could only cite the former; the notice to the
    Commission comes first, on the terms of 47 CFR 64.1200(k)(4).
    Given the parties
      | id   | name         |
      | acme | Acme Telecom |
    And the connection "trunk" from "2022-01-01" on, with
      | from | lighthouse |
      | to   | acme       |
    And the final determination order "fdo" of "2023-05-11", with
      | by      | fcc        |
      | against | lighthouse |
    And the blocking notice "told" of "2023-05-15", with
      | by      | acme       |
      | to      | fcc        |
      | about   | lighthouse |
      | summary | given      |
    And the blocking "cut" from "2023-05-16" on, with
      | by        | acme                 |
      | of        | lighthouse           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(n)(6) |
    When we ask at "2023-05-20 00:00"
    Then "47 CFR 64.1200(n)(3) start early" for "cut" is "used"
    And there are 0 findings of "47 CFR 64.1200(k)(4) block all"

  Scenario: A number that meant something else
    Because 47 CFR 64.1200(n)(3) of 2023 is about knowing one's customers: who blocked in May 2023 and cited it did not use what is (n)(3) today.
    Given the parties
      | id   | name         |
      | acme | Acme Telecom |
    And the connection "trunk" from "2022-01-01" on, with
      | from | lighthouse |
      | to   | acme       |
    And the final determination order "fdo" of "2023-05-11", with
      | by      | fcc        |
      | against | lighthouse |
    And the blocking "cut" from "2023-05-16" on, with
      | by        | acme                 |
      | of        | lighthouse           |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(n)(3) |
    When we ask at "2023-05-20 00:00"
    Then there are 0 findings of "47 CFR 64.1200(n)(3) start early"

  Scenario: Blocking that stopped again
    Because 47 CFR 64.1200(n)(6) of that time has the traffic blocked from day 30 on, not for a while.
    Given the parties
      | id   | name         |
      | acme | Acme Telecom |
    And the connection "trunk" from "2022-01-01" on, with
      | from | lighthouse |
      | to   | acme       |
    And the final determination order "fdo" of "2023-05-11", with
      | by      | fcc        |
      | against | lighthouse |
    And the blocking "cut" from "2023-06-09" on, with
      | by        | acme        |
      | of        | lighthouse  |
      | scope     | all traffic |
      | call type | ordinary    |
      | ended     | 2023-07-01  |
    And the records of "blocking" by "acme" are complete through "the instant asked about"
    When we ask at "2023-07-10 00:00"
    Then "47 CFR 64.1200(n)(3) block all" for "fdo" by "acme" is "violated"

  Scenario Outline: Knowing the customers and the providers upstream
    Because 47 CFR 64.1200(n)(3) of that time, (n)(4) today, binds whoever takes on customers since May 6, 2021; 47 CFR 64.1200(n)(4) of that time,
    (n)(5) today, binds gateway providers from January 16, 2023, and everybody from January 8, 2024. What is enough is for the Bureau to say.
    Given the customer taken on "signed" of "2021-05-06", with
      | by       | lighthouse |
      | customer | shop       |
      | how      | new        |
    And the acceptance "taken" of "<day>", with
      | by      | lighthouse |
    And in "taken" the field "in role" is "<role>"
    And "fcc" says "<says>" to "know your customer" about "signed", on "2024-05-01"
    When we ask at "2024-06-01 00:00"
    Then "47 CFR 64.1200(n)(4) know customers" for "signed" is "<customers>"
    And there are <upstream> findings of "47 CFR 64.1200(n)(5) know upstream"

    Examples:
      | day        | role        | says | customers | upstream |
      | 2023-01-15 | gateway     | yes  | fulfilled | 0        |
      | 2023-01-16 | gateway     | no   | violated  | 1        |
      | 2023-01-16 | terminating | yes  | fulfilled | 0        |
      | 2024-01-08 | terminating | yes  | fulfilled | 1        |

  Scenario Outline: Similar traffic inside the time allowed and after it
    Because 47 CFR 64.1200(n)(5)(ii) of that time lets the Bureau find against a gateway provider that lets similar traffic in after the time
    allowed, which ends with February 15, 2023.
    Given the traffic "loans", in which "lighthouse" is "gateway provider"
    And the investigation report "answer" of "2023-02-10", with
      | by      | lighthouse            |
      | to      | fcc                   |
      | answers | nsit                  |
      | holds   | [certification, plan] |
    And "fcc" says "yes" to "sufficient report" about "answer", on "2023-02-20"
    And the traffic seen "again" of "<seen>", with
      | from      | lighthouse |
      | in role   | gateway    |
      | resembles | nsit       |
    And "fcc" says "yes" to "same or similar" about "again", on "2023-02-20"
    And the records of "investigation report" by "lighthouse" are complete through "the instant asked about"
    When we ask at "2023-02-21 00:00"
    Then the answer to "may-issue-initial-determination" toward "lighthouse" is "<answer>"

    Examples:
      | seen                       | answer |
      | 2023-02-15 23:59:59.999999 | no     |
      | 2023-02-16 00:00:00        | yes    |
