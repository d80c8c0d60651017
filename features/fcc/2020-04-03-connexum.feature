Feature: The joint letter of FCC and FTC to Connexum of Friday, April 3, 2020
  The letter tells a gateway provider that it apparently brings scam robocalls of VoIPMax into the country, and requests it to
  stop. It prints a date and no hour. Here it is told paragraph by paragraph, as the case `connexum` tells it; the other features
  of this letter begin with that case. What a scenario adds beyond the letter comes after "what follows is only supposed".

  Background: what the letter says
    Given a case told in the time of "America/New_York"
    And the parties
      | id       | name                     | zone             | located  |
      | connexum | Connexum                 |                  | domestic |
      | voipmax  | VoIPMax                  |                  |          |
      | fcc      | FCC Enforcement Bureau   | America/New_York |          |
      | ftc      | Federal Trade Commission | America/New_York |          |
    And the traffic "covid-19 scams", in which "voipmax" is "originating provider"
    And the traffic "covid-19 scams", in which "connexum" is "gateway provider"
    And the notice "letter" of "2020-04-03", with
      | by       | [fcc, ftc]                                              |
      | to       | connexum                                                |
      | traffic  | [covid-19 scams]                                        |
      | elements | [traffic described, grounds given]                      |
      | source   | {document: 2020-04-03-fcc-ftc-to-connexum.txt, page: 1} |
    And "letter" demands
      | id    | do        | within   | from   | threatens                                            |
      | cease | cessation | 48 hours | issued | an authorization of others to block all its calls    |

  Scenario: The case that ships with the tool is this letter
    Because the letter is one, and demonstration and feature must not tell it in two ways.
    When we ask at "2020-04-06 00:00"
    Then all comes out as in the case "connexum"

  # -- the head: certified mail and e-mail, two addresses, two agencies

  Scenario: The head of the letter gives a date and no hour
    Because the letter is dated April 3, 2020, and neither it nor its head tells when the e-mail or the certified mail came: it was
    issued at some instant of that Friday.
    When we ask at "2020-04-03 12:00"
    Then "agency letter demand meet" for "cease" is "pending"
    And it is due "between 2020-04-05 00:00 and 2020-04-06 00:00"

  Scenario Outline: Who signed it
    Because the letter is of both agencies; 47 CFR 64.1200(k)(4) asks for a notification by the Commission, which a joint letter
    holds and one of the FTC alone does not. In either case the demand is owed on the letter's own authority.
    Given what follows is only supposed
    And in "letter" the field "by" is "<by>"
    And the records of "answer" by "connexum" are complete through "the instant asked about"
    When we ask at "2020-04-06 00:00"
    And the law is that of "2020-10-14"
    Then there are <burdens> findings of "47 CFR 64.1200(k)(4) mitigate"
    And there are 1 findings of "agency letter demand meet"
    And the answer to "may-block-all" toward "connexum" is "<answer>"

    Examples:
      | by         | burdens | answer |
      | [fcc, ftc] | 1       | yes    |
      | fcc        | 1       | yes    |
      | ftc        | 0       | no     |

  # -- "we have determined that Connexum is apparently routing … we request that you cease … immediately"

  Scenario: A request to cease, which is a demand of the letter and of nothing else
    Because the letter requests to cease routing and transmitting the traffic, and in April 2020 no rule asked for it: of
    47 CFR 64.1200(k) only the paragraphs of 2018 were in force, and they put no burden on a provider that is warned.
    When we ask at "2020-04-04 12:00"
    Then "agency letter demand meet" for "cease" is "pending"
    And it stands in the "letter"
    And there are 1 findings of "agency letter demand meet"
    And there are 0 findings of "47 CFR 64.1200(k)(4) mitigate"
    And there are 0 findings of "47 CFR 64.1200(k)(4) measures"
    And there are 0 findings of "FCC 20-96 para. 43 report measures"
    And the answer to "must-report" by "connexum" is "yes"

  Scenario: Apparently is not found
    Because the letter says that Connexum "apparently" routes the traffic: a ground for the demand and no finding of a breach. It
    names no single call, so that nothing is charged under 47 USC 227(b)(1) either.
    When we ask at "2020-04-06 00:00"
    Then there are 0 findings of "47 USC 227(b)(1)(A) prerecorded call"
    And there are 0 findings of "47 USC 227(b)(1)(B) prerecorded call"
    And there are 0 findings of "47 USC 227(e)(1) spoofed call"

  # -- "on March 13, 2020 … our agencies will aggressively pursue legal action"; footnotes 1 and 2

  Scenario Outline: The national emergency and the legal action against others change no clock and open nothing
    Because the letter tells of the emergency and of legal action against another provider as grounds and as a warning; the
    48 hours and who may block turn on neither.
    When we ask at "<at>"
    Then the answer to "may-block-all" toward "connexum" is "no"
    And the answer to "may-block-all" toward "voipmax" is "no"

    Examples:
      | at               |
      | 2020-04-03 12:00 |
      | 2020-04-06 00:00 |

  # -- "investigations … revealed that Connexum is a gateway voice provider … originating from VoIPMax"

  Scenario: The letter is to the gateway and not to the source
    Because the letter is addressed to Connexum alone, although the calls originate from VoIPMax: who is not told to do something
    owes nothing on the letter.
    When we ask at "2020-04-06 00:00"
    Then the answer to "must-report" by "voipmax" is "no"
    And the answer to "may-block-all" toward "voipmax" is "no"

  Scenario Outline: A role is for this traffic
    Because the letter calls Connexum a gateway for the robocalls of VoIPMax. Under the law of October 14, 2020, as a what-if,
    47 CFR 64.1200(k)(4) would reach whoever originates them or passes them on; whether it does turns on the role for this traffic.
    Given what follows is only supposed
    And the traffic "other calls", in which "connexum" is "originating provider"
    And in "letter" the field "traffic" is "<traffic>"
    And the records of "answer" by "connexum" are complete through "the instant asked about"
    When we ask at "2020-04-06 00:00"
    And the law is that of "2020-10-14"
    Then "47 CFR 64.1200(k)(4) mitigate" is "<status>"

    Examples:
      | traffic          | status         |
      | [covid-19 scams] | not discharged |
      | [other calls]    | not discharged |

  # -- "if after 48 hours of issuance … the FCC will authorize other U.S. voice providers to block all calls"

  Scenario: What is announced is not done
    Because the letter says that the FCC will authorize others to block; an announcement is no authorization, and none is on record.
    Given what follows is only supposed
    And the records of "answer" by "connexum" are complete through "the instant asked about"
    When we ask at "2020-04-06 00:00"
    Then "agency letter demand meet" for "cease" is "violated"
    And it stands in the "letter"
    And the answer to "may-block-all" toward "connexum" is "no"
    And it rests on the presumed absence of "blocking authorization"
    And "47 CFR 64.1200(k)(4) block all" would answer it, and is not in force before "2020-10-14"

  # -- "please direct any inquiries"

  Scenario: To ask the agencies is no answer to the demand
    Because the letter offers two contacts for inquiries and asks for no report: to write to them neither stops the traffic nor is owed.
    Given what follows is only supposed
    And the status report "inquiry" of "2020-04-04 10:00", with
      | by      | connexum   |
      | to      | [fcc, ftc] |
      | answers | letter     |
    And the records of "answer" by "connexum" are complete through "the instant asked about"
    When we ask at "2020-04-06 00:00"
    Then "agency letter demand meet" for "cease" is "violated"
