Feature: Removal from the Robocall Mitigation Database, end to end
  From the first contact over the order and the removal to the day on which others stop taking calls, and the way back. Nothing of it
  happened: every scenario supposes it of a provider that is listed as RMD-1. 47 CFR 1.4 counts the days; June 19 and September 2, 2024
  were holidays.

  Background: a listed provider, supposed throughout
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id   | name                        |
      | acme | Acme Voice LLC              |
      | next | Next Hop Carrier Inc.       |
      | eb   | Enforcement Bureau          |
      | wcb  | Wireline Competition Bureau |
    And the listing "listed" from "2021-06-15" on, with
      | of     | acme          |
      | class  | voice service |
      | filing | RMD-1         |
    And the records of "listing" by "acme" are complete through "the instant asked about"

  Scenario Outline: The Wireline Bureau's contact leaves 14 days
    Because FCC 22-37 allows 14 days from the contact, and under 47 CFR 1.4(j) a time to file that ends on a holiday ends on the next
    business day: June 5 and 14 days is June 19, 2024, a holiday.
    Given the deficiency contact "contact" of "<told>", with
      | by | wcb  |
      | to | acme |
    And the records of "cure" by "acme" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "RMD removal procedure cure at contact" for "contact" is "<status>"
    And it is due "the end of <last day>"

    Examples:
      | told       | at                  | last day   | status         |
      | 2024-06-03 | 2024-06-17 23:59:59 | 2024-06-17 | pending        |
      | 2024-06-03 | 2024-06-18 00:00    | 2024-06-17 | not discharged |
      | 2024-06-05 | 2024-06-20 23:59:59 | 2024-06-20 | pending        |
      | 2024-06-05 | 2024-06-21 00:00    | 2024-06-20 | not discharged |

  Scenario: The date that the contact prints counts
    Because the contacts of March 29, 2024 gave until April 29 (DA 24-1235): the bureau may allow longer than the 14 days of FCC 22-37.
    Given the deficiency contact "contact" of "2024-03-29", with
      | by         | wcb                              |
      | to         | acme                             |
      | stated due | {cure at contact: 2024-04-29}    |
    And the records of "cure" by "acme" are complete through "the instant asked about"
    When we ask at "2024-04-29 12:00"
    Then "RMD removal procedure cure at contact" for "contact" is "pending"
    And "2024-04-29" is printed for it and "2024-04-12" is computed

  Scenario Outline: The Enforcement Bureau orders once the first time has passed without cure
    Because FCC 22-37 puts the contact and its 14 days before the order; a power used before that is used while it is not available.
    Given the deficiency contact "contact" of "2024-06-03", with
      | by | wcb  |
      | to | acme |
    And the deficiency order "order" of "<ordered>", with
      | by | eb   |
      | to | acme |
    And the records of "cure" by "acme" are complete through "the instant asked about"
    When we ask at "2024-07-01 00:00"
    Then "RMD removal procedure order cure" for "order" is "<status>"

    Examples:
      | ordered    | status                   |
      | 2024-06-17 | used while not available |
      | 2024-06-18 | used                     |

  Scenario Outline: The order leaves 14 more days, and then a removal is possible and never automatic
    Because FCC 22-37 gives 14 days to cure or explain, and only an order of the Bureau removes: 237 days passed between due date and
    removal in DA 25-694, and nothing was removed by then.
    Given the deficiency order "order" of "2024-06-28", with
      | by | eb   |
      | to | acme |
    And the records of "cure" by "acme" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "RMD removal procedure cure" for "order" is "<cure>"
    And it is due "the end of 2024-07-12"
    And the answer to "may-remove-from-rmd" toward "acme" is "<may remove>"
    And the answer to "must-refuse-traffic" toward "acme" is "no"

    Examples:
      | at                  | cure           | may remove |
      | 2024-07-12 23:59:59 | pending        | no         |
      | 2024-07-13 00:00    | not discharged | yes        |
      | 2025-03-07 00:00    | not discharged | yes        |

  Scenario Outline: A cure in time that the Bureau accepts ends it, one that nobody judged leaves it open
    Because FCC 22-37 has the Bureau judge cure or explanation, and absent either it may remove.
    Given the deficiency order "order" of "2024-06-28", with
      | by | eb   |
      | to | acme |
    And "acme" makes the cure "mended" at "<cured>", answering "order"
    And "eb" says "<judged>" to "cured" about "mended", on "2024-07-20"
    And the records of "cure" by "acme" are complete through "the instant asked about"
    When we ask at "2024-08-01 00:00"
    Then "RMD removal procedure cure" for "order" is "<cure>"
    And the answer to "may-remove-from-rmd" toward "acme" is "<may remove>"

    Examples:
      | cured            | judged | cure           | may remove |
      | 2024-07-12 23:59 | yes    | discharged     | no         |
      | 2024-07-12 23:59 | no     | not discharged | yes        |
      | 2024-07-13 00:00 | yes    | not discharged | yes        |

  Scenario: A cure that nobody judged leaves the removal open
    Because FCC 22-37 has the Bureau judge cure or explanation; until it has spoken nobody can say.
    Given the deficiency order "order" of "2024-06-28", with
      | by | eb   |
      | to | acme |
    And "acme" makes the cure "mended" at "2024-07-10 09:00", answering "order"
    And the records of "cure" by "acme" are complete through "the instant asked about"
    When we ask at "2024-08-01 00:00"
    Then the answer to "may-remove-from-rmd" toward "acme" is "undetermined"
    And it turns on
      | if                   | then |
      | cured of mended: yes | no   |
      | cured of mended: no  | yes  |

  Scenario: More time is on the record or it is not there
    Because FCC 22-37 lets the bureau allow longer; an extension is an official act.
    Given the deficiency order "order" of "2024-06-28", with
      | by | eb   |
      | to | acme |
    And the extension "more" of "2024-07-10", with
      | by       | eb         |
      | to       | acme       |
      | of       | order      |
      | new date | 2024-07-26 |
    And the records of "cure" by "acme" are complete through "the instant asked about"
    When we ask at "2024-07-20 00:00"
    Then "RMD removal procedure cure" for "order" is "pending"
    And it is due "the end of 2024-07-26"
    And the answer to "may-remove-from-rmd" toward "acme" is "no"

  Scenario Outline: An order to thousands counts from its publication under one reading only
    Because the order of December 10, 2024 (DA 24-1235) was published on December 17 and counted its 14 days from then, to December 31;
    an order to one filer counts from release.
    Given the deficiency order "order" of "2024-12-10", with
      | by        | eb         |
      | to        | acme       |
      | published | 2024-12-17 |
    When we ask at "2024-12-20 00:00"
    And the reading "deficiency_start" is turned to "<start>"
    Then "RMD removal procedure cure" for "order" is "<status>"
    And it is due "the end of <last day>"
    And it rests on the reading "deficiency_start"

    Examples:
      | start                        | last day   | status  |
      | Federal Register publication | 2024-12-31 | pending |
      | release                      | 2024-12-26 | pending |

  Scenario Outline: A filing deficient on its face has ten days and no second stage
    Because FCC 23-18 gives 10 days to cure or rebut, and then the Bureau may remove without a further order.
    Given the facial deficiency notice "notice" of "<told>", with
      | by | eb   |
      | to | acme |
    And the records of "cure" by "acme" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "RMD removal expedited rebut" for "notice" is "<status>"
    And it is due "the end of <last day>"
    And the answer to "may-remove-from-rmd" toward "acme" is "<may remove>"

    Examples:
      | told       | at                  | last day   | status         | may remove |
      | 2024-06-03 | 2024-06-13 23:59:59 | 2024-06-13 | pending        | no         |
      | 2024-06-03 | 2024-06-14 00:00    | 2024-06-13 | not discharged | yes        |
      | 2024-06-06 | 2024-06-17 12:00    | 2024-06-17 | pending        | no         |

  Scenario Outline: The short way is there for notices of August 21, 2023 and later
    Because FCC 23-18 made it, with effect from August 21, 2023 (88 FR 40096).
    Given the facial deficiency notice "notice" of "<told>", with
      | by | eb   |
      | to | acme |
    When we ask at "2023-12-01 00:00"
    Then there are <count> findings of "RMD removal expedited rebut"

    Examples:
      | told       | count |
      | 2023-08-20 | 0     |
      | 2023-08-21 | 1     |

  Scenario Outline: After a letter the Bureau may order a cure if it finds that illegal origination went on
    Because under FCC 20-136 paras. 78 and 88 continued origination, knowing or negligent, is evidence of a defective certification; an
    allegation is not a finding, and the letter itself is not the order.
    Given the notice "letter" of "2024-05-06", with
      | by | eb   |
      | to | acme |
    And the deficiency order "order" of "2024-06-28", with
      | by | eb   |
      | to | acme |
    And "eb" says "yes" to "knowing or negligent origination" about "acme", on "2024-06-27", as "<strength>"
    When we ask at "2024-07-01 00:00"
    Then "RMD removal continued origination order cure" for "order" is "<status>"

    Examples:
      | strength | status       |
      | apparent | undetermined |
      | found    | used         |

  Scenario Outline: A removal on a Friday before a holiday leaves until Wednesday
    Because FCC 23-18 para. 58 gives two business days after release; Monday, September 2, 2024 was Labor Day, so under 47 CFR 1.4(e) they are
    Tuesday and Wednesday.
    Given the removal order "removal" of "2024-08-30 16:00:00", with
      | by     | eb    |
      | of     | acme  |
      | filing | RMD-1 |
    When we ask at "<at>"
    Then the answer to "must-refuse-traffic" toward "acme" is "<answer>"
    And it stays so until "<until>"
    And it rests on the reading "cutoff_clock"

    Examples:
      | at                  | answer | until             |
      | 2024-08-31 12:00    | no     | 2024-09-05 00:00  |
      | 2024-09-04 23:59:59 | no     | 2024-09-05 00:00  |
      | 2024-09-05 00:00    | yes    | something happens |

  Scenario Outline: Calls taken while winding down breach no bar, later ones breach two
    Because FCC 23-18 para. 58 leaves two business days, and a filing that was removed is in the database no more, 47 CFR 64.6305(g)(1).
    Given the removal order "removal" of "2024-08-30 16:00:00", with
      | by     | eb    |
      | of     | acme  |
      | filing | RMD-1 |
    And the acceptance "taken" of "<taken>", with
      | by             | next          |
      | of             | acme          |
      | in role        | intermediate  |
      | upstream class | voice service |
      | call type      | ordinary      |
    When we ask at "2024-10-01 00:00"
    Then "RMD removal effect accept" for "taken" is "<effect>"
    And "RMD removal effect wind down" for "taken" is "<wind down>"
    And "47 CFR 64.6305(g)(1) accept" for "taken" is "<listed only>"

    Examples:
      | taken            | effect    | wind down                | listed only |
      | 2024-08-30 15:59 | respected | used while not available | respected   |
      | 2024-08-31 10:00 | respected | used                     | respected   |
      | 2024-09-04 23:59 | respected | used                     | respected   |
      | 2024-09-05 00:00 | violated  | used while not available | violated    |

  Scenario: Read the other way, calls are refused at once
    Because the text of 47 CFR 64.6305 does not have the two business days, and a note of 2024 on a removal mentions none.
    Given the removal order "removal" of "2024-08-30 16:00:00", with
      | by     | eb    |
      | of     | acme  |
      | filing | RMD-1 |
    And the acceptance "taken" of "2024-08-31 10:00", with
      | by             | next          |
      | of             | acme          |
      | in role        | intermediate  |
      | upstream class | voice service |
      | call type      | ordinary      |
    When we ask at "2024-10-01 00:00"
    And the reading "cutoff_clock" is turned to "at once"
    Then "RMD removal effect accept" for "taken" is "violated"
    And "47 CFR 64.6305(g)(1) accept" for "taken" is "violated"

  Scenario Outline: A removed filer may file again with leave of both bureaus
    Because the removal orders (DA 22-1219, DA 25-694) bar a new filing until the Enforcement Bureau and the Wireline Competition Bureau both allow it.
    Given the removal order "removal" of "2024-08-30 16:00:00", with
      | by     | eb    |
      | of     | acme  |
      | filing | RMD-1 |
    And the leave to refile "leave of one" of "2025-03-03 10:00:00", with
      | by | eb   |
      | to | acme |
    And the leave to refile "leave of the other" of "2025-03-04 10:00:00", with
      | by | wcb  |
      | to | acme |
    When we ask at "<at>"
    Then the answer to "may-refile" by "acme" is "<answer>"

    Examples:
      | at                  | answer |
      | 2024-12-01 00:00    | no     |
      | 2025-03-03 12:00    | no     |
      | 2025-03-04 10:00:00 | yes    |

  Scenario Outline: A filing without leave breaks the bar
    Because a removed filer may not file again until both bureaus allow it (DA 22-1219), as the orders since November 22, 2022 say.
    Given the removal order "removal" of "2022-11-01", with
      | by     | eb    |
      | of     | acme  |
      | filing | RMD-1 |
    And the new filing "again" of "<filed>", with
      | by     | acme  |
      | filing | RMD-2 |
    And the leave to refile "leave of one" of "2023-03-03", with
      | by | eb   |
      | to | acme |
    And the leave to refile "leave of the other" of "2023-03-04", with
      | by | wcb  |
      | to | acme |
    When we ask at "2024-12-01 00:00"
    Then there are <count> findings of "RMD removal refiling refile"
    And each finding of "RMD removal refiling refile" is "<status>"

    Examples:
      | filed      | count | status       |
      | 2022-11-22 | 1     | violated     |
      | 2023-03-03 | 1     | violated     |
      | 2023-03-04 | 1     | undetermined |
      | 2023-03-05 | 1     | respected    |

  Scenario Outline: Let back in, a provider is refused until its new filing is listed
    Because with leave the removal bars no more, but 47 CFR 64.6305(g)(1) still asks for a filing that is in the database.
    Given the removal order "removal" of "2024-08-30 16:00:00", with
      | by     | eb    |
      | of     | acme  |
      | filing | RMD-1 |
    And the leave to refile "leave of one" of "2025-03-03 10:00:00", with
      | by | eb   |
      | to | acme |
    And the leave to refile "leave of the other" of "2025-03-04 10:00:00", with
      | by | wcb  |
      | to | acme |
    And the listing "listed again" from "2025-03-12 09:00:00" on, with
      | of     | acme          |
      | class  | voice service |
      | filing | RMD-2         |
    When we ask at "<at>"
    Then the answer to "must-refuse-traffic" toward "acme" is "<answer>"

    Examples:
      | at                  | answer |
      | 2025-03-03 12:00    | yes    |
      | 2025-03-04 12:00    | yes    |
      | 2025-03-12 09:00:00 | no     |

  Scenario: A time to cure before 2022 is what the order says, counted as a time to file
    Because FCC 20-136 gives no days of its own, and under 47 CFR 1.4(j) 14 days from June 4, 2021 do not end on June 18, the observed
    Juneteenth, nor on the weekend, but on Monday, June 21.
    Given the deficiency order "order" of "2021-06-04", with
      | by           | eb      |
      | to           | acme    |
      | time allowed | 14 days |
    When we ask at "2021-06-10 12:00"
    Then "RMD removal procedure cure" for "order" is "pending"
    And it is due "the end of 2021-06-21"

  Scenario: The date that the order prints counts
    Because FCC 22-37 lets the Bureau allow longer than the 14 days, which end on July 12, 2024.
    Given the deficiency order "order" of "2024-06-28", with
      | by         | eb                 |
      | to         | acme               |
      | stated due | {cure: 2024-07-31} |
    When we ask at "2024-07-20 12:00"
    Then "RMD removal procedure cure" for "order" is "pending"
    And "2024-07-31" is printed for it and "2024-07-12" is computed

  Scenario: More time after the contact
    Because DA 24-1235 shows the bureau that set the time granting more of it, under FCC 22-37.
    Given the deficiency contact "contact" of "2024-06-03", with
      | by | wcb  |
      | to | acme |
    And the extension "more" of "2024-06-14", with
      | by       | wcb        |
      | to       | acme       |
      | of       | contact    |
      | new date | 2024-07-08 |
    When we ask at "2024-06-20 12:00"
    Then "RMD removal procedure cure at contact" for "contact" is "pending"
    And it is due "the end of 2024-07-08"

  Scenario Outline: The ten days from sending, or from receipt
    Because FCC 23-18 says ten days and not from when: from sending on June 3, 2024 they end on June 13; from receipt on June 5 on Saturday,
    June 15, which 47 CFR 1.4(j) moves to Monday.
    Given the facial deficiency notice "notice" of "2024-06-03", with
      | by       | eb         |
      | to       | acme       |
      | received | 2024-06-05 |
    When the reading "facial_notice_start" is turned to "<reading>"
    And we ask at "2024-06-10 12:00"
    Then "RMD removal expedited rebut" for "notice" is "pending"
    And it is due "the end of <last day>"

    Examples:
      | reading | last day   |
      | sending | 2024-06-13 |
      | receipt | 2024-06-17 |

  Scenario: The date that a notice of facial deficiency prints counts
    Because the ten days of FCC 23-18 end on June 13, 2024, and the Bureau may allow longer.
    Given the facial deficiency notice "notice" of "2024-06-03", with
      | by         | eb                   |
      | to         | acme                 |
      | stated due | {rebut: 2024-06-28}  |
    When we ask at "2024-06-20 12:00"
    Then "RMD removal expedited rebut" for "notice" is "pending"
    And "2024-06-28" is printed for it and "2024-06-13" is computed

  Scenario Outline: A filer removed before August 21, 2023 is cut off at once
    Because FCC 20-136 para. 86 has its calls refused once the filing is removed, and not before.
    Given the removal order "gone" of "2022-11-22 10:00:00", with
      | by | eb   |
      | of | acme |
    And the acceptance "call" of "<taken>", with
      | by        | next         |
      | of        | acme         |
      | in role   | intermediate |
      | call type | ordinary     |
    When we ask at "2022-11-25 00:00"
    Then "RMD removal effect accept" for "call" is "<status>"

    Examples:
      | taken               | status    |
      | 2022-11-22 09:59:00 | respected |
      | 2022-11-22 10:01:00 | violated  |
