"""Every sentence that the analysis room makes is known to the pages, and reads in their language."""

import re

import pytest
from django.utils import translation

from habeas.analysis import (
    CaptureTable,
    ChainSettings,
    Period,
    compare_composition,
    count_events,
    cumulative_incidence,
    estimate_total,
    list_definitions,
    measure_lags,
    release_study,
)
from habeas.analysis.inputs import CountryMeasure, CustodyInterval, DayRange
from habeas.analysis.simulate import simulate_releases, simulate_table
from habeas.web.analysis.sentences import in_words, is_known

QUICK = ChainSettings(chains=4, most_rounds=1, wanted_draws=200)


def sentences_of(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("cautions", "refused", "assumptions", "words", "point_refused", "title", "estimand"):
                yield from [inner] if isinstance(inner, str) else inner
            else:
                yield from sentences_of(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from sentences_of(inner)


def totals():
    yield estimate_total(simulate_table(1), chain_settings=QUICK, bootstraps=20)
    yield estimate_total(
        simulate_table(0, kind="heterogeneous"), chain_settings=QUICK, bootstraps=20, sensitivity=False
    )
    small = {"100": 9, "010": 8, "001": 7, "110": 2, "011": 1}
    yield estimate_total(CaptureTable.from_patterns("ABC", small), chain_settings=QUICK, bootstraps=0)
    yield estimate_total(CaptureTable.from_patterns("AB", {"10": 50, "01": 60, "11": 40}))
    nested = {"110": 40, "100": 50, "001": 30, "011": 0, "101": 8, "111": 6}
    yield estimate_total(
        CaptureTable.from_patterns("ABC", nested), same_source=[("A", "C")], chain_settings=QUICK, bootstraps=5
    )


def test_every_sentence_about_totals_is_known():
    missing = {
        sentence
        for result in totals()
        for sentence in (*sentences_of(result.as_json()), *[m for e in result.models.values() for m in e.assumptions])
        if not is_known(sentence)
    }
    # The page words these itself, from the figures.
    missing = {one for one in missing if not re.match(r"\d|Their middle|No total is estimated", one)}
    assert missing == set()


def test_every_sentence_about_releases_and_trends_is_known():
    world = simulate_releases(3, odds_ratio=3.0)
    first = world.period.first
    country = [CountryMeasure("sanction_change", DayRange(first + n, first + n)) for n in range(90, 900, 150)]
    found = []
    for people, measures in ((world.people, world.measures), (world.people[:30], world.measures[:6])):
        found += list(
            sentences_of(
                release_study(
                    people, world.period, person_measures=measures, country_measures=country[: len(people) // 30]
                ).as_json()
            )
        )
    undated = CustodyInterval("x", DayRange(None, None), DayRange(None, None))
    people = [*world.people, undated]
    found += list(sentences_of(count_events(people, world.period, by="article").as_json()))
    found += list(measure_lags(people, world.period)[1])
    middle = Period(world.period.first, world.period.first + 300)
    found += list(sentences_of(compare_composition(people, middle, world.period, "group").as_json()))
    found += list(cumulative_incidence(world.people[:5], world.period).cautions)
    found += [definition.title for definition in list_definitions()]
    assert {sentence for sentence in found if not is_known(sentence)} == set()
    assert len(found) > 30


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        (
            "ru",
            "There are 3 arrests before and 12 after; at least 10 each are needed.",
            "Задержаний раньше 3, позже 12",
        ),
        (
            "be",
            "Latent classes gave no estimate: The model gave no draws.",
            "нябачныя класы: ацэнкі няма. Мадэль не дала",
        ),
        (
            "ru",
            "appeal was followed by releases more often than the same measures at other times (p = 0.01).",
            "открытое",
        ),
        ("en", "Something that nobody words.", "Something that nobody words."),
        ("be", "Something that nobody words.", "Something that nobody words."),
    ],
)
def test_a_sentence_reads_in_the_language_of_the_page(language, sentence, words):
    with translation.override(language):
        assert words in in_words(sentence)
