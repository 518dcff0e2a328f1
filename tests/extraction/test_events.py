"""One made-up sentence for each way of telling of an event."""

import pytest
from extraction.what_texts_tell import DAY, lines_of

TOLD = (
    ("detention", "Police arrested the journalist Pavel Invented on Monday."),
    ("detention", "The journalist Pavel Invented was taken into custody on Monday."),
    ("detention", "The arrest of Pavel Invented on 3 May shocked his colleagues."),
    ("administrative_arrest", "The activist Pavel Invented was sentenced to 15 days in jail on 3 May."),
    ("search_seizure", "Officers searched the home of Pavel Invented on 3 May."),
    ("charge", "The activist Pavel Invented was charged with treason on 3 May."),
    ("charge", "On 3 May prosecutors opened a criminal case against Pavel Invented."),
    ("remand", "A judge ordered Pavel Invented held in custody on 3 May."),
    ("house_arrest", "The writer Pavel Invented was placed under house arrest on 3 May."),
    ("release_on_conditions", "The writer Pavel Invented was released on bail on 3 May."),
    ("court_hearing", "The writer Pavel Invented appeared in court on 3 May."),
    ("verdict", "A court handed Pavel Invented a ten-year sentence on 3 May."),
    ("verdict", "On 3 May the writer Pavel Invented was found guilty."),
    ("appeal_ruling", "On 3 May the supreme court upheld the sentence of Pavel Invented."),
    ("ill_treatment", "The writer Pavel Invented was tortured in the police station on 3 May."),
    ("isolation", "On 3 May the prisoner Pavel Invented was placed in a punishment cell."),
    ("denial_of_rights", "The prisoner Pavel Invented was denied access to a lawyer on 3 May."),
    ("denial_of_medical_care", "The prisoner Pavel Invented was denied medical care on 3 May."),
    ("enforced_disappearance", "The activist Pavel Invented was abducted by masked men on 3 May."),
    ("death_in_custody", "The writer Pavel Invented died in custody on 3 May."),
    ("hunger_strike", "On 3 May the writer Pavel Invented went on hunger strike."),
    ("coerced_statement", "On 3 May the writer Pavel Invented was forced to confess."),
    ("clemency", "The writer Pavel Invented was pardoned on 3 May."),
    ("release", "On 3 May the writer Pavel Invented walked free."),
    ("release", "The release of Pavel Invented came on 3 May."),
    ("forced_exile", "On 3 May the writer Pavel Invented was forced into exile."),
    ("transfer", "On 3 May the writer Pavel Invented was transferred to a penal colony."),
    ("recognition", "Rights groups recognised Pavel Invented as a political prisoner on 3 May."),
    ("wanted_in_absentia", "On 3 May the writer Pavel Invented was put on the wanted list."),
)


@pytest.mark.parametrize(("event_type", "sentence"), TOLD)
def test_an_event_is_told_with_its_person_and_its_day(event_type, sentence):
    found = [line for line in lines_of(sentence) if line["event_type"] == event_type]
    assert found, sentence
    assert found[0]["people"] == ["Pavel Invented"]
    assert found[0]["date"] == ("2023-06-12" if "Monday" in sentence else "2023-05-03")


MODALITIES = (
    ("asserted", "Police detained Pavel Invented."),
    ("alleged", "Police allegedly detained Pavel Invented."),
    ("possible", "Police may have detained Pavel Invented."),
    ("planned", "The writer Pavel Invented will be released on 3 July."),
    ("denied", "Police did not detain Pavel Invented."),
    ("demanded", "Her colleagues demanded the release of Pavel Invented."),
    ("demanded", "Her colleagues are seeking the release of Pavel Invented."),
    ("demanded", "The authorities should release Pavel Invented."),
    ("demanded", "Prosecutors sought a sentence of ten years for Pavel Invented."),
    ("asserted", "A judge ordered the police to release Pavel Invented."),
    ("planned", "The police want to arrest Pavel Invented."),
    ("denied", "A jury declines to indict Pavel Invented."),
    ("denied", "Pavel Invented has yet to be charged."),
    ("denied", "Officials denied accusations by relatives that Pavel Invented was beaten."),
    ("denied", "Not one of the protesters was detained on 3 May."),
    ("denied", "No protester was detained on 3 May."),
    ("denied", "Reports that Pavel Invented was arrested are false."),
    ("denied", "It is not true that Pavel Invented was arrested."),
    ("denied", "The claim that Pavel Invented was beaten turned out to be untrue."),
    ("denied", "There is no evidence that Pavel Invented was beaten."),
    ("denied", "Pavel Invented was almost arrested."),
    ("asserted", "There is evidence that Pavel Invented was beaten."),
    ("asserted", "It is true that Pavel Invented was arrested."),
    ("asserted", "It is wrong that Pavel Invented was jailed."),
    ("asserted", "Pavel Invented was arrested almost at once."),
    ("asserted", "Almost everyone at the rally was arrested."),
    ("asserted", "Police confirmed that Pavel Invented was arrested."),
    ("possible", "Police refused to confirm that Pavel Invented was arrested."),
    ("possible", "Police have not confirmed the arrest of Pavel Invented."),
    ("possible", "Pavel Invented is likely to be sentenced to ten years."),
    ("possible", "Pavel Invented could face arrest."),
    ("alleged", "Rumours that Pavel Invented had been released went round."),
    ("asserted", "The news that Pavel Invented had been released went round."),
    ("denied", "Pavel Invented was not among those charged."),
    ("denied", "Pavel Invented was not among the 22 people arrested on 3 May."),
    ("denied", "Pavel Invented is not one of the ten people arrested."),
    ("asserted", "Pavel Invented was among those charged."),
    ("alleged", "The police would not comment on the reporter allegedly detained on 3 May."),
    ("asserted", "No fewer than 30 protesters were detained on 3 May."),
    ("asserted", "No more than three protesters were detained on 3 May."),
)


@pytest.mark.parametrize(("modality", "sentence"), MODALITIES)
def test_a_text_vouches_for_an_event_in_its_own_way(modality, sentence):
    assert [line["modality"] for line in lines_of(sentence)] == [modality]


@pytest.mark.parametrize(
    "sentence",
    [
        "Police denied that Pavel Invented was arrested or beaten.",
        "The ministry denied torturing or beating the writer Pavel Invented.",
        "The spokesman denied that any protester had been detained or beaten.",
    ],
)
def test_a_denial_covers_each_act_that_it_names(sentence):
    assert [line["modality"] for line in lines_of(sentence)] == ["denied", "denied"]


def test_a_denial_covers_nothing_beside_it():
    text = "The ministry denied beating Pavel Invented and said that he was released on 3 May."
    assert [line["modality"] for line in lines_of(text)] == ["denied", "asserted"]
    text = "Pavel Invented, who denied the charges, was jailed for three years on 3 May."
    assert [line["modality"] for line in lines_of(text)] == ["asserted"]


def test_both_are_the_two_whom_the_sentence_before_detained():
    found = lines_of("Police detained Pavel Invented and Olga Madeup. Both were released after three hours.")
    assert [line["people"] for line in found] == [["Pavel Invented", "Olga Madeup"]] * 2


def test_who_asks_for_a_sentence_is_not_the_one_to_serve_it():
    (line,) = lines_of("Prosecutor Ivan Fictive demanded nine years for Pavel Invented.")
    assert (line["modality"], line["people"]) == ("demanded", ["Pavel Invented"])
    (line,) = lines_of("Ivan Fictive asked for a sentence of ten years in prison.")
    assert (line["modality"], line["people"]) == ("demanded", [])
    (line,) = lines_of("Pavel Invented received ten years in prison.")
    assert (line["modality"], line["people"]) == ("asserted", ["Pavel Invented"])


def test_a_list_of_people_is_one_event_of_all_of_them():
    found = lines_of("Police detained Pavel Invented, Olga Madeup and Ivan Fictive on 3 May.")
    assert [line["people"] for line in found] == [["Pavel Invented", "Olga Madeup", "Ivan Fictive"]]


def test_an_unnamed_group_is_counted_and_nobody_is_named():
    (line,) = lines_of("Police detained at least 16 journalists on 3 May.")
    assert (line["people"], line["count"]) == ([], 16)


def test_a_pronoun_points_to_the_person_wronged_and_not_to_the_lawyer():
    text = "The writer Pavel Invented was arrested on 3 May. His lawyer Ivan Fictive said he was beaten on 4 May."
    beaten = [line for line in lines_of(text) if line["event_type"] == "ill_treatment"]
    assert [(line["people"], line["date"]) for line in beaten] == [(["Pavel Invented"], "2023-05-04")]


def test_a_date_of_a_relative_clause_or_of_another_occasion_is_not_the_events_date():
    found = lines_of("Police arrested Pavel Invented, who had led the protests of 2020.")
    assert [line["date"] for line in found] == [None]


def test_a_state_opens_no_event():
    text = "The currently jailed Pavel Invented wrote a book."
    assert lines_of(text) == []
    assert [(line["status"], line["people"]) for line in lines_of(text, "state")] == [("held", ["Pavel Invented"])]


def test_a_caption_with_a_photo_credit_tells_of_no_event():
    assert lines_of("Pavel Invented being arrested in the capital (Photo: Svaboda).") == []


def test_articles_and_named_laws_go_with_the_charge():
    (line,) = lines_of("The writer Pavel Invented was charged under Articles 361-1 and 342 of the Criminal Code.")
    assert line["legal"] == ["361-1", "342"]
    (line,) = lines_of("The writer Pavel Invented was charged under the national security law.")
    assert line["legal"] == ["national security law"]


def test_a_citation_without_its_outlet_stays_without_one():
    (line,) = lines_of("Police arrested Pavel Invented (, January 12).")
    assert (line["outlet"], line["outlet_missing"], line["cited"]) == (None, True, "2023-01-12")


STATEMENTS = (
    ("direct", "“He is innocent of everything,” Olga Madeup said."),
    ("indirect", "Olga Madeup said that he was innocent."),
    ("indirect", "According to Olga Madeup, he was innocent of everything."),
    ("mixed", "Olga Madeup said that the verdict was “a disgrace to the court”."),
    ("indirect", "Olga Madeup is convinced that he was innocent."),
    ("indirect", "Olga Madeup’s claim that he was innocent convinced nobody."),
)


@pytest.mark.parametrize(("mode", "sentence"), STATEMENTS)
def test_a_statement_has_its_speaker_and_mode(mode, sentence):
    found = lines_of(sentence, "statement")
    assert [(line["speaker"], line["mode"]) for line in found] == [("Olga Madeup", mode)]


def test_an_accusation_names_accuser_and_accused_and_is_no_event():
    text = "The ministry accused Olga Madeup of planning riots."
    (line,) = lines_of(text, "accusation")
    assert line["accused"][0]["name"] == "Olga Madeup"
    assert line["conduct"]["text"] == "planning riots"
    assert line["modality"] == "alleged"
    assert lines_of(text) == []


@pytest.mark.parametrize(
    ("text", "alleged"),
    [
        ("The ministry accused Olga Madeup of planning riots on 9 August 2020.", "2020-08-09"),
        ("The ministry accused Olga Madeup of planning riots.", None),
        ("The ministry accused Olga Madeup of planning on 3 May 2020 riots that began on 9 August 2020.", None),
    ],
)
def test_alleged_conduct_has_its_day_where_one_day_alone_is_named_in_it(text, alleged):
    (line,) = lines_of(text, "accusation")
    assert line["conduct_date"] == alleged


def test_the_date_of_a_sentence_passed_is_not_that_of_the_charge_before_it():
    found = lines_of("The writer Pavel Invented was charged with treason and sentenced to 8 years on 26 May 2021.")
    assert {line["event_type"]: line["date"] for line in found} == {"charge": None, "verdict": "2021-05-26"}


def test_what_somebody_is_banned_from_did_not_happen():
    found = lines_of("The writer Pavel Invented was banned from leaving the country on 3 May.")
    assert [line["event_type"] for line in found] == ["denial_of_rights"]


def test_fields_of_a_file_belong_to_the_person_named_above_them():
    found = lines_of("Olga Madeup\nDate of arrest: 5 April 2021\nSentence: 7 years' imprisonment")
    assert [(line["event_type"], line["people"]) for line in found] == [
        ("detention", ["Olga Madeup"]),
        ("verdict", ["Olga Madeup"]),
    ]
    assert (found[0]["date"], found[1]["term"]) == ("2021-04-05", "7 years' imprisonment")


def test_those_who_may_not_be_seen_are_wronged_and_not_those_who_may_not_see_them():
    text = "The prisoner Pavel Invented is ill. Doctors have not been allowed to see him."
    found = [line for line in lines_of(text) if line["event_type"] == "denial_of_rights"]
    assert [line["people"] for line in found] == [["Pavel Invented"]]


UNDATED = (
    "Before Monday, 15 people had been arrested under the new law.",
    "All were arrested after holding a rally in 2020.",
    "MINSK, May 5 (AP) - Police arrested the writer Olga Madeup.",
    "On Monday the union condemned the arrest of Olga Madeup.",
    "The governor hung up on Monday when he was asked about the arrest of Olga Madeup.",
    "The writer Olga Madeup was arrested while others were freed in 2019.",
)


@pytest.mark.parametrize("text", UNDATED)
def test_the_day_of_what_came_before_or_after_is_not_the_day_of_the_event(text):
    assert [line["date"] for line in lines_of(text) if line["event_type"] == "detention"] == [None]


def test_a_day_on_which_somebody_was_one_of_those_freed_is_the_day_of_the_release():
    text = "On March 1, Pavel Invented was one of the 25 people released."
    assert [line["date"] for line in lines_of(text) if line["event_type"] == "release"] == ["2023-03-01"]


def test_the_day_of_a_state_is_not_that_of_what_came_before():
    found = lines_of("The writer Olga Madeup was arrested and remained in custody as of 31 December 2022.")
    assert [line["date"] for line in found] == [None, "2022-12-31"]


DAYS = (
    ("detention", "The writers Pavel Invented and Olga Madeup were arrested the evening of May 14.", "2023-05-14"),
    (
        "verdict",
        "A bench led by Judge Ivan Nobody on Monday sentenced Pavel Invented to ten years in jail.",
        "2023-06-12",
    ),
    ("enforced_disappearance", "Gunmen stormed a school on Monday, killing one and kidnapping two.", "2023-06-12"),
    ("detention", "Police seized the writer Olga Madeup in the early hours of Monday in Minsk.", "2023-06-12"),
    ("detention", "On 7 March 2021 nine people died while the writer Olga Madeup was arrested.", "2021-03-07"),
    ("detention", "The writer Olga Madeup was arrested while covering a trial in April.", "2023-04"),
    ("detention", "The writer Olga Madeup was detained last weekend.", "2023-06-10/2023-06-11"),
    ("detention", "Since he took power in 2012, police have arrested dozens of lawyers.", "2012/.."),
    ("detention", "The writer Olga Madeup was detained on Human Rights Day in 2020.", "2020-12-10"),
    ("charge", "Police met Olga Madeup on 5 May. At around 2 p.m. they charged her with treason.", "2023-05-05"),
    ("enforced_disappearance", "The writer Olga Madeup came home before going missing in May.", "2023-05"),
    ("sanction_change", "In 2015 the release of prisoners followed a decision to ease sanctions on Norland.", "2015"),
)


@pytest.mark.parametrize(("event_type", "text", "day"), DAYS)
def test_a_day_that_hangs_elsewhere_still_dates_its_verb(event_type, text, day):
    assert [line["date"] for line in lines_of(text) if line["event_type"] == event_type] == [day]


CALLS = (
    "On Monday the union called on Norland to release Olga Madeup.",
    "“Olga Madeup should be freed,” Amnesty International said on Monday.",
    "Amnesty International said on Monday that Olga Madeup is ill. She should be freed, Amnesty International said.",
)


@pytest.mark.parametrize("text", CALLS)
def test_what_is_demanded_has_the_day_of_the_call(text):
    found = [(line["modality"], line["date"]) for line in lines_of(text) if line["event_type"] == "release"]
    assert found == [("demanded", "2023-06-12")]


def test_what_is_quoted_in_a_report_of_today_was_demanded_that_day():
    text = "Police said today that the writer Olga Madeup is ill.\n\n“They must free Olga Madeup,” said Ivan Nobody."
    assert [line["date"] for line in lines_of(text) if line["modality"] == "demanded"] == [DAY]


def test_a_noun_that_adds_nothing_to_what_was_told_is_not_told_again():
    text = "The writer Olga Madeup was arrested on 3 May. Her arrest drew protests. Her arrest on 4 June drew more."
    assert [line["date"] for line in lines_of(text)] == ["2023-05-03", "2023-06-04"]


PLACES = (
    "Police arrested Olga Madeup in Minsk.",
    "Olga Madeup was arrested at her flat in Minsk.",
    "Police arrested the writer Olga Madeup outside Minsk.",
)


@pytest.mark.parametrize("text", PLACES)
def test_an_event_has_the_place_named_with_it(text):
    assert [line["place"] for line in lines_of(text)] == ["Minsk"]


@pytest.mark.parametrize(
    ("sentence", "event_type", "modality"),
    [
        ("The union called for the release of 12 reporters detained in a wave of arrests.", "release", "demanded"),
        ("The union called for calm after the detention of Pavel Invented.", "detention", "asserted"),
        ("On Monday Justice Ivan Testov ordered the police to release Pavel Invented.", "release", "asserted"),
        ("His lawyer spoke of the necessity of the prompt release of Pavel Invented.", "release", "demanded"),
        (
            "They asked for an inquiry into her allegations of torture. Olga Invented is ill.",
            "ill_treatment",
            "alleged",
        ),
        ("Pavel Invented was freed pending another trial scheduled for 2 July.", "court_hearing", "planned"),
        ("Pavel Invented faces up to ten years in prison.", "verdict", "possible"),
        ("Pavel Invented was set free on Monday.", "release", "asserted"),
        ("Has Pavel Invented been arrested?", "detention", "possible"),
        ("Why was Pavel Invented arrested?", "detention", "asserted"),
        ("If Pavel Invented was not murdered, why was there no inquiry?", "killing", "hypothetical"),
        ("The trial of Pavel Invented is set to begin on 5 August.", "court_hearing", "planned"),
        ("They will help if the police decide to charge Pavel Invented.", "charge", "hypothetical"),
        ("The police insisted that nobody had been arrested.", "detention", "denied"),
        ("Relatives insist that Pavel Invented was beaten.", "ill_treatment", "asserted"),
        ("Relatives insisted that Pavel Invented be released.", "release", "demanded"),
        ("Relatives insist that Pavel Invented must be released.", "release", "demanded"),
    ],
)
def test_what_a_demand_is_about_is_told_and_what_it_asks_for_is_not(sentence, event_type, modality):
    found = [line["modality"] for line in lines_of(sentence) if line["event_type"] == event_type]
    assert found == [modality]


def test_who_pardons_is_not_who_is_pardoned():
    (line,) = lines_of("The pardon came late. President Ivan Testov's pardon of Pavel Invented was signed on 3 May.")
    assert line["people"] == ["Pavel Invented"]


def test_a_reporter_who_covers_a_trial_is_not_the_one_tried():
    lines = lines_of("Police stopped Pavel Invented and arrested him. He was covering a trial in April.")
    assert [line for line in lines if line["event_type"] == "court_hearing" and line["people"]] == []


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("The judge refused Pavel Invented bail.", "remand"),
        ("The court granted Pavel Invented bail on Monday.", "release_on_conditions"),
        ("The hearing in the case of Pavel Invented was adjourned until 4 July.", "court_hearing"),
        ("Officers carried out a search at the home of Pavel Invented.", "search_seizure"),
        ("Pavel Invented was freed in a prisoner swap.", "exchange"),
        ("The ambassador raised the case of Pavel Invented with the minister.", "intervention"),
    ],
)
def test_whom_bail_a_hearing_or_a_case_is_about(sentence, event_type):
    (line,) = [
        line
        for line in lines_of(f"{sentence} Mr Pavel Invented, who is a writer, said he was well.")
        if line["event_type"] == event_type
    ]
    assert "Pavel Invented" in line["people"]


def test_the_release_of_a_report_and_the_trial_of_a_vaccine_are_no_events():
    assert lines_of("Violence has grown since the release of a report in June 2020.") == []
    assert lines_of("The trial of the vaccine began on 4 March 2021.") == []
    assert lines_of("The minister has been charged with drawing up a report.") == []
    assert len(lines_of("The release of a number of prisoners on 3 May was welcomed.")) == 1
