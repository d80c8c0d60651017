Feature: Everybody blocks after a final determination order
  Supposed throughout. The Bureau releases its final determination order against Meridian Voice on Monday, June 10, 2024. Acme Telecom takes
  calls directly from Meridian; Far Away Voice does not. Meridian is listed in the Robocall Mitigation Database, so that 47 CFR 64.6305 bars nothing.

  Background: the order
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id       | name                   |
      | meridian | Meridian Voice LLC     |
      | acme     | Acme Telecom           |
      | far      | Far Away Voice Inc     |
      | fcc      | FCC Enforcement Bureau |
    And the final determination order "fdo" of "2024-06-10", with
      | by      | fcc      |
      | against | meridian |
    And the connection "trunk" from "2023-01-01" on, with
      | from | meridian |
      | to   | acme     |
    And the listing "listed" from "2021-06-30" on, with
      | of    | meridian      |
      | class | voice service |

  Scenario Outline: Day 29, day 30, day 31
    Because 47 CFR 64.1200(n)(3) has all traffic blocked 30 days after the release: day 30 after June 10, 2024 is Wednesday, July 10, and
    47 CFR 1.4(d) counts the last day to its end.
    When we ask at "<at>"
    Then the answer to "must-block-all" by "acme" toward "meridian" is "<answer>"
    And it rests on the reading "day30_start"
    And the answer to "must-block-all" toward "meridian" is "<answer>"
    And there are 1 findings of "47 CFR 64.1200(n)(3) block all"

    Examples:
      | at                         | answer |
      | 2024-07-09 12:00           | no     |
      | 2024-07-10 12:00           | no     |
      | 2024-07-10 23:59:59.999999 | no     |
      | 2024-07-11 00:00:00        | yes    |

  Scenario: The day is foreseen
    Because 47 CFR 64.1200(n)(3) binds when July 10, 2024 has passed, whatever else happens.
    When we ask at "2024-06-20 12:00"
    Then the answer to "must-block-all" by "acme" toward "meridian" is "no"
    And it stays so until "2024-07-11 00:00"
    And "47 CFR 64.1200(n)(3) block all" for "fdo" by "acme" is "pending"
    And the answer to "must-refuse-traffic" by "acme" toward "meridian" is "no"
    And it stays so until "2024-07-11 00:00"

  Scenario Outline: A cautious provider counts from the beginning of the day
    Because 47 CFR 64.1200(n)(3) may be read so that the traffic is blocked when day 30 begins.
    When the reading "day30_start" is turned to "at its beginning"
    And we ask at "<at>"
    Then the answer to "must-block-all" by "acme" toward "meridian" is "<answer>"
    And the answer to "must-refuse-traffic" by "acme" toward "meridian" is "<answer>"

    Examples:
      | at                         | answer |
      | 2024-07-09 23:59:59.999999 | no     |
      | 2024-07-10 00:00:00        | yes    |

  Scenario Outline: Blocking, or not
    Because 47 CFR 64.1200(n)(3) asks for all traffic to be blocked from then on, and 47 CFR 1.4(d) puts the end of July 10, 2024 in time.
    Given the blocking "cut" from "<began>" on, with
      | by        | acme        |
      | of        | meridian    |
      | scope     | all traffic |
      | call type | ordinary    |
    And the records of "blocking" by "acme" are complete through "the instant asked about"
    When we ask at "2024-07-11 00:00"
    Then "47 CFR 64.1200(n)(3) block all" for "fdo" by "acme" is "<status>"

    Examples:
      | began                      | status    |
      | 2024-07-09 12:00           | fulfilled |
      | 2024-07-10 23:59:59.999999 | fulfilled |
      | 2024-07-11 00:00:00.000001 | violated  |

  Scenario: Nobody says whether it blocks
    Because 47 CFR 64.1200(n)(3) is broken by not blocking, and that no blocking is on file does not say that there is none.
    When we ask at "2024-07-12 00:00"
    Then "47 CFR 64.1200(n)(3) block all" for "fdo" by "acme" is "undetermined"

  Scenario Outline: Taking its calls
    Because 47 CFR 64.1200(n)(3) has all traffic refused after July 10, 2024, and 47 CFR 64.1200(k)(5) has every call to 911 go through.
    Given the acceptance "taken" of "<taken>", with
      | by | acme     |
      | of | meridian |
    And in "taken" the field "call type" is "<type>"
    When we ask at "2024-07-12 00:00"
    Then "47 CFR 64.1200(n)(3) accept" for "taken" is "<status>"

    Examples:
      | taken                      | type     | status    |
      | 2024-07-10 23:59:59.999999 | ordinary | respected |
      | 2024-07-11 00:00:00.000001 | ordinary | violated  |
      | 2024-07-11 12:00           | 911      | respected |

  Scenario: A call to 911 is let through
    Because 47 CFR 64.1200(k)(5) names (n)(2) and (n)(3) since 2024: no call to 911 is blocked, whatever they ask or allow.
    Given the blocking "emergency" from "2024-07-12 10:00" on, with
      | by         | acme                 |
      | of         | meridian             |
      | scope      | one call             |
      | relies on  | 47 CFR 64.1200(n)(3) |
    And in "emergency" the field "call type" is "911"
    When we ask at "2024-07-12 12:00"
    Then "47 CFR 64.1200(k)(5) block 911" for "emergency" is "violated"
    And "47 CFR 64.1200(n)(3) start early" for "emergency" is "used while not available"

  Scenario Outline: Starting early on the terms of (k)(4)
    Because 47 CFR 64.1200(n)(3) lets a provider start before day 30 on the terms of 47 CFR 64.1200(k)(4): notice to the Commission and a brief
    summary before the first blocked call; the order is its ground.
    Given the blocking notice "told" of "<told>", with
      | by      | acme     |
      | to      | fcc      |
      | about   | meridian |
      | summary | given    |
    And the blocking "cut" from "2024-06-14 09:00:00" on, with
      | by        | acme                 |
      | of        | meridian             |
      | scope     | all traffic          |
      | call type | ordinary             |
      | relies on | 47 CFR 64.1200(n)(3) |
    And the records of "blocking notice" by "acme" are complete through "the instant asked about"
    When we ask at "2024-06-20 12:00"
    Then "47 CFR 64.1200(n)(3) start early" for "cut" is "<use>"

    Examples:
      | told                       | use                        |
      | 2024-06-14 08:59:59.999999 | used                       |
      | 2024-06-14 09:00:00        | used without the condition |

  Scenario: Before it starts early it tells the Commission
    Because 47 CFR 64.1200(n)(3) points to the terms of 47 CFR 64.1200(k)(4), which begin with that notice.
    When we ask at "2024-06-20 12:00"
    Then the answer to "may-block-all" toward "meridian" is "yes"
    And the answer to "may-block-all" by "acme" toward "meridian" is "yes"
    And before use it still takes "47 CFR 64.1200(k)(4) tell the Commission"
    And it never reaches what "47 CFR 64.1200(k)(5) block 911" forbids

  Scenario: Starting early, read as free of notice
    Because 47 CFR 64.1200(n)(3) may be read so that the order alone is enough.
    When the reading "early_block_under_fdo" is turned to "no notice"
    And we ask at "2024-06-20 12:00"
    Then the answer to "may-block-all" by "acme" toward "meridian" is "yes"
    And before use it takes nothing more

  Scenario Outline: The Bureau takes the order back
    Because 47 CFR 64.1200(n)(3) rests on the order alone; it writes no end, and an order taken back binds nobody.
    Given the rescission "lifted" of "2024-07-20 12:00:00", with
      | by | fcc |
      | of | fdo |
    When we ask at "<at>"
    Then the answer to "must-block-all" by "acme" toward "meridian" is "<answer>"
    And the answer to "must-refuse-traffic" by "acme" toward "meridian" is "<answer>"

    Examples:
      | at                         | answer |
      | 2024-07-20 11:59:59.999999 | yes    |
      | 2024-07-20 12:00:00        | no     |

  Scenario: An initial determination binds nobody downstream
    Because 47 CFR 64.1200(n)(3) begins with the final order only.
    Given the parties
      | id      | name              |
      | another | Another Voice LLC |
    And the initial determination order "ido" of "2024-06-10", with
      | by           | fcc     |
      | to           | another |
      | time allowed | 14 days |
    When we ask at "2024-12-01 00:00"
    Then the answer to "must-block-all" toward "another" is "no"
    And it rests on the presumed absence of "final determination order"
