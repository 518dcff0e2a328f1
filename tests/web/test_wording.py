import inspect
import re

import pytest
from django.utils import translation

from habeas.registry import appeals, cases, contradictions, orders, positions, precedents
from habeas.web import wording
from habeas.web.laws import law_in_words
from habeas.web.wording import note_in_words, question_in_words, side_in_words, term_in_words


def test_every_question_of_the_registry_is_worded_again():
    source = "".join(inspect.getsource(room) for room in (contradictions, orders))
    source += "".join(
        line
        for room in (appeals, positions, precedents)
        for line in inspect.getsource(room).split("\n")
        if "question" in line
    )
    asked = re.findall(r'(?<!")"([A-Z][^"\n]{15,}[?.])"(?!")', source)
    asked = [question for question in asked if " " in question and question[-1] in "?."]
    assert len(asked) >= 15
    for question in asked:
        made = re.sub(r"\{len\(\w+\)\}", "2", question)
        made = made.replace("{relation}", "credited to")
        made = re.sub(r"\{(?:first|second)\.date\}", "2022-09", made)
        made = re.sub(r"\{[^}]*\}", "release", made)
        assert any(pattern.fullmatch(made) for pattern, _sentence in wording._QUESTIONS), question


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-01-12", "12 January 2023"),
        ("cause: diplomatic_act 2022-09", "cause: diplomatic act September 2022"),
        ("effect: release 2022-02-18", "effect: release 18 February 2022"),
        ("1 year 6 months", "1 year 6 months"),
        ("released 2022-02-18", "released 18 February 2022"),
        ("from 2021", "from 2021"),
        ("29", "29"),
        ("pardon_on_plea", "pardon on a plea"),
        ("something else", "something else"),
        (
            "release first (release 2008-08, sanction change 2008-10-13)",
            "first: release (release August 2008, change of sanctions 13 October 2008)",
        ),
        ("told: measure first", "first: measure"),
        (
            "dated: release 2015-08-22, sanction change 2015-10-29",
            "by the dates: release 22 August 2015, change of sanctions 29 October 2015",
        ),
        ("Pattern cabinet: against", "Pattern cabinet: against"),
        ("", ""),
    ],
)
def test_a_side_is_said_in_words(text, words):
    with translation.override("en"):
        assert side_in_words(text) == words


def test_the_sentences_are_translated_with_what_stands_in_them():
    with translation.override("ru"):
        question = "The release (2022-02-18) is credited to what came later (diplomatic_act, 2022-09)."
        assert "18 февраля 2022" in question_in_words(question)
        assert "дипломатический шаг" in question_in_words(question)
        assert term_in_words("1 year 6 months") == "1 год 6 месяцев"
        assert note_in_words("calculated from 2020-09-19").startswith("отсчитано от 19 сентября")


def test_a_question_that_rests_on_unreviewed_claims_says_so_in_each_language():
    assert wording._UNREVIEWED in inspect.getsource(cases)
    with translation.override("ru"):
        words = question_in_words("Did this release happen? (rests on claims that nobody reviewed yet)")
        assert not re.search("[A-Za-z]", words)


def test_sides_of_an_order_and_of_a_stance_are_said_in_each_language():
    with translation.override("ru"):
        for value in ("told: measure first", "sanction change first (release {2008,2015})", "dated: release 2015"):
            assert not re.search("[A-Za-z]", side_in_words(value))
        assert side_in_words("Pattern cabinet: against") == "Pattern cabinet: против"


def test_types_of_event_with_several_words_are_found_in_a_question():
    question = "The release (2022-02-18) is credited to what came later (diplomatic act, 2022-09)."
    with translation.override("be"):
        assert not re.search("[A-Za-z]", question_in_words(question))


def test_a_sentence_that_is_not_known_stays_as_it_is():
    assert question_in_words("Is this new?") == "Is this new?"


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [
        ("ru", "Criminal Code", "Уголовный кодекс"),
        ("be", "the Criminal Code", "Крымінальны кодэкс"),
        ("en", "Уголовный кодекс", "Criminal Code"),
        ("ru", "Code of Invention", "Code of Invention"),
        ("en", "", ""),
    ],
)
def test_a_code_is_named_in_the_language_of_the_page_where_a_pack_knows_it(language, written, shown):
    with translation.override(language):
        assert law_in_words(written) == shown


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("ru", "cause: diplomatic_act 2022-09", "причина: дипломатический шаг — сентябрь 2022"),
        ("be", "from 2021-10", "пачатак: кастрычнік 2021"),
        ("ru", "released 2022-02", "освобождение: февраль 2022"),
        ("en", "until 2021-10", "until October 2021"),
    ],
)
def test_a_month_beside_a_side_stays_in_its_own_case(language, value, words):
    with translation.override(language):
        assert side_in_words(value) == words
