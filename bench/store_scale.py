"""A casebook at scale: rebuild, one decision, one case, who was held on a day, and the start of a command.

    python -m bench store_scale                       1,000 and 3,000 claims
    python -m bench.store_scale --people 100000       a million claims (an hour: each decision is signed)
    python -m bench.store_scale --people 1000 --people 10000 --keep FOLDER

With `--keep` the casebooks stay in a folder and are not filled again. Everything is asked as the program itself asks,
through the tables, with every commit on the disk; the flat table of `bench.registry` stands beside it. `cpu` is the
time of the processor alone.
"""

import argparse
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.registry import clock, flat_case, flat_held, print_growth, print_times
from habeas.settings import Settings, configure_django

SIZES = (100, 300)
_ASKED = 100
_DAYS = tuple(f"{year}-{month:02d}-15" for year in range(2020, 2025) for month in (2, 9))
_REVIEWER = "a" * 32


def main() -> None:
    """Run the sizes one after another, each in its own process, and print how the rebuild grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, action="append", help="people of a casebook; may be given several times")
    parser.add_argument("--keep", type=Path, help="folder in which the casebooks stay")
    parser.add_argument("--check", action="store_true", help="rebuild --check after everything, and print differences")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args(sys.argv[1:] if sys.argv[0].endswith("store_scale.py") else [])
    if arguments.one:
        run_casebook(arguments.keep, arguments.one, check=arguments.check)
        return
    sizes = arguments.people or SIZES
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        for people in sizes:
            command = [sys.executable, "-m", "bench.store_scale", "--one", str(people)]
            command += ["--keep", str(arguments.keep or folder), *(["--check"] if arguments.check else [])]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            print(done.stdout, end="", flush=True)
            words = next(line for line in done.stdout.splitlines() if line.startswith("rebuild")).split()
            seconds.append((float(words[1]), float(words[words.index("cpu") + 1])))
    print_growth(sizes, seconds)


def run_casebook(folder: Path, people: int, *, check: bool) -> None:
    """Print the figures of one casebook, filled first where it is not there yet."""
    configure_django(Settings())
    # The tables need Django, which has only now been told where they are.
    from bench.web_pages import fill  # noqa: PLC0415
    from habeas.store.casebook import close_casebook, open_casebook  # noqa: PLC0415
    from habeas.workflow import rebuild  # noqa: PLC0415

    path = folder / f"people-{people}"
    is_new = not path.exists()
    casebook = open_casebook(path, create=is_new)
    if is_new:
        wall, busy = clock(fill, casebook, people)
        print(f"filled  {wall:.0f} s, cpu {busy:.0f} s; load {os.getloadavg()[0]:.1f}", flush=True)
    wall, busy = clock(rebuild)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"casebook {people} people, {people * 10} claims; load {os.getloadavg()[0]:.1f}")
    print(f"rebuild {wall:.1f} s, cpu {busy:.1f} s, {busy / people * 100_000:.0f} a million claims, peak {peak:.0f} MB")
    _ask(casebook.path, casebook.casebook_id)
    if check:
        started = time.process_time()
        differences = rebuild(check=True).differences
        print(f"rebuild --check: cpu {time.process_time() - started:.1f} s, differences {differences or 'none'}")
    close_casebook()


def _ask(path: Path, casebook_id: str) -> None:
    # As above.
    from habeas.model import Accept  # noqa: PLC0415
    from habeas.store.casebook import Casebook  # noqa: PLC0415
    from habeas.store.held import held_on  # noqa: PLC0415
    from habeas.store.models import ClaimRow, PersonRow  # noqa: PLC0415
    from habeas.store.rows import case_of_row  # noqa: PLC0415
    from habeas.workflow import record_decision  # noqa: PLC0415

    rng = random.Random(7)
    casebook = Casebook(path=path, casebook_id=casebook_id)
    table = _flat_table()
    people = list(PersonRow.objects.order_by("person_id").values_list("person_id", flat=True))
    people = rng.sample(people, min(_ASKED, len(people)))
    open_claims = ClaimRow.objects.filter(state="proposed").order_by("claim_id").values_list("claim_id", flat=True)
    chosen = rng.sample(list(open_claims), min(_ASKED, len(open_claims)))

    def case(person_id: str) -> object:
        return case_of_row(PersonRow.objects.get(pk=person_id))

    def decide(claim_id: str) -> object:
        return record_decision(casebook, Accept(claim_id=claim_id), _REVIEWER)

    held_on(_DAYS[0])
    decide(chosen.pop())  # a warm process
    print_times("held on a day", [clock(held_on, day) for day in _DAYS], [clock(flat_held, table, d) for d in _DAYS])
    print_times("one case", [clock(case, one) for one in people], [clock(flat_case, table, one) for one in people])
    print_times("effect of one decision", [clock(decide, claim_id) for claim_id in chosen], None)
    command = [sys.executable, "-m", "habeas", "--casebook", str(path), "case", people[0]]
    starts = [_start(command) for _ in range(5)]
    print_times("a command, from its start", starts, None)


def _start(command: list[str]) -> tuple[float, float]:
    """Seconds on the clock and on the processor of another process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall, _ = clock(lambda: subprocess.run(command, check=True, capture_output=True))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _flat_table() -> sqlite3.Connection:
    from habeas.store.models import ClaimRow  # noqa: PLC0415

    table = sqlite3.connect(":memory:")
    table.execute("CREATE TABLE claim (person TEXT, type TEXT, day TEXT, document TEXT)")
    rows = ClaimRow.objects.order_by().values_list("people", "kind", "event_type", "date", "document_id")
    table.executemany(
        "INSERT INTO claim VALUES (?, ?, ?, ?)",
        (
            (people[0], kind if kind == "state" else event_type, day, document_id)
            for people, kind, event_type, day, document_id in rows.iterator()
            if people and day
        ),
    )
    table.execute("CREATE INDEX by_person ON claim (person)")
    table.execute("CREATE INDEX by_type ON claim (type, day)")
    return table


if __name__ == "__main__":
    main()
