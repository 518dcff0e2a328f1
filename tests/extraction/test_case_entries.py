"""Lists of prisoners and case sheets: whom an entry is about, and what its clauses without a subject tell."""

from extraction.what_texts_tell import lines_of

from habeas.extraction import propose_claims
from habeas.extraction.grammar.parsing import parse_text
from habeas.extraction.language_models import language_model
from habeas.model import Document, hash_bytes

DAY = "2022-06-01"


def events_of(text):
    """Type, names, date and term of each event of a text."""
    return [
        (line["event_type"], ", ".join(line["people"]), line["date"] or "", line["term"] or "")
        for line in lines_of(text, published=DAY)
    ]


def laws_of(text):
    """The articles of each charge of a text."""
    return [line["legal"] for line in lines_of(text) if line["event_type"] == "charge"]


def test_sentences_without_a_subject_are_told_of_the_person_of_the_entry():
    text = (
        "Marta Vetrova, 45. Detained on 5 June 2021. Sentenced to 13 years in prison on 10 February 2022. "
        "Held in Northern Prison.\n\n"
        "Pavel Sosnin, 61. Abducted by police on 13 June 2021. Placed under house arrest. Convicted of treason.\n"
    )
    found = events_of(text)
    assert ("detention", "Marta Vetrova", "2021-06-05", "") in found
    assert ("verdict", "Marta Vetrova", "2022-02-10", "13 years in prison") in found
    assert ("detention", "Pavel Sosnin", "2021-06-13", "") in found
    assert ("house_arrest", "Pavel Sosnin", "", "") in found
    assert ("verdict", "Pavel Sosnin", "", "") in found


def test_a_heading_names_the_person_of_the_lines_below_it():
    text = (
        "HUMAN RIGHTS DEFENDERS\n\n"
        "Edvin Farzali\nLawyer, head of the Legal Aid Centre. Arrested on 8 August 2014. Charged with tax evasion.\n\n"
        "Leila Rustam\nDirector of the Peace Institute. Arrested on 30 July 2014. "
        "Remanded in custody for three months by the Central District Court. Trial pending.\n"
    )
    found = events_of(text)
    assert ("detention", "Edvin Farzali", "2014-08-08", "") in found
    assert ("charge", "Edvin Farzali", "", "") in found
    assert ("detention", "Leila Rustam", "2014-07-30", "") in found
    assert ("remand", "Leila Rustam", "", "three months") in found
    assert not [names for _, names, _, _ in found if "Human" in names or "HUMAN" in names]


def test_the_parts_of_a_row_are_told_of_the_name_before_them():
    text = (
        "1) Hamid Restgar – lawyer – arrested 4 September 2018 – sentenced to 30 years – Northern Prison.\n"
        "2) Lela Moradin (columnist, detained 4 February 2013; sentenced to five years)\n"
        "3) Tet Painga, student, arrested 12 March 2021, sentenced to 3 years in prison on 9 August 2021.\n"
    )
    assert events_of(text) == [
        ("detention", "Hamid Restgar", "2018-09-04", ""),
        ("verdict", "Hamid Restgar", "", "30 years"),
        ("detention", "Lela Moradin", "2013-02-04", ""),
        ("verdict", "Lela Moradin", "", "five years"),
        ("detention", "Tet Painga", "2021-03-12", ""),
        ("verdict", "Tet Painga", "2021-08-09", "3 years in prison"),
    ]


def test_a_participle_with_a_subject_of_its_own_keeps_it():
    text = (
        "Ana Vetrova wrote about it.\n\nArrested on 5 May 2021, Pavel Sosnin was sentenced to six years in June 2021."
    )
    assert [names for _, names, _, _ in events_of(text)] == ["Pavel Sosnin", "Pavel Sosnin"]


def test_somebody_named_in_between_is_not_taken_for_the_person_of_the_entry():
    text = (
        "Leila Rustam\nArrested on 30 July 2014. Her brother Arif Rustam was arrested on 5 August 2014. "
        "Released in September 2014.\n"
    )
    found = events_of(text)
    assert ("detention", "Leila Rustam", "2014-07-30", "") in found
    assert not [names for kind, names, _, _ in found if kind == "release" and names]


def test_a_subject_behind_its_verb_is_kept():
    assert events_of("Also arrested in May 2021 was the envoy Pavel Sosnin.") == [
        ("detention", "Pavel Sosnin", "2021-05", "")
    ]


def test_names_above_one_field_share_it():
    text = (
        "Kerem Tasdel, Weekly Echo\nArrested: 28 October 2011\n\nHe denies it.\n\n"
        "Solomon Tekle, Radio Echo\nYirga Habte, Radio Echo\nArrested: 19 February 2009\n"
    )
    assert events_of(text) == [
        ("detention", "Kerem Tasdel", "2011-10-28", ""),
        ("detention", "Solomon Tekle, Yirga Habte", "2009-02-19", ""),
    ]


def test_a_field_with_a_name_heads_what_follows():
    text = "Name: Ngia Ti Lan\nOccupation: Blogger\nDate of arrest: 27 June 2014\nStatus: held in Camp No. 5\n"
    assert ("detention", "Ngia Ti Lan", "2014-06-27", "") in events_of(text)


def test_many_fields_on_one_line_keep_their_own_values():
    text = (
        "9. Rauf Mirzalin Date of arrest: 19 April 2014 Charge: Article 274 (treason) Sentence: 6 years "
        "Place of detention: Prison No. 6\n"
    )
    assert events_of(text) == [
        ("detention", "Rauf Mirzalin", "2014-04-19", ""),
        ("charge", "Rauf Mirzalin", "", ""),
        ("verdict", "Rauf Mirzalin", "", "6 years"),
    ]


def test_a_field_that_says_none_tells_of_no_event():
    text = (
        "Name: Rauf Mirzalin\nDate of arrest: 19 April 2014\nCharges: none\nSentence: awaiting trial\nReleased: n/a\n"
    )
    assert [kind for kind, _, _, _ in events_of(text)] == ["detention"]


def test_a_field_told_in_full_is_one_event():
    text = "Name: Rauf Mirzalin\nVerdict: sentenced to 6 years on 19 April 2014\n"
    assert events_of(text) == [("verdict", "Rauf Mirzalin", "2014-04-19", "6 years")]


def test_an_expected_release_is_planned_even_where_its_day_is_past():
    text = "Name: Rauf Mirzalin\nExpected release: 19 April 2014\n"
    claims = propose_claims(
        Document(file_sha256=hash_bytes(b"x"), reader="text.1", media_type="text/plain", text=text), language="en"
    ).claims
    assert [claim.modality for claim in claims if claim.body.__class__.__name__ == "Event"] == ["planned"]


def test_a_field_with_bare_numbers_gives_articles():
    text = "Name: Rauf Mirzalin\nArticle: 234.4.3, 315 (resistance)\nAge: 34\n"
    assert laws_of(text) == [["234.4.3", "315"]]


def test_each_line_of_a_table_is_told_of_its_own_name():
    for mark in (" | ", "\t"):
        rows = (
            ("Name", "Profession", "Date of arrest", "Article", "Sentence"),
            ("Ivan Vetrov", "journalist", "12.05.2021", "361-1", "5 years"),
            ("Alena Sosnina", "activist", "14.06.2021", "342", "2 years, 6 months"),
        )
        text = "\n".join(mark.join(row) for row in rows)
        assert events_of(text) == [
            ("detention", "Ivan Vetrov", "2021-05-12", ""),
            ("charge", "Ivan Vetrov", "", ""),
            ("verdict", "Ivan Vetrov", "", "5 years"),
            ("detention", "Alena Sosnina", "2021-06-14", ""),
            ("charge", "Alena Sosnina", "", ""),
            ("verdict", "Alena Sosnina", "", "2 years, 6 months"),
        ]
        assert laws_of(text) == [["361-1"], ["342"]]


def test_a_bare_term_in_a_row_is_a_sentence_and_an_age_is_none():
    text = (
        "Ivan Vetrov – Editor of Echo – 5 years – arrested 21.06.2012\n"
        "Alena Sosnina – 45 years – teacher – 10 years, 6 months – Northern Prison\n"
    )
    assert [event for event in events_of(text) if event[0] == "verdict"] == [
        ("verdict", "Ivan Vetrov", "", "5 years"),
        ("verdict", "Alena Sosnina", "", "10 years, 6 months"),
    ]
    assert ("detention", "Ivan Vetrov", "2012-06-21", "") in events_of(text)


def test_a_length_of_time_in_a_sentence_with_dashes_is_no_term():
    assert events_of("Ivan Vetrov – he worked there for years – 5 years – was a teacher of music.") == []


def test_the_last_word_of_a_headline_before_a_colon_is_no_field():
    assert "charge" not in [kind for kind, _, _, _ in events_of("Man Drives Off, Arrested on Kidnapping Charge: SDSO")]


def test_a_year_less_day_of_a_case_history_goes_on_from_the_day_before_it():
    text = (
        "Orhan Tagizin\nDate of arrest: 24 January 2013\nSentence: 6 years, 5 November 2015\nCase background:\n"
        "Tagizin writes a blog. On 20 January police searched his home. He was detained there on 24 January. "
        "On 26 January the Central District Court ordered his detention for three months. On 5 March he was beaten.\n"
    )
    assert events_of(text)[2:] == [
        ("search_seizure", "Orhan Tagizin", "2013-01-20", ""),
        ("detention", "Orhan Tagizin", "2013-01-24", ""),
        ("remand", "Orhan Tagizin", "2013-01-26", "three months"),
        ("ill_treatment", "Orhan Tagizin", "2013-03-05", ""),
    ]


def test_a_year_less_day_of_an_item_goes_on_from_its_own_story():
    text = (
        "1. Parviz Hashim, an editor, was arrested on 21 June 2011. On 12 March 2012 the Central Court sentenced him "
        "to 9 years. On 25 June the Court of Appeal upheld the sentence.\n\n"
        "2. Nidat Alizin, an editor, was arrested on 5 May.\n"
    )
    assert [day for _, _, day, _ in events_of(text)] == ["2011-06-21", "2012-03-12", "2012-06-25", "2022-05-05"]


def test_a_year_less_day_of_news_is_counted_from_the_news():
    text = "Parviz Hashim was arrested on 21 June 2011. On 25 April, a court freed him, his lawyer said."
    assert [day for _, _, day, _ in events_of(text)] == ["2011-06-21", "2022-04-25"]


def test_a_field_may_begin_where_a_sentence_does():
    text = (
        "Ruhan Fahrin, a cleric. Abducted on 24 November 2005. Sentenced: 15 September 2007; 17 years. Ill in prison."
    )
    assert ("verdict", "Ruhan Fahrin", "2007-09-15", "17 years") in events_of(text)


def test_more_ways_of_writing_an_entry():
    text = (
        "Case 1: Bakhrom Ibodin\nAge: 41\nStatus: Held in Northern Prison since 12 June 2018; sentenced to 38 years\n\n"
        "VETROV, Ivan. Farmer. Detained 20 February 1999, sentenced on 18 May 1999 to 18 years in prison. "
        "Conditionally released on 12 February 2017.\n\n"
        "Pavel Sosnin (4.5 years; arrested in July 2012)\n"
        "Anna Zimina (sentenced to 15 years; arrested in January 2011)\n"
        "Tran Van Hoan - blogger, arrested December 2011, 12 years in prison and 5 years house arrest (Article 88).\n\n"
        "Dawit Habtem, editor. Arrested 21 September 2001. Reported to have died in custody in 2006.\n\n"
        "Medardo Mairen Sequin\nPeasant. Detained: 5 July 2021. Sentence: 13 years. Released on 9 February 2022.\n"
    )
    found = events_of(text)
    for event in (
        ("verdict", "Bakhrom Ibodin", "", "38 years"),
        ("detention", "VETROV, Ivan", "1999-02-20", ""),
        ("verdict", "VETROV, Ivan", "1999-05-18", "18 years in prison"),
        ("verdict", "Pavel Sosnin", "", "4.5 years"),
        ("detention", "Pavel Sosnin", "2012-07", ""),
        ("verdict", "Anna Zimina", "", "15 years"),
        ("detention", "Anna Zimina", "2011-01", ""),
        ("verdict", "Tran Van Hoan", "", "12 years in prison"),
        ("death_in_custody", "Dawit Habtem", "2006", ""),
        ("detention", "Medardo Mairen Sequin", "2021-07-05", ""),
        ("verdict", "Medardo Mairen Sequin", "", "13 years"),
        ("release", "Medardo Mairen Sequin", "2022-02-09", ""),
    ):
        assert event in found, event
    assert [names for kind, names, day, _ in found if (kind, day) == ("release_on_conditions", "2017-02-12")] == [
        "VETROV, Ivan"
    ]


def test_a_field_with_names_tells_of_those():
    text = "Detained: Ivan Vetrov, journalist; Anna Sosnina, activist.\nReleased: Marta Letova.\n"
    assert [(kind, names) for kind, names, _, _ in events_of(text)] == [
        ("detention", "Ivan Vetrov, Anna Sosnina"),
        ("release", "Marta Letova"),
    ]


def test_a_verb_behind_a_day_and_its_subject_is_not_cut_off():
    for text in (
        "Police held him. In November, the PA said that Pavel Sosnin would be tried.",
        "In October 2018, the President dismissed the minister Pavel Sosnin.",
        "Also in September, Reuters reported that Pavel Sosnin fled.",
    ):
        parsed = parse_text(text, language_model("en"))
        assert not [word.text for word in parsed.words if word.cut_off]


def test_a_term_in_a_field_is_no_second_ruling():
    text = "Name: Rauf Mirzalin\nSentence: 15 September 2007; 17 years; Northern Prison\n"
    assert events_of(text) == [("verdict", "Rauf Mirzalin", "2007-09-15", "17 years")]
