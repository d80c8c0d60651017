Feature: The first yearly recertification falls on a Sunday
  47 CFR 64.6305(h) took effect on February 5, 2026 (91 FR 5242); the portal had opened on February 1, and the notices of the Wireline Competition Bureau (DA
  26-72) said by March 1. That day was a Sunday. So much is fact; the filer, its filings and what it did are supposed.

  Background: a filer and a carrier, supposed throughout
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id    | name                  |
      | acme  | Acme Voice LLC        |
      | next  | Next Hop Carrier Inc. |
      | eb    | Enforcement Bureau    |
    And the listing "listed" from "2021-06-20 09:00" on, with
      | of     | acme          |
      | class  | voice service |
      | filing | RMD-1         |
    And the records of "recertification" by "acme" are complete through "the instant asked about"

  Scenario Outline: A filing date on a Sunday moves to Monday, unless the day is read strictly
    Because 47 CFR 64.6305(h) asks for it by March 1 and 47 CFR 1.4(j) moves a filing date from a holiday to the next business day; the notices (DA 26-72)
    name the Sunday, so the reading that no day moves is kept open.
    Given the recertification "again" of "<done>", with
      | by     | acme  |
      | filing | RMD-1 |
    When the reading "recert_rollover" is turned to "<reading>"
    And we ask at "2026-06-01 00:00"
    Then "47 CFR 64.6305(h) recertify" for "listed" is "<status>"
    And it is due "the end of <last day>"
    And it rests on the reading "recert_rollover"

    Examples:
      | done             | reading           | last day   | status    |
      | 2026-02-01 00:00 | next business day | 2026-03-02 | fulfilled |
      | 2026-03-01 23:59 | next business day | 2026-03-02 | fulfilled |
      | 2026-03-02 23:59 | next business day | 2026-03-02 | fulfilled |
      | 2026-03-03 00:00 | next business day | 2026-03-02 | violated  |
      | 2026-01-31 23:59 | next business day | 2026-03-02 | violated  |
      | 2026-03-01 23:59 | strict            | 2026-03-01 | fulfilled |
      | 2026-03-02 09:00 | strict            | 2026-03-01 | violated  |

  Scenario Outline: On the Sunday time is left, on Tuesday none
    Because of 47 CFR 64.6305(h) and 47 CFR 1.4(j), as above.
    When we ask at "<at>"
    Then "47 CFR 64.6305(h) recertify" for "listed" is "<status>"
    And it stays so until "<until>"

    Examples:
      | at               | status   | until            |
      | 2026-02-05 00:00 | pending  | 2026-03-03 00:00 |
      | 2026-03-02 23:59 | pending  | 2026-03-03 00:00 |
      | 2026-03-03 00:00 | violated | something happens |

  Scenario: A missed recertification removes nothing
    Because no text drops a filing by the lapse of a day; the consequence is the removal procedure (FCC 24-135), and the bar of 47 CFR 64.6305(g)(1) asks
    whether a filing is in the database.
    Given the acceptance "taken" of "2026-03-10 10:00", with
      | by             | next          |
      | of             | acme          |
      | in role        | intermediate  |
      | upstream class | voice service |
      | call type      | ordinary      |
    When we ask at "2026-06-01 00:00"
    Then "47 CFR 64.6305(h) recertify" for "listed" is "violated"
    And "47 CFR 64.6305(g)(1) accept" for "taken" is "respected"
    And the answer to "must-refuse-traffic" toward "acme" is "no"
    And the answer to "may-remove-from-rmd" toward "acme" is "no"

  Scenario: Nothing is owed for the year before
    Because 47 CFR 64.6305(h) is law from February 5, 2026 on (91 FR 5242).
    When we ask at "2026-01-31 23:59"
    Then there are 0 findings of "47 CFR 64.6305(h) recertify"

  Scenario Outline: The Monday ends at midnight in Washington, and a time without an hour stays as wide as it is
    Because 47 CFR 64.6305(h) asks for it by March 1, a Sunday, 47 CFR 1.4(j) moves it to Monday, March 2, 2026, and the day ends where the Commission is:
    23:30 in Chicago is past midnight there. The filings are supposed.
    Given the recertification "again" of "<done>", with
      | by     | acme  |
      | filing | RMD-1 |
    When we ask at "2026-06-01 00:00"
    Then "47 CFR 64.6305(h) recertify" for "listed" is "<status>"

    Examples:
      | done                                 | status       |
      | 2026-03-02 23:59:59.999999           | fulfilled    |
      | 2026-03-03 00:00:00                  | violated     |
      | 2026-03-02 22:59:59.999999-06:00     | fulfilled    |
      | 2026-03-02 23:30-06:00               | violated     |
      | 2026-03-02                           | fulfilled    |
      | 2026-03-03                           | violated     |
      | 2026-03-02 20:00 to 2026-03-03 08:00 | undetermined |
      | 2026-01-31 20:00 to 2026-02-01 08:00 | undetermined |

  Scenario Outline: A recertification that shows in the export only weeks later
    Because 47 CFR 64.6305(h) asks when it was filed; a record kept until March 10, 2026 that does not show it says that it was missed, until the later record
    is known. Both records are supposed.
    Given the recertification "again" of "2026-02-27 16:00", with
      | by       | acme             |
      | filing   | RMD-1            |
      | recorded | 2026-03-24 11:00 |
    When we ask at "2026-03-10 00:00"
    And only what was recorded by "<known>" is known
    Then "47 CFR 64.6305(h) recertify" for "listed" is "<status>"

    Examples:
      | known            | status    |
      | 2026-03-10 00:00 | violated  |
      | 2026-03-24 10:59 | violated  |
      | 2026-03-24 11:01 | fulfilled |

  Scenario: Nobody vouches for the record
    Because 47 CFR 64.6305(h) is broken by filing nothing, and an export that does not show a filing may be old: where nobody declares the record complete it
    stays open.
    Given the parties
      | id    | name             |
      | other | Other Voice Inc. |
    And the listing "other listed" from "2022-01-10" on, with
      | of     | other         |
      | class  | voice service |
      | filing | RMD-2         |
    When we ask at "2026-03-03 00:00"
    Then "47 CFR 64.6305(h) recertify" for "other listed" is "undetermined"
    And "47 CFR 64.6305(h) recertify" for "listed" is "violated"
