Feature: One Eye LLC, 2023: the ladder for gateway providers from the notice to the blocking by others
  Fact, and told in the case `one-eye`: a notice of February 2023, of which only the month is known; the initial determination order of Monday, April 3, 2023
  (DA 23-279), with fourteen days for an answer; the final determination order of Thursday, May 11, 2023. What today is 47 CFR 64.1200(n)(2) and (n)(3) was
  (n)(5) and (n)(6) then. Supposed, and said to be so in each scenario: what One Eye did, who took its calls, when anybody learned of it.

  Background: the orders
    Given the case "one-eye"
    And what follows is only supposed

  Scenario: A month is all that is known of the notice, and so its time ends within a month
    Because 47 CFR 64.1200(n)(5)(i)(A) of that time gives at least fourteen days: after February 1, 2023 they end with Wednesday, February 15, after the 28th
    with Tuesday, March 14, two days into daylight saving time (47 CFR 1.4(d)).
    When we ask at "2023-02-15 23:59:59.999999"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "notice" is "pending"
    And it is due "between 2023-02-15 23:59:59.999999 and 2023-03-15 00:00"
    And "47 CFR 64.1200(n)(2)(i)(A) block identified" for "notice" is "pending"

  Scenario Outline: No answer on file, and where nobody knows the day, the last possible one counts
    Because 47 CFR 64.1200(n)(5)(ii) of that time lets the Bureau find against a gateway provider that did not answer in the time of its notice; which day of
    February that was decides until March 14 is over. That the record is complete is supposed.
    Given the records of "investigation report" by "one eye" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "notice" is "<report>"
    And the answer to "may-issue-initial-determination" toward "one eye" is "<answer>"

    Examples:
      | at                         | report       | answer       |
      | 2023-02-15 23:59:59.999999 | pending      | no           |
      | 2023-02-20 12:00           | undetermined | undetermined |
      | 2023-03-14 23:59:59.999999 | undetermined | undetermined |
      | 2023-03-15 00:00           | violated     | yes          |

  Scenario: A gateway provider owes nothing under the older paragraph beside it
    Because 47 CFR 64.1200(n)(5) of that time stands in the place of (n)(2) of that time for gateway providers.
    When we ask at "2023-03-01 00:00"
    Then "47 CFR 64.1200(n)(2) before 2024 mitigate" for "notice" is "excused"
    And "47 CFR 64.1200(n)(2) before 2024 report" for "notice" is "excused"

  Scenario: The orders tell what the Bureau did, and not what One Eye did
    Because 47 CFR 64.1200(n)(5)(ii) and (iii) of that time rest each order on a missing or insufficient answer; no such answer is told here, and that none is
    on file proves nothing.
    When we ask at "2023-06-11 00:00"
    Then "47 CFR 64.1200(n)(2)(ii) find initially" for "initial order" is "undetermined"
    And "47 CFR 64.1200(n)(2)(iii) find finally" for "final order" is "undetermined"
    And "47 CFR 64.1200(n)(2)(iii) respond" for "initial order" is "undetermined"

  Scenario: If One Eye answered nothing, the Bureau had both powers when it used them
    Because 47 CFR 64.1200(n)(5)(ii) and (iii) of that time: March 15 and April 18, 2023 came before April 3 and May 11, and a year after April 3, 2023 had
    not passed. That nothing was answered is supposed.
    Given the records of "investigation report, final response" by "one eye" are complete through "the instant asked about"
    When we ask at "2023-06-11 00:00"
    Then "47 CFR 64.1200(n)(2)(ii) find initially" for "initial order" is "used"
    And "47 CFR 64.1200(n)(2)(iii) find finally" for "final order" is "used"

  Scenario: Fourteen days for the final answer
    Because the order of April 3, 2023 (DA 23-279) gives fourteen days, and day 14 is Monday, April 17 (47 CFR 1.4(d)).
    When we ask at "2023-04-10 12:00"
    Then "47 CFR 64.1200(n)(2)(iii) respond" for "initial order" is "pending"
    And it is due "the end of 2023-04-17"
    And the answer to "may-issue-final-determination" toward "one eye" is "no"

  Scenario Outline: A final answer at the edge of the fourteen days
    Because day 14 of DA 23-279 counts to its end, by the clock in Washington (47 CFR 1.4(d)): 23:30 in Chicago is past midnight there. The answer is
    supposed, and so is that the Bureau found it adequate.
    Given the final response "answer" of "<answered>", with
      | by      | one eye       |
      | answers | initial order |
    And "fcc" says "yes" to "adequate response" about "answer", on "2023-05-01"
    And the records of "final response" by "one eye" are complete through "the instant asked about"
    When we ask at "2023-05-02 00:00"
    Then "47 CFR 64.1200(n)(2)(iii) respond" for "initial order" is "<status>"
    And the answer to "may-issue-final-determination" toward "one eye" is "<answer>"

    Examples:
      | answered                                     | status         | answer       |
      | 2023-04-17 23:59:59.999999                   | discharged     | no           |
      | 2023-04-18 00:00:00                          | not discharged | yes          |
      | 2023-04-17 23:30-05:00                       | not discharged | yes          |
      | 2023-04-17                                   | discharged     | no           |
      | 2023-04-17 22:00 to 2023-04-18 02:00         | undetermined   | undetermined |

  Scenario Outline: A year for the final order, and the real one came in the second month
    Because 47 CFR 64.1200(n)(5)(iii) of that time ends the power one year after the release of the initial order: with April 3, 2024. An order later than
    that, and that none was made before, is supposed.
    Given in "final order" the field "happened" is "<released>"
    And the records of "final response" by "one eye" are complete through "the instant asked about"
    When we ask at "2024-05-01 00:00"
    Then "47 CFR 64.1200(n)(2)(iii) find finally" for "final order" is "<status>"

    Examples:
      | released                   | status                   |
      | 2023-04-17 23:59:59        | used while not available |
      | 2023-04-18                 | used                     |
      | 2023-05-11                 | used                     |
      | 2024-04-03 23:59:59.999999 | used                     |
      | 2024-04-04                 | used while not available |

  Scenario Outline: Day 30 is Saturday, June 10, 2023
    Because 47 CFR 64.1200(n)(6) of that time counts thirty days from the release of May 11, 2023; blocking is no filing, so by default the Saturday stays (47
    CFR 1.4(j)). Who takes One Eye's calls directly is supposed; whoever does not is not bound.
    Given the parties
      | id   | name                 |
      | next | Next Hop Carrier Inc |
      | far  | Far Away Voice Inc   |
    And the connection "trunk" from "2022-01-01" on, with
      | from | one eye |
      | to   | next    |
    When the reading "day30_rollover" is turned to "<reading>"
    And we ask at "<at>"
    Then the answer to "must-block-all" by "next" toward "one eye" is "<answer>"
    And there are 1 findings of "47 CFR 64.1200(n)(3) block all"

    Examples:
      | reading       | at                         | answer |
      | does not roll | 2023-06-10 23:59:59.999999 | no     |
      | does not roll | 2023-06-11 00:00           | yes    |
      | does not roll | 2023-06-11 03:59:59.999999Z | no     |
      | rolls         | 2023-06-11 00:00           | no     |
      | rolls         | 2023-06-12 23:59:59.999999 | no     |
      | rolls         | 2023-06-13 00:00           | yes    |

  Scenario: Until when the carrier next to it has time
    Because 47 CFR 64.1200(n)(6) of that time binds after day 30, and the Saturday ends at midnight in Washington. That One Eye hands its calls to this
    carrier is supposed.
    Given the parties
      | id   | name                 |
      | next | Next Hop Carrier Inc |
    And the connection "trunk" from "2022-01-01" on, with
      | from | one eye |
      | to   | next    |
    When we ask at "2023-05-12 12:00"
    Then "47 CFR 64.1200(n)(3) block all" for "final order" by "next" is "pending"
    And the answer to "must-block-all" by "next" toward "one eye" is "no"
    And it stays so until "2023-06-11 00:00"

  Scenario Outline: Whoever learns of the order late
    Because 47 CFR 64.1200(n)(6) of that time makes publication in the docket the notice, so the duty stands; only who asks what was known then does not see
    it. The day on which the carrier recorded the order is supposed.
    Given the parties
      | id   | name                 |
      | next | Next Hop Carrier Inc |
    And the connection "trunk" from "2022-01-01" on, with
      | from | one eye |
      | to   | next    |
    And in "final order" the field "recorded" is "2023-06-20 09:00"
    And in "trunk" the field "recorded" is "2022-01-02"
    When we ask at "2023-06-15 00:00"
    And only what was recorded by "<known>" is known
    Then the answer to "must-block-all" by "next" toward "one eye" is "<answer>"

    Examples:
      | known            | answer |
      | 2023-06-20 08:59 | no     |
      | 2023-06-20 09:01 | yes    |

  Scenario Outline: Blocked in time, too late, or nobody knows at which hour
    Because 47 CFR 64.1200(n)(6) of that time has all traffic blocked from the end of June 10, 2023 on; whether it is, is asked of each instant. The blocking
    is supposed, and that the carrier's record of it is complete.
    Given the parties
      | id   | name                 |
      | next | Next Hop Carrier Inc |
    And the connection "trunk" from "2022-01-01" on, with
      | from | one eye |
      | to   | next    |
    And the blocking notice "told" of "2023-05-20", with
      | by      | next    |
      | to      | fcc     |
      | about   | one eye |
      | summary | given   |
    And the blocking "cut" from "<began>" on, with
      | by        | next        |
      | of        | one eye     |
      | scope     | all traffic |
      | call type | ordinary    |
    And the records of "blocking" by "next" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.1200(n)(3) block all" for "final order" by "next" is "<status>"

    Examples:
      | began                                | at                         | status       |
      | 2023-06-11 00:00:00.000001           | 2023-06-10 23:59:59.999999 | pending      |
      | 2023-06-01                           | 2023-06-11 00:00           | fulfilled    |
      | 2023-06-10 23:59:59.999999           | 2023-06-11 00:00           | fulfilled    |
      | 2023-06-11 00:00:00.000001           | 2023-06-11 00:00           | violated     |
      | 2023-06-11 00:00:00.000001           | 2023-06-11 00:00:00.000001 | fulfilled    |
      | 2023-06-10 22:00 to 2023-06-11 01:00 | 2023-06-11 00:00           | undetermined |

  Scenario: Cited by a number that is gone, and by one that meant something else
    Because on May 11, 2023 the paragraph stood at 47 CFR 64.1200(n)(6), which is (n)(3) today; the same law answers whichever day asks.
    Given the parties
      | id   | name                 |
      | next | Next Hop Carrier Inc |
    And the connection "trunk" from "2022-01-01" on, with
      | from | one eye |
      | to   | next    |
    When we ask at "2026-11-21 00:00"
    Then the answer to "must-block-all" by "next" toward "one eye" is "yes"
    And the answer to "may-issue-final-determination" toward "one eye" is "no"

  Scenario: Nothing ends it but an act of the Bureau
    Because no text lets a final determination lapse; an order that the Bureau takes back binds no longer (47 CFR 64.1200(n)(6) of that time). That it took
    this one back is supposed.
    Given the parties
      | id   | name                 |
      | next | Next Hop Carrier Inc |
    And the connection "trunk" from "2022-01-01" on, with
      | from | one eye |
      | to   | next    |
    And the rescission "taken back" of "2023-09-01", with
      | by | fcc         |
      | of | final order |
    When we ask at "2023-09-02 00:00"
    Then the answer to "must-block-all" by "next" toward "one eye" is "no"
