Feature: Whether the letter to SipKonnect is also a notice under (n)(2) of 2022
  On the day of the letter a provider had to mitigate and report promptly on written notice of the Bureau that directs it to comply. The letter
  names calls, grounds and law, and never that paragraph.

  Background: the letter
    Given the case "sipkonnect"

  Scenario: It is none
    Because 47 CFR 64.1200(n)(2) of that day lists what its notice holds, and the letter directs no compliance with it.
    When we ask at "2022-07-10 00:00"
    Then there are 0 findings of "47 CFR 64.1200(n)(2) before 2024 mitigate"
    And there are 0 findings of "47 CFR 64.1200(n)(2) before 2024 report"
    And the answer to "must-mitigate-identified" by "sipkonnect" is "no"
    And it rests on the reading "k4_letter_as_n2_notice"

  Scenario: It is one, if any letter of the Bureau is
    Because 47 CFR 64.1200(n)(2) of that day may be read so that every letter of the Bureau that names traffic starts it; it sets no number of days.
    When the reading "k4_letter_as_n2_notice" is turned to "any Bureau letter"
    And we ask at "2022-07-10 00:00"
    Then "47 CFR 64.1200(n)(2) before 2024 mitigate" for "letter" is "pending"
    And it is due "no stated time"
    And "47 CFR 64.1200(n)(2) before 2024 report" for "letter" is "pending"
    And the answer to "must-mitigate-identified" by "sipkonnect" is "yes"
    And it rests on the reading "k4_letter_as_n2_notice"

  Scenario: Nothing of the ladder was there yet
    Because 87 FR 42916 made the determination orders effective on September 16, 2022, for notices from then on.
    When the reading "k4_letter_as_n2_notice" is turned to "any Bureau letter"
    And we ask at "2022-12-01 00:00"
    Then the answer to "may-issue-initial-determination" toward "sipkonnect" is "no"
    And the answer to "must-block-all" toward "sipkonnect" is "no"
    And there are 0 findings of "47 CFR 64.1200(n)(2)(i)(A) report"
