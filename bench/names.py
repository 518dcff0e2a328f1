"""Names side by side: habeas.names, RapidFuzz, nomenklatura logic-v2 and Splink on one machine in one run.

    make bench                  installs the bench-only packages into .venv and runs every bench
    python -m bench names       this one; a row whose package is absent says so
    python -m bench.names [--size N] [--million] [--splink]

* Pairs of names_dev.jsonl: threshold chosen on the half `fit` (best F1; for R99 at precision 0.99), figures
  on the half `check`.
* Linking two invented lists (bench/names_lists.py): precision, recall, F1 of the pairs given, one to one; and the same
  with every word in one spelling. --size is 98000; --million adds 1,000,000 x 1,000,000; --splink: Splink at --size.
* Forms in six languages (slavic_names_dev.jsonl) by the development scorer.

Data are read from HABEAS_BENCH_DATA, else ../shared/bench.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.names_data import bench_folder, names_dev, slavic_names_dev
from bench.names_lists import invent_lists, score_pairs_found
from bench.names_rivals import nomenklatura_logic_v2, rapidfuzz_token_set, rapidfuzz_wratio, splink_link
from habeas.names import compare, compare_many, link, parse_name
from habeas.names.batch import score_pairs
from habeas.names.columns import WordBook, columns_of
from habeas.names.linkage import Pair
from habeas.names.mentions import group_mentions
from habeas.names.words import word_of

Floats = NDArray[np.float64]
BARS = "bars: F1 0.965, AP 0.988, R99 0.92, BY F1 0.95; 100,000 pairs/s parsed once, 20,000 plain"


def threshold(labels: NDArray[np.bool_], scores: Floats, precision: float | None = None) -> float:
    """The score with the best F1, or with the most recall at this precision."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(labels[order])
    taken = np.arange(1, len(order) + 1)
    last = np.append(scores[order][1:] != scores[order][:-1], True)  # ties go together
    p, r = right / taken, right / labels.sum()
    value = 2 * p * r / np.maximum(p + r, 1e-12) if precision is None else np.where(p >= precision, r, -1.0)
    best = int(np.argmax(np.where(last, value, -1.0)))
    return float(scores[order][best])


def average_precision(labels: NDArray[np.bool_], scores: Floats) -> float:
    """Mean precision over the positives, ties together."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(labels[order])
    last = np.append(scores[order][1:] != scores[order][:-1], True)
    at = np.flatnonzero(last)
    gained = np.diff(np.append(0, right[at]))
    return float(np.sum(gained * right[at] / (at + 1)) / labels.sum())


def rates(labels: NDArray[np.bool_], chosen: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    right = float((labels & chosen).sum())
    p, r = right / max(chosen.sum(), 1), right / max(labels.sum(), 1)
    return p, r, 2 * p * r / max(p + r, 1e-12)


def pairs_table() -> None:
    rows = names_dev()
    labels = np.array([bool(row["label"]) for row in rows])
    fit = np.array([row["half"] == "fit" for row in rows])
    belarusian = np.array([row["stratum"] == "BY" for row in rows])
    names_a, names_b = [row["a"] for row in rows], [row["b"] for row in rows]

    def one_by_one(make: Callable[[], Callable[[str, str], float]]) -> Callable[[], Sequence[float]]:
        def run() -> Sequence[float]:
            matcher = make()
            return [matcher(a, b) for a, b in zip(names_a, names_b, strict=True)]

        return run

    compare_many(names_a[:1], names_b[:1])  # tables are read once
    methods: tuple[tuple[str, Callable[[], Sequence[float]]], ...] = (
        ("habeas compare", one_by_one(lambda: compare)),
        ("habeas compare_many", lambda: compare_many(names_a, names_b).tolist()),
        ("rapidfuzz WRatio, ICU", one_by_one(rapidfuzz_wratio)),
        ("rapidfuzz token_set, ICU", one_by_one(rapidfuzz_token_set)),
        ("nomenklatura logic-v2", one_by_one(nomenklatura_logic_v2)),
    )
    print(f"{'pairs, half check':26} P     R     F1    AP    R99   BY F1 BY AP pairs/s (names parsed in the run)")
    for label, run in methods:
        for cache in (word_of, parse_name, compare):
            cache.cache_clear()
        try:
            start = time.process_time()
            scores = np.array(run(), dtype=float)
            seconds = time.process_time() - start
        except ImportError as error:
            print(f"{label:26} NOT RUN: {error}; install requirements/bench-*.txt")
            continue
        cut, cut99 = threshold(labels[fit], scores[fit]), threshold(labels[fit], scores[fit], 0.99)
        held, by = ~fit, ~fit & belarusian
        p, r, f = rates(labels[held], scores[held] >= cut)
        r99 = rates(labels[held], scores[held] >= cut99)[1]
        f_by = rates(labels[by], scores[by] >= cut)[2]
        ap, ap_by = average_precision(labels[held], scores[held]), average_precision(labels[by], scores[by])
        print(
            f"{label:26} {p:.3f} {r:.3f} {f:.3f} {ap:.3f} {r99:.3f} {f_by:.3f} {ap_by:.3f} {len(rows) / seconds:,.0f}"
        )
    print(f"{'habeas, names parsed once':26} {_parsed_once(names_a, names_b):>50,.0f} pairs/s")
    print(BARS)
    _calibration(labels[~fit], compare_many(names_a, names_b)[~fit])


def _parsed_once(names_a: list[str], names_b: list[str]) -> float:
    """Pairs a second when the columns are there already: a million random pairs, one core, CPU time."""
    book = WordBook()
    a, b = columns_of(names_a, book), columns_of(names_b, book)
    rng = np.random.default_rng(1)
    rows_a, rows_b = rng.integers(0, len(a), 1_000_000), rng.integers(0, len(b), 1_000_000)
    start = time.process_time()
    score_pairs(a, rows_a, b, rows_b)
    return 1_000_000 / (time.process_time() - start)


def _calibration(labels: NDArray[np.bool_], probability: Floats) -> None:
    brier = np.mean((probability - labels) ** 2)
    print(f"calibration on check: Brier {brier:.4f}; probability said / true share (pairs):")
    edges = (0.0, 0.02, 0.1, 0.3, 0.7, 0.9, 0.98, 1.0)
    parts = []
    for low, high in pairwise(edges):
        inside = (probability >= low) & (probability < high) if high < 1 else probability >= low
        if inside.any():
            parts.append(f"{probability[inside].mean():.3f}/{labels[inside].mean():.3f} ({inside.sum()})")
    print("  " + "  ".join(parts))


def linking_table(size: int, *, rivals: bool = True, splink: bool = True) -> None:
    list_a, list_b, truth = invent_lists(size)
    print(
        f"\nlinking {size:,} x {size:,} invented records, {len(truth):,} shared people; bar at 100,000: F1 0.86, 15 s"
    )
    start = time.perf_counter()
    pairs: list[Any] = link(list_a, list_b)
    seconds = time.perf_counter() - start
    _linking_row("habeas link", pairs, truth, seconds)
    if not rivals:
        return
    plain_a, plain_b, plain_truth = invent_lists(size, one_spelling=True)
    p, r, f = score_pairs_found(link(plain_a, plain_b), plain_truth)
    print(f"{'  had all one spelling':26} one-to-one P {p:.3f} R {r:.3f} F1 {f:.3f}  (the rest are namesakes)")
    if not splink:
        print(f"{'Splink':26} not run at this size (minutes and 6 GB with its wide blocks); --splink runs it")
        return
    try:
        start = time.perf_counter()
        found = splink_link(list_a, list_b)
        seconds = time.perf_counter() - start
    except ImportError as error:
        print(f"{'Splink':26} NOT RUN: {error}; install requirements/bench-*.txt")
        return
    _linking_row("Splink, best cut", _best_one_to_one(found, truth), truth, seconds)


def _linking_row(label: str, pairs: list[Any], truth: list[tuple[int, int]], seconds: float) -> None:
    p, r, f = score_pairs_found(pairs, truth)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{label:26} one-to-one P {p:.3f} R {r:.3f} F1 {f:.3f}  wall {seconds:.1f} s  peak of the run {peak:.2f} GB")


def _best_one_to_one(found: list[tuple[int, int, float]], truth: list[tuple[int, int]]) -> list[Pair]:
    """Greedy one-to-one pairs at the threshold that is best for the rival (chosen with the truth at hand)."""
    used_a, used_b, chosen = set(), set(), []
    for a, b, probability in sorted(found, key=lambda row: (-row[2], row[0], row[1])):
        if a not in used_a and b not in used_b:
            used_a.add(a)
            used_b.add(b)
            chosen.append(Pair(a, b, probability))
    true = set(truth)
    right = np.cumsum([(pair.row_a, pair.row_b) in true for pair in chosen])
    f1 = 2 * right / (np.arange(1, len(chosen) + 1) + len(truth))
    return chosen[: int(np.argmax(f1)) + 1]


def score_mentions() -> str:
    """The last line that the development scorer prints on `group_mentions`."""
    rows = slavic_names_dev()
    answers = []
    for topic in sorted({row["topic"] for row in rows}):
        part = [row for row in rows if row["topic"] == topic]
        groups = group_mentions([row["form"] for row in part])
        answers += [{"i": row["i"], "id": f"{topic} {group}"} for row, group in zip(part, groups, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.jsonl"
        path.write_text("\n".join(map(json.dumps, answers)), encoding="utf-8")
        command = [sys.executable, str(bench_folder() / "score.py"), "names-cluster", "--pred", str(path)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return printed.strip().splitlines()[-1]


def cross_script_f1() -> float:
    """F1 (x 100) on pairs of forms in different alphabets, mean of the topics."""
    return float(score_mentions().rsplit(" ", 1)[-1])


def mentions_table() -> None:
    print("\nforms in six languages, habeas group_mentions:", score_mentions())
    print("transliterating and comparing: cross-script pairs F1 5.3, from gold base forms 16.7; bar 45")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=98_000)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--splink", action="store_true")
    options, _ = parser.parse_known_args()
    pairs_table()
    # Development people are a fifth of those of the published figures: at a fifth of the size namesakes are as dense.
    linking_table(options.size // 5)
    linking_table(options.size, splink=options.splink)
    mentions_table()
    if options.million:
        linking_table(1_000_000, rivals=False)


if __name__ == "__main__":
    main()
