"""The pages at scale: server time, questions to the database and weight of each, one worker, on a generated world.

    python -m bench web_pages                       1,000 people, 10,000 claims
    python -m bench.web_pages --people 100000       the bar of a million claims
    python -m bench.web_pages --people 100000 --keep FOLDER     the casebook that bench.store_scale filled there

Every page is made as the app makes it, through all of its middleware, for a lead who is signed in; what the network and
the browser add is not counted. `cpu` is the time of the processor alone, which a busy machine does not stretch. It is
compared with the start page, which is what any page costs before it has content.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from bench.world import make_world
from habeas.settings import Settings, configure_django

configure_django(Settings())

from django.contrib.auth import get_user_model  # noqa: E402  the tables need Django
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from habeas.model import Decision, decode_record, encode_record, sign_decision  # noqa: E402
from habeas.store.append import append_records  # noqa: E402
from habeas.store.casebook import Casebook, close_casebook, open_casebook, private_key  # noqa: E402
from habeas.store.deriving import needs_rebuild  # noqa: E402
from habeas.store.models import DocumentRow, PersonRow  # noqa: E402
from habeas.web.casebook import serve_casebook  # noqa: E402
from habeas.web.serve import first_account  # noqa: E402
from habeas.workflow import now, rebuild  # noqa: E402

_BATCH = 5000
BAR_MILLISECONDS, BAR_QUERIES, BAR_BYTES = 60, 12, 150_000


def main(people: int = 1000, asked: int = 60, keep: Path | None = None) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = (keep or Path(folder)) / f"people-{people}"
        is_new = not path.exists()
        casebook = open_casebook(path, create=is_new)
        started = time.perf_counter()
        if is_new:
            print(f"{people} people, {fill(casebook, people)} records", flush=True)
        filled = time.perf_counter()
        if is_new or needs_rebuild():
            rebuild()
        print(f"{filled - started:.0f} s to store, {time.perf_counter() - filled:.0f} s to derive", flush=True)
        measure(casebook, asked)
        close_casebook()


def fill(casebook: Casebook, people: int) -> int:
    """Store a generated world in a casebook, its decisions signed by the casebook's own key."""
    key, batch, count = private_key(), [], 0
    for _record_id, raw in make_world(people):
        record = decode_record(raw)
        if isinstance(record, Decision):
            record = msgspec.structs.replace(record, casebook_id=casebook.casebook_id, signature="")
            raw = encode_record(sign_decision(record, key))  # noqa: PLW2901 - the same record, signed here
        batch.append(raw)
        if len(batch) >= _BATCH:
            append_records(batch, added_at=now())
            count, batch = count + len(batch), []
    append_records(batch, added_at=now())
    return count + len(batch)


def measure(casebook: Casebook, asked: int) -> None:
    """Ask for each kind of page and print what it took."""
    serve_casebook(casebook)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=first_account(casebook)))
    rng = random.Random(11)
    people = list(PersonRow.objects.filter(has_case=True).values_list("person_id", "display_name"))
    reports = list(DocumentRow.objects.values_list("document_id", flat=True))
    chosen = rng.sample(people, min(asked, len(people)))
    pages = max(1, len(people) // 50)
    kinds: tuple[tuple[str, Iterable[Callable[[], Any]]], ...] = (
        ("start", [_get(client, "/")] * 10),
        ("people", [_get(client, f"/people/?page={rng.randint(1, pages)}") for _ in range(asked)]),
        (
            "people, filtered",
            [_get(client, f"/people/?show=unknown&article={rng.choice((342, 130))}") for _ in range(20)],
        ),
        ("people, by name", [_post(client, "/people/", "name", name) for _id, name in chosen]),
        ("case", [_get(client, f"/cases/{person_id}/") for person_id, _name in chosen]),
        ("report", [_get(client, f"/reports/{one}/") for one in rng.sample(reports, min(asked, len(reports)))]),
        ("review", [_get(client, f"/review/{one}/") for one in rng.sample(reports, min(asked, len(reports)))]),
        ("search", [_post(client, "/search/", "asked", name) for _id, name in chosen]),
        ("timeline", [_get(client, f"/timeline/?at={year}") for year in range(2020, 2025)]),
        ("contradictions", [_get(client, "/contradictions/")] * 5),
        ("overview", [_get(client, "/overview/")] * 5),
        ("sources", [_get(client, "/sources/")] * 5),
        ("precedents", [_get(client, "/precedents/")] * 5),
        ("positions", [_get(client, "/positions/")] * 5),
    )
    print(f"{'page':18} {'median':>8} {'p95':>8} {'cpu p95':>8} {'queries':>8} {'KB':>6}")
    for name, asks in kinds:
        _line(name, asks)


def _line(name: str, asks: Iterable[Callable[[], Any]]) -> None:
    times, cpu, queries, weights = [], [], 0, 0
    for number, ask in enumerate(asks):
        started, busy = time.perf_counter(), time.process_time()
        answer = ask()
        times.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - busy) * 1000)
        weights = max(weights, len(answer.content))
        if number < 5:
            with CaptureQueriesContext(connection) as found:
                ask()
            before = [query["sql"] for query in found]  # the audit note is written once the page has been sent
            before = before[: before.index("BEGIN IMMEDIATE")] if "BEGIN IMMEDIATE" in before else before
            queries = max(queries, len(before))
    p95 = statistics.quantiles(times[1:] or times * 2, n=20)[-1]
    mark = "" if p95 <= BAR_MILLISECONDS and queries <= BAR_QUERIES and weights <= BAR_BYTES else "  over the bar"
    busy = statistics.quantiles(cpu[1:] or cpu * 2, n=20)[-1]
    figures = f"{statistics.median(times):6.1f}ms {p95:6.1f}ms {busy:6.1f}ms {queries:8} {weights / 1000:6.0f}"
    print(f"{name:18} {figures}{mark}", flush=True)


def _get(client: Client, address: str) -> Callable[[], Any]:
    return lambda: client.get(address)


def _post(client: Client, address: str, field: str, text: str) -> Callable[[], Any]:
    return lambda: client.post(address, {field: text})


def _arguments() -> Iterator[tuple[str, Any]]:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--asked", type=int, default=60)
    parser.add_argument("--keep", type=Path, help="folder in which the casebook stays, or stands already")
    yield from vars(parser.parse_args()).items()


if __name__ == "__main__":
    sys.exit(main(**dict(_arguments())))
