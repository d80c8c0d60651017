Feature: The ladder of 2024, from the notice to the thirtieth day, for whoever originates calls
  Supposed throughout: since January 8, 2024 the ladder binds every provider (88 FR 43446), and no document of one is told here. The days are chosen so that
  they fall on what is hard: the notice of Monday, October 21, 2024 ends its fourteen days on November 4, the day after the clocks went back; the initial
  order of Tuesday, December 10 ends its own on December 24, a day on which the agencies were closed, before a holiday; day 30 after the final order of
  Friday, February 7, 2025 is March 9, a Sunday of 23 hours.

  Background: the papers, supposed throughout
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id       | name                   |
      | meridian | Meridian Voice LLC     |
      | acme     | Acme Telecom           |
      | fcc      | FCC Enforcement Bureau |
    And the traffic "loans", in which "meridian" is "originating provider"
    And the notice "nsit" of "2024-10-21", with
      | by           | fcc                                                                |
      | to           | meridian                                                           |
      | traffic      | [loans]                                                            |
      | elements     | [traffic described, grounds given, law cited, compliance directed] |
      | time allowed | 14 days                                                            |
    And the initial determination order "ido" of "2024-12-10", with
      | by           | fcc      |
      | to           | meridian |
      | of           | nsit     |
      | time allowed | 14 days  |
    And the final determination order "fdo" of "2025-02-07", with
      | by      | fcc      |
      | against | meridian |
      | of      | ido      |
    And the connection "trunk" from "2023-01-01" on, with
      | from | meridian |
      | to   | acme     |
    And the listing "listed" from "2021-06-30" on, with
      | of    | meridian      |
      | class | voice service |

  Scenario Outline: Fourteen days over the end of daylight saving time
    Because 47 CFR 64.1200(n)(2)(i)(A) gives the time of the notice, and day 14 after October 21, 2024 ends with November 4 by the clock in Washington, an
    hour later in universal time than it began (47 CFR 1.4(d)).
    Given the records of "investigation report" by "meridian" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "nsit" is "<report>"
    And it is due "2024-11-05T04:59:59.999999Z"
    And the answer to "may-issue-initial-determination" toward "meridian" is "<answer>"

    Examples:
      | at                          | report   | answer |
      | 2024-11-05T04:59:59.999999Z | pending  | no     |
      | 2024-11-05T05:00:00Z        | violated | yes    |

  Scenario Outline: A report in the hour that the clock showed twice
    Because 47 CFR 64.1200(n)(2)(i)(A) counts days: at 01:30 of November 3, 2024, whichever of the two it was, two days were left.
    Given the investigation report "answer" of "<told>", with
      | by      | meridian              |
      | to      | fcc                   |
      | answers | nsit                  |
      | holds   | [certification, plan] |
    When we ask at "2024-11-06 00:00"
    Then "47 CFR 64.1200(n)(2)(i)(A) certify and plan" for "nsit" is "fulfilled"

    Examples:
      | told                   |
      | 2024-11-03 01:30       |
      | 2024-11-03 01:30-05:00 |

  Scenario Outline: Fourteen days that end on a closed day before a holiday
    Because 47 CFR 64.1200(n)(2)(iii) gives the time that the initial order states; its fourteenth day, December 24, 2024, was closed by executive order and
    the 25th is a holiday, so a time to file ends with Thursday, December 26 (47 CFR 1.4(e), (j)).
    Given the records of "final response" by "meridian" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.1200(n)(2)(iii) respond" for "ido" is "<respond>"
    And the answer to "may-issue-final-determination" toward "meridian" is "<answer>"

    Examples:
      | at                         | respond        | answer |
      | 2024-12-24 23:59:59.999999 | pending        | no     |
      | 2024-12-26 23:59:59.999999 | pending        | no     |
      | 2024-12-27 00:00           | not discharged | yes    |
      | 2025-02-07 12:00           | not discharged | yes    |

  Scenario Outline: A final answer of which only the day is known
    Because 47 CFR 64.1200(n)(2)(iii) counts the last day to its end: a day without an hour is in time on it, and too late after it; a night across its end is
    open. That the Bureau finds the answer adequate is supposed.
    Given the final response "answer" of "<told>", with
      | by      | meridian |
      | answers | ido      |
    And "fcc" says "yes" to "adequate response" about "answer", on "2025-01-15"
    And the records of "final response" by "meridian" are complete through "the instant asked about"
    When we ask at "2025-01-16 00:00"
    Then "47 CFR 64.1200(n)(2)(iii) respond" for "ido" is "<respond>"

    Examples:
      | told                                 | respond        |
      | 2024-12-26                           | discharged     |
      | 2024-12-27                           | not discharged |
      | 2024-12-26 20:00 to 2024-12-27 08:00 | undetermined   |
      | 2024-12-26 to 2024-12-27             | undetermined   |

  Scenario Outline: A final answer that the docket shows late
    Because 47 CFR 64.1200(n)(2)(iii) asks when it was answered, not when anybody saw it; who decides on what was known then sees none. That it was recorded
    only on January 20, 2025 is supposed.
    Given the final response "answer" of "2024-12-20 10:00", with
      | by       | meridian         |
      | answers  | ido              |
      | recorded | 2025-01-20 10:00 |
    And "fcc" says "yes" to "adequate response" about "answer", on "2025-02-01"
    And the records of "final response" by "meridian" are complete through "2025-01-10 00:00"
    When we ask at "2025-01-10 00:00"
    And only what was recorded by "<known>" is known
    Then "47 CFR 64.1200(n)(2)(iii) respond" for "ido" is "<respond>"
    And the answer to "may-issue-final-determination" toward "meridian" is "<answer>"

    Examples:
      | known            | respond        | answer |
      | 2025-01-10 00:00 | not discharged | yes    |
      | 2025-02-02 00:00 | discharged     | no     |

  Scenario Outline: Day 30 on a Sunday of 23 hours
    Because 47 CFR 64.1200(n)(3) counts thirty days from the release: after February 7, 2025 to the end of Sunday, March 9, an hour sooner in universal time;
    blocking is no filing, so by default it does not move to Monday (47 CFR 1.4(j)).
    When the reading "day30_rollover" is turned to "<rollover>"
    And the reading "day30_start" is turned to "<start>"
    And we ask at "<at>"
    Then the answer to "must-block-all" by "acme" toward "meridian" is "<answer>"

    Examples:
      | rollover      | start            | at                          | answer |
      | does not roll | at its end       | 2025-03-10T03:59:59.999999Z | no     |
      | does not roll | at its end       | 2025-03-10T04:00:00Z        | yes    |
      | rolls         | at its end       | 2025-03-11T03:59:59.999999Z | no     |
      | rolls         | at its end       | 2025-03-11T04:00:00Z        | yes    |
      | does not roll | at its beginning | 2025-03-09T04:59:59.999999Z | no     |
      | does not roll | at its beginning | 2025-03-09T05:00:00Z        | yes    |

  Scenario Outline: The year in which the final order may come
    Because 47 CFR 64.1200(n)(2)(iii) gives the Bureau a year from the release of the initial order, which ends with December 10, 2025.
    Given in "fdo" the field "happened" is "<released>"
    And the records of "final response" by "meridian" are complete through "the instant asked about"
    When we ask at "2026-01-10 00:00"
    Then "47 CFR 64.1200(n)(2)(iii) find finally" for "fdo" is "<status>"

    Examples:
      | released                             | status                   |
      | 2024-12-26                           | used while not available |
      | 2024-12-27                           | used                     |
      | 2025-12-10                           | used                     |
      | 2025-12-11                           | used while not available |
      | 2025-12-10 22:00 to 2025-12-11 02:00 | undetermined             |

  Scenario: All three steps, if nothing was answered
    Because 47 CFR 64.1200(n)(2)(ii), (iii) and (n)(3): the Bureau had each power when it used it, and after March 9, 2025 the carrier next to Meridian blocks
    all.
    Given the records of "investigation report, final response, blocking" by "meridian" are complete through "the instant asked about"
    And the records of "blocking" by "acme" are complete through "the instant asked about"
    When we ask at "2025-03-10 00:00"
    Then "47 CFR 64.1200(n)(2)(ii) find initially" for "ido" is "used"
    And "47 CFR 64.1200(n)(2)(iii) find finally" for "fdo" is "used"
    And "47 CFR 64.1200(n)(2)(i)(A) block identified" for "nsit" is "violated"
    And "47 CFR 64.1200(n)(3) block all" for "fdo" by "acme" is "violated"
    And the answer to "must-refuse-traffic" by "acme" toward "meridian" is "yes"
