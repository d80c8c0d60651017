Feature: Calls are taken only from providers that are listed, class by class and day by day
  47 CFR 64.6305(g), which was (c) until September 16, 2022 and (e) until August 21, 2023. Each class of provider has a day of its own. Nothing of
  it happened: every scenario supposes a call that a carrier takes from the provider before it, and says whether that one was listed.

  Background: a carrier and whoever hands it calls, supposed throughout
    Given a case told in the time of "America/New_York"
    And what follows is only supposed
    And the parties
      | id       | name                  |
      | carrier  | Next Hop Carrier Inc. |
      | upstream | Upstream Voice LLC    |

  Scenario Outline: The bar on unlisted providers begins on a day of its own for each class
    Because the bar began on September 28, 2021 for voice service providers (86 FR 29952), on April 11, 2023 for gateways and foreign providers
    (87 FR 75943), and on May 28, 2024 for other intermediate providers (DA 24-73): 90 days after February 26, 2024 is a Sunday before a holiday.
    Given the acceptance "taken" of "<taken>", with
      | by             | carrier       |
      | of             | upstream      |
      | caller number  | US            |
      | called         | US subscriber |
      | call type      | ordinary      |
    And in "taken" the field "upstream class" is "<class>"
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "2024-12-01 00:00"
    Then there are <count> findings of "47 CFR 64.6305<paragraph> accept"

    Examples:
      | class         | paragraph | taken      | count |
      | voice service | (g)(1)    | 2021-09-27 | 0     |
      | voice service | (g)(1)    | 2021-09-28 | 1     |
      | foreign       | (g)(2)    | 2021-09-27 | 0     |
      | foreign       | (g)(2)    | 2021-09-28 | 1     |
      | foreign       | (g)(2)    | 2022-09-16 | 0     |
      | foreign       | (g)(2)    | 2023-04-10 | 0     |
      | foreign       | (g)(2)    | 2023-04-11 | 1     |
      | gateway       | (g)(3)    | 2023-04-10 | 0     |
      | gateway       | (g)(3)    | 2023-04-11 | 1     |
      | intermediate  | (g)(4)    | 2024-05-27 | 0     |
      | intermediate  | (g)(4)    | 2024-05-28 | 1     |

  Scenario Outline: A call taken from an unlisted provider on the first day of the bar breaks it
    Because 47 CFR 64.6305(g) lets calls be taken only from providers whose filing is in the database.
    Given the acceptance "taken" of "<taken>", with
      | by             | carrier       |
      | of             | upstream      |
      | caller number  | US            |
      | called         | US subscriber |
      | call type      | ordinary      |
    And in "taken" the field "upstream class" is "<class>"
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "2024-12-01 00:00"
    Then "47 CFR 64.6305<paragraph> accept" for "taken" is "violated"

    Examples:
      | class         | paragraph | taken      |
      | voice service | (g)(1)    | 2021-09-28 |
      | voice service | (g)(1)    | 2022-09-16 |
      | voice service | (g)(1)    | 2024-11-29 |
      | foreign       | (g)(2)    | 2021-09-28 |
      | foreign       | (g)(2)    | 2023-04-11 |
      | gateway       | (g)(3)    | 2023-04-11 |
      | intermediate  | (g)(4)    | 2024-05-28 |

  Scenario Outline: A filing for the role, published when the call is taken, is enough
    Because 47 CFR 64.6305(g)(1)-(4) ask for the filing of the class itself, and of gateways and other intermediate providers for one that they
    submitted themselves: a row imported from the intermediate provider registry does not count.
    Given the acceptance "taken" of "2024-06-03 12:00:00", with
      | by             | carrier       |
      | of             | upstream      |
      | caller number  | US            |
      | called         | US subscriber |
      | call type      | ordinary      |
    And in "taken" the field "upstream class" is "<class>"
    And the listing "listed" from "<listed>" on, with
      | of        | upstream    |
      | filing    | RMD-1       |
    And in "listed" the field "class" is "<filed as>"
    And in "listed" the field "submitted" is "<submitted>"
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "2024-12-01 00:00"
    Then "47 CFR 64.6305<paragraph> accept" for "taken" is "<status>"

    Examples:
      | class         | paragraph | listed              | filed as      | submitted     | status    |
      | voice service | (g)(1)    | 2024-06-03 12:00:00 | voice service | affirmatively | respected |
      | voice service | (g)(1)    | 2024-06-03 12:00:01 | voice service | affirmatively | violated  |
      | voice service | (g)(1)    | 2021-06-15          | gateway       | affirmatively | violated  |
      | foreign       | (g)(2)    | 2021-06-15          | voice service | affirmatively | respected |
      | gateway       | (g)(3)    | 2023-01-11          | gateway       | affirmatively | respected |
      | gateway       | (g)(3)    | 2021-09-01          | gateway       | imported      | violated  |
      | gateway       | (g)(3)    | 2021-06-15          | voice service | affirmatively | violated  |
      | intermediate  | (g)(4)    | 2024-05-01          | intermediate  | affirmatively | respected |
      | intermediate  | (g)(4)    | 2021-09-01          | intermediate  | imported      | violated  |

  Scenario Outline: Whether any filing suffices is a reading
    Because 47 CFR 64.6305(g)(3) and (g)(4) name the filing of their own class; read otherwise, any filing that the provider submitted itself counts.
    Given the acceptance "taken" of "2024-06-03 12:00:00", with
      | by             | carrier  |
      | of             | upstream |
      | call type      | ordinary |
    And in "taken" the field "upstream class" is "<class>"
    And the listing "listed" from "2021-06-15" on, with
      | of        | upstream      |
      | class     | voice service |
      | submitted | affirmatively |
      | filing    | RMD-1         |
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "2024-12-01 00:00"
    And the reading "role_match" is turned to "any listing"
    Then "47 CFR 64.6305<paragraph> accept" for "taken" is "respected"
    And it rests on the reading "role_match"

    Examples:
      | class        | paragraph |
      | gateway      | (g)(3)    |
      | intermediate | (g)(4)    |

  Scenario: A listing that ended is none
    Because 47 CFR 64.6305(g)(1) asks for a filing that appears in the database when the call is taken.
    Given the acceptance "taken" of "2024-06-03 12:00:00", with
      | by             | carrier       |
      | of             | upstream      |
      | upstream class | voice service |
      | call type      | ordinary      |
    And the listing "listed" from "2021-06-15" on, with
      | of     | upstream      |
      | class  | voice service |
      | filing | RMD-1         |
      | ended  | 2024-06-02    |
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "2024-12-01 00:00"
    Then "47 CFR 64.6305(g)(1) accept" for "taken" is "violated"
    And the answer to "must-refuse-traffic" by "carrier" toward "upstream" is "yes"

  Scenario: That no listing was found is not that there is none
    Because 47 CFR 64.6305(g)(1) turns on the database, and a look that failed does not show that a filing is not there.
    Given the acceptance "taken" of "2024-06-03 12:00:00", with
      | by             | carrier       |
      | of             | upstream      |
      | upstream class | voice service |
      | call type      | ordinary      |
    When we ask at "2024-12-01 00:00"
    Then "47 CFR 64.6305(g)(1) accept" for "taken" is "undetermined"
    And the answer to "must-refuse-traffic" by "carrier" toward "upstream" is "undetermined"

  Scenario Outline: Must a carrier refuse the calls of an unlisted provider
    Because the bar on unlisted voice service providers began on September 28, 2021 (86 FR 29952).
    Given the acceptance "taken" of "2021-09-01", with
      | by        | carrier  |
      | of        | upstream |
      | call type | ordinary |
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "<at>"
    Then the answer to "must-refuse-traffic" by "carrier" toward "upstream" is "<answer>"

    Examples:
      | at                  | answer |
      | 2021-09-27 23:59:59 | no     |
      | 2021-09-28 00:00    | yes    |

  Scenario Outline: The foreign limb of 2021 in both readings
    Because the Commission did not enforce the bar on foreign providers from September 30, 2021 (FCC 21-105) until the text of its order of 2022
    bound, on April 11, 2023 (87 FR 75943); the text of (c) stood until September 16, 2022.
    Given the acceptance "taken" of "<taken>", with
      | by             | carrier       |
      | of             | upstream      |
      | upstream class | foreign       |
      | caller number  | US            |
      | called         | US subscriber |
      | call type      | ordinary      |
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "2024-12-01 00:00"
    And the reading "foreign_limb_2021_2023" is turned to "<reading>"
    Then there are <count> findings of "47 CFR 64.6305(g)(2) accept"

    Examples:
      | reading       | taken      | count |
      | abeyance      | 2021-09-27 | 0     |
      | abeyance      | 2021-09-28 | 1     |
      | abeyance      | 2021-09-29 | 1     |
      | abeyance      | 2021-09-30 | 0     |
      | abeyance      | 2022-09-15 | 0     |
      | abeyance      | 2023-04-10 | 0     |
      | abeyance      | 2023-04-11 | 1     |
      | text says bar | 2021-09-27 | 0     |
      | text says bar | 2021-09-28 | 1     |
      | text says bar | 2021-09-30 | 1     |
      | text says bar | 2022-09-15 | 1     |
      | text says bar | 2022-09-16 | 0     |
      | text says bar | 2023-04-10 | 0     |
      | text says bar | 2023-04-11 | 1     |

  Scenario Outline: Where the foreign limb bound, an unlisted foreign provider's calls broke it
    Because read by its text, (c) bound for foreign providers until September 16, 2022; read with FCC 21-105, for two days in September 2021.
    Given the acceptance "taken" of "2021-09-29", with
      | by             | carrier       |
      | of             | upstream      |
      | upstream class | foreign       |
      | caller number  | US            |
      | called         | US subscriber |
      | call type      | ordinary      |
    And in "taken" the field "happened" is "<taken>"
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "2024-12-01 00:00"
    And the reading "foreign_limb_2021_2023" is turned to "<reading>"
    Then "47 CFR 64.6305(g)(2) accept" for "taken" is "violated"
    And it rests on the reading "foreign_limb_2021_2023"

    Examples:
      | reading       | taken      |
      | abeyance      | 2021-09-29 |
      | text says bar | 2021-09-29 |
      | text says bar | 2022-09-15 |

  Scenario Outline: The foreign limb reaches calls with U.S. numbers to U.S. subscribers only
    Because 47 CFR 64.6305(g)(2) is about such calls and no others; what is not known of a call is not "no".
    Given the acceptance "taken" of "2024-06-03", with
      | by             | carrier  |
      | of             | upstream |
      | upstream class | foreign  |
      | call type      | ordinary |
    And in "taken" the field "caller number" is "<number>"
    And in "taken" the field "called" is "<called>"
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "2024-12-01 00:00"
    Then there are <count> findings of "47 CFR 64.6305(g)(2) accept"

    Examples:
      | number | called        | count |
      | US     | US subscriber | 1     |
      | other  | US subscriber | 0     |
      | US     | other         | 0     |

  Scenario Outline: A 911 call under the bar, before and after the safeguard
    Because until September 16, 2022 the bar of (c) had no exception for 911, while 47 CFR 64.1200(k)(5) forbade to block such a call: the law
    forbade both to take it and to refuse it. Since then (e)(4), now (g)(5), lets it through.
    Given the acceptance "taken" of "<day>", with
      | by             | carrier       |
      | of             | upstream      |
      | upstream class | voice service |
      | call type      | 911           |
    And the blocking "refused" from "<day>" on, with
      | by        | carrier  |
      | of        | upstream |
      | scope     | one call |
      | call type | 911      |
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "2024-12-01 00:00"
    Then "47 CFR 64.6305(g)(1) accept" for "taken" is "<taking>"
    And "47 CFR 64.1200(k)(5) block 911" for "refused" is "violated"

    Examples:
      | day        | taking    |
      | 2021-09-28 | violated  |
      | 2022-09-15 | violated  |
      | 2022-09-16 | respected |
      | 2023-08-21 | respected |
      | 2024-06-03 | respected |

  Scenario Outline: The safeguard prevails over the bar of each class
    Because 47 CFR 64.6305(g)(5) lets calls to 911 through whatever the bars of the section say, and over (g)(4) since February 26, 2024.
    Given the acceptance "taken" of "<day>", with
      | by             | carrier       |
      | of             | upstream      |
      | caller number  | US            |
      | called         | US subscriber |
    And in "taken" the field "upstream class" is "<class>"
    And in "taken" the field "call type" is "<call>"
    And the records of "listing" by "upstream" are complete through "the instant asked about"
    When we ask at "2024-12-01 00:00"
    Then "47 CFR 64.6305<paragraph> accept" for "taken" is "<status>"

    Examples:
      | class        | paragraph | day        | call          | status    |
      | foreign      | (g)(2)    | 2023-04-11 | 911           | respected |
      | gateway      | (g)(3)    | 2023-04-11 | 911           | respected |
      | gateway      | (g)(3)    | 2023-04-11 | public safety | respected |
      | gateway      | (g)(3)    | 2023-04-11 | ordinary      | violated  |
      | intermediate | (g)(4)    | 2024-05-28 | 911           | respected |
      | intermediate | (g)(4)    | 2024-05-28 | ordinary      | violated  |
