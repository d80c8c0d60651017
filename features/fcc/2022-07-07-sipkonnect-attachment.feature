Feature: Attachment A of the letter to SipKonnect: ten calls
  The attachment lists prerecorded calls with their times in UTC, one customer, and blank columns for caller ID and called number:
  redacted, not missing. The case `sipkonnect-attachment` holds them, and that the Bureau found them apparently made without consent.

  Background: the ten calls
    Given the case "sipkonnect-attachment"

  Scenario: Ten calls, each apparently prerecorded without consent and none found to be
    Because the letter says "apparently" and leaves the line type out, while 47 USC 227(b)(1) turns on the line called; an
    allegation is never a finding, and what is redacted is not a "no".
    When we ask at "2022-07-08 00:00"
    Then there are 10 findings of "47 USC 227(b)(1)(A) prerecorded call"
    And each finding of "47 USC 227(b)(1)(A) prerecorded call" is "undetermined"
    And there are 10 findings of "47 USC 227(b)(1)(B) prerecorded call"
    And each finding of "47 USC 227(b)(1)(B) prerecorded call" is "undetermined"

  Scenario: Whether the caller ID was misleading is open for each call
    Because the letter says that the calls displayed misleading caller ID, but the column is blank for every call, and
    47 USC 227(e)(1) asks for a finding of intent.
    When we ask at "2022-07-08 00:00"
    Then there are 10 findings of "47 USC 227(e)(1) spoofed call"
    And each finding of "47 USC 227(e)(1) spoofed call" is "undetermined"

  Scenario: What a call still lacks is named
    Because 47 USC 227(b)(1)(A) asks for the line called, and for a finding or what tells of consent and emergency, and the letter gives neither; an
    exempted call would be none, 47 USC 227(b)(2)(C).
    Given what follows is only supposed
    And in "call-1" the field "line" is "wireless"
    When we ask at "2022-07-08 00:00"
    Then "47 USC 227(b)(1)(A) prerecorded call" for "call-1" is "undetermined"
    And it turns on
      | if                                                                                   | then      |
      | prerecorded without consent of call-1: yes                                           | violated  |
      | prerecorded without consent of call-1: no                                            | respected |
      | consent of call-1 is none: yes and emergency of call-1 is no: yes                    | violated  |
      | consent of call-1 is given or written or oral: yes                                   | respected |
      | emergency claim of call-1 is other: yes and emergency of call-1 is yes: yes          | respected |
      | exempted wireless call of call-1: yes                                                | respected |

  Scenario Outline: A call whose line is known and whose case is decided
    Because 47 USC 227(b)(1)(A) forbids the call to a wireless line once it is found to be without consent; "apparent", the word
    of the letter, is not enough.
    Given what follows is only supposed
    And in "call-1" the field "line" is "wireless"
    And "fcc" says "yes" to "prerecorded without consent" about "call-1", on "2022-07-09", as "<strength>"
    When we ask at "2022-07-10 00:00"
    Then "47 USC 227(b)(1)(A) prerecorded call" for "call-1" is "<status>"

    Examples:
      | strength | status       |
      | alleged  | undetermined |
      | apparent | undetermined |
      | found    | violated     |

  Scenario Outline: The times of the attachment are UTC, those of the letter Washington's
    Because the letter prints "UTC" beside each call of its attachment: 16:38 UTC of January 17, 2022 is 11:38 in Washington.
    When we ask at "<at>"
    Then there are <calls> findings of "47 USC 227(b)(1)(A) prerecorded call"

    Examples:
      | at                        | calls |
      | 2022-01-17T11:37:59-05:00 | 0     |
      | 2022-01-17T11:39:00-05:00 | 1     |
      | 2022-03-02T00:00:00-05:00 | 6     |
      | 2022-05-20T21:48:59Z      | 10    |

  Scenario: The row torn by the page break is neither an eleventh call nor lost text of the fourth
    Because the letter's fragments at its page break are the upper half of the fifth row and the last word of the fourth.
    When we ask at "2022-07-08 00:00"
    Then "47 USC 227(b)(1)(A) prerecorded call" for "call-4" is "undetermined"
    And "47 USC 227(b)(1)(A) prerecorded call" for "call-5" is "undetermined"
    And there are 10 findings of "47 USC 227(b)(1)(A) prerecorded call"

  Scenario Outline: The rule charged beside the statute is as open as the statute
    Because the letter charges every call under 47 CFR 64.1200(a) too, without saying which paragraph; (a)(1) and (a)(2) turn on a wireless or other
    protected line, (a)(3) on a residential one, and the letter tells no line. The spoofing that it tells of, 47 CFR 64.1604, it does not charge call by call.
    When we ask at "2022-07-08 00:00"
    Then there are 10 findings of "<norm>"
    And each finding of "<norm>" is "undetermined"

    Examples:
      | norm                                   |
      | 47 CFR 64.1200(a)(1) prerecorded call  |
      | 47 CFR 64.1200(a)(2) marketing call    |
      | 47 CFR 64.1200(a)(3) prerecorded call  |
      | 47 CFR 64.1604(a) spoofed call         |

  Scenario Outline: One call under the rule, its line and its purpose supposed
    Because 47 CFR 64.1200(a)(1) is for wireless and other protected lines, (a)(2) for marketing calls to them without written consent, and (a)(3) for
    residential lines.
    Given what follows is only supposed
    And in "call-1" the field "line" is "<line>"
    And in "call-1" the field "purpose" is "sale"
    And "fcc" says "yes" to "<standard>" about "call-1", on "2022-07-09", as "found"
    When we ask at "2022-07-10 00:00"
    Then "47 CFR 64.1200<norm>" for "call-1" is "violated"

    Examples:
      | line        | norm                   | standard                            |
      | wireless    | (a)(1) prerecorded call | prerecorded without consent         |
      | wireless    | (a)(2) marketing call  | prerecorded without written consent |
      | residential | (a)(3) prerecorded call | prerecorded without written consent |

  Scenario: A line of one kind is not a line of the other
    Because 47 CFR 64.1200(a)(1) does not reach residential lines.
    Given what follows is only supposed
    And in "call-1" the field "line" is "residential"
    When we ask at "2022-07-10 00:00"
    Then there are 9 findings of "47 CFR 64.1200(a)(1) prerecorded call"
    And there are 10 findings of "47 CFR 64.1200(a)(3) prerecorded call"

  Scenario Outline: What the caller identification of a call was is for the Commission to find
    Because 47 CFR 64.1604 and 47 USC 227(e)(1) ask for misleading caller identification, knowingly and with intent; the letter only says "apparently".
    Given what follows is only supposed
    And "fcc" says "<says>" to "misleading caller identification" about "call-1", on "2022-07-09", as "<strength>"
    When we ask at "2022-07-10 00:00"
    Then "47 CFR 64.1604(a) spoofed call" for "call-1" is "<status>"
    And "47 USC 227(e)(1) spoofed call" for "call-1" is "<status>"

    Examples:
      | says | strength | status       |
      | yes  | apparent | undetermined |
      | yes  | found    | violated     |
      | no   | found    | respected    |

  Scenario Outline: The paragraphs on calls and caller identification, each from its first day
    Because 47 CFR 64.1604 took effect on August 19, 2011 (76 FR 43196), 47 USC 227(e) on December 22, 2010, the text of 47 CFR 64.1200(a) that is told here on
    October 16, 2013 (77 FR 34233), 47 USC 227(b)(1)(A) on December 20, 1992, and the (b)(1)(B) told here on November 2, 2015.
    Given what follows is only supposed
    And in "call-1" the field "happened" is "<day>"
    When we ask at "2022-07-08 00:00"
    Then there are <count> findings of "<norm>"

    Examples:
      | norm                                  | day        | count |
      | 47 CFR 64.1604(a) spoofed call        | 2011-08-18 | 9     |
      | 47 CFR 64.1604(a) spoofed call        | 2011-08-19 | 10    |
      | 47 USC 227(e)(1) spoofed call         | 2010-12-21 | 9     |
      | 47 USC 227(e)(1) spoofed call         | 2010-12-22 | 10    |
      | 47 CFR 64.1200(a)(1) prerecorded call | 2013-10-15 | 9     |
      | 47 CFR 64.1200(a)(1) prerecorded call | 2013-10-16 | 10    |
      | 47 USC 227(b)(1)(A) prerecorded call  | 1992-12-19 | 9     |
      | 47 USC 227(b)(1)(A) prerecorded call  | 1992-12-20 | 10    |
      | 47 USC 227(b)(1)(B) prerecorded call  | 2015-11-01 | 9     |
      | 47 USC 227(b)(1)(B) prerecorded call  | 2015-11-02 | 10    |
