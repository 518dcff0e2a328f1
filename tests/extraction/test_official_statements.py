"""Statements of states and international bodies: who speaks, what is asked for, since when, and of whom."""

import pytest
from extraction.what_texts_tell import days_of, lines_of, people_of, said

STANDINGS = (
    # beside what is asked for, the reason why somebody is held is told
    ("verdict", "asserted", "The Commission called for the release of Pavel Invented, who was jailed to three years."),
    (
        "verdict",
        "asserted",
        "The Commission asked for the release of Olga Testova, who was sentenced to a year in jail.",
    ),
    ("detention", "asserted", "The envoy asked Norland to free Olga Testova on the anniversary of her arrest."),
    # what is asked for, through every "to" of the same call
    (
        "release",
        "demanded",
        "The Union reiterates its call on Norland to swiftly release Pavel Invented and to free the others.",
    ),
    ("release", "demanded", "The Union renewed its call on the authorities of Norland to free Pavel Invented."),
    ("appeal_ruling", "demanded", "We expect the authorities to quash the verdict against Olga Testova."),
    ("release", "planned", "We expect Pavel Invented to be released soon."),
    # what nobody did
    ("release", "denied", "The panel said there had been no move to free Olga Testova."),
    ("release", "denied", "Norland has taken no steps to release Pavel Invented."),
    ("release", "denied", "Norland has made no effort to free Olga Testova."),
    ("release", "asserted", "Norland made an effort and freed Olga Testova."),
    # what hangs on one doubt
    (
        "denial_of_medical_care",
        "alleged",
        "Pavel Invented was reportedly subjected to beatings and denial of medical care.",
    ),
    # no demand of those who campaign
    ("release", "asserted", "Olga Testova was arrested as she was campaigning in Norburg and released on Friday."),
    # what is to be brought about
    ("release", "demanded", "The Government should ensure that Olga Testova is released and paid."),
    ("release", "planned", "The Government will ensure that Olga Testova is released."),
    ("release", "asserted", "The Government ensured that Olga Testova was released."),
    ("release", "planned", "Norland is committed to securing the release of Pavel Invented."),
    ("detention", "asserted", "By arresting Pavel Invented Norland has committed a breach of its own law."),
    # a body abroad that finds something asks for nothing by it
    ("international_finding", "asserted", "The Working Group determined that the detention of X was arbitrary."),
    ("charges_dropped", "demanded", "We call on Norland to release, drop all charges against Olga Testova."),
)


@pytest.mark.parametrize(("event_type", "modality", "text"), STANDINGS)
def test_what_is_asked_for_is_kept_apart_from_what_is_told(event_type, modality, text):
    found = [line["modality"] for line in lines_of(text) if line["event_type"] == event_type]
    assert modality in found
    assert set(found) == {modality}


@pytest.mark.parametrize(
    ("text", "event_type", "names"),
    [
        ("B. Whereas Pavel Invented was arrested in June 2016;", "detention", ["Pavel Invented"]),
        ("On 5 June the Court of Appeal denied the appeal for Olga Testova.", "appeal_ruling", ["Olga Testova"]),
        ("We condemn the arrest, on 3 May 2021, of the journalist Olga Testova.", "detention", ["Olga Testova"]),
        ("They spoke of the disappearance on 3 May 2021, of Olga Testova.", "enforced_disappearance", ["Olga Testova"]),
        ("Anna Testova was freed in May. Ms A. Testova was fined in June.", "verdict", ["Anna Testova"]),
        ("Anna Testova and Alla Testova fled. Ms A. Testova was fined in June.", "verdict", ["A. Testova"]),
        (
            "Pavel Invented was held for charges which included spreading news and was sentenced to five years.",
            "verdict",
            ["Pavel Invented"],
        ),
        ("Pavel Invented was held over posts which angered many and were banned.", "organisation_status", []),
        ("We condemn the arrest on 3 May 2021, and thank Olga Testova for her words.", "detention", []),
    ],
)
def test_the_person_stands_behind_whereas_an_appeal_and_a_day(text, event_type, names):
    assert (people_of(text, event_type) or []) == names


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Four experts on Friday urged Norland to release Pavel Invented.", "Four experts"),
        ("The Special Rapporteur, Anna Madeup, renewed her call on Norland to free Pavel Invented.", "Anna Madeup"),
        ("The Working Group has renewed its call for a fair trial of Pavel Invented.", "Working Group"),
        ("Commissioner for Human Rights Anna Madeup called on Norland to release Olga Testova.", "Anna Madeup"),
        ("The Special Rapporteur on schools and on assembly, Moma Madeup, stressed that it was unfair.", "Moma Madeup"),
        ("UN group renews call for Norland to release Olga Testova", "UN group"),
        ("Activists renewed calls for the release of Olga Testova.", "Activists"),
        ("A lawyer for Olga Testova said that she was beaten.", "lawyer for Olga Testova"),
    ],
)
def test_the_speaker_is_the_one_who_holds_the_post(text, speaker):
    assert [who for who, _ in said(text)][:1] == [speaker]


def test_a_post_means_the_one_whom_the_text_named_under_it():
    text = (
        "Special Rapporteur Anna Madeup said that Pavel Invented was beaten.\n\nThe Special Rapporteur was alarmed. {}"
    )
    later = "The Special Rapporteur said that he must be freed."
    assert said(text.format(later))[-1][0] == "Anna Madeup"
    second = "Special Rapporteur Ivan Tester agreed."
    assert said(text.format(f"{second} {later}"))[-1][0] == "Special Rapporteur"


def test_what_somebody_is_called_on_to_do_belongs_to_the_call():
    text = "The Special Rapporteur, Anna Madeup, renewed her call on authorities in Norland to free Pavel Invented."
    assert said(text) == [("Anna Madeup", "authorities in Norland to free Pavel Invented")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("NORBURG (13 April 2021) – Two experts on Tuesday urged Norland to release Pavel Invented.", "2021-04-13"),
        (
            "(NORBURG 23 August 2021) – Experts today condemned it, calling for the release of Olga Testova.",
            "2021-08-23",
        ),
        ("“It is time to act,” experts said today, calling for the release of Olga Testova.", "2023-06-15"),
        ("Two experts on Tuesday urged Norland to release Pavel Invented.", "2023-06-13"),
    ],
)
def test_a_call_has_the_day_of_its_dateline(text, day):
    assert days_of(text, "release", "demanded") == [day]


def test_a_second_dateline_dates_what_stands_behind_it():
    text = (
        "NORBURG (5 May 2021) – Police arrested Pavel Invented on Monday.\n\n"
        "NORBURG (5 August 2021) – Police released Pavel Invented on Monday."
    )
    assert days_of(text, "detention") == ["2021-05-03"]
    assert days_of(text, "release") == ["2021-08-02"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The arrest of Pavel Invented on Wednesday night marks a new low.", "2023-06-14"),
        ("The trial of Pavel Invented opens on Wednesday.", "2023-06-21"),
        ("The envoy raised the arrest of Pavel Invented at a meeting on 4 May 2021.", None),
        ("On Monday two people died in riots over the arrest of Pavel Invented.", None),
        ("The panel had found the detention of Pavel Invented to be arbitrary in 2019.", None),
    ],
)
def test_the_day_of_what_is_said_about_it_is_not_that_of_the_event(text, day):
    assert [line["date"] for line in lines_of(text) if line["event_type"] in ("detention", "court_hearing")] == [day]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("We call for the immediate release of all prisoners of conscience in Norland.", "recognition"),
        ("The Council imposed restrictive measures on four officials.", "remand"),
        ("Olga Testova works on land confiscation and helps villagers.", "search_seizure"),
    ],
)
def test_words_of_statesmen_are_no_events_of_another_kind(text, event_type):
    assert people_of(text, event_type) is None


def test_a_post_does_not_speak_where_it_only_renews_the_calls_of_others():
    assert said("The post has renewed calls in Norland for tougher laws.") == []


def test_the_questions_of_a_briefing_are_nobodys_statement():
    text = "QUESTION: Was Olga Testova freed?\n\nMR. MADEUP: She was freed on Monday.\n\nQUESTION: Where is she?\n"
    assert [who for who, _ in said(text)] == ["MR. MADEUP"]


RESOLUTION = """The Assembly of Norland,
- having regard to its earlier resolutions,
A. whereas Pavel Invented was arrested on 5 June 2018;
1. Strongly condemns the sentencing of Pavel Invented to five years in prison; demands his immediate release;
2. Calls on the authorities of Southland to release Olga Testova;
3. Expresses its deep concern at the reports that Olga Testova was beaten;
"""


def test_the_paragraphs_of_a_resolution_are_said_by_its_body():
    assert said(RESOLUTION) == [
        ("Assembly of Norland", "the sentencing of Pavel Invented to five years in prison"),
        ("Assembly of Norland", "his immediate release"),
        ("Assembly of Norland", "the authorities of Southland to release Olga Testova"),
        ("Assembly of Norland", "deep concern at the reports that Olga Testova was beaten"),
    ]


def test_a_resolution_tells_of_a_verdict_and_asks_for_a_release():
    told = {(line["event_type"], *line["people"]): line["modality"] for line in lines_of(RESOLUTION)}
    assert told == {
        ("detention", "Pavel Invented"): "asserted",
        ("verdict", "Pavel Invented"): "asserted",
        ("release", "Pavel Invented"): "demanded",
        ("release", "Olga Testova"): "demanded",
        ("ill_treatment", "Olga Testova"): "asserted",
    }


def test_lines_that_open_with_a_verb_are_no_resolution_without_its_body():
    headless = RESOLUTION.removeprefix("The Assembly of Norland,\n")
    assert not any("Assembly" in who for who, _ in said(headless))
    assert said("The Readers of Norland,\n\nDemands his immediate release.") == []


def test_information_of_nobody_is_no_source():
    text = "The experts noted that Pavel Invented was held, according to additional information received."
    assert [who for who, _ in said(text)] == ["experts"]
    assert [who for who, _ in said("Pavel Invented was held, according to information from his family.")] != []
