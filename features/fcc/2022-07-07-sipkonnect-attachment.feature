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
    Because 47 USC 227(b)(1)(A) asks for the line called and for a finding, and the letter gives neither.
    Given what follows is only supposed
    And in "call-1" the field "line" is "wireless"
    When we ask at "2022-07-08 00:00"
    Then "47 USC 227(b)(1)(A) prerecorded call" for "call-1" is "undetermined"
    And it turns on
      | if                                             | then      |
      | prerecorded without consent of call-1: yes     | violated  |
      | prerecorded without consent of call-1: no      | respected |

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
