import json
from dataclasses import replace

import pytest
from analysis.published_tables import KOSOVO, SPINA

from habeas.analysis import (
    CaptureTable,
    ChainSettings,
    EstimateRules,
    UncertainMatch,
    decomposable_graphs,
    estimate_lists,
    estimate_over_linkage,
    estimate_strata,
    estimate_table,
    estimate_total,
)
from habeas.analysis.errors import TableError
from habeas.analysis.heterogeneity import look_for_heterogeneity, unequal_chances
from habeas.analysis.linked_lists import CaptureRecord
from habeas.analysis.simulate import simulate_table

QUICK = ChainSettings(chains=4, warm_up=1500, round_draws=2000, most_rounds=2, wanted_draws=1000)


def test_the_documented_count_comes_first_and_models_stand_beside_each_other():
    result = estimate_total(SPINA, chain_settings=QUICK, bootstraps=50)
    printed = result.as_json()
    assert printed["documented"] == 626
    assert set(printed["models"]) == {"decomposable_graphs", "latent_classes", "log_linear"}
    assert all(set(answer) == {"median", "low", "high"} for answer in printed["models"].values())
    assert printed["range"]["low"] <= min(answer["low"] for answer in printed["models"].values())
    assert printed["refused"] == []
    assert 720 < printed["point"] < 740
    assert result.words[0].startswith("626 people are documented")
    assert json.loads(json.dumps(printed)) == printed


def test_few_overlaps_are_refused_and_the_models_are_for_checking_only():
    small = CaptureTable.from_patterns("ABC", {"100": 60, "010": 50, "001": 40, "110": 7, "011": 6, "101": 6})
    result = estimate_total(small, chain_settings=QUICK, bootstraps=0)
    assert result.interval is None
    assert result.point is None
    assert "Only 19 people are on two lists or more" in result.refused_because[0]
    assert any("to be checked against other software" in caution for caution in result.cautions)
    assert "No total is estimated." in result.words


@pytest.mark.parametrize(
    ("patterns", "said"),
    [
        ({"100": 50, "010": 40, "110": 30, "001": 20}, "The list C shares nobody"),
        ({"100": 50, "010": 40, "110": 30, "111": 20, "011": 0}, "Everybody on the list C is also on A"),
        ({"100": 50, "010": 40, "110": 30}, "2 lists name people"),
    ],
)
def test_tables_that_no_model_can_be_trusted_with_are_refused(patterns, said):
    result = estimate_total(CaptureTable.from_patterns("ABC", patterns), chain_settings=QUICK, bootstraps=0)
    assert any(said in reason for reason in result.refused_because)
    assert result.as_json()["range"] is None


def test_lists_of_one_source_are_refused_unless_merged(tmp_path):
    result = estimate_total(SPINA, same_source=[("A", "B")], chain_settings=QUICK, bootstraps=0)
    assert "The lists A and B draw on one source: merge them first." in result.refused_because
    path = tmp_path / "t.csv"
    path.write_text("a,b,n\n1,0,30\n0,1,20\n1,1,25\n")
    two = estimate_table(path, same_source=[("a", "x")])
    assert two.details["scenario_if_independent"] == round(56 * 46 / 26 - 1)
    assert all("refused" in answer for answer in two.as_json()["models"].values())
    with pytest.raises(TableError, match="no list called x"):
        estimate_table(path, leave_out=["x"])


def test_models_that_differ_too_much_give_a_range_without_a_point():
    strict = EstimateRules(most_model_factor=1.001)
    result = estimate_total(SPINA, rules=strict, chain_settings=QUICK, bootstraps=0, sensitivity=False)
    assert result.point is None
    assert result.interval is not None
    assert "only the range is given" in result.point_refused_because[0]


def test_a_strong_pull_of_the_prior_gives_a_range_without_a_point():
    # Kosovo: R dga gives 12,595 with delta 1/16 and 11,323 with 1/2, but 4,617 with 1.
    rules = EstimateRules(delta_factor=16)
    result = estimate_total(KOSOVO, rules=rules, chain_settings=QUICK, bootstraps=0)
    assert any("Multiplying the prior count" in reason for reason in result.point_refused_because)


def test_small_strata_are_put_together_and_sums_come_from_draws():
    small = CaptureTable.from_patterns("ABC", {"100": 20, "010": 15, "001": 18, "110": 6, "011": 5, "101": 4})
    result = estimate_strata({"north": SPINA, "south": small, "east": small}, decomposable_graphs)
    assert result.merged == ("south", "east")
    assert set(result.strata) == {"north", "strata too small to estimate apart"}
    assert result.documented == 626 + 2 * small.documented
    widths = [e.interval.high - e.interval.low for e in result.strata.values()]
    assert result.total.interval.high - result.total.interval.low < sum(widths)
    refused = estimate_strata({"north": SPINA, "south": small}, decomposable_graphs)
    assert "No sum is given" in refused.total.refused_because[0]


def test_limits_over_linkage_draws_are_wider_than_on_one_linkage():
    fewer = CaptureTable(SPINA.lists, tuple(round(n * 0.7) if i == 3 else n for i, n in enumerate(SPINA.counts)))
    more = CaptureTable(SPINA.lists, tuple(n * 4 if i == 3 else n for i, n in enumerate(SPINA.counts)))
    one = decomposable_graphs(SPINA).interval
    pooled = estimate_over_linkage([fewer, more] * 5, decomposable_graphs)
    assert pooled.interval.high - pooled.interval.low > one.high - one.low
    assert pooled.details["documented_range"] == (fewer.documented, more.documented)


def people_on(table, prefix=""):
    """Mentions that make a given table."""
    return [
        CaptureRecord(f"{prefix}{pattern}-{i}-{name}", f"{prefix}{pattern}-{i}", name, prefix)
        for pattern, n in enumerate(table.counts)
        for i in range(n)
        for j, name in enumerate(table.lists)
        if pattern >> j & 1
    ]


def test_uncertain_matches_widen_the_range():
    records = people_on(SPINA)
    lists = {name: [name] for name in SPINA.lists}
    plain = estimate_lists(records, lists, chain_settings=QUICK)
    assert plain.documented == 626
    matches = [UncertainMatch(f"1-{i}", f"2-{i}", 0.5) for i in range(20)]
    drawn = estimate_lists(records, lists, matches=matches, draws=6, chain_settings=QUICK)
    assert drawn.interval[0] < plain.interval[0]
    assert set(drawn.details["over_linkage"]) == {"decomposable_graphs", "latent_classes", "log_linear"}
    low, high = drawn.details["documented_over_linkage"]
    assert 606 <= low < high < 626
    assert any("Some matches are uncertain" in caution for caution in drawn.cautions)


def test_strata_of_a_file_are_also_estimated_apart(tmp_path):
    rows = [
        f"{region},{','.join(SPINA.written(p))},{n}"
        for region in ("North", "South")
        for p, n in enumerate(SPINA.counts)
        if n
    ]
    path = tmp_path / "strata.csv"
    path.write_text("stratum,A,B,C,n\n" + "\n".join(rows) + "\n")
    printed = estimate_table(path).as_json()
    assert printed["documented"] == 1252
    assert printed["strata"]["strata"]["North"]["median"] == 731
    assert printed["strata"]["sum"]["median"] == pytest.approx(2 * 734, rel=0.02)


def test_people_who_differ_in_their_chances_are_noticed_and_copying_is_not_taken_for_it():
    often = {"100": 60, "010": 60, "001": 60, "110": 9, "101": 9, "011": 9, "111": 30}
    mixed = CaptureTable.from_patterns("ABC", often)
    result = estimate_total(mixed, chain_settings=QUICK, bootstraps=0, sensitivity=False)
    assert any("some people are often listed and others seldom" in caution for caution in result.cautions)
    assert not look_for_heterogeneity(SPINA).found
    independent = [look_for_heterogeneity(simulate_table(seed)).found for seed in range(60)]
    assert sum(independent) <= 8


def test_where_people_differ_in_their_chances_the_range_reaches_further_and_no_point_is_given():
    table = simulate_table(0, kind="heterogeneous")
    spread = unequal_chances(table, bootstraps=60)
    assert spread.low <= 500 <= spread.high
    result = estimate_total(table, chain_settings=QUICK, bootstraps=60, sensitivity=False)
    assert result.point is None
    assert result.interval[1] >= spread.high - 60
    assert any("the range was widened by a model" in caution for caution in result.cautions)
    assert result.as_json()["if_chances_are_unequal"]["high"] > 500
    strict = replace(EstimateRules(), largest_spread_p=0.0)
    plain = estimate_total(simulate_table(1), rules=strict, chain_settings=QUICK, bootstraps=20, sensitivity=False)
    assert "if_chances_are_unequal" not in plain.details


def test_limits_for_unequal_chances_hold_the_truth_in_most_simulated_worlds():
    for kind in ("heterogeneous", "independent"):
        held = [
            (found := unequal_chances(simulate_table(seed, kind=kind), bootstraps=60)).low <= 500 <= found.high
            for seed in range(40)
        ]
        assert sum(held) >= 36, kind


def test_unequal_chances_need_three_to_eight_lists_and_draws():
    assert unequal_chances(simulate_table(1), bootstraps=0) is None
    assert unequal_chances(CaptureTable.from_patterns("AB", {"10": 5, "01": 5, "11": 5})) is None


def test_lists_that_set_no_upper_limit_are_refused():
    often_and_seldom = {"1000": 90, "0100": 90, "0010": 90, "0001": 90, "1111": 60, "1110": 2, "0111": 2, "1100": 1}
    table = CaptureTable.from_patterns("ABCD", often_and_seldom)
    found = unequal_chances(table, bootstraps=40)
    assert found.high > 20 * table.documented
    result = estimate_total(table, chain_settings=QUICK, bootstraps=10, sensitivity=False)
    assert result.interval is None
    assert any("finds no upper limit" in reason for reason in result.refused_because)
