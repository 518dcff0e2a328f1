import math
import time
from dataclasses import replace

import numpy as np
import pytest
from analysis.published_tables import ALLEGHENY, KOSOVO, LONELY_LIST, SPINA

from habeas.analysis import (
    CaptureTable,
    ChainSettings,
    chao_lower_bound,
    decomposable_graphs,
    latent_classes,
    log_linear,
)
from habeas.analysis.decomposable import grid_posterior
from habeas.analysis.diagnostics import effective_draws, effective_tail_draws, split_rhat
from habeas.analysis.errors import NoOverlapError, TableError
from habeas.analysis.graphs import decomposable_graph_set
from habeas.analysis.latent import plain_gibbs
from habeas.analysis.loglinear_models import ModelSpace, hierarchical_models

QUICK = ChainSettings(chains=4, warm_up=1500, round_draws=2000, most_rounds=2, wanted_draws=1000)


# Decomposable graphs


@pytest.mark.parametrize(("lists", "number"), [(3, 8), (4, 61), (5, 822), (6, 18154)])
def test_all_decomposable_graphs_are_there(lists, number):
    # 8, 61, 822, 18154: OEIS A058862, the labelled chordal graphs.
    assert len(decomposable_graph_set(lists).graphs) == number


def test_the_weights_of_a_graph_are_cliques_less_separators():
    graph_set = decomposable_graph_set(3)
    path = next(g for g in range(8) if graph_set.describe(g) == ((0, 1), (1, 2)))
    weights = {subset: w for subset, w in enumerate(graph_set.weights[path]) if w and subset}
    assert weights == {0b011: 1.0, 0b110: 1.0, 0b010: -1.0}


@pytest.mark.parametrize(
    ("table", "delta", "quantiles"),
    [
        # R dga 2.0.2, bma.cr over 1..30n people on no list: 2.5 %, 50 %, 97.5 % of N.
        (KOSOVO, 1 / 16, (9827, 12595, 16544)),
        (KOSOVO, 0.5, (4500, 11323, 14486)),
        (KOSOVO, 1.0, (4408, 4617, 6860)),
        (SPINA, 1 / 8, (694, 731, 787)),
        (SPINA, 1.0, (682, 732, 800)),
        (ALLEGHENY, 1 / 16, (4635, 5131, 5749)),
        (ALLEGHENY, 0.5, (2190, 4919, 5702)),
        (LONELY_LIST, 1 / 8, (98, 319, 1970)),
    ],
)
def test_graphs_give_the_quantiles_of_r_dga_to_the_person(table, delta, quantiles):
    interval = decomposable_graphs(table, delta=delta).interval
    assert (interval.low, interval.median, interval.high) == quantiles


def test_graph_probabilities_are_those_of_r_dga():
    probabilities = [round(p, 3) for _, p in decomposable_graphs(KOSOVO).details["most_probable"]]
    assert probabilities == [0.986, 0.011, 0.004]


def test_the_spline_gives_what_a_sum_over_every_number_gives():
    from scipy.special import gammaln, logsumexp

    from habeas.analysis.decomposable import _log_marginals

    missing = np.arange(1.0, 30 * SPINA.documented + 1)
    log_joint = decomposable_graph_set(3).weights @ _log_marginals(SPINA.array(), 3, 0.125, missing)
    log_joint += gammaln(missing + SPINA.documented) - gammaln(missing + 1)
    exact = np.exp(logsumexp(log_joint, axis=0) - logsumexp(log_joint))
    assert np.abs(grid_posterior(SPINA).probability - exact).max() < 1e-7


def test_a_large_table_with_a_narrow_posterior_stays_finite():
    table = CaptureTable(SPINA.lists, tuple(2000 * n for n in SPINA.counts))
    posterior = grid_posterior(table)
    assert np.isfinite(posterior.probability).all()
    assert posterior.probability.sum() == pytest.approx(1)
    assert len(posterior.probability) <= 3_000_000
    assert 1_252_000 < posterior.quantile(0.5) < 2_000_000


def test_six_lists_take_less_than_three_seconds():
    rng = np.random.default_rng(6)
    counts = [0, *(int(n) for n in rng.poisson(8, size=63))]
    table = CaptureTable(tuple("ABCDEF"), tuple(counts))
    decomposable_graph_set(6)
    # Time of the processor, so that a busy machine does not fail it.
    begun = time.process_time()
    estimate = decomposable_graphs(table)
    assert time.process_time() - begun < 3
    assert estimate.interval.low > table.documented


def test_graphs_refuse_when_the_posterior_leaves_the_grid():
    short = decomposable_graphs(KOSOVO, max_missing_factor=1.5)
    assert "do not limit the total from above" in short.refused_because[0]
    assert not short.usable
    assert decomposable_graphs(KOSOVO).usable


@pytest.mark.parametrize("model", [decomposable_graphs, latent_classes, log_linear])
def test_models_raise_on_tables_that_they_cannot_take(model):
    with pytest.raises(NoOverlapError):
        model(CaptureTable.from_patterns("ABC", {"100": 50, "010": 40, "001": 30}))
    with pytest.raises(TableError):
        model(CaptureTable.from_patterns("AB", {"10": 50, "01": 40, "11": 30}))


# Log-linear models


def test_there_are_as_many_hierarchical_models_as_rcapture_fits():
    assert len(hierarchical_models(3, 2)) == 8
    assert len(hierarchical_models(4, 3)) == 113


@pytest.mark.parametrize(
    ("table", "best"),
    [
        # R Rcapture 1.4-4, closedpMS: N and BIC of the three best models.
        (KOSOVO, ((10357, 203.03), (12741, 203.11), (18393, 203.96))),
        (ALLEGHENY, ((6349, 181.22), (5351, 183.48), (7126, 183.65))),
        (SPINA, ((731, 76.03), (758, 78.61), (711, 79.27))),
    ],
)
def test_log_linear_models_are_ranked_as_rcapture_ranks_them(table, best):
    found = log_linear(table, bootstraps=0).details["best_models"][:3]
    assert [round(model["total"]) for model in found] == [total for total, _ in best]
    assert [round(model["bic"], 2) for model in found] == pytest.approx([bic for _, bic in best], abs=0.011)


def test_a_model_without_a_finite_estimate_is_left_out():
    # Rcapture 1.4-4 gives N = 13,917,726,213,834 for [12][3] here, as its best model by BIC.
    estimate = log_linear(LONELY_LIST, bootstraps=0)
    assert round(estimate.interval.median) == 539
    assert estimate.details["left_out"] == 1
    assert any("left out because no finite estimate exists" in caution for caution in estimate.cautions)
    space = ModelSpace(3, 2)
    counts = LONELY_LIST.array()
    without = space.fit(counts, frozenset({0b011}))
    assert not without.still
    assert not space.exists(counts, without)
    assert space.exists(counts, space.fit(counts, frozenset()))


def test_a_search_at_rest_and_the_linear_program_agree():
    rng = np.random.default_rng(8)
    space = ModelSpace(4, 3)
    answers = set()
    for _ in range(12):
        counts = rng.poisson(rng.choice([0.3, 1.5, 6.0]), size=16)
        counts[0] = 0
        if not all(counts[np.arange(16) >> j & 1 == 1].any() for j in range(4)):
            continue
        for terms in hierarchical_models(4, 3)[::7]:
            fit = space.fit(counts, terms)
            if fit is not None:
                proved = space.exists(counts, replace(fit, still=False))
                assert proved or not fit.still
                answers.add((proved, fit.still))
    assert {(True, True), (False, False)} <= answers


def test_an_empty_overlap_that_a_model_names_is_no_obstacle():
    # With A-C and B-C at minus infinity only A and B speak: 40 x 30 / 6 = 200 are on neither (Rcapture: N = 296).
    fit = ModelSpace(3, 2).fit(LONELY_LIST.array(), frozenset({0b101, 0b110}))
    assert fit.total == pytest.approx(296, abs=0.01)


def test_limits_hold_the_choice_of_the_model():
    estimate = log_linear(KOSOVO, bootstraps=100)
    # Silverman, Chan and Vincent 2024: 10,357 [7,133 - 18,681], their bootstrap with selection repeated.
    assert 6500 < estimate.interval.low < 8500
    assert 14500 < estimate.interval.high < 20000
    assert log_linear(KOSOVO, bootstraps=100) == estimate


def test_chao_is_exact_for_independent_lists():
    # 1000 people, chances 0.5, 0.4, 0.2: expected counts, so only the +1 against bias remains.
    chances = (0.5, 0.4, 0.2)
    counts = {}
    for pattern in range(1, 8):
        on = [pattern >> j & 1 for j in range(3)]
        share = math.prod(p if x else 1 - p for p, x in zip(chances, on, strict=True))
        counts["".join(map(str, on))] = round(100000 * share)
    assert chao_lower_bound(CaptureTable.from_patterns("ABC", counts)) == pytest.approx(100000, rel=1e-3)


# Latent classes


def test_latent_classes_agree_with_long_runs_of_lcmcr():
    estimate = latent_classes(KOSOVO, settings=ChainSettings(chains=4, most_rounds=3, wanted_draws=2500))
    # R LCMCR 0.4.14, K = 15, four chains of half a million sweeps: 9,066 / 10,414 / 13,846.
    assert estimate.interval.median == pytest.approx(10414, rel=0.03)
    assert estimate.interval.low == pytest.approx(9066, rel=0.08)
    assert estimate.interval.high == pytest.approx(13846, rel=0.08)
    assert estimate.details["rhat"] < 1.02
    assert estimate.usable


def test_the_same_seed_gives_the_same_draws():
    first, second = (latent_classes(SPINA, settings=QUICK) for _ in range(2))
    assert first.interval == second.interval
    assert np.array_equal(first.draws, second.draws)


def test_flights_and_plain_gibbs_draw_from_one_posterior():
    flights = latent_classes(SPINA, settings=QUICK).interval
    plain = latent_classes(
        SPINA, settings=plain_gibbs(ChainSettings(chains=4, warm_up=4000, round_draws=25000, most_rounds=1))
    )
    assert plain.interval.median == pytest.approx(flights.median, rel=0.02)
    assert plain.interval.high == pytest.approx(flights.high, rel=0.06)


def test_chains_that_disagree_are_refused_with_the_reason():
    # Far too short, so that chains remember where they started.
    short = ChainSettings(chains=4, warm_up=8, round_draws=100, most_rounds=1, swaps=False, flights=0)
    estimate = latent_classes(KOSOVO, settings=short)
    assert any("The chains disagree" in reason for reason in estimate.refused_because)
    assert estimate.as_json().keys() == {"refused"}


def test_the_predictive_check_sees_an_overlap_that_the_model_cannot_make():
    cells = np.tile(np.array([0.4, 0.2, 0.2, 0.2]), (500, 1))
    from habeas.analysis.latent import check_overlaps

    table = CaptureTable.from_patterns("AB", {"10": 50, "01": 50, "11": 2})
    check = check_overlaps(table, cells, seed=1)[0]
    assert check["what"] == "the overlap of A and B"
    assert check["tail"] < 0.01 < check["low"]


def test_r_hat_sees_chains_that_differ_in_place_or_in_spread():
    rng = np.random.default_rng(5)
    same = rng.normal(size=(4, 2000))
    assert split_rhat(same) < 1.01
    assert split_rhat(same + np.array([0, 0, 0, 1.0])[:, None]) > 1.05
    assert split_rhat(same * np.array([1, 1, 1, 3.0])[:, None]) > 1.05
    assert split_rhat(np.cumsum(same, axis=1)) > 1.2


def test_effective_draws_of_a_process_with_known_correlation():
    rng = np.random.default_rng(7)
    chains = np.zeros((4, 20000))
    noise = rng.normal(size=chains.shape)
    for i in range(1, chains.shape[1]):
        chains[:, i] = 0.9 * chains[:, i - 1] + noise[:, i]
    # An AR(1) process with 0.9 is worth (1 - 0.9) / (1 + 0.9) of its length.
    assert effective_draws(chains) == pytest.approx(80000 / 19, rel=0.15)
    assert effective_tail_draws(chains) < 80000 / 5
