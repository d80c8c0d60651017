Feature: What a filing holds, and how soon it follows a change
  Global UC, Inc. filed without telling specific steps, was written to in October 2021, and answered that it need not have certified. The
  Enforcement Bureau ordered it on October 3, 2022 to cure in 14 days and removed it on November 22 (DA 22-1219): that is fact. The
  hours, the words of its filing and all about Acme are supposed.

  Background: a filer that was removed, and another
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id       | name               |
      | globaluc | Global UC, Inc.    |
      | acme     | Acme Voice LLC     |
      | eb       | Enforcement Bureau |

  Scenario Outline: A filing without specific steps
    Because 47 CFR 64.6305(d)(2), which was (b)(2) in 2021 (86 FR 29952), has who signs in part or not at all describe specific steps; whether steps
    are specific somebody must judge, and the Bureau found none (DA 22-1219).
    Given the new filing "filing" of "2021-06-25", with
      | by                   | globaluc      |
      | class                | voice service |
      | foreign              | no            |
      | signing              | <signing>     |
      | extension            | named         |
      | traceback commitment | in good time  |
      | cooperation          | committed     |
    And "eb" says "<found>" to "specific description" about "filing", on "2022-11-22"
    When we ask at "2022-11-23 00:00"
    Then there are <count> findings of "47 CFR 64.6305(d)(2) describe its program"
    And each finding of "47 CFR 64.6305(d)(2) describe its program" is "<status>"

    Examples:
      | signing | found | count | status    |
      | none    | no    | 1     | violated  |
      | partial | no    | 1     | violated  |
      | partial | yes   | 1     | fulfilled |

  Scenario: Who says that it need not certify has missed the day all the same
    Because 47 CFR 64.6305(d)(1), which was (b)(1) in 2021, had every voice service provider certify by June 30, 2021 (86 FR 29952; DA 21-454); it was
    contested for those that control no network, and the orders of removal took no notice of it.
    Given the calls handled "calls" of "2021-06-10 12:00", with
      | by    | globaluc      |
      | class | voice service |
    And the records of "new filing" by "globaluc" are complete through "the instant asked about"
    When we ask at "2021-10-15 12:00"
    Then "47 CFR 64.6305(d)(1) certify" for "calls" is "violated"
    And it is due "the end of 2021-06-30"

  Scenario Outline: Ten business days round holidays
    Because 47 CFR 64.6305(d)(5) gives ten business days from the change, which leave out Veterans Day of 2021, and in the winter of 2024 a day
    closed by order, Christmas and New Year, by 47 CFR 1.4(e).
    Given the filing change "moved" of "<changed>", with
      | by    | acme                 |
      | class | voice service        |
      | about | identity and contact |
    And "acme" makes the filing update "corrected" at "<updated>", answering "moved"
    And the records of "filing update" by "acme" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.6305(d)(5) update" for "moved" is "<status>"
    And it is due "the end of <last day>"

    Examples:
      | changed    | updated          | at               | last day   | status    |
      | 2021-11-05 | 2021-11-22 23:59 | 2021-12-01 00:00 | 2021-11-22 | fulfilled |
      | 2021-11-05 | 2021-11-23 00:00 | 2021-12-01 00:00 | 2021-11-22 | violated  |
      | 2024-12-20 | 2025-01-08 23:59 | 2025-02-01 00:00 | 2025-01-08 | fulfilled |
      | 2024-12-20 | 2025-01-09 00:00 | 2025-02-01 00:00 | 2025-01-08 | violated  |
      | 2024-12-20 | 2025-01-20 00:00 | 2025-01-05 00:00 | 2025-01-08 | pending   |

  Scenario Outline: A revoked token waits for its review, another change does not
    Because 47 CFR 64.6305(d)(5)(i) and (ii) let the update wait for the 30 days to appeal, and after the formal review for the 60 days to ask the
    Commission (86 FR 48511); no token is known to have been revoked.
    Given the token revocation "revoked" of "2024-06-03", with
      | of | acme |
    And the filing change "unsigned" of "2024-06-03", with
      | by         | acme          |
      | class      | voice service |
      | about      | signing       |
      | because of | revoked       |
    And the filing change "moved" of "2024-06-03", with
      | by    | acme                 |
      | class | voice service        |
      | about | identity and contact |
    And the token revocation "another" of "2024-06-03", with
      | of | globaluc |
    And in "moved" the field "because of" is "another"
    And the records of "filing update" by "acme" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.6305(d)(5) update" for "<change>" is "<status>"
    And it is due "the end of <last day>"

    Examples:
      | change   | at               | last day   | status   |
      | unsigned | 2024-07-03 23:59 | 2024-07-03 | pending  |
      | unsigned | 2024-07-04 00:00 | 2024-07-03 | violated |
      | moved    | 2024-06-17 23:59 | 2024-06-17 | pending  |
      | moved    | 2024-06-18 00:00 | 2024-06-17 | violated |
