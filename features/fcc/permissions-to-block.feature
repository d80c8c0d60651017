Feature: What a provider may block of its own accord, and what it owes for it
  Supposed throughout. The paragraphs are those of 47 CFR 64.1200(k) beside the one that the letters are about.

  Background: a provider that blocks
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id    | name                   |
      | acme  | Acme Telecom           |
      | other | Other Voice Inc        |
      | fcc   | FCC Enforcement Bureau |

  Scenario Outline: A number whose subscriber asked for it
    Because 47 CFR 64.1200(k)(1) has allowed it since February 12, 2018, for a number that only receives calls and on its own subscriber's request;
    where another asked, the subscriber may still have done so too.
    Given the block request "asked" of "2018-01-15", with
      | number       | 202-555-0100 |
      | inbound only | yes          |
    And in "asked" the field "asked by" is "<who>"
    And the blocking "cut" from "<began>" on, with
      | by        | acme         |
      | scope     | one call     |
      | call type | ordinary     |
      | number    | 202-555-0100 |
    When we ask at "2018-03-01 00:00"
    Then there are <count> findings of "47 CFR 64.1200(k)(1) block at request"
    And each finding of "47 CFR 64.1200(k)(1) block at request" is "<use>"

    Examples:
      | who            | began               | count | use          |
      | its subscriber | 2018-02-12 00:00:00 | 1     | used         |
      | someone else   | 2018-02-12 00:00:00 | 1     | undetermined |

  Scenario: A call that shows another number
    Because 47 CFR 64.1200(k)(1) reaches calls that show the number asked for, and no others.
    Given the block request "asked" of "2018-01-15", with
      | number       | 202-555-0100   |
      | inbound only | yes            |
      | asked by     | its subscriber |
    And the blocking "cut" from "2018-03-01" on, with
      | by        | acme         |
      | scope     | one call     |
      | call type | ordinary     |
      | number    | 202-555-0199 |
    When we ask at "2018-03-05 00:00"
    Then there are 0 findings of "47 CFR 64.1200(k)(1) block at request"

  Scenario: A day too soon
    Because 83 FR 1566 put 47 CFR 64.1200(k) in force on February 12, 2018.
    Given the block request "asked" of "2018-01-15", with
      | number       | 202-555-0100   |
      | inbound only | yes            |
      | asked by     | its subscriber |
    And the blocking "cut" from "2018-02-11" on, with
      | by        | acme         |
      | scope     | one call     |
      | call type | ordinary     |
      | number    | 202-555-0100 |
    When we ask at "2018-03-01 00:00"
    Then there are 0 findings of "47 CFR 64.1200(k)(1) block at request"

  Scenario Outline: A number that should show on no call
    Because 47 CFR 64.1200(k)(2) lists invalid, unallocated and unused numbers, the last as their holder confirms, and since February 12, 2021, by
    86 FR 2562, those of one-ring scams as the provider's own analytics find; where none is shown, one may still be there.
    Given the number status "state" from "2021-01-01" on, with
      | number       | 202-555-0100 |
      | found by     | acme         |
    And in "state" the field "is" is "<is>"
    And in "state" the field "confirmed by" is "<confirmed>"
    And "fcc" says "yes" to "reasonable analytics" about "state", on "2021-03-01"
    And the blocking "cut" from "<began>" on, with
      | by        | acme         |
      | scope     | one call     |
      | call type | ordinary     |
      | number    | 202-555-0100 |
    When we ask at "2021-03-02 00:00"
    Then "47 CFR 64.1200(k)(2) block empty numbers" for "cut" is "<use>"

    Examples:
      | is            | confirmed    | began      | use          |
      | invalid       | someone else | 2021-02-11 | used         |
      | unallocated   | someone else | 2021-02-11 | used         |
      | unused        | its holder   | 2021-02-11 | used         |
      | unused        | someone else | 2021-02-11 | undetermined |
      | one-ring scam | someone else | 2021-02-11 | undetermined |
      | one-ring scam | someone else | 2021-02-12 | used         |
      | in use        | its holder   | 2021-02-12 | undetermined |

  Scenario Outline: The number as it was at that moment
    Because 47 CFR 64.1200(k)(2) speaks of the number as it is when the call is blocked.
    Given the number status "state" from "2021-01-01" on, with
      | number | 202-555-0100 |
      | is     | unallocated  |
      | ended  | 2021-02-01   |
    And the blocking "cut" from "<began>" on, with
      | by        | acme         |
      | scope     | one call     |
      | call type | ordinary     |
      | number    | 202-555-0100 |
    When we ask at "2021-03-02 00:00"
    Then "47 CFR 64.1200(k)(2) block empty numbers" for "cut" is "<use>"

    Examples:
      | began      | use          |
      | 2021-01-31 | used         |
      | 2021-02-02 | undetermined |

  Scenario Outline: Blocking on analytics needs all six conditions
    Because 47 CFR 64.1200(k)(3) shields only where each of its conditions holds: one that fails takes the shield away, one that nobody judged
    leaves it open.
    Given the blocking program "program" from "2021-01-01" on, with
      | by                    | acme        |
      | program               | p1          |
      | basis                 | analytics   |
      | weighs authentication | yes         |
      | opt-out               | offered     |
      | line-item charge      | no          |
      | redress               | free        |
    And in "program" the field "<field>" is "<value>"
    And "fcc" says "<says>" to "reasonable analytics" about "program", on "2021-02-01"
    And "fcc" says "yes" to "informed opt-out" about "program", on "2021-02-01"
    And "fcc" says "yes" to "neutral application" about "program", on "2021-02-01"
    And the blocking "cut" from "2021-03-01" on, with
      | by        | acme        |
      | scope     | one call    |
      | call type | ordinary    |
      | in role   | terminating |
      | program   | p1          |
    And the records of "blocking program" by "acme" are complete through "the instant asked about"
    When we ask at "2021-03-02 00:00"
    Then "47 CFR 64.1200(k)(3) block on analytics" for "cut" is "<use>"

    Examples:
      | field                 | value          | says | use                      |
      | redress               | free           | yes  | used                     |
      | weighs authentication | none available | yes  | used                     |
      | weighs authentication | no             | yes  | used while not available |
      | opt-out               | not offered    | yes  | used while not available |
      | line-item charge      | yes            | yes  | used while not available |
      | redress               | charged        | yes  | used while not available |
      | redress               | free           | no   | used while not available |

  Scenario: Nobody judged whether it is neutral
    Because 47 CFR 64.1200(k)(3) asks that it be applied neutrally, and of that nobody spoke.
    Given the blocking program "program" from "2021-01-01" on, with
      | by                    | acme        |
      | program               | p1          |
      | basis                 | analytics   |
      | weighs authentication | yes         |
      | opt-out               | offered     |
      | line-item charge      | no          |
      | redress               | free        |
    And "fcc" says "yes" to "reasonable analytics" about "program", on "2021-02-01"
    And "fcc" says "yes" to "informed opt-out" about "program", on "2021-02-01"
    And the blocking "cut" from "2021-03-01" on, with
      | by        | acme        |
      | scope     | one call    |
      | call type | ordinary    |
      | in role   | terminating |
      | program   | p1          |
    And the records of "blocking program" by "acme" are complete through "the instant asked about"
    When we ask at "2021-03-02 00:00"
    Then "47 CFR 64.1200(k)(3) block on analytics" for "cut" is "undetermined"
    And it turns on
      | if                                 | then                     |
      | neutral application of program: yes | used                     |
      | neutral application of program: no  | used while not available |

  Scenario Outline: Calls of an illegal pattern, without an opt-out
    Because 47 CFR 64.1200(k)(11) has shielded a terminating provider since May 6, 2021, on seven conditions, opt-out not among them.
    Given the blocking program "program" from "2021-01-01" on, with
      | by                    | acme            |
      | program               | p1              |
      | basis                 | illegal pattern |
      | weighs authentication | yes             |
      | opt-out               | not offered     |
      | line-item charge      | no              |
      | redress               | free            |
    And in "program" the field "disclosed" is "<disclosed>"
    And "fcc" says "yes" to "reasonable analytics" about "program", on "2021-05-07"
    And "fcc" says "yes" to "highly likely illegal pattern" about "program", on "2021-05-07"
    And "fcc" says "<oversight>" to "sufficient oversight" about "program", on "2021-05-07"
    And "fcc" says "<stops>" to "stops on knowledge" about "program", on "2021-05-07"
    And "fcc" says "yes" to "neutral application" about "program", on "2021-05-07"
    And the blocking "cut" from "<began>" on, with
      | by        | acme        |
      | scope     | one call    |
      | call type | ordinary    |
      | in role   | terminating |
      | program   | p1          |
    And the records of "blocking program" by "acme" are complete through "the instant asked about"
    When we ask at "2021-05-08 00:00"
    Then there are <count> findings of "47 CFR 64.1200(k)(11) block a pattern"
    And each finding of "47 CFR 64.1200(k)(11) block a pattern" is "<use>"

    Examples:
      | began      | disclosed | oversight | stops | count | use                      |
      | 2021-05-06 | yes       | yes       | yes   | 1     | used                     |
      | 2021-05-06 | no        | yes       | yes   | 1     | used while not available |
      | 2021-05-06 | yes       | no        | yes   | 1     | used while not available |
      | 2021-05-06 | yes       | yes       | no    | 1     | used while not available |

  Scenario Outline: A call to 911 is blocked under none of them
    Because 47 CFR 64.1200(k)(5), (k)(3) until October 14, 2020, forbids it whatever the paragraphs it names allow; their list grew with them.
    Given the blocking program "program" from "2018-01-01" on, with
      | by      | acme |
      | program | p1   |
    And in "program" the field "basis" is "<basis>"
    And the number status "state" from "2018-01-01" on, with
      | number | 202-555-0100 |
      | is     | invalid      |
    And the blocking "cut" from "<began>" on, with
      | by        | acme         |
      | scope     | one call     |
      | in role   | terminating  |
      | program   | p1           |
      | number    | 202-555-0100 |
    And in "cut" the field "call type" is "911"
    And the records of "blocking program" by "acme" are complete through "the instant asked about"
    When we ask at "2025-01-01 00:00"
    Then "47 CFR 64.1200(k)(5) block 911" for "cut" is "violated"
    And each finding of "<permission>" is "used while not available"

    Examples:
      | basis           | began      | permission                               |
      | other           | 2018-02-12 | 47 CFR 64.1200(k)(2) block empty numbers |
      | analytics       | 2020-10-14 | 47 CFR 64.1200(k)(3) block on analytics  |
      | illegal pattern | 2021-05-06 | 47 CFR 64.1200(k)(11) block a pattern    |
      | illegal pattern | 2024-01-08 | 47 CFR 64.1200(k)(11) block a pattern    |

  Scenario Outline: Word within a day on a complaint of authentication
    Because 47 CFR 64.1200(k)(8) has asked since May 6, 2021 for at least a word within 24 hours on such a complaint.
    Given the complaint "complaint" of "2021-05-07 10:00:00", with
      | to    | acme           |
      | about | authentication |
    And "acme" makes the complaint update "word" at "<sent>", answering "complaint"
    And the records of "complaint update" by "acme" are complete through "the instant asked about"
    When we ask at "2021-05-10 00:00"
    Then "47 CFR 64.1200(k)(8) send word" for "complaint" is "<status>"

    Examples:
      | sent                       | status    |
      | 2021-05-08 10:00:00        | fulfilled |
      | 2021-05-08 10:00:00.000001 | violated  |

  Scenario: Redress for who was wrongly blocked
    Because 47 CFR 64.1200(k)(8) asks a terminating provider that blocks for a contact on its website, a settlement in reasonable time, an end to the
    blocking once the complaint proves right, and no charge.
    Given the blocking "cut" from "2021-06-01" on, with
      | by        | acme        |
      | scope     | one call    |
      | call type | ordinary    |
      | in role   | terminating |
    And the contact point "page" from "2021-01-01" on, with
      | by       | acme           |
      | found on | public website |
    And the complaint "complaint" of "2021-06-02", with
      | to    | acme     |
      | by    | other    |
      | about | blocking |
    And "fcc" says "yes" to "credible and justified" about "complaint", on "2021-06-05"
    And the complaint charge "bill" of "2021-06-03", with
      | by  | acme      |
      | for | complaint |
    And "fcc" says "yes" to "complaint in good faith" about "bill", on "2021-06-05"
    When we ask at "2021-06-10 00:00"
    Then "47 CFR 64.1200(k)(8) offer a contact" for "cut" is "fulfilled"
    And "47 CFR 64.1200(k)(8) settle" for "complaint" is "pending"
    And "47 CFR 64.1200(k)(8) stop" for "complaint" is "pending"
    And "47 CFR 64.1200(k)(8) charge" for "bill" is "violated"

  Scenario Outline: The code that tells a caller
    Because 47 CFR 64.1200(k)(9) wants a code at once: 607 or 608 from January 1, 2022, with 603 tolerated, all three from January 31, and 603+ alone
    on an IP network from March 25, 2026, by 90 FR 13416; elsewhere ISUP 21. From January 31, 2022 only for blocking on analytics.
    Given the blocking program "program" from "2021-01-01" on, with
      | by      | acme      |
      | program | p1        |
      | basis   | analytics |
    And the blocking "cut" from "<began>" on, with
      | by        | acme        |
      | scope     | one call    |
      | call type | ordinary    |
      | in role   | terminating |
      | program   | p1          |
    And in "cut" the field "network" is "<network>"
    And the response code "code" of "<began>", with
      | by | acme |
      | of | cut  |
    And in "code" the field "code" is "<code>"
    And "fcc" says "yes" to "immediate" about "code", on "2026-06-01"
    When we ask at "2026-06-02 00:00"
    Then "<norm>" for "cut" is "<status>"

    Examples:
      | began            | network | code         | norm                                       | status    |
      | 2022-01-30 10:00 | IP      | SIP 603      | 47 CFR 64.1200(k)(9) send a code on IP     | fulfilled |
      | 2026-03-24 10:00 | IP      | SIP 608      | 47 CFR 64.1200(k)(9) send a code on IP     | fulfilled |
      | 2026-03-24 10:00 | IP      | SIP 603+     | 47 CFR 64.1200(k)(9) send a code on IP     | pending   |
      | 2026-03-25 10:00 | IP      | SIP 608      | 47 CFR 64.1200(k)(9) send a code on IP     | pending   |
      | 2026-03-25 10:00 | IP      | SIP 603+     | 47 CFR 64.1200(k)(9) send a code on IP     | fulfilled |
      | 2026-03-25 10:00 | other   | ISUP 21 user | 47 CFR 64.1200(k)(9) send a code off IP    | fulfilled |

  Scenario Outline: A list of the calls that were blocked
    Because 47 CFR 64.1200(k)(10) gives three business days from the request: after Thursday, July 7, 2022 they end with Tuesday, July 12.
    Given the blocking program "program" from "2021-01-01" on, with
      | by      | acme      |
      | program | p1        |
      | basis   | analytics |
    And the list request "asked" of "2022-07-07", with
      | to     | acme         |
      | number | 202-555-0100 |
    And the list of blocked calls "list" of "<sent>", with
      | by           | acme  |
      | answers      | asked |
      | charge       | none  |
    And in "list" the field "days covered" is "<days>"
    And the records of "list of blocked calls" by "acme" are complete through "the instant asked about"
    When we ask at "2022-07-14 00:00"
    Then "47 CFR 64.1200(k)(10) give the list" for "asked" is "<status>"
    And it is due "the end of 2022-07-12"

    Examples:
      | sent                       | days | status    |
      | 2022-07-12 23:59:59.999999 | 28   | fulfilled |
      | 2022-07-13 00:00:00        | 28   | violated  |
      | 2022-07-12                 | 27   | violated  |
