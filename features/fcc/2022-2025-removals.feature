Feature: Removals from the Robocall Mitigation Database, 2022 to 2025
  Fact, and told in the cases `global-uc`, `bpo-innovate` and `removals-2025`: who was told when that a filing is deficient, when the Enforcement Bureau
  ordered to cure it, when it removed it. Supposed, and said to be so: whether anything was cured, what the Bureau made of it, who took calls, when it was
  known, and every leave to file again; none of them is on record.

  # -- Global UC, removed November 22, 2022

  Scenario Outline: Fourteen days after the order of October 3, 2022, and a removal is possible, never automatic
    Because the order gave fourteen days, day 14 is Monday, October 17, 2022 (47 CFR 1.4(d)), and only an order of the Bureau removes: it came fifty days
    after the first (DA 22-1219). That nothing was cured is supposed.
    Given the case "global-uc"
    And what follows is only supposed
    And the records of "cure" by "global uc" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "RMD removal procedure cure" for "order" is "<cure>"
    And the answer to "may-remove-from-rmd" toward "global uc" is "<may remove>"
    And the answer to "must-refuse-traffic" toward "global uc" is "no"

    Examples:
      | at                         | cure           | may remove |
      | 2022-10-17 23:59:59.999999 | pending        | no         |
      | 2022-10-18 00:00           | not discharged | yes        |
      | 2022-11-21 23:59:59.999999 | not discharged | yes        |

  Scenario Outline: What Global UC wrote is for the Bureau to judge
    Because Global UC answered that it need not certify, and the Bureau removed it all the same (DA 22-1219): an answer is a cure only if the Bureau finds it
    one. The day of the answer is not known; October 10, 2022 is supposed, and so is the other judgement.
    Given the case "global-uc"
    And what follows is only supposed
    And the cure "answer" of "2022-10-10", with
      | by      | global uc |
      | answers | order     |
    And "eb" says "<says>" to "cured" about "answer", on "2022-11-22"
    And the records of "cure" by "global uc" are complete through "the instant asked about"
    When we ask at "2022-11-23 00:00"
    Then "RMD removal procedure cure" for "order" is "<cure>"
    And "RMD removal procedure remove" for "removal" is "<remove>"

    Examples:
      | says | cure           | remove                   |
      | no   | not discharged | used                     |
      | yes  | discharged     | used while not available |

  Scenario: Whether the cure came in time is not told, and so the removal stays open
    Because the reports of DA 22-1219 tell of an answer and of no day, and nobody vouches for the record.
    Given the case "global-uc"
    When we ask at "2022-11-23 00:00"
    Then "RMD removal procedure cure" for "order" is "undetermined"
    And "RMD removal procedure remove" for "removal" is "undetermined"

  Scenario: The first contact came under the older procedure, and how long it allowed nobody wrote down
    Because FCC 20-136 asks for notice and a chance to cure, and counts no days: a contact of October 2021 starts none of the fourteen days of FCC 22-37, and
    the order of October 3, 2022 says that there was no cure.
    Given the case "global-uc"
    When we ask at "2022-10-04 00:00"
    Then "RMD removal procedure cure at contact" for "contact" is "not discharged"
    And it is due "no stated time"
    And "RMD removal procedure order cure" for "order" is "used"

  Scenario Outline: Removed on a day without an hour, cut off at once
    Because FCC 20-136 para. 86 has the others stop at once, and the order of November 22, 2022 (DA 22-1219) has a date and no hour: on that day it is open.
    Since when the others knew is no part of the rule.
    Given the case "global-uc"
    When we ask at "<at>"
    Then the answer to "must-refuse-traffic" toward "global uc" is "<answer>"

    Examples:
      | at                         | answer       |
      | 2022-11-21 23:59:59.999999 | no           |
      | 2022-11-22 00:00           | undetermined |
      | 2022-11-22 23:59:59.999998 | undetermined |
      | 2022-11-23 00:00           | yes          |
      | 2022-11-23 04:59:59Z       | undetermined |
      | 2026-11-21 00:00           | yes          |

  Scenario Outline: A call taken on the day of the removal, and one of the next
    Because FCC 20-136 para. 86 has intermediate and terminating providers stop at once; a call that may have come before the order's hour is open. The call
    is supposed.
    Given the case "global-uc"
    And what follows is only supposed
    And the parties
      | id   | name                 |
      | next | Next Hop Carrier Inc |
    And the acceptance "taken" of "<taken>", with
      | by             | next          |
      | of             | global uc     |
      | in role        | intermediate  |
      | upstream class | voice service |
      | call type      | ordinary      |
    When we ask at "2022-12-01 00:00"
    Then "RMD removal effect accept" for "taken" is "<status>"

    Examples:
      | taken                      | status       |
      | 2022-11-21 23:59:59.999999 | respected    |
      | 2022-11-22 12:00           | undetermined |
      | 2022-11-23 00:00           | violated     |

  # -- BPO Innovate, removed March 27, 2024

  Scenario Outline: Told, ordered, removed: each time fourteen days first
    Because FCC 22-37 gives fourteen days at the contact of September 29, 2023, which end with Friday, October 13, and as many after the order of January 9,
    2024, which end with Tuesday, January 23 (47 CFR 1.4(d)). That nothing was cured is supposed.
    Given the case "bpo-innovate"
    And what follows is only supposed
    And the records of "cure" by "bpo innovate" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "RMD removal procedure cure at contact" for "contact" is "<contact>"
    And the answer to "may-remove-from-rmd" toward "bpo innovate" is "<may remove>"

    Examples:
      | at                         | contact        | may remove |
      | 2023-10-13 23:59:59.999999 | pending        | no         |
      | 2023-10-14 00:00           | not discharged | no         |
      | 2024-01-23 23:59:59.999999 | not discharged | no         |
      | 2024-01-24 00:00           | not discharged | yes        |

  Scenario: Both powers were there when the Bureau used them
    Because January 9, 2024 came after the first fourteen days of FCC 22-37 and March 27 after the second. That nothing was cured is supposed.
    Given the case "bpo-innovate"
    And what follows is only supposed
    And the records of "cure" by "bpo innovate" are complete through "the instant asked about"
    When we ask at "2024-03-28 00:00"
    Then "RMD removal procedure order cure" for "order" is "used"
    And "RMD removal procedure remove" for "removal" is "used"

  Scenario Outline: Two business days for everybody else, from Wednesday to Friday
    Because FCC 23-18 para. 58 gives two business days from release for orders of August 21, 2023 and later, and the days end in Washington: after March 27,
    2024 with Friday, March 29. A reading of the text alone has them stop at once, on a day whose hour is open.
    Given the case "bpo-innovate"
    When the reading "cutoff_clock" is turned to "<reading>"
    And we ask at "<at>"
    Then the answer to "must-refuse-traffic" toward "bpo innovate" is "<answer>"
    And it rests on the reading "cutoff_clock"

    Examples:
      | reading           | at                          | answer       |
      | two business days | 2024-03-26 23:59:59.999999  | no           |
      | two business days | 2024-03-28 00:00            | no           |
      | two business days | 2024-03-29 23:59:59.999999  | no           |
      | two business days | 2024-03-30 03:59:59.999999Z | no           |
      | two business days | 2024-03-30 00:00            | yes          |
      | at once           | 2024-03-26 23:59:59.999999  | no           |
      | at once           | 2024-03-27 12:00            | undetermined |
      | at once           | 2024-03-28 00:00            | yes          |

  Scenario Outline: Whoever hears of the removal late
    Because FCC 23-18 para. 58 counts from release, whoever knows of it; what was known on a day is another question. The day on which it was recorded is
    supposed.
    Given the case "bpo-innovate"
    And what follows is only supposed
    And in "removal" the field "recorded" is "2024-04-05 10:00"
    When we ask at "2024-04-02 00:00"
    And only what was recorded by "<known>" is known
    Then the answer to "must-refuse-traffic" toward "bpo innovate" is "<answer>"

    Examples:
      | known            | answer |
      | 2024-04-02 00:00 | no     |
      | 2024-04-05 10:01 | yes    |

  Scenario Outline: Back in the database only with leave of both bureaus
    Because the removal orders (DA 22-1219) let a filer file again with leave of the Enforcement Bureau and of the Wireline Competition Bureau, and name no
    least time. Until its new filing is listed it is refused all the same, 47 CFR 64.6305(g)(1). Both leaves and the new listing are supposed.
    Given the case "bpo-innovate"
    And what follows is only supposed
    And the leave to refile "first" of "2024-10-01", with
      | by | eb           |
      | to | bpo innovate |
    And the leave to refile "second" of "2024-10-15", with
      | by | <second>     |
      | to | bpo innovate |
    And in "listed" the field "ended" is "2024-03-30"
    And the listing "listed again" from "2024-10-20" on, with
      | of    | bpo innovate  |
      | class | voice service |
    And the records of "listing" by "bpo innovate" are complete through "the instant asked about"
    When we ask at "<at>"
    Then the answer to "may-refile" by "bpo innovate" is "<may refile>"
    And the answer to "must-refuse-traffic" toward "bpo innovate" is "<refuse>"

    Examples:
      | second | at                         | may refile | refuse |
      | wcb    | 2024-10-14 23:59:59.999999 | no         | yes    |
      | wcb    | 2024-10-16 00:00           | yes        | yes    |
      | wcb    | 2024-10-19 23:59:59.999999 | yes        | yes    |
      | wcb    | 2024-10-21 00:00           | yes        | no     |
      | eb     | 2024-10-16 00:00           | no         | yes    |
      | eb     | 2024-10-21 00:00           | no         | yes    |

  # -- 2,411 filers, of whom 185 were removed on August 6, 2025 and 1,203 on August 25

  Scenario: The dates that contact and order print
    Because the contacts of March 29, 2024 gave until April 29 and the order (DA 24-1235) until December 31, fourteen days after its publication on December
    17, 2024; from its release on December 10 they would have ended with Thursday, December 26, for the 24th was a closed day and the 25th a holiday (47 CFR
    1.4(e), (j)).
    Given the case "removals-2025"
    When we ask at "2024-12-20 12:00"
    Then "RMD removal procedure cure" for "order 185" is "pending"
    And "2024-12-31" is printed for it and "2024-12-26" is computed

  Scenario: Counted from its publication, the order's date is the computed one
    Because an order to thousands is counted from the Federal Register (DA 24-1235): December 17, 2024 and fourteen days are December 31.
    Given the case "removals-2025"
    When the reading "deficiency_start" is turned to "Federal Register publication"
    And we ask at "2024-12-20 12:00"
    Then "RMD removal procedure cure" for "order 1203" is "pending"
    And "2024-12-31" is printed for it and "2024-12-31" is computed

  Scenario Outline: No filing falls by lapse of time
    Because the removals came 218 and 237 days after the last day (DA 25-694): until then nobody had to refuse anything. That nothing was cured is supposed.
    Given the case "removals-2025"
    And what follows is only supposed
    And the records of "cure" by "one of 185" are complete through "the instant asked about"
    When we ask at "<at>"
    Then the answer to "may-remove-from-rmd" toward "one of 185" is "<may remove>"
    And the answer to "must-refuse-traffic" toward "one of 185" is "<refuse>"

    Examples:
      | at                         | may remove | refuse |
      | 2024-12-31 23:59:59.999999 | no         | no     |
      | 2025-01-01 00:00           | yes        | no     |
      | 2025-08-05 23:59           | yes        | no     |
      | 2025-08-08 23:59:59.999999 | yes        | no     |
      | 2025-08-09 00:00           | yes        | yes    |

  Scenario Outline: Each list has its own two business days
    Because FCC 23-18 para. 58 counts from the release of each order: August 6, 2025 is a Wednesday, August 25 a Monday.
    Given the case "removals-2025"
    When we ask at "<at>"
    Then the answer to "must-refuse-traffic" toward "one of 185" is "<first>"
    And the answer to "must-refuse-traffic" toward "one of 1203" is "<second>"

    Examples:
      | at                         | first | second |
      | 2025-08-08 23:59:59.999999 | no    | no     |
      | 2025-08-09 00:00           | yes   | no     |
      | 2025-08-27 23:59:59.999999 | yes   | no     |
      | 2025-08-28 00:00           | yes   | yes    |

  Scenario Outline: Taken on the second business day, and on the day after
    Because FCC 23-18 para. 58 lets calls be taken to the end of Friday, August 8, 2025, and an acceptance told as a day is one of that whole day. The calls
    are supposed.
    Given the case "removals-2025"
    And what follows is only supposed
    And the parties
      | id   | name                 |
      | next | Next Hop Carrier Inc |
    And the acceptance "taken" of "<taken>", with
      | by             | next          |
      | of             | one of 185    |
      | in role        | terminating   |
      | upstream class | voice service |
      | call type      | <type>        |
    When we ask at "2025-08-20 00:00"
    Then "RMD removal effect accept" for "taken" is "<status>"

    Examples:
      | taken                                | type     | status       |
      | 2025-08-08                           | ordinary | respected    |
      | 2025-08-08 23:30 to 2025-08-09 00:30 | ordinary | undetermined |
      | 2025-08-09 00:00                     | ordinary | violated     |
      | 2025-08-08 23:30-05:00               | ordinary | violated     |
      | 2025-08-09 00:00                     | 911      | respected    |
