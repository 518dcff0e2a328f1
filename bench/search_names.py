"""Whether a search for people finds the one meant: names typed in two alphabets, in part, in another order, with slips.

    python -m bench search_names                        1,000 people
    python -m bench.search_names --people 100000 --keep FOLDER     the casebook that bench.web_pages filled there
    python -m bench.search_names --found FILE           also writes whom each query found
    python -m bench.search_names --against FILE         and says who of an earlier file is found no longer

Everybody is invented. `found` counts queries that find the person meant or a namesake, `first 20` those that have them
on the first page. The time is that of the processor, for a search alone, without its page. The last column is what it
is compared with: queries whose letters stand as typed in the name.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from habeas.settings import Settings, configure_django

configure_django(Settings())

from bench.web_pages import fill  # noqa: E402  the tables need Django
from habeas.store.casebook import close_casebook, open_casebook  # noqa: E402
from habeas.store.deriving import needs_rebuild  # noqa: E402
from habeas.store.models import PersonRow  # noqa: E402
from habeas.store.search import search_names  # noqa: E402
from habeas.workflow import rebuild  # noqa: E402

_LIMIT, _PAGE = 200, 20
_LATIN, _CYRILLIC = "abdegiklmnoprstuvz", "абвгдежиклмнопрсту"
_GROUPS = (("zh", "ж"), ("ya", "я"), ("sko", "ско"), ("j", "дж"))
_LETTERS = dict(zip("abcdefghiklmnoprstuvyz", "абкдефггиклмнопрстувыз", strict=True))


class Asked(NamedTuple):
    """A query, its kind, and the person whom it means."""

    kind: str
    query: str
    person_id: str


def main(
    people: int = 1000,
    asked: int = 100,
    keep: Path | None = None,
    found: Path | None = None,
    against: Path | None = None,
) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = (keep or Path(folder)) / f"people-{people}"
        is_new = not path.exists()
        casebook = open_casebook(path, create=is_new)
        if is_new:
            fill(casebook, people)
        if is_new or needs_rebuild():
            rebuild()
        hits = measure(asked)
        close_casebook()
    if found:
        found.write_text(json.dumps(hits, ensure_ascii=False), encoding="utf-8")
    if against:
        compare(json.loads(against.read_text(encoding="utf-8")), hits)


def measure(asked: int) -> dict[str, list[str]]:
    """Ask for each kind of query and print what was found; whom each query found."""
    names = dict(PersonRow.objects.filter(has_case=True).order_by("person_id").values_list("person_id", "display_name"))
    chosen = random.Random(77).sample(sorted(names), min(asked, len(names)))
    rows: dict[str, list[tuple[int | None, int, float, bool]]] = {}
    hits: dict[str, list[str]] = {}
    for kind, query, meant in queries([(person_id, names[person_id]) for person_id in chosen]):
        started = time.process_time()
        found = [hit.person_id for hit in search_names(query, _LIMIT, of="persons")]
        took = (time.process_time() - started) * 1000
        persons = hits[f"{kind}: {query}"] = list(dict.fromkeys(found))
        rank = next((place for place, one in enumerate(persons) if names.get(one) == names[meant]), None)
        rows.setdefault(kind, []).append((rank, len(persons), took, query.lower() in names[meant].lower()))
    print(
        f"{'typed':22} {'queries':>7} {'found':>6} {'first 20':>8} {'hits':>6} {'median':>8} {'p95':>8} {'letters':>8}"
    )
    for kind, several in rows.items():
        ranks, numbers, times, letters = zip(*several, strict=True)
        there = [rank for rank in ranks if rank is not None]
        first, p95 = sum(rank < _PAGE for rank in there), statistics.quantiles(times * 2, n=20)[-1]
        figures = f"{len(ranks):7} {len(there):6} {first:8} {statistics.mean(numbers):6.1f}"
        print(f"{kind:22} {figures} {statistics.median(times):6.1f}ms {p95:6.1f}ms {sum(letters):8}", flush=True)
    return hits


def queries(people: list[tuple[str, str]]) -> Iterator[Asked]:
    """Every kind of query for each of these people (id, given name and surname)."""
    rng = random.Random(78)
    for person_id, name in people:
        given, surname = name.split(" ", 1)
        other_given, other_surname = _in_cyrillic(given), _in_cyrillic(surname)
        texts = (
            ("as written", name),
            ("lower, reversed", f"{surname} {given}".lower()),
            ("Cyrillic", f"{other_given} {other_surname}"),
            ("surname", surname),
            ("surname, Cyrillic", other_surname),
            ("beginnings", f"{given} {surname[:4]}"),
            ("beginnings, reversed", f"{surname[:4]} {given[:3]}"),
            ("slip in surname", f"{given} {_with_slip(surname, _LATIN, rng)}"),
            ("slip, Cyrillic", f"{other_given} {_with_slip(other_surname, _CYRILLIC, rng)}"),
            ("slip in given name", f"{_with_slip(given, _LATIN, rng)} {surname}"),
            ("surname alone, slip", _with_slip(surname, _LATIN, rng)),
        )
        yield from (Asked(kind, text, person_id) for kind, text in texts)


def compare(before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    """Print how many of those found before are found no longer, by the kind of query."""
    kinds = dict.fromkeys(query.split(": ")[0] for query in before)
    for kind in kinds:
        same = [query for query in before if query.startswith(f"{kind}: ") and query in after]
        lost = sum(len(set(before[query]) - set(after[query])) for query in same)
        print(
            f"{kind:22} {len(same)} queries asked in both, {sum(len(before[one]) for one in same)} persons, {lost} lost"
        )


def _in_cyrillic(word: str) -> str:
    text = word.lower()
    for latin, cyrillic in _GROUPS:
        text = text.replace(latin, cyrillic)
    return "".join(_LETTERS.get(letter, letter) for letter in text).capitalize()


def _with_slip(word: str, letters: str, rng: random.Random) -> str:
    """One letter behind the first changed, added, left out, or changed places with the next."""
    kind, place = rng.choice(("swap", "drop", "add", "change")), rng.randrange(1, len(word) - 1)
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    if kind == "swap":
        return f"{head}{tail[0]}{letter}{tail[1:]}"
    if kind == "drop":
        return head + tail
    return head + rng.choice(letters) + (letter if kind == "add" else "") + tail


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--asked", type=int, default=100, help="people who are looked for")
    parser.add_argument("--keep", type=Path, help="folder in which the casebook stands already")
    parser.add_argument("--found", type=Path, help="write whom each query found")
    parser.add_argument("--against", type=Path, help="what an earlier run wrote with --found")
    return parser.parse_args()


if __name__ == "__main__":
    main(**vars(_arguments()))
