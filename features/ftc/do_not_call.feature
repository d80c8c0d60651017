Feature: A dispute over sales calls to a number on the National Do Not Call Registry
  Supposed throughout, in the shape that such disputes take: a window seller called a number on the Registry, and says that it was allowed to. Whether there
  was an agreement or a relationship is for the seller to show since February 12, 2016 (80 FR 77520); before, whoever complains had to deny it. Months are
  counted back from the day of the call by the calendar.

  Background: the number, the seller, the first call
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id      | name                    |
      | windows | Clearview Windows Inc   |
      | ftc     | Federal Trade Commission |
    And the registry entry "listed" from "2019-05-01" on, with
      | number | N-1 |
    And the call "rang" of "2023-08-31 18:00", with
      | by        | windows  |
      | seller    | windows  |
      | number    | N-1      |
      | direction | outbound |
      | purpose   | sale     |

  Scenario: Nothing is shown
    Because 16 CFR 310.4(b)(1)(iii)(B) forbids the call unless the caller can show an agreement or a relationship, and nobody shows one.
    When we ask at "2023-10-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "violated"

  Scenario: Before 2016 that nothing is told leaves it open
    Because the text of 16 CFR 310.4(b)(1)(iii)(B) before February 12, 2016 does not put it on the caller to show the exception (80 FR 77520): where nobody
    knows, it is open.
    Given in "listed" the field "began" is "2014-05-01"
    And in "rang" the field "happened" is "2016-02-11 18:00"
    When we ask at "2023-10-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "undetermined"

  Scenario Outline: The number comes on the Registry, and goes
    Because 16 CFR 310.4(b)(1)(iii)(B) asks whether the number is listed when it is called; an entry of the day of the call without an hour leaves that open.
    That the Registry's record is complete is not supposed: of a number that is not known to be listed, nothing follows.
    Given in "listed" the field "began" is "<began>"
    And in "listed" the field "ended" is "<ended>"
    When we ask at "2023-10-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | began                      | ended                      | status       |
      | 2019-05-01                 | 2023-09-30                 | violated     |
      | 2023-08-31 17:59:59.999999 | 2023-09-30                 | violated     |
      | 2023-08-31                 | 2023-09-30                 | undetermined |
      | 2019-05-01                 | 2023-08-31                 | undetermined |
      | 2019-05-01                 | 2023-08-31 18:02           | violated     |

  Scenario Outline: What is no sales call
    Because 16 CFR 310.4(b)(1)(iii)(B) speaks of calls to sell that the caller places: a person who calls in, and a call for anything else, break nothing of
    it.
    Given in "rang" the field "<field>" is "<value>"
    When we ask at "2023-10-01 00:00"
    Then there are 0 findings of "16 CFR 310.4(b)(1)(iii)(B) call listed number"

    Examples:
      | field     | value   |
      | direction | inbound |
      | purpose   | other   |
      | purpose   | charity |

  Scenario Outline: What is told of the seller and the person is weighed by somebody
    Because 16 CFR 310.4(b)(1)(iii)(B) lets a call through for a signed agreement with that seller, or a purchase in the eighteen months before it; here the
    card asks one question of all that, and the FTC answers it. What was bought or signed is supposed, and so is the answer.
    Given the purchase "bought" of "2023-08-01", with
      | number | N-1     |
      | seller | windows |
    And the agreement "form" of "2020-01-10", with
      | number | N-1     |
      | seller | windows |
      | signed | yes     |
      | to     | [calls] |
    And "ftc" says "<says>" to "permitted call to a listed number" about "rang", on "2023-12-01", as "<strength>"
    When we ask at "2023-10-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | says | strength | status   |
      | yes  | found    | excused  |
      | yes  | alleged  | violated |
      | no   | found    | violated |

  Scenario Outline: The agreement turns up late
    Because 16 CFR 310.4(b)(1)(iii)(B) lets the caller show it, and it is shown once it is known; who asks what was known before sees a breach. The day of the
    finding is supposed.
    Given "ftc" says "yes" to "permitted call to a listed number" about "rang", on "2023-12-01", as "found"
    When we ask at "2023-10-01 00:00"
    And only what was recorded by "<known>" is known
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | known            | status   |
      | 2023-10-01 00:00 | violated |
      | 2023-12-02 00:00 | excused  |
