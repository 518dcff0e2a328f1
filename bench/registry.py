"""The registry at scale: a rebuild of everything, one decision, one case, and who was held on a day.

    python -m bench registry                    10k, 100k claims
    python -m bench.registry --people 100000    the bar of a million claims

Each world runs in a process of its own, so that its peak memory is its own. Beside the registry stands what it is
compared with: the same questions to a flat SQLite table of one row a claim, which knows neither evidence nor doubt.
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
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from bench.world import HOME, make_world
from habeas.model import Accept, Decision, Event, State, decode_record, record_id
from habeas.registry import HeldIndex, Ledger, derive_case, derive_document, touched_by

SIZES = (1_000, 10_000)  # people; ten claims each
_ASKED = 200


def main() -> None:
    """Run the sizes one after another, each in its own process, and print how the rebuild grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, action="append", help="people of a world; may be given several times")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args(sys.argv[1:] if sys.argv[0].endswith("registry.py") else [])
    if arguments.one:
        run_world(arguments.one)
        return
    seconds = []
    sizes = arguments.people or SIZES
    for people in sizes:
        command = [sys.executable, "-m", "bench.registry", "--one", str(people)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        print(done.stdout, end="", flush=True)
        line = next(line for line in done.stdout.splitlines() if line.startswith("rebuild"))
        seconds.append(float(line.split()[1]))
    for (smaller, first), (larger, second) in pairwise(zip(sizes, seconds, strict=True)):
        times = f"{larger / smaller:.0f} times the world, {second / first:.1f} times the time"
        print(f"growth  {smaller} to {larger} people: {times}")


def run_world(people: int) -> None:
    """Print the figures of one world."""
    before = time.perf_counter()
    ledger = Ledger(HOME)
    processor = time.process_time()
    gc.disable()  # millions of small values that live to the end: nothing to collect while they come in
    loading = 0.0
    for found, raw in make_world(people):
        started = time.perf_counter()
        ledger.add(found, decode_record(raw))
        loading += time.perf_counter() - started
    gc.freeze()
    gc.enable()
    started = time.perf_counter()
    index = HeldIndex(_rows(ledger))
    deriving = time.perf_counter() - started
    started = time.perf_counter()
    for document_id in ledger.documents:
        derive_document(ledger, document_id)
    documents = time.perf_counter() - started
    processor = time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = f"{len(ledger.claims)} claims, {len(ledger.documents)} documents, {len(ledger.decisions)} decisions"
    print(f"world   {people} people, {counts}")
    parts = f"records {loading:.1f}, cases {deriving:.1f}, documents {documents:.1f}"
    print(f"rebuild {loading + deriving + documents:.1f} s ({parts}), peak {peak:.0f} MB")
    print(f"        {processor:.1f} s of processor with the making of the world; load {os.getloadavg()[0]:.1f}")
    _ask(ledger, index)
    print(f"        {time.perf_counter() - before:.0f} s with the making of the world", flush=True)


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
    held = [_clock(index.held_on, day) for day in days]
    flat_held = [_clock(_flat_held, table, day) for day in days]
    cases = [_clock(derive_case, ledger, person_id) for person_id in people]
    flat_cases = [_clock(_flat_case, table, person_id) for person_id in people]
    undecided = [found for found in ledger.claims if ledger.claim_state(found) == "proposed"]
    decisions = [_clock(_decide, ledger, claim_id) for claim_id in rng.sample(undecided, min(_ASKED, len(undecided)))]
    _print("held on a day", held, flat_held)
    _print("one case", cases, flat_cases)
    _print("effect of one decision", decisions, None)


def _clock(function: Callable[..., object], *arguments: object) -> float:
    started = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - started


def _print(what: str, times: list[float], flat: list[float] | None) -> None:
    median, worst = statistics.median(times) * 1000, max(times) * 1000
    beside = f"; flat SQL {statistics.median(flat) * 1000:.2f} ms" if flat else ""
    print(f"{what}: median {median:.2f} ms, worst {worst:.1f} ms{beside}")


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


def _flat_held(table: sqlite3.Connection, day: str) -> int:
    """Arrested by then and not released by then: what a flat table can say."""
    query = """
        SELECT count(*) FROM (
            SELECT person, max(CASE WHEN type = 'release' THEN day END) AS freed, max(day) AS last
            FROM claim WHERE day <= ? GROUP BY person
        ) WHERE freed IS NULL OR freed < last"""
    return int(table.execute(query, (day,)).fetchone()[0])


def _flat_case(table: sqlite3.Connection, person_id: str) -> list[tuple[str, str]]:
    name = table.execute("SELECT person FROM claim LIMIT 1 OFFSET ?", (int(person_id, 16) % 100,)).fetchone()[0]
    return table.execute("SELECT type, day FROM claim WHERE person = ? ORDER BY day", (name,)).fetchall()


if __name__ == "__main__":
    main()
