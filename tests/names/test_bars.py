"""The figures that the room must keep, on the development data beside the clone (opt-in: pytest -m bench)."""

import numpy as np
import pytest

from habeas.names import compare_many, link

pytestmark = pytest.mark.bench


def test_the_pairs_reach_their_bars():
    from bench.names import average_precision, rates, threshold
    from bench.names_data import names_dev

    rows = names_dev()
    labels = np.array([bool(row["label"]) for row in rows])
    fit = np.array([row["half"] == "fit" for row in rows])
    by = np.array([row["stratum"] == "BY" for row in rows])
    scores = compare_many([row["a"] for row in rows], [row["b"] for row in rows])
    cut, cut99 = threshold(labels[fit], scores[fit]), threshold(labels[fit], scores[fit], 0.99)
    assert rates(labels[~fit], scores[~fit] >= cut)[2] >= 0.965
    assert average_precision(labels[~fit], scores[~fit]) >= 0.988
    assert rates(labels[~fit], scores[~fit] >= cut99)[1] >= 0.92
    assert rates(labels[~fit & by], scores[~fit & by] >= cut)[2] >= 0.95


def test_invented_lists_are_linked_one_to_one():
    from bench.names_lists import invent_lists, score_pairs_found

    list_a, list_b, truth = invent_lists(20_000)
    assert score_pairs_found(link(list_a, list_b), truth)[2] >= 0.86


def test_mentions_are_grouped_across_alphabets():
    from bench.names import cross_script_f1

    assert cross_script_f1() >= 45


def test_the_shipped_weights_are_those_of_the_fit():
    from bench.names_fit import PARTS, fit
    from habeas.packs import load_table

    weights, _ = fit()
    table = load_table("world", "name_weights")
    shipped = [
        table["start"],
        table["extra_word"],
        *(table[part][name] for part, names in PARTS.items() for name in names),
    ]
    assert np.allclose(weights, shipped, atol=0.01)
