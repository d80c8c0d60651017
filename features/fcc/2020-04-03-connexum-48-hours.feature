Feature: The 48 hours of the letter to Connexum
  The letter was issued on a Friday, and its hours run over the weekend: they are hours of the letter, counted as they elapse.
  The case `connexum` holds what the letter says; every scenario supposes the rest.
  "Complete" means that the provider's records are declared complete through the instant asked about.

  Background: the letter, and then suppositions
    Given the case "connexum"
    And what follows is only supposed

  Scenario Outline: From Friday to Sunday, and at the latest to Monday
    Because the letter counts 48 hours from its issuance and prints no hour: they end at some instant of Sunday, April 5, and
    neither the weekend nor 47 CFR 1.4 moves an end that is counted in hours.
    Given the records of "answer" by "connexum" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "agency letter demand meet" for "cease" is "<status>"
    And it is due "between 2020-04-05 00:00 and 2020-04-06 00:00"
    And it stays so until "<until>"

    Examples:
      | at                         | status       | until                  |
      | 2020-04-03 12:00           | pending      | after 2020-04-05 00:00 |
      | 2020-04-05 00:00           | pending      | after 2020-04-05 00:00 |
      | 2020-04-05 00:00:00.000001 | undetermined | 2020-04-06 00:00       |
      | 2020-04-05 12:00           | undetermined | 2020-04-06 00:00       |
      | 2020-04-05 23:59:59.999999 | undetermined | 2020-04-06 00:00       |
      | 2020-04-06 00:00           | violated     | something happens      |

  Scenario: On the Sunday the hour of the letter decides
    Because the letter prints no hour, and with nothing done and complete records only the hour of issuance is open.
    Given the records of "answer" by "connexum" are complete through "the instant asked about"
    When we ask at "2020-04-05 12:00"
    Then "agency letter demand meet" for "cease" is "undetermined"
    And it turns on
      | if                                            | then     |
      | the hour of cease: the time is over           | violated |
      | the hour of cease: the time is not over       | pending  |
    And the answer to "may-block-all" toward "connexum" is "no"

  Scenario Outline: If the hour of issuance were known
    Because 48 hours from Friday noon end on Sunday at noon, under the letter and 47 CFR 1.4(d) with the last instant in time; no
    clock was changed that weekend.
    Given in "letter" the field "happened" is "2020-04-03 12:00:00"
    And the records of "answer" by "connexum" are complete through "the instant asked about"
    When we ask at "<at>"
    Then "agency letter demand meet" for "cease" is "<status>"
    And it is due "2020-04-05 12:00:00"

    Examples:
      | at                         | status   |
      | 2020-04-05 12:00:00        | pending  |
      | 2020-04-05 12:00:00.000001 | violated |

  Scenario: The letter counts from issuance and not from when it came
    Because the letter says "after 48 hours of issuance": certified mail that comes on Tuesday moves nothing.
    Given in "letter" the field "received" is "2020-04-07 11:00"
    And the records of "answer" by "connexum" are complete through "the instant asked about"
    When we ask at "2020-04-06 00:00"
    Then "agency letter demand meet" for "cease" is "violated"
    And it is due "between 2020-04-05 00:00 and 2020-04-06 00:00"

  Scenario Outline: Stopping, in time and too late
    Because the letter asks to cease within 48 hours of issuance, which end between the first and the last instant of April 5.
    Given the cessation "stop" of "<stopped>", with
      | by      | connexum         |
      | answers | letter           |
      | traffic | [covid-19 scams] |
    And the records of "answer" by "connexum" are complete through "the instant asked about"
    When we ask at "2020-04-07 00:00"
    Then "agency letter demand meet" for "cease" is "<status>"

    Examples:
      | stopped                    | status       |
      | 2020-04-03 18:00           | fulfilled    |
      | 2020-04-04                 | fulfilled    |
      | 2020-04-05 00:00:00        | fulfilled    |
      | 2020-04-05 12:00           | undetermined |
      | 2020-04-06 00:00:00        | violated     |

  Scenario: Nobody vouches for Connexum's records
    Because the letter is answered by stopping, which leaves no trace at the agencies; an open record is no silence.
    When we ask at "2020-04-06 00:00"
    Then "agency letter demand meet" for "cease" is "undetermined"
    And it turns on
      | if                                             | then      |
      | another cessation by connexum                  | fulfilled |
      | no cessation by connexum but those on record   | violated  |
    And the answer to "may-block-all" toward "connexum" is "no"

  Scenario Outline: The traffic goes on
    Because the letter speaks of Connexum that "continues to route or transmit" after the 48 hours: traffic of VoIPMax seen after
    them shows it, whatever the records say; traffic seen within them shows nothing, and on the Sunday the hours decide.
    Given the cessation "stop" of "2020-04-04 09:00", with
      | by      | connexum         |
      | answers | letter           |
      | traffic | [covid-19 scams] |
    And the traffic seen "again" of "<seen>", with
      | from      | connexum        |
      | resembles | [letter, cease] |
      | in role   | gateway         |
    And "fcc" says "<same>" to "same or similar" about "again", on "2020-04-08"
    When we ask at "2020-04-08 00:00"
    Then "agency letter demand meet" for "cease" is "<status>"
    And the answer to "may-block-all" toward "connexum" is "no"

    Examples:
      | seen             | same | status       |
      | 2020-04-04 20:00 | yes  | fulfilled    |
      | 2020-04-05 12:00 | yes  | undetermined |
      | 2020-04-06 09:00 | yes  | violated     |
      | 2020-04-06 09:00 | no   | fulfilled    |
