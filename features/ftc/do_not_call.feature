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

  Scenario Outline: A purchase within eighteen months
    Because 16 CFR 310.2 gives the seller of a purchase eighteen months: before August 31, 2023 they begin with February 28, 2022, for there is no February
    31. The whole day counts, and one microsecond before it is too early.
    Given the purchase "bought" of "<bought>", with
      | number | N-1     |
      | seller | windows |
    When we ask at "2023-10-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | bought                               | status       |
      | 2023-08-01                           | excused      |
      | 2022-02-28 00:00:00                  | excused      |
      | 2022-02-28                           | excused      |
      | 2022-02-27 23:59:59.999999           | violated     |
      | 2022-02-27                           | violated     |
      | 2023-08-31 18:30                     | violated     |

  Scenario Outline: An inquiry within three months
    Because 16 CFR 310.2 gives the seller of an inquiry three months: before August 31, 2023 they begin with May 31.
    Given the inquiry "asked" of "<asked>", with
      | number | N-1     |
      | seller | windows |
    When we ask at "2023-10-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | asked                      | status   |
      | 2023-05-31 00:00:00        | excused  |
      | 2023-05-30 23:59:59.999999 | violated |
      | 2023-08-30                 | excused  |

  Scenario: A purchase of somebody else
    Because 16 CFR 310.4(b)(1)(iii)(B) asks for a relationship with that very seller.
    Given the purchase "bought" of "2023-08-01", with
      | number | N-1   |
      | seller | doors |
    When we ask at "2023-10-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "violated"

  Scenario Outline: An agreement in writing
    Because 16 CFR 310.4(b)(1)(iii)(B) lets a call through to who agreed in a signed writing to calls of that seller at that number; one that is not signed,
    or signed only after the call, is none.
    Given the agreement "form" of "<agreed>", with
      | number | N-1      |
      | seller | windows  |
      | signed | <signed> |
      | to     | [calls]  |
    When we ask at "2023-10-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | agreed                     | signed | status   |
      | 2020-01-10                 | yes    | excused  |
      | 2020-01-10                 | no     | violated |
      | 2023-08-31 17:59:59.999999 | yes    | excused  |
      | 2023-09-01                 | yes    | violated |

  Scenario Outline: A request to stop ends what let the call through
    Because 16 CFR 310.2 ends a relationship, and 16 CFR 310.4(b)(1)(iii)(A) forbids the next call, once the person asks that seller not to call; a request
    after the call ends nothing for it.
    Given the purchase "bought" of "2023-08-01", with
      | number | N-1     |
      | seller | windows |
    And the stop request "stop" of "<asked>", with
      | number | N-1     |
      | seller | windows |
    When we ask at "2023-10-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | asked            | status   |
      | 2023-08-15       | violated |
      | 2023-09-15       | excused  |

  Scenario Outline: The agreement turns up late
    Because 16 CFR 310.4(b)(1)(iii)(B) lets the caller show it, and it is shown once it is known; who asks what was known before sees a breach. That the form
    was found on December 1, 2023 is supposed.
    Given the agreement "form" of "2020-01-10", with
      | number   | N-1              |
      | seller   | windows          |
      | signed   | yes              |
      | to       | [calls]          |
      | recorded | 2023-12-01 10:00 |
    When we ask at "2023-10-01 00:00"
    And only what was recorded by "<known>" is known
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | known            | status   |
      | 2023-10-01 00:00 | violated |
      | 2023-12-01 10:01 | excused  |

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

  Scenario Outline: Eighteen months before the day after a leap day, over the change of the clocks
    Because 16 CFR 310.2 counts months of the calendar: before March 10, 2024, the day on which clocks went forward, eighteen months begin with September 10,
    2022.
    Given in "rang" the field "happened" is "2024-03-10 18:00"
    And the purchase "bought" of "<bought>", with
      | number | N-1     |
      | seller | windows |
    When we ask at "2024-06-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | bought                      | status   |
      | 2022-09-10T04:00:00Z        | excused  |
      | 2022-09-10T03:59:59.999999Z | violated |

  Scenario Outline: An error in spite of care
    Because 16 CFR 310.4(b)(3) forgives an error of who has a routine and a copy of the Registry of the last 31 days: before August 31, 2023 they begin with
    July 31. Whether it was an error in spite of care the FTC says.
    Given the practice "routine" from "2021-01-01" on, with
      | by    | windows                                                                                    |
      | items | [written procedures, training, list of requests, registry process, monitoring]             |
    And the registry copy "copy" of "<copied>", with
      | by    | windows |
      | areas | [212]   |
    And "ftc" says "<says>" to "error despite care" about "rang", on "2023-09-20"
    When we ask at "2023-10-01 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | copied                     | says | status   |
      | 2023-07-31 00:00:00        | yes  | excused  |
      | 2023-07-30 23:59:59.999999 | yes  | violated |
      | 2023-08-30                 | no   | violated |
