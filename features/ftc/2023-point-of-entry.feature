Feature: Letters of 2023 to gateway providers at the point of entry
  Fact, as reports tell it, and told in the case `pone-2023`: letters went to 24 gateway providers about some 307 campaigns from abroad; 1,043 tracebacks
  before them, 196 after, of which 147 led to two that went on. No day of a letter is known, and nobody is named here. Supposed, and said to be so: every day,
  every finding, and that a letter of the Federal Communications Commission came beside.

  Background: the letters
    Given the case "pone-2023"

  Scenario Outline: No number of tracebacks is knowledge
    Because 16 CFR 310.3(b) has no threshold: for one that stopped and for one that went on the same three things are missing, however many calls were traced.
    When we ask at "2024-06-01 00:00"
    Then the answer to "assists-illegal-telemarketing" by "<party>" is "undetermined"
    And it stays so until "something happens"

    Examples:
      | party            |
      | one that stopped |
      | one that went on |

  Scenario Outline: Going on is evidence, and someone has to weigh it
    Because 16 CFR 310.3(b) asks for knowledge of a breach while helping; that one went on in the face of its letter speaks for it, and the FTC or a court
    says so. Service, calls and findings are supposed.
    Given what follows is only supposed
    And the parties
      | id     | name                     |
      | abroad | a caller abroad          |
    And the assistance "entry" from "2022-06-01" on, with
      | by  | one that went on |
      | to  | abroad           |
      | how | [carries calls]  |
    And "ftc" says "yes" to "substantial assistance" about "one that went on" toward "abroad", on "2024-03-01", as "found"
    And "ftc" says "yes" to "underlying breach" about "one that went on" toward "abroad", on "2024-03-01", as "found"
    And "ftc" says "<says>" to "knows or consciously avoids knowing" about "one that went on" toward "abroad", on "2024-03-01", as "<strength>"
    When we ask at "2024-06-01 00:00"
    Then "16 CFR 310.3(b) assist" for "entry" is "<status>"

    Examples:
      | says | strength | status       |
      | yes  | alleged  | undetermined |
      | yes  | found    | violated     |
      | no   | found    | respected    |

  Scenario: Such a letter of the FTC starts nothing under the rules of the other Commission
    Because 47 CFR 64.1200(n)(5) of that time asks for written notice of the Enforcement Bureau, and (k)(4) for one of the Federal Communications Commission:
    a letter of the FTC is neither, though it goes to gateway providers.
    When we ask at "2024-06-01 00:00"
    Then there are 0 findings of "47 CFR 64.1200(n)(2)(i)(A) report"
    And there are 0 findings of "47 CFR 64.1200(k)(4) mitigate"
    And the answer to "may-block-all" toward "one that went on" is "no"
    And the answer to "may-issue-initial-determination" toward "one that went on" is "no"

  Scenario Outline: A notice of the Bureau beside it, and it counts from its own day
    Because 47 CFR 64.1200(n)(5)(i)(A) of that time gives a gateway provider at least fourteen days from the Bureau's notice, whatever a letter of the FTC
    said before: after Monday, February 27, 2023 they end with Monday, March 13, the day after the clocks went forward. The notice is supposed, and that
    nothing was answered.
    Given what follows is only supposed
    And the parties
      | id  | name                   |
      | fcc | FCC Enforcement Bureau |
    And the notice "of the Bureau" of "2023-02-27", with
      | by           | fcc                                                                |
      | to           | one that went on                                                   |
      | traffic      | [campaigns from abroad]                                            |
      | elements     | [traffic described, grounds given, law cited, compliance directed] |
      | time allowed | 14 days                                                            |
    And the records of "investigation report" by "one that went on" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "47 CFR 64.1200(n)(2)(i)(A) report" for "of the Bureau" is "<status>"
    And it is due "the end of 2023-03-13"
    And the answer to "may-issue-initial-determination" toward "one that went on" is "<answer>"
    And the answer to "may-issue-initial-determination" toward "one that stopped" is "no"

    Examples:
      | at                          | status   | answer |
      | 2023-03-14T03:59:59.999999Z | pending  | no     |
      | 2023-03-14T04:00:00Z        | violated | yes    |

  Scenario Outline: A year without a day
    Because the reports tell of 2023 and of no day: whether the warning was out, on which evidence of knowledge under 16 CFR 310.3(b) may rest, is open until
    the year is over. Nothing turns on it, for a warning decides nothing.
    When we ask at "<at>"
    Then the answer to "assists-illegal-telemarketing" by "one that went on" is "undetermined"

    Examples:
      | at                         |
      | 2023-07-01 00:00           |
      | 2023-12-31 23:59:59.999999 |
      | 2024-01-01 00:00           |
