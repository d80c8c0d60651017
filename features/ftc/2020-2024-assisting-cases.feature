Feature: Assisting cases of the FTC after its warnings: VoIP Terminator and XCast Labs
  Fact: VoIP Terminator, also known as BLMarketing, got the letter of March 27, 2020 (in the case `ftc-nine`); the FTC's case against it ended in 2022 with an
  order by agreement and a penalty of 3.2 million dollars, suspended. XCast Labs got a letter in January 2020, was sued in May 2023, and agreed to an order in
  January 2024 (in the case `xcast`). In both the FTC relied on what each went on to carry in the face of letters, tracebacks and complaints. Nobody found a
  breach: a complaint alleges, and an order by agreement ends a case. Supposed, and said to be so: every finding, every day that is not told above, whom they
  helped and with which calls.

  Scenario: A complaint is no finding
    Because 16 CFR 310.3(b) asks for help, knowledge and a breach, and the complaint of May 2023 alleges all three; an allegation is never a finding.
    Given the case "xcast"
    When we ask at "2024-02-01 00:00"
    Then "16 CFR 310.3(b) assist" for "carriage" is "undetermined"
    And the answer to "assists-illegal-telemarketing" by "xcast" toward "callers" is "undetermined"
    And it stays so until "something happens"

  Scenario Outline: What would have to be found, and how strongly
    Because 16 CFR 310.3(b) is broken where a court or the FTC finds help, knowledge and a breach; what is alleged or apparent leaves it open. That anybody
    found it is supposed.
    Given the case "xcast"
    And what follows is only supposed
    And in "carriage" the field "strength" is "found"
    And the parties
      | id    | name    |
      | court | a court |
    And "court" says "yes" to "substantial assistance" about "xcast" toward "callers", on "2024-01-15", as "<strength>"
    And "court" says "yes" to "knows or consciously avoids knowing" about "xcast" toward "callers", on "2024-01-15", as "<strength>"
    And "court" says "yes" to "underlying breach" about "xcast" toward "callers", on "2024-01-15", as "<strength>"
    When we ask at "2024-02-01 00:00"
    Then "16 CFR 310.3(b) assist" for "carriage" is "<status>"

    Examples:
      | strength    | status       |
      | alleged     | undetermined |
      | apparent    | undetermined |
      | found       | violated     |
      | adjudicated | violated     |

  Scenario Outline: One of the three found not to be so, and there is no help to a breach
    Because 16 CFR 310.3(b) needs all three, and a court has the last word (15 USC 57b). That it spoke, and how, is supposed.
    Given the case "xcast"
    And what follows is only supposed
    And in "carriage" the field "strength" is "found"
    And the parties
      | id    | name    |
      | court | a court |
    And "court" says "no" to "<standard>" about "xcast" toward "callers", on "2024-01-15", as "adjudicated"
    And the records of "telemarketing act" by "callers" are complete through "the instant asked about"
    When we ask at "2024-02-01 00:00"
    Then "16 CFR 310.3(b) assist" for "carriage" is "respected"

    Examples:
      | standard                            |
      | substantial assistance              |
      | knows or consciously avoids knowing |
      | underlying breach                   |

  Scenario Outline: Knowledge begins when somebody knew, not when the letter came
    Because 16 CFR 310.3(b) forbids help while knowing or consciously avoiding to know: help that ended before knowledge began is none, and a letter is
    evidence, from which day on the finder says. All findings and their days are supposed.
    Given the case "xcast"
    And what follows is only supposed
    And the assistance "for a while" from "2020-01-01" on, with
      | by    | xcast        |
      | to    | callers      |
      | ended | <help ends>  |
    And "ftc" says "yes" to "substantial assistance" about "xcast" toward "callers", on "2024-01-15", as "found"
    And "ftc" says "yes" to "knows or consciously avoids knowing" about "xcast" toward "callers", on "2024-01-15", as "found", from "<knows from>"
    And "ftc" says "yes" to "underlying breach" about "xcast" toward "callers", on "2024-01-15", as "found"
    And the records of "telemarketing act" by "callers" are complete through "the instant asked about"
    When we ask at "2024-02-01 00:00"
    Then "16 CFR 310.3(b) assist" for "for a while" is "<status>"

    Examples:
      | help ends                  | knows from              | status       |
      | 2022-06-30                 | 2020-02-01              | violated     |
      | 2020-01-31                 | 2020-02-01              | respected    |
      | 2020-01-31 23:59:59.999999 | 2020-02-01T00:00:00     | respected    |
      | 2020-02-01 00:00:00.000002 | 2020-02-01T00:00:00     | violated     |
      | 2020-02-01                 | 2020-02-01              | undetermined |
      | 2020-01-31                 | 2022-01-01              | respected    |

  Scenario: A false statement to one person called is a breach that its carrier may have helped
    Because 16 CFR 310.3(b) names breaches of 310.3(a), and posing as the government is one, 310.3(a)(2)(vii). Call, finding and days are supposed: the
    complaint speaks of calls that claimed to be from the Social Security Administration.
    Given the case "xcast"
    And what follows is only supposed
    And in "carriage" the field "strength" is "found"
    And the pitch "impostor" of "2021-03-10", with
      | by  | callers |
      | for | sale    |
    And "ftc" says "yes" to "false affiliation" about "impostor", on "2024-01-15", as "found"
    And "ftc" says "yes" to "substantial assistance" about "xcast" toward "callers", on "2024-01-15", as "found"
    And "ftc" says "yes" to "knows or consciously avoids knowing" about "xcast" toward "callers", on "2024-01-15", as "found"
    When we ask at "2024-02-01 00:00"
    Then "16 CFR 310.3(b) assist" for "carriage" is "violated"
    And it builds on "16 CFR 310.3(a)(2)(vii) misstate affiliation"

  Scenario Outline: What was known when
    Because under 16 CFR 310.3(b) a finding of 2024 says what was so before; who asks what was known when the complaint came has the allegation alone. The
    finding is supposed.
    Given the case "xcast"
    And what follows is only supposed
    And in "carriage" the field "strength" is "found"
    And "ftc" says "yes" to "substantial assistance" about "xcast" toward "callers", on "2024-01-15", as "found"
    And "ftc" says "yes" to "knows or consciously avoids knowing" about "xcast" toward "callers", on "2024-01-15", as "found"
    And "ftc" says "yes" to "underlying breach" about "xcast" toward "callers", on "2024-01-15", as "found"
    When we ask at "2023-06-01 00:00"
    And only what was recorded by "<known>" is known
    Then "16 CFR 310.3(b) assist" for "carriage" is "<status>"

    Examples:
      | known            | status       |
      | 2023-06-01 00:00 | undetermined |
      | 2024-01-14 23:59 | undetermined |
      | 2024-01-16 00:00 | violated     |

  Scenario: Counts of tracebacks decide nothing
    Because 16 CFR 310.3(b) has no number: dozens of tracebacks are evidence for whoever finds knowledge. That the consortium told of these two is supposed.
    Given the case "xcast"
    And what follows is only supposed
    And the traceback notification "first" of "2021-05-03", with
      | by   | the traceback consortium |
      | to   | xcast                    |
      | call | C-1                      |
    And the traceback notification "second" of "2022-05-03", with
      | by   | the traceback consortium |
      | to   | xcast                    |
      | call | C-2                      |
    When we ask at "2023-06-01 00:00"
    Then "16 CFR 310.3(b) assist" for "carriage" is "undetermined"

  # -- VoIP Terminator

  Scenario Outline: Warned twice, and going on
    Because the letter of March 27, 2020 warns of 16 CFR 310.3(b), and one of April 3, 2020, of FCC and FTC, told VoIP Terminator of calls it carried; later
    the FTC relied on both. Neither is knowledge by itself. Finding and service are supposed.
    Given the case "ftc-nine"
    And what follows is only supposed
    And the parties
      | id      | name                          |
      | callers | those whose calls it carried  |
    And the notice "joint letter" of "2020-04-03", with
      | by | [fcc, ftc]      |
      | to | voip terminator |
    And the assistance "service" from "2019-01-01" on, with
      | by | voip terminator |
      | to | callers         |
    And "ftc" says "yes" to "substantial assistance" about "voip terminator" toward "callers", on "2022-04-01", as "found"
    And "ftc" says "yes" to "underlying breach" about "voip terminator" toward "callers", on "2022-04-01", as "found"
    And "ftc" says "yes" to "knows or consciously avoids knowing" about "voip terminator" toward "callers", on "2022-04-01", as "<strength>"
    When we ask at "2022-05-01 00:00"
    Then "16 CFR 310.3(b) assist" for "service" is "<status>"
    And the answer to "assists-illegal-telemarketing" by "comet" is "undetermined"

    Examples:
      | strength | status       |
      | alleged  | undetermined |
      | found    | violated     |

  Scenario: A company of two names is one company
    Because the letter names VoIP Terminator, Inc., also known as BLMarketing: one addressee, one question under 16 CFR 310.3(b).
    Given the case "ftc-nine"
    When we ask at "2022-05-01 00:00"
    Then the answer to "assists-illegal-telemarketing" by "voip terminator" is "undetermined"
