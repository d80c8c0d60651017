Feature: The order of July 21, 2022 to all providers in the United States
  Fact, as reports tell it, and told in the case `order-to-all-2022`: on the fourteenth day after the letters of July 7 the Bureau ordered all providers in
  the United States, under 47 CFR 64.1200(n)(2) of that day, to mitigate the auto-warranty campaign, and took the end of the customer relationship, or the
  blocking of all that its operators send, as mitigation. It waived reports in part; which part is not known, so that the duty to report is shown whole.
  Supposed, and said to be so: what anybody did, and what the Bureau found of it.

  Background: the order
    Given the case "order-to-all-2022"

  Scenario: It binds who is in the United States, and nobody abroad
    Because 47 CFR 64.1200(n)(2) of that day binds the provider that the Bureau's written notice reaches, and this one is to all providers in the United
    States; the paragraph sets no number of days.
    When we ask at "2022-07-22 00:00"
    Then "47 CFR 64.1200(n)(2) before 2024 mitigate" for "order" by "anybody" is "pending"
    And it is due "no stated time"
    And "47 CFR 64.1200(n)(2) before 2024 report" for "order" by "anybody" is "pending"
    And the answer to "must-mitigate-identified" by "anybody" is "yes"
    And there are 1 findings of "47 CFR 64.1200(n)(2) before 2024 mitigate"

  Scenario Outline: An order of a day without an hour
    Because 47 CFR 64.1200(n)(2) binds from the notice on, and the order bears the date of July 21, 2022 alone: on that day it is open whether it was out.
    When we ask at "<at>"
    Then the answer to "must-mitigate-identified" by "anybody" is "<answer>"

    Examples:
      | at                         | answer       |
      | 2022-07-20 23:59:59.999999 | no           |
      | 2022-07-21 00:00           | undetermined |
      | 2022-07-21 23:59:59.999998 | undetermined |
      | 2022-07-22 00:00           | yes          |
      | 2022-07-22 03:59:59Z       | undetermined |

  Scenario Outline: What the order takes as mitigation
    Because 47 CFR 64.1200(f)(18) asks to find the source and to stop it, and the order was content with the end of the customer, or with all its traffic
    blocked: two readings, and under the first of them nobody has said yet whether it was effective. What the provider did is supposed.
    Given what follows is only supposed
    And the mitigation "done" of "2022-07-25 10:00", with
      | by      | anybody        |
      | answers | order          |
      | traffic | [autowarranty] |
      | how     | [<how>]        |
    When the reading "effective_mitigation_test" is turned to "<reading>"
    And we ask at "2022-08-01 00:00"
    Then "47 CFR 64.1200(n)(2) before 2024 mitigate" for "order" by "anybody" is "<status>"

    Examples:
      | how                           | reading                       | status       |
      | customer ended                | source found and stopped      | undetermined |
      | customer ended                | customer ended                | fulfilled    |
      | all traffic of source blocked | all traffic of source blocked | fulfilled    |
      | all traffic of source blocked | source found and stopped      | undetermined |

  Scenario: With no hour count nothing is missed by the clock
    Because 47 CFR 64.1200(n)(2) of that day says promptly and sets no days: that nothing is on file, even for sure, ends no time. Only the Bureau can say
    that it was too late.
    Given what follows is only supposed
    And the records of "mitigation, investigation report" by "anybody" are complete through "the instant asked about"
    When we ask at "2022-12-01 00:00"
    Then "47 CFR 64.1200(n)(2) before 2024 mitigate" for "order" by "anybody" is "pending"
    And it stays so until "something happens"

  Scenario Outline: A report, and whether it was prompt
    Because 47 CFR 64.1200(n)(2) of that day asks to report promptly what was done; whether ten days are prompt is for the Bureau. Report and word are
    supposed.
    Given what follows is only supposed
    And the investigation report "told" of "2022-07-31", with
      | by      | anybody |
      | answers | order   |
    And "fcc" says "<says>" to "prompt report" about "told", on "2022-08-15"
    And the records of "investigation report" by "anybody" are complete through "the instant asked about"
    When we ask at "2022-08-16 00:00"
    Then "47 CFR 64.1200(n)(2) before 2024 report" for "order" by "anybody" is "<status>"

    Examples:
      | says | status    |
      | yes  | fulfilled |
      | no   | violated  |

  Scenario: There was no ladder to climb
    Because 87 FR 42916 made determination orders effective on September 16, 2022, for gateway providers, and for notices from then on.
    When we ask at "2022-12-01 00:00"
    Then the answer to "may-issue-initial-determination" toward "anybody" is "no"
    And the answer to "must-block-all" toward "anybody" is "no"

  Scenario Outline: The same order under the law of another day
    Because 47 CFR 64.1200(n)(2) began on March 10, 2022 (87 FR 7044) and was rebuilt on January 8, 2024 (88 FR 43446): the day before it binds nobody, and
    from then on it sets fourteen days at least. In between stands the ladder for gateway providers alone, from September 16, 2022 on (87 FR 42916).
    When the law is that of "<law>"
    And we ask at "2022-07-25 00:00"
    Then there are <old> findings of "47 CFR 64.1200(n)(2) before 2024 mitigate"
    And there are <new> findings of "47 CFR 64.1200(n)(2)(i)(A) report"
    And the record says that it is "counterfactual"

    Examples:
      | law        | old | new |
      | 2022-03-09 | 0   | 0   |
      | 2022-03-10 | 1   | 0   |
      | 2022-09-15 | 1   | 0   |
      | 2024-01-08 | 0   | 1   |

  Scenario Outline: Whoever learns of it late
    Because 47 CFR 64.1200(n)(2) of that day asks for actual written notice, and an order to everybody reaches whoever reads it; what was known on a day is
    another question. That it was recorded on July 28, 2022 is supposed.
    Given what follows is only supposed
    And in "order" the field "recorded" is "2022-07-28 09:00"
    When we ask at "2022-07-25 00:00"
    And only what was recorded by "<known>" is known
    Then the answer to "must-mitigate-identified" by "anybody" is "<answer>"

    Examples:
      | known            | answer |
      | 2022-07-28 08:59 | no     |
      | 2022-07-28 09:01 | yes    |
