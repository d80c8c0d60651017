Feature: The first limb of the letter to SipKonnect: effective mitigation within 48 hours
  The case `sipkonnect` holds what the letter says, and nothing else is fact: every scenario supposes the rest.
  Times are those of Washington. "Complete" means that the provider's records are declared complete through the instant asked about.

  Background: the letter, and then suppositions
    Given the case "sipkonnect"
    And what follows is only supposed

  # -- nothing is done

  Scenario: In the day between, the hour of the letter decides
    Because the letter prints no hour, and 48 hours from any hour of July 7 end at some hour of July 9; 47 CFR 64.1200(k)(4).
    Given the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-09 12:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "undetermined"
    And it turns on
      | if                                             | then           |
      | the hour of letter: the time is over           | not discharged |
      | the hour of letter: the time is not over       | pending        |
    And it stays so until "2022-07-10 00:00"
    And the answer to "may-block-all" toward "sipkonnect" is "undetermined"
    And it stays so until "2022-07-10 00:00"

  Scenario: Nothing is done, and the records show it
    Because 47 CFR 64.1200(k)(4) opens at the latest 48 hours after the end of July 7; the blocker first tells the Commission its
    grounds in brief, and 47 CFR 64.1200(k)(5) keeps 911 calls out. The 14 days of FCC 20-96 para. 43 still run.
    Given the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-10 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "not discharged"
    And it stays so until "something happens"
    And it rests on the declaration of "sipkonnect"
    And it rests on the supposition "a word of sipkonnect"
    And "47 CFR 64.1200(k)(4) measures" is "pending"
    And "FCC 20-96 para. 43 report measures" is "pending"
    And the answer to "may-block-all" toward "sipkonnect" is "yes"
    And it builds on "47 CFR 64.1200(k)(4) mitigate"
    And before use it still takes "47 CFR 64.1200(k)(4) tell the Commission"
    And it never reaches what "47 CFR 64.1200(k)(5) block 911" forbids
    And the record says that it is "supposed"

  Scenario: Nothing is on record, and nobody vouches for the record
    Because 47 CFR 64.1200(k)(4) asks whether the provider acted, and an open record does not show that it did not.
    When we ask at "2022-07-10 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "undetermined"
    And it turns on
      | if                                                    | then           |
      | another mitigation by sipkonnect                      | discharged     |
      | no mitigation by sipkonnect but those on record       | not discharged |
    And it stays so until "something happens"
    And the answer to "may-block-all" toward "sipkonnect" is "undetermined"
    And it stays so until "something happens"

  Scenario Outline: The record must reach the last instant that is in time
    Because 48 hours under 47 CFR 64.1200(k)(4) from the last instant of July 7 end with the last instant of July 9;
    what the record leaves open before it might be the act.
    Given the records of "<records>" by "sipkonnect" are complete through "<through>"
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "<status>"

    Examples:
      | records         | through                    | status         |
      | mitigation      | 2022-07-09 23:59:59.999998 | undetermined   |
      | mitigation      | 2022-07-09 23:59:59.999999 | not discharged |
      | mitigation      | 2022-07-10                 | not discharged |
      | measures report | 2022-07-12 00:00           | undetermined   |

  Scenario Outline: The Bureau's word on the letter as a whole
    Because effective mitigation under 47 CFR 64.1200(f)(18) is for the Bureau to judge, and it may speak of the letter and not
    of an act; before the 48 hours are over nothing is missed, whatever it says.
    Given "fcc" says "no" to "effective mitigation" about "letter", on "2022-07-12"
    When we ask at "<at>"
    Then "47 CFR 64.1200(k)(4) mitigate" is "<status>"
    And the answer to "may-block-all" toward "sipkonnect" is "<answer>"

    Examples:
      | at               | status         | answer |
      | 2022-07-08 18:00 | pending        | no     |
      | 2022-07-10 00:00 | not discharged | yes    |

  # -- the source is cut off

  Scenario: The source is cut off in time, and the Bureau finds it effective
    Because 47 CFR 64.1200(k)(4) asks for effective mitigation within 48 hours, and 15:00 of July 8 is within 48 hours of every
    hour of July 7; an effective act needs no complete record beside it.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    When we ask at "2022-07-10 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "discharged"
    And it was done by "cut-off", "in time"
    And it rests on the word of "fcc"
    And it rests on the supposition "cut-off"
    And it rests on the reading "effective_mitigation_test"
    And "47 CFR 64.1200(k)(4) measures" is "pending"
    And the answer to "may-block-all" toward "sipkonnect" is "no"

  Scenario: Nobody has judged the cut-off, and the record is complete
    Because 47 CFR 64.1200(f)(18) is a standard that someone must answer; with no other act on record its answer decides.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-10 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "undetermined"
    And it turns on
      | if                                    | then           |
      | effective mitigation of cut-off: yes  | discharged     |
      | effective mitigation of cut-off: no   | not discharged |
    And the answer to "may-block-all" toward "sipkonnect" is "undetermined"

  Scenario: Nobody has judged the cut-off, and the record is open
    Because a "no" under 47 CFR 64.1200(f)(18) would not show that there was no other, effective act.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    When we ask at "2022-07-10 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "undetermined"
    And it turns on
      | if                                                                                          | then           |
      | effective mitigation of cut-off: yes                                                        | discharged     |
      | another mitigation by sipkonnect                                                            | discharged     |
      | effective mitigation of cut-off: no and no mitigation by sipkonnect but those on record     | not discharged |
    And it stays so until "something happens"
    And the answer to "may-block-all" toward "sipkonnect" is "undetermined"

  Scenario: Only the provider itself says that its cut-off was effective
    Because anyone may answer the standard of 47 CFR 64.1200(f)(18) until someone higher does, and whoever relies on the
    provider's own word should know it.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "sipkonnect" says "yes" to "effective mitigation" about "cut-off", on "2022-07-09"
    When we ask at "2022-07-10 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "discharged"
    And it rests on the own word of "sipkonnect"

  Scenario Outline: The highest who spoke of the cut-off is believed
    Because the standard of 47 CFR 64.1200(f)(18) ranks the Bureau above the provider and a court above the Bureau.
    Given the parties
      | id    | name    |
      | court | a court |
    And "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "<lower>" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And "<higher>" says "no" to "effective mitigation" about "cut-off", on "2022-07-11"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-10 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "not discharged"
    And it rests on the word of "<higher>"

    Examples:
      | lower      | higher |
      | sipkonnect | fcc    |
      | fcc        | court  |

  Scenario Outline: What the Bureau finds on the 12th is not known on the 11th
    Because the Bureau's answer under 47 CFR 64.1200(f)(18) looks back on the cut-off, but cannot be known before it is given.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    When we ask at "2022-07-10 00:00"
    And only what was recorded by "<known>" is known
    Then "47 CFR 64.1200(k)(4) mitigate" is "<status>"

    Examples:
      | known            | status       |
      | 2022-07-11 12:00 | undetermined |
      | 2022-07-13 00:00 | discharged   |

  Scenario Outline: A cut-off dated by its day alone
    Because neither the letter nor the cut-off has an hour: within 48 hours (47 CFR 64.1200(k)(4)) the 8th is always in time,
    the 9th only if both hours agree, the 10th never.
    Given "sipkonnect" makes the mitigation "cut-off" at "<day>", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "<status>"

    Examples:
      | day               | status         |
      | before 2022-07-07 | discharged     |
      | 2022-07-08        | discharged     |
      | 2022-07-09        | undetermined   |
      | 2022-07-10        | not discharged |

  # -- the letter has an hour

  Scenario: The letter was e-mailed at 12:00:00 of July 7
    Because 48 hours under 47 CFR 64.1200(k)(4) then end at 12:00:00 of July 9, and that very instant is still within them.
    Given in "letter" the field "happened" is "2022-07-07 12:00:00"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-09 12:00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "pending"
    And it is due "2022-07-09 12:00:00"
    And it stays so until "after 2022-07-09 12:00:00"
    And the answer to "may-block-all" toward "sipkonnect" is "no"

  Scenario: One microsecond after the 48 hours
    Because nothing remains of the 48 hours of 47 CFR 64.1200(k)(4).
    Given in "letter" the field "happened" is "2022-07-07 12:00:00"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-09 12:00:00.000001"
    Then "47 CFR 64.1200(k)(4) mitigate" is "not discharged"
    And the answer to "may-block-all" toward "sipkonnect" is "yes"

  Scenario Outline: A cut-off at the very end of the 48 hours
    Because an act at the end of the 48 hours of 47 CFR 64.1200(k)(4) is in time, and one after it is late: still missed, and done late.
    Given in "letter" the field "happened" is "2022-07-07 12:00:00"
    And "sipkonnect" makes the mitigation "cut-off" at "<time>", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "<time>"
    Then "47 CFR 64.1200(k)(4) mitigate" is "<status>"
    And it was done by "cut-off", "<when>"

    Examples:
      | time                       | status         | when    |
      | 2022-07-09 12:00:00        | discharged     | in time |
      | 2022-07-09 12:00:00.000001 | not discharged | late    |

  Scenario Outline: Whether the 48 hours run from the letter or from the e-mail is a reading
    Because 47 CFR 64.1200(k)(4) says "when notified", and the letter counts from issuance, for which it prints no hour.
    Given in "letter" the field "delivered" is "2022-07-07 09:30:00"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-09 12:00"
    And the reading "clock_48h_start" is turned to "<from>"
    Then "47 CFR 64.1200(k)(4) mitigate" is "<status>"
    And it rests on the reading "clock_48h_start"

    Examples:
      | from            | status         |
      | issuance        | undetermined   |
      | e-mail delivery | not discharged |

  # -- the traffic comes back

  Scenario Outline: Similar traffic after a timely and effective cut-off
    Because whoever continues to transmit after 48 hours may be blocked, says the letter, and by the default reading of
    47 CFR 64.1200(k)(4) any similar traffic after them revives the first limb; within them it revives nothing.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the traffic seen "again" of "<day>", with
      | from      | sipkonnect |
      | resembles | letter     |
    And "fcc" says "yes" to "same or similar" about "again", on "2022-07-12"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "<status>"
    And it rests on the reading "relapse_window"
    And the answer to "may-block-all" toward "sipkonnect" is "<answer>"

    Examples:
      | day        | status         | answer       |
      | 2022-07-08 | discharged     | no           |
      | 2022-07-09 | undetermined   | undetermined |
      | 2022-07-11 | not discharged | yes          |

  Scenario: Similar traffic on the day in between
    Because the letter prints no hour, and the 48 hours of 47 CFR 64.1200(k)(4) end on the 9th, before or after that traffic.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the traffic seen "again" of "2022-07-09 12:00", with
      | from      | sipkonnect |
      | resembles | letter     |
    And "fcc" says "yes" to "same or similar" about "again", on "2022-07-12"
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "undetermined"
    And it turns on
      | if                                     | then           |
      | the hour of letter and again: in time  | discharged     |
      | the hour of letter and again: too late | not discharged |

  Scenario: Similar traffic when the other reading holds
    Because 47 CFR 64.1200(k)(4) speaks of failing within 48 hours and may be read to need a new notice for traffic after them.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the traffic seen "again" of "2022-07-11", with
      | from      | sipkonnect |
      | resembles | letter     |
    And "fcc" says "yes" to "same or similar" about "again", on "2022-07-12"
    When we ask at "2022-07-12 00:00"
    And the reading "relapse_window" is turned to "new notice needed"
    Then "47 CFR 64.1200(k)(4) mitigate" is "discharged"
    And the answer to "may-block-all" toward "sipkonnect" is "no"

  Scenario Outline: A relapse counts from its own instant and only if it is judged similar
    Because 47 CFR 64.1200(f)(18) speaks of the same or similar traffic, and what came on the 11th was not there on the 10th.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-08 15:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the traffic seen "again" of "2022-07-11", with
      | from      | sipkonnect |
      | resembles | letter     |
    And "fcc" says "<similar>" to "same or similar" about "again", on "2022-07-12"
    When we ask at "<at>"
    Then "47 CFR 64.1200(k)(4) mitigate" is "<status>"

    Examples:
      | similar | at               | status         |
      | yes     | 2022-07-10 12:00 | discharged     |
      | yes     | 2022-07-11 12:00 | undetermined   |
      | yes     | 2022-07-12 00:00 | not discharged |
      | no      | 2022-07-12 00:00 | discharged     |

  # -- cured too late

  Scenario Outline: The source is cut off after the 48 hours
    Because 47 CFR 64.1200(k)(4) names no end of the permission and the letter says "permanently", so that by the default
    reading a late cure ends nothing; read otherwise it ends the permission from the cure on, and changes nothing before it.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-11 09:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "<at>"
    And the reading "cure_after_blocking" is turned to "<reading>"
    Then "47 CFR 64.1200(k)(4) mitigate" is "not discharged"
    And the answer to "may-block-all" toward "sipkonnect" is "<answer>"
    And it rests on the reading "cure_after_blocking"

    Examples:
      | at               | reading            | answer |
      | 2022-07-11 00:00 | blocking may go on | yes    |
      | 2022-07-11 00:00 | ends on cure       | yes    |
      | 2022-07-12 00:00 | blocking may go on | yes    |
      | 2022-07-12 00:00 | ends on cure       | no     |

  Scenario: A late cure is shown as done, and as late
    Because 47 CFR 64.1200(k)(4) asks for it within 48 hours; what was missed stays missed.
    Given "sipkonnect" makes the mitigation "cut-off" at "2022-07-11 09:00", answering "letter" for "autowarranty"
    And "fcc" says "yes" to "effective mitigation" about "cut-off", on "2022-07-12"
    And the records of "answer" by "sipkonnect" are complete through "the instant asked about"
    When we ask at "2022-07-12 00:00"
    Then "47 CFR 64.1200(k)(4) mitigate" is "not discharged"
    And it was done by "cut-off", "late"
