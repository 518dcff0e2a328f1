"""Lists of prisoners in the layouts in which people keep them, each read as a whole."""

import pytest
from extraction.what_texts_tell import lines_of


def told(text):
    """Type, names, day and term of each event of a text."""
    return [
        (line["event_type"], ", ".join(line["people"]), line["date"] or "", line["term"] or "")
        for line in lines_of(text)
    ]


COMMAS = """Name,Age,Arrested,Sentenced,Term,Prison
Ivan Vetrov,34,2021-02-14,2021-08-30,3 years,Northern Prison
"Sosnina, Alena",41,2021-03-01,2021-12-15,"7 years, hard labour",Southern Prison
Marta Letova,22,2021-05-20,,,Northern Prison
"""
SEMICOLONS = """Name;Age;Arrested;Sentenced;Term
Ivan Vetrov;34;14 February 2021;30 August 2021;3 years
"Sosnina, Alena";41;1 March 2021;15 December 2021;7 years
Marta Letova;22;20 May 2021;;
"""
BARS = """| No. | Name | Arrested | Sentenced | Term |
|-----|------|----------|-----------|------|
| 1 | Ivan Vetrov | 14.02.2021 | 30.08.2021 | 3 years |
| 2 | Sosnina, Alena | 01.03.2021 | 15.12.2021 | 7 years in prison, 2 years of house arrest |
| 3 | Marta Letova | 20.05.2021 | | |
"""
LOOSE_BARS = BARS.replace("\n| ", "\n").replace(" |\n", "\n")


@pytest.mark.parametrize("text", [COMMAS, SEMICOLONS, BARS, LOOSE_BARS])
def test_whatever_parts_its_cells_a_table_tells_the_same(text):
    found = told(text)
    assert [event[:3] for event in found] == [
        ("detention", "Ivan Vetrov", "2021-02-14"),
        ("verdict", "Ivan Vetrov", "2021-08-30"),
        ("detention", "Sosnina, Alena", "2021-03-01"),
        ("verdict", "Sosnina, Alena", "2021-12-15"),
        ("detention", "Marta Letova", "2021-05-20"),
    ]
    assert [term.partition(" in ")[0] for _, _, _, term in found if term] == ["3 years", "7 years"]


@pytest.mark.parametrize(
    "text",
    [
        "Arrest, trial, sentence: what comes next?\n\nIvan Vetrov, Alena Sosnina, Marta Letova were there.",
        "Names, charges and sentences\n\nOne, two, three.",
    ],
)
def test_a_sentence_with_commas_heads_no_table(text):
    assert told(text) == []


def test_a_cell_told_in_full_is_one_event():
    text = "Name | Arrested | Verdict\nIvan Vetrov | 14 May 2021 | Sentenced to 3 years on 30 August 2021\n"
    assert told(text) == [
        ("detention", "Ivan Vetrov", "2021-05-14", ""),
        ("verdict", "Ivan Vetrov", "2021-08-30", "3 years"),
    ]


def test_fields_may_stand_in_two_columns():
    text = (
        "Name: Alena Sosnina\nDate of arrest: 6 January 2022\n\n"
        "Full name        Ivan Vetrov\nArrested         8 January 2022\nReleased         11 May 2022\n"
    )
    assert told(text) == [
        ("detention", "Alena Sosnina", "2022-01-06", ""),
        ("detention", "Ivan Vetrov", "2022-01-08", ""),
        ("release", "Ivan Vetrov", "2022-05-11", ""),
    ]


SHEET = (
    "Name: Ivan Vetrov\nDate of birth: 3 July 1979\nDate of arrest: 5 January 2022\n"
    "Detained by: the Northern Department\nCourt: Northern District Court No. 2\n"
    "Date of sentencing: 11 July 2022\nCurrent status: in prison\n"
)


@pytest.mark.parametrize(
    ("field", "event"),
    [
        ("Health: He has been denied insulin since August 2022.", ("denial_of_medical_care", "2022-08/..")),
        ("Charges: all charges were dropped on 1 March 2022", ("charges_dropped", "2022-03-01")),
        ("Ill-treatment: beaten by guards on 7 January 2022", ("ill_treatment", "2022-01-07")),
        ("Appeal: On 20 September 2022 the appeal court upheld the verdict", ("appeal_ruling", "2022-09-20")),
    ],
)
def test_what_a_field_tells_in_words_is_told_of_the_one_on_file(field, event):
    found = told(SHEET + field + "\n")
    assert (event[0], "Ivan Vetrov", event[1], "") in found
    assert [names for _, names, _, _ in found] == ["Ivan Vetrov"] * len(found)
    assert ("charge", "Ivan Vetrov", "2022-03-01", "") not in found


def test_who_made_an_arrest_is_no_arrest_of_its_own():
    assert [kind for kind, _, _, _ in told(SHEET)] == ["detention", "verdict"]


@pytest.mark.parametrize("value", ["none disclosed", "not specified", "unknown"])
def test_a_field_that_begins_so_tells_that_nothing_is_known(value):
    assert told(f"• Ivan Vetrov, poet. Detained: 9 September 2022. Charge: {value}. Location: Northern Prison.") == [
        ("detention", "Ivan Vetrov", "2022-09-09", "")
    ]


def test_a_term_may_stand_behind_a_colon_and_a_given_name_alone():
    text = (
        "1. Ivan Vetrov, 33 years old, poet: 5 years in prison, arrested on 2 May 2021.\n"
        "2. Anna and Pavel Sosnin, teachers, arrested together on 25 September 2022.\n"
    )
    assert told(text) == [
        ("verdict", "Ivan Vetrov", "", "5 years in prison"),
        ("detention", "Ivan Vetrov", "2021-05-02", ""),
        ("detention", "Anna, Pavel Sosnin", "2022-09-25", ""),
    ]


def test_the_parts_of_a_row_are_events_of_their_own():
    text = "Dr Alena Sosnina – doctor – arrested 1 July 2022 – sentenced in absentia to 15 years – fled abroad\n"
    assert ("detention", "Alena Sosnina", "2022-07-01", "") in told(text)
    assert "wanted_in_absentia" not in [kind for kind, _, day, _ in told(text) if day]


PROFILES = """1. Ivan Vetrov

Vetrov is a poet and teacher in a small town. He was arrested on 3 March 2021 after he read a poem. On 9 June 2021 a
court in the capital sentenced him to five years in prison. His appeal was dismissed in November.

2. Alena Sosnina and Marta Letova

The two students were detained on 14 July 2021. Both were charged with incitement. Sosnina was freed on bail on
2 August 2021; Letova remains in custody.

Sister Olga Zimina

A nun, 61, taken from her convent. Held incommunicado for two weeks. Expelled from the country on 8 June 2022.

How to help

The government has jailed dozens of people since 2020. Arrested on 9 May 2022, Pavel Invented was freed.
"""


def test_headings_name_the_people_of_the_paragraphs_below_them():
    found = told(PROFILES)
    for event in (
        ("detention", "Ivan Vetrov", "2021-03-03", ""),
        ("verdict", "Ivan Vetrov", "2021-06-09", "five years in prison"),
        ("appeal_ruling", "Ivan Vetrov", "2021-11", ""),
        ("detention", "Alena Sosnina, Marta Letova", "2021-07-14", ""),
        ("release_on_conditions", "Alena Sosnina", "2021-08-02", ""),
        ("forced_exile", "Olga Zimina", "2022-06-08", ""),
        ("detention", "Pavel Invented", "2022-05-09", ""),
    ):
        assert event in found, event


def test_a_file_may_be_a_table_of_two_columns():
    text = "| Name | Ivan Vetrov |\n| Date of arrest | 5 May 2021 |\n| Charge | Article 342 |\n| Age | 45 |\n"
    assert told(text) == [("detention", "Ivan Vetrov", "2021-05-05", ""), ("charge", "Ivan Vetrov", "", "")]


def test_a_name_said_twice_opens_one_file():
    text = "Ivan Vetrov\nArrested: 5 May 2021\n\nAlena Sosnina\nName: Alena Sosnina\nArrested: 7 May 2021\n"
    assert told(text) == [
        ("detention", "Ivan Vetrov", "2021-05-05", ""),
        ("detention", "Alena Sosnina", "2021-05-07", ""),
    ]


def test_a_label_on_a_line_of_its_own_has_its_value_below_and_is_no_heading():
    assert told("Name: Ivan Vetrov\nDate of arrest\n5 May 2021\nSentence\n3 years\n") == [
        ("detention", "Ivan Vetrov", "2021-05-05", ""),
        ("verdict", "Ivan Vetrov", "", "3 years"),
    ]
    assert told("Name: Ivan Vetrov\n\nArrest\n\nThe family lives in the north and his friends write to him.\n") == []


def test_a_table_ends_where_others_words_stand_and_a_row_without_a_name_is_nobodys():
    rows = "No. | Who | Age | Arrested\n1 | Ivan Vetrov | 45 | 5 May 2021\n2 | | 33 | 7 May 2021\n"
    later = "\n\n\nThis was told by many.\n\n\n1 | Alena Sosnina | 31 | 9 May 2021\n"
    assert told(rows + later) == [("detention", "Ivan Vetrov", "2021-05-05", "")]


def test_three_names_may_head_one_entry():
    text = "Ivan Vetrov, Alena Sosnina, and Marta Letova\nArrested: 5 May 2021\n"
    assert told(text) == [("detention", "Ivan Vetrov, Alena Sosnina, Marta Letova", "2021-05-05", "")]


def test_a_noun_in_a_cell_tells_of_what_the_cell_tells():
    text = "Name | Arrested | Sentence\nIvan Vetrov | 5 May 2021 | a prison sentence of 3 years\n"
    assert told(text) == [("detention", "Ivan Vetrov", "2021-05-05", ""), ("verdict", "Ivan Vetrov", "", "3 years")]
