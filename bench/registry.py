"""The registry at scale: a rebuild of everything, one decision, one case, and who was held on a day.

    python -m bench registry                    10k, 100k claims
    python -m bench.registry --people 100000    the bar of a million claims
    python -m bench.registry --series           10k, 100k and a million claims, and how the rebuild grows

Each world runs in a process of its own, so that its peak memory is its own. Beside the registry stands what it is
compared with: the same questions to a flat SQLite table of one row a claim, which knows neither evidence nor doubt.
`cpu` is the time of the processor alone: on a machine that others use, seconds on the clock tell of them as well.
`python -m bench.store_scale` asks the same of a casebook, with its tables.
"""

import argparse
import gc
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, Self

from bench.world import HOME, make_world
from habeas.model import Accept, Decision, Event, State, decode_record, record_id
from habeas.registry import HeldIndex, Ledger, derive_case, derive_document, touched_by

SIZES = (1_000, 10_000)  # people; ten claims each
SERIES = (1_000, 10_000, 100_000)
_ASKED = 200
# What is asked of a million claims: seconds, megabytes, milliseconds.
BARS = (("rebuild", 120), ("peak", 4096), ("held on a day", 300), ("one case", 20), ("effect of one decision", 50))


def main() -> None:
    """Run the sizes one after another, each in its own process, and print how the rebuild grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, action="append", help="people of a world; may be given several times")
    parser.add_argument("--series", action="store_true", help="10k, 100k and a million claims")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args(sys.argv[1:] if sys.argv[0].endswith("registry.py") else [])
    if arguments.one:
        run_world(arguments.one)
        return
    seconds = []
    sizes = SERIES if arguments.series else arguments.people or SIZES
    for people in sizes:
        command = [sys.executable, "-m", "bench.registry", "--one", str(people)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        print(done.stdout, end="", flush=True)
        words = next(line for line in done.stdout.splitlines() if line.startswith("rebuild")).split()
        seconds.append((float(words[1]), float(words[words.index("cpu") + 1])))
    print_growth(sizes, seconds)
    print("bars at a million claims: " + ", ".join(f"{name} {bar}" for name, bar in BARS) + " (s, MB, ms, ms, ms)")


def print_growth(sizes: Sequence[int], seconds: Sequence[tuple[float, float]]) -> None:
    """Print how much longer each world took than the one before it, on the clock and on the processor."""
    for (smaller, first), (larger, second) in pairwise(zip(sizes, seconds, strict=True)):
        times = f"{second[0] / first[0]:.1f} times the time, {second[1] / first[1]:.1f} times the cpu"
        print(f"growth  {smaller} to {larger} people: {larger / smaller:.0f} times the world, {times}")


def run_world(people: int) -> None:
    """Print the figures of one world."""
    before = time.perf_counter()
    ledger = Ledger(HOME)
    gc.disable()  # as a rebuild does: millions of small values that live to the end, and no rubbish among them
    loading = Stopwatch()
    world = make_world(people)
    while batch := list(islice(world, 1000)):
        with loading:
            ledger.add_all((found, decode_record(raw)) for found, raw in batch)
    with (deriving := Stopwatch()):
        index = HeldIndex(_rows(ledger))
    with (documents := Stopwatch()):
        for document_id in ledger.documents:
            derive_document(ledger, document_id)
    gc.freeze()
    gc.enable()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = f"{len(ledger.claims)} claims, {len(ledger.documents)} documents, {len(ledger.decisions)} decisions"
    print(f"world   {people} people, {counts}; load {os.getloadavg()[0]:.1f}")
    stages = (loading, deriving, documents)
    wall, busy = sum(one.wall for one in stages), sum(one.busy for one in stages)
    parts = ", ".join(
        f"{name} {one.busy:.1f}" for name, one in zip(("records", "cases", "documents"), stages, strict=True)
    )
    print(f"rebuild {wall:.1f} s, cpu {busy:.1f} s ({parts}), peak {peak:.0f} MB")
    _ask(ledger, index)
    print(f"        {time.perf_counter() - before:.0f} s with the making of the world", flush=True)


class Stopwatch:
    """Seconds on the clock and on the processor, of everything that ran inside."""

    def __init__(self) -> None:
        self.wall = self.busy = 0.0
        self._started = (0.0, 0.0)

    def __enter__(self) -> Self:
        self._started = (time.perf_counter(), time.process_time())
        return self

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter() - self._started[0]
        self.busy += time.process_time() - self._started[1]


def _rows(ledger: Ledger) -> Iterator[Any]:
    for person_id in ledger.persons:
        case = derive_case(ledger, person_id)
        if case.opens == "accepted":
            yield person_id, case.liberty, case.recognition


def _ask(ledger: Ledger, index: HeldIndex) -> None:
    rng = random.Random(7)
    table = _flat_table(ledger)
    days = [f"{rng.randrange(2020, 2025)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}" for _ in range(9)]
    people = rng.sample(sorted(ledger.persons), min(_ASKED, len(ledger.persons)))
    held = [clock(index.held_on, day) for day in days]
    held_flat = [clock(flat_held, table, day) for day in days]
    cases = [clock(derive_case, ledger, person_id) for person_id in people]
    cases_flat = [clock(flat_case, table, person_id) for person_id in people]
    undecided = [found for found in ledger.claims if ledger.claim_state(found) == "proposed"]
    decisions = [clock(_decide, ledger, claim_id) for claim_id in rng.sample(undecided, min(_ASKED, len(undecided)))]
    print_times("held on a day", held, held_flat)
    print_times("one case", cases, cases_flat)
    print_times("effect of one decision", decisions, None)


def clock(function: Callable[..., object], *arguments: object) -> tuple[float, float]:
    """Seconds on the clock and on the processor of one call."""
    watch = Stopwatch()
    with watch:
        function(*arguments)
    return watch.wall, watch.busy


def print_times(what: str, times: Sequence[tuple[float, float]], flat: Sequence[tuple[float, float]] | None) -> None:
    """Print medians, and beside them those of the flat table."""
    walls = [wall * 1000 for wall, _ in times]
    busy = statistics.median(busy for _, busy in times) * 1000
    beside = f"; flat SQL {statistics.median(wall for wall, _ in flat) * 1000:.2f} ms" if flat else ""
    print(f"{what}: median {statistics.median(walls):.2f} ms, cpu {busy:.2f} ms, worst {max(walls):.1f} ms{beside}")


def _decide(ledger: Ledger, claim_id: str) -> None:
    """Accept a claim and derive again all that it touches."""
    decision = Decision(body=Accept(claim_id=claim_id), who="reviewer", when="2026-03-01T00:00:00Z", casebook_id=HOME)
    ledger.add(record_id(decision), decision)
    touched = touched_by(ledger, decision)
    for person_id in touched.person_ids:
        derive_case(ledger, person_id)
    for document_id in touched.document_ids:
        derive_document(ledger, document_id)


def _flat_table(ledger: Ledger) -> sqlite3.Connection:
    table = sqlite3.connect(":memory:")
    table.execute("CREATE TABLE claim (person TEXT, type TEXT, day TEXT, document TEXT)")
    rows = []
    for claim in ledger.claims.values():
        body = claim.body
        mention = body.mentions[0] if isinstance(body, Event) else body.person if isinstance(body, State) else None
        dated = body.date if isinstance(body, Event) else body.as_of if isinstance(body, State) else None
        kind = body.event_type if isinstance(body, Event) else "state"
        if mention and dated:
            rows.append((mention.label, kind, dated.value, claim.document_id))
    table.executemany("INSERT INTO claim VALUES (?, ?, ?, ?)", rows)
    table.execute("CREATE INDEX by_person ON claim (person)")
    table.execute("CREATE INDEX by_type ON claim (type, day)")
    return table


def flat_held(table: sqlite3.Connection, day: str) -> int:
    """Arrested by then and not released by then: what a flat table can say."""
    query = """
        SELECT count(*) FROM (
            SELECT person, max(CASE WHEN type = 'release' THEN day END) AS freed, max(day) AS last
            FROM claim WHERE day <= ? GROUP BY person
        ) WHERE freed IS NULL OR freed < last"""
    return int(table.execute(query, (day,)).fetchone()[0])


def flat_case(table: sqlite3.Connection, person_id: str) -> list[tuple[str, str]]:
    """Every type and day of somebody's claims: what a flat table can say."""
    name = table.execute("SELECT person FROM claim LIMIT 1 OFFSET ?", (int(person_id, 16) % 100,)).fetchone()[0]
    return table.execute("SELECT type, day FROM claim WHERE person = ? ORDER BY day", (name,)).fetchall()


if __name__ == "__main__":
    main()
