Feature: The release of the Federal Trade Commission of March 27, 2020: nine providers are warned
  The release says that staff warned nine companies against helping illegal telemarketers, and finds no breach. Whether one of them assists an illegal
  telemarketer takes substantial help, knowledge or conscious avoidance of it, and a breach by whom it helps; the release answers none of the three.
  The case `ftc-nine` holds what the release says.

  Background: the release
    Given the case "ftc-nine"

  Scenario Outline: For each of the nine the question is open, and exactly three things are missing
    Because 16 CFR 310.3(b) asks for substantial help, for knowing or consciously avoiding to know, and for a breach, and the release finds none of
    them of "<company>".
    When we ask at "2020-03-28 00:00"
    Then the answer to "assists-illegal-telemarketing" by "<company>" is "undetermined"
    And it stays so until "something happens"
    And it turns on
      | if                                                                                                                                                 | then |
      | substantial assistance of <company>: no                                                                                                            | no   |
      | knows or consciously avoids knowing of <company>: no                                                                                               | no   |
      | underlying breach of <company>: no                                                                                                                 | no   |
      | knows or consciously avoids knowing of <company>: yes and substantial assistance of <company>: yes and underlying breach of <company>: yes         | yes  |

    Examples:
      | company         |
      | voipmax         |
      | sipjoin         |
      | ifly            |
      | third rock      |
      | bluetone        |
      | voip terminator |
      | j2              |
      | voxbone         |
      | comet           |

  Scenario Outline: Time alone answers nothing
    Because 16 CFR 310.3(b) has no window: neither the day of the letters nor any later one makes help substantial or known.
    When we ask at "<at>"
    Then the answer to "assists-illegal-telemarketing" by "voipmax" is "undetermined"

    Examples:
      | at               |
      | 2020-03-27 12:00 |
      | 2020-04-06 00:00 |
      | 2026-11-21 00:00 |

  Scenario: The law of an earlier year asked for the same three
    Because 16 CFR 310.3(b) has stood since 1995 (60 FR 43842), and February 12, 2018 is the first day whose law the rulebook holds.
    When we ask at "2020-03-28 00:00"
    And the law is that of "2018-02-12"
    Then the answer to "assists-illegal-telemarketing" by "voipmax" is "undetermined"
    And the record says that it is "counterfactual"

  # -- what the release says besides

  Scenario: A letter of the FTC is no notice of the Commission that 47 CFR 64.1200 speaks of
    Because 47 CFR 64.1200(k)(4) and (n)(2) speak of the Federal Communications Commission and its Enforcement Bureau; the release is of another agency, and
    in March 2020 neither paragraph was there.
    When we ask at "2020-03-30 00:00"
    Then there are 0 findings of "47 CFR 64.1200(k)(4) mitigate"
    And the answer to "may-block-all" toward "voipmax" is "no"

  Scenario: It would be none under the later law either
    Because 47 CFR 64.1200(k)(4) asks for a notice of the Federal Communications Commission, whatever the Federal Trade Commission calls its letter.
    Given what follows is only supposed
    And the notice "called a notice" of "2020-03-27", with
      | by | ftc     |
      | to | voipmax |
    When we ask at "2020-04-06 00:00"
    And the law is that of "2024-06-03"
    Then there are 0 findings of "47 CFR 64.1200(k)(4) mitigate"
    And there are 0 findings of "FCC 20-96 para. 43 report measures"
    And the answer to "may-block-all" toward "voipmax" is "no"

  Scenario: The release threatens no removal from a database that was not there
    Because the Robocall Mitigation Database opened on April 20, 2021 (DA 21-454), and the release says nothing of one.
    When we ask at "2020-03-28 00:00"
    Then the answer to "may-remove-from-rmd" toward "voipmax" is "not applicable"

  Scenario: Cases against others say nothing of these nine
    Because the letter cites two cases of the FTC, about software for robocallers and about another provider, and two suits over wire fraud; no person in them is
    one of the nine, and 16 CFR 310.3(b) asks what each helper itself did and knew.
    Given what follows is only supposed
    And the parties
      | id    | name           |
      | other | Other Provider |
    And "ftc" says "yes" to "knows or consciously avoids knowing" about "other", on "2019-12-02", as "found"
    When we ask at "2020-03-28 00:00"
    Then the answer to "assists-illegal-telemarketing" by "voipmax" is "undetermined"

  # -- the five kinds of conduct that it names

  Scenario Outline: A statement is a breach when it is found to be one
    Because the letter names false or misleading statements, 16 CFR 310.3(a)(4), and false ties to the government, 16 CFR 310.3(a)(2)(vii); an
    allegation is not a finding.
    Given what follows is only supposed
    And the parties
      | id     | name             |
      | seller | Test Kit Sellers |
    And the pitch "claim" of "2020-03-20", with
      | by  | seller |
      | for | sale   |
    And "ftc" says "<says>" to "<standard>" about "claim", on "2020-06-01", as "<strength>"
    When we ask at "2020-06-02 00:00"
    Then "16 CFR 310.3<norm>" for "claim" is "<status>"

    Examples:
      | norm                           | standard                      | says | strength | status       |
      | (a)(4) make false statement    | false or misleading statement | yes  | found    | violated     |
      | (a)(4) make false statement    | false or misleading statement | no   | found    | respected    |
      | (a)(4) make false statement    | false or misleading statement | yes  | alleged  | undetermined |
      | (a)(2)(vii) misstate affiliation | false affiliation           | yes  | found    | violated     |
      | (a)(2)(vii) misstate affiliation | false affiliation           | yes  | apparent | undetermined |

  Scenario Outline: Asking for a gift came under the rule on false statements in 2003
    Because 16 CFR 310.3(a)(4) reaches requests for gifts to charity since March 31, 2003 (68 FR 4580).
    Given what follows is only supposed
    And the parties
      | id     | name             |
      | seller | Test Kit Sellers |
    And the pitch "claim" of "<day>", with
      | by  | seller  |
      | for | charity |
    When we ask at "2020-06-02 00:00"
    Then there are <count> findings of "16 CFR 310.3(a)(4) make false statement"

    Examples:
      | day        | count |
      | 2003-03-30 | 0     |
      | 2003-03-31 | 1     |

  Scenario Outline: A false number is a breach as the staff reads the rule
    Because the letter names false or deceptive caller ID numbers, while 16 CFR 310.4(a)(8) asks that the caller's number, or one that may stand in for
    it, is sent.
    Given what follows is only supposed
    And the parties
      | id     | name             |
      | seller | Test Kit Sellers |
    And the call "rang" of "2020-03-20", with
      | by      | seller |
      | purpose | sale   |
    And "ftc" says "yes" to "number transmitted" about "rang", on "2020-06-01", as "found"
    And "ftc" says "yes" to "false or deceptive number" about "rang", on "2020-06-01", as "found"
    When we ask at "2020-06-02 00:00"
    And the reading "caller_id_reading" is turned to "<reading>"
    Then "16 CFR 310.4(a)(8) hide number" for "rang" is "<status>"

    Examples:
      | reading | status    |
      | staff   | violated  |
      | literal | respected |

  Scenario Outline: A prerecorded sales call is a breach unless the paragraph lets it through
    Because the letter names prerecorded telemarketing calls without express written permission, 16 CFR 310.4(b)(1)(v); that paragraph began on December 1, 2008
    (73 FR 51164), asks for the permission since September 1, 2009, and spares health messages. Whoever calls has to show the permission.
    Given what follows is only supposed
    And the parties
      | id     | name             |
      | seller | Test Kit Sellers |
    And the call "rang" of "<day>", with
      | by        | seller      |
      | direction | outbound    |
      | purpose   | sale        |
      | voice     | prerecorded |
      | recording | <message>   |
    When we ask at "2020-06-02 00:00"
    Then there are <count> findings of "16 CFR 310.4(b)(1)(v) call with prerecorded message"
    And each finding of "16 CFR 310.4(b)(1)(v) call with prerecorded message" is "<status>"

    Examples:
      | day        | message        | count | status   |
      | 2008-12-01 | other          | 1     | violated |
      | 2009-09-01 | other          | 1     | violated |
      | 2020-03-20 | other          | 1     | violated |
      | 2020-03-20 | health message | 1     | excused  |

  Scenario: A prerecorded sales call to a person who agreed in writing
    Because 16 CFR 310.4(b)(1)(v) lets a message through to who agreed, openly asked and in a signed writing, if it begins within two seconds, says who calls and
    why, and at once tells a way to opt out that works.
    Given what follows is only supposed
    And the parties
      | id     | name             |
      | seller | Test Kit Sellers |
    And the agreement "form" of "2020-02-01", with
      | number                | N-1               |
      | seller                | kits              |
      | signed                | yes               |
      | to                    | prerecorded calls |
      | condition of purchase | no                |
    And the call "rang" of "2020-03-20", with
      | by                 | seller          |
      | number             | N-1             |
      | seller             | kits            |
      | direction          | outbound        |
      | purpose            | sale            |
      | voice              | prerecorded     |
      | recording          | other           |
      | answered by        | person          |
      | seconds to message | 2               |
      | way to opt out     | by voice or key |
      | names caller       | yes             |
      | says purpose       | yes             |
      | says goods         | yes             |
      | prize              | none            |
    And "ftc" says "yes" to "agreement asked for openly" about "form", on "2020-06-01", as "found"
    And "ftc" says "yes" to "working opt-out" about "rang", on "2020-06-01", as "found"
    And "ftc" says "yes" to "truthful and prompt disclosure" about "rang", on "2020-06-01", as "found"
    When we ask at "2020-06-02 00:00"
    Then "16 CFR 310.4(b)(1)(v) call with prerecorded message" for "rang" is "excused"

  Scenario: Before December 2008 the rule did not speak of prerecorded calls
    Because 16 CFR 310.4(b)(1)(v) took effect on December 1, 2008 (73 FR 51164).
    Given what follows is only supposed
    And the parties
      | id     | name             |
      | seller | Test Kit Sellers |
    And the call "rang" of "2008-11-30", with
      | by        | seller      |
      | direction | outbound    |
      | purpose   | sale        |
      | voice     | prerecorded |
    When we ask at "2020-06-02 00:00"
    Then there are 0 findings of "16 CFR 310.4(b)(1)(v) call with prerecorded message"

  Scenario Outline: A sales call to a number on the Registry, and who has to show that it was allowed
    Because the letter names calls to numbers on the National Do Not Call Registry, "with certain exceptions", 16 CFR 310.4(b)(1)(iii)(B); since
    February 12, 2016 whoever calls has to show the exception (80 FR 77520).
    Given what follows is only supposed
    And the parties
      | id     | name             |
      | seller | Test Kit Sellers |
    And the registry entry "listed" from "2015-01-01" on, with
      | number | N-1 |
    And the call "rang" of "<called>", with
      | by        | seller   |
      | direction | outbound |
      | purpose   | sale     |
      | number    | N-1      |
    When we ask at "2020-06-02 00:00"
    Then "16 CFR 310.4(b)(1)(iii)(B) call listed number" for "rang" is "<status>"

    Examples:
      | called     | status       |
      | 2016-02-11 | undetermined |
      | 2016-02-12 | violated     |
      | 2020-03-20 | violated     |

  # -- what would make it more than a warning, all of it supposed

  Scenario Outline: Someone finds all three
    Because under 16 CFR 310.3(b) the three together are a breach, and a court or the FTC may find them; what is only alleged is not found.
    Given what follows is only supposed
    And the parties
      | id     | name                   |
      | seller | Test Kit Sellers       |
      | court  | a court                |
      | fcc    | FCC Enforcement Bureau |
    And the assistance "service" from "2019-11-01" on, with
      | by | voipmax |
      | to | seller  |
    And "<finder>" says "yes" to "substantial assistance" about "voipmax" toward "seller", on "2020-06-01", as "<strength>"
    And "<finder>" says "yes" to "knows or consciously avoids knowing" about "voipmax" toward "seller", on "2020-06-01", as "<strength>"
    And "<finder>" says "yes" to "underlying breach" about "voipmax" toward "seller", on "2020-06-01", as "<strength>"
    When we ask at "2020-06-02 00:00"
    Then "16 CFR 310.3(b) assist" for "service" is "<status>"
    And the answer to "assists-illegal-telemarketing" by "voipmax" toward "seller" is "<answer>"
    And the answer to "assists-illegal-telemarketing" by "comet" is "undetermined"

    Examples:
      | finder | strength    | status       | answer       |
      | ftc    | found       | violated     | yes          |
      | court  | adjudicated | violated     | yes          |
      | ftc    | alleged     | undetermined | undetermined |
      | ftc    | apparent    | undetermined | undetermined |
      | fcc    | found       | undetermined | undetermined |

  Scenario: What a court finds outweighs the FTC
    Because a court decides last on 16 CFR 310.3(b); the FTC brings the case before it (15 USC 57b).
    Given what follows is only supposed
    And the parties
      | id     | name             |
      | seller | Test Kit Sellers |
      | court  | a court          |
    And the assistance "service" from "2019-11-01" on, with
      | by | voipmax |
      | to | seller  |
    And "ftc" says "yes" to "knows or consciously avoids knowing" about "voipmax" toward "seller", on "2020-06-01", as "found"
    And "court" says "no" to "knows or consciously avoids knowing" about "voipmax" toward "seller", on "2021-06-01", as "adjudicated"
    When we ask at "2021-06-02 00:00"
    Then "16 CFR 310.3(b) assist" for "service" is "respected"

  Scenario Outline: Help, knowledge and breach have to overlap in time
    Because 16 CFR 310.3(b) forbids help while knowing of a breach: help that ended before knowledge arose is none, nor is knowledge of what was over.
    Given what follows is only supposed
    And the parties
      | id     | name             |
      | seller | Test Kit Sellers |
    And the assistance "service" from "2019-11-01" on, with
      | by | voipmax |
      | to | seller  |
    And in "service" the field "ended" is "<help ends>"
    And "ftc" says "yes" to "substantial assistance" about "voipmax" toward "seller", on "2020-06-01", as "found"
    And "ftc" says "yes" to "knows or consciously avoids knowing" about "voipmax" toward "seller", on "2020-06-01", as "found", from "<knows from>"
    And "ftc" says "yes" to "underlying breach" about "voipmax" toward "seller", on "2020-06-01", as "found", until "<breach ends>"
    And the records of "assistance" by "voipmax" are complete through "the instant asked about"
    And the records of "telemarketing act" by "seller" are complete through "the instant asked about"
    When we ask at "2020-06-02 00:00"
    Then "16 CFR 310.3(b) assist" for "service" is "<status>"

    Examples:
      | help ends  | knows from | breach ends | status    |
      | 2020-04-30 | 2020-03-27 | 2020-05-31  | violated  |
      | 2020-03-26 | 2020-03-27 | 2020-05-31  | respected |
      | 2020-04-30 | 2020-03-27 | 2020-03-26  | respected |
      | 2020-04-30 | 2020-05-01 | 2020-05-31  | respected |

  Scenario: A breach on the record is a breach too
    Because 16 CFR 310.3(b) asks for a breach of 310.3(a) or 310.4, and a false statement that was found is one.
    Given what follows is only supposed
    And the parties
      | id     | name             |
      | seller | Test Kit Sellers |
    And the assistance "service" from "2019-11-01" on, with
      | by | voipmax |
      | to | seller  |
    And the pitch "claim" of "2020-03-20", with
      | by  | seller |
      | for | sale   |
    And "ftc" says "yes" to "false or misleading statement" about "claim", on "2020-06-01", as "found"
    And "ftc" says "yes" to "substantial assistance" about "voipmax" toward "seller", on "2020-06-01", as "found"
    And "ftc" says "yes" to "knows or consciously avoids knowing" about "voipmax" toward "seller", on "2020-06-01", as "found"
    When we ask at "2020-06-02 00:00"
    Then "16 CFR 310.3(b) assist" for "service" is "violated"
    And it builds on "16 CFR 310.3(a)(4) make false statement"

  Scenario: Negligence is not knowledge
    Because 16 CFR 310.3(b) asks for knowing or consciously avoiding to know; that the FCC finds illegal calls originated knowingly or negligently, the
    test of FCC 20-136 para. 78, answers another question.
    Given what follows is only supposed
    And the parties
      | id  | name                   |
      | fcc | FCC Enforcement Bureau |
    And "fcc" says "yes" to "knowing or negligent origination" about "voipmax", on "2020-06-01", as "found"
    And "fcc" says "yes" to "knows or consciously avoids knowing" about "voipmax", on "2020-06-01", as "found"
    And "ftc" says "yes" to "substantial assistance" about "voipmax", on "2020-06-01", as "found"
    And "ftc" says "yes" to "underlying breach" about "voipmax", on "2020-06-01", as "found"
    When we ask at "2020-06-02 00:00"
    Then the answer to "assists-illegal-telemarketing" by "voipmax" is "undetermined"
    And it turns on
      | if                                                        | then |
      | knows or consciously avoids knowing of voipmax: yes       | yes  |
      | knows or consciously avoids knowing of voipmax: no        | no   |

  Scenario: A warning is evidence of knowledge, and never knowledge by itself
    Because the letter warns of what 16 CFR 310.3(b) forbids; in later cases the FTC relied on such letters beside what the provider did after them.
    Given what follows is only supposed
    And the warning "second letter" of "2020-05-20", with
      | by | ftc     |
      | to | voipmax |
    And "ftc" says "yes" to "substantial assistance" about "voipmax", on "2020-06-01", as "found"
    And "ftc" says "yes" to "underlying breach" about "voipmax", on "2020-06-01", as "found"
    When we ask at "2020-06-02 00:00"
    Then the answer to "assists-illegal-telemarketing" by "voipmax" is "undetermined"

  Scenario Outline: What is found later looks back, for whoever knows of it
    Because a finding of 2022 under 16 CFR 310.3(b) says what was so in 2020; who asks what was known in 2020 does not have it.
    Given what follows is only supposed
    And "ftc" says "yes" to "substantial assistance" about "voipmax", on "2022-06-01", as "found"
    And "ftc" says "yes" to "knows or consciously avoids knowing" about "voipmax", on "2022-06-01", as "found"
    And "ftc" says "yes" to "underlying breach" about "voipmax", on "2022-06-01", as "found"
    When we ask at "2020-06-02 00:00"
    And only what was recorded by "<known>" is known
    Then the answer to "assists-illegal-telemarketing" by "voipmax" is "<answer>"

    Examples:
      | known            | answer       |
      | 2020-06-02 00:00 | undetermined |
      | 2022-06-02 00:00 | yes          |
