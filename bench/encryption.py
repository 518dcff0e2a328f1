"""What encryption costs: take-in and pages of one casebook with a passphrase and one without, turn by turn in one run.

Usage: python -m bench.encryption [--people 300] [--reports 200] [--read 20] [--rounds 12]

Both casebooks hold the same generated world (about two reports a person). Then the same seeded reports go into both,
alternately, so that neither has the quieter machine: first with a reader that only looks for verbs, so that what the
store does is nearly all there is to time, then with the reader of habeas, as an office has it. At last the pages that
read most are asked of each, alternately, through the whole web app, each on a new connection, as the server asks.

The verdict is on processor seconds of this process, which other work on the machine does not lengthen; the ratio of
what the clock on the wall says stands beside it.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench._filled import fill
from bench._reports import make_reports
from habeas.settings import Settings, configure_django

configure_django(Settings())

from django.contrib.auth import get_user_model  # noqa: E402  the tables need Django
from django.test import Client  # noqa: E402

from habeas import workflow  # noqa: E402
from habeas.extraction import Proposal, propose_claims  # noqa: E402
from habeas.model import (  # noqa: E402
    Claim,
    Document,
    Event,
    Extraction,
    Mention,
    Metadata,
    Span,
    record_id,
)
from habeas.store.casebook import Casebook, close_casebook, open_casebook  # noqa: E402
from habeas.store.models import ClaimRow, DocumentRow, PersonRow  # noqa: E402
from habeas.web.casebook import serve_casebook  # noqa: E402
from habeas.web.serve import first_account  # noqa: E402

PHRASE = "five invented words stand here"
KINDS = ("plain", "encrypted")
BAR = 1.25
_BLOCK = 5  # reports before the other casebook has its turn
_VERBS = (("arrested", "detention"), ("released", "release"), ("transferred", "transfer"), ("sentenced", "verdict"))
_TOLD = re.compile(rf"(?P<name>[A-Z]\w+ [A-Z]\w+) was (?P<verb>{'|'.join(verb for verb, _ in _VERBS)})")
Taken = tuple[float, float]  # seconds of the processor, and on the wall
Seconds = dict[str, list[Taken]]


def main(people: int = 300, reports: int = 200, read: int = 20, rounds: int = 12) -> None:
    """Print the ratios."""
    texts = [made.text for made in make_reports(reports + read + 1)]
    with tempfile.TemporaryDirectory() as place:
        folders = {kind: Path(place) / kind for kind in KINDS}
        for kind in KINDS:
            fill(_open(folders[kind], kind, create=True), people)
            print(f"{kind}: {DocumentRow.objects.count()} reports, {ClaimRow.objects.count()} claims", flush=True)
        _take_in(folders, texts[:1], propose_claims)  # the first take-in loads the language model
        timed = {
            "take-in, verbs only": _take_in(folders, texts[1 : reports + 1], find_verbs),
            "take-in": _take_in(folders, texts[reports + 1 :], propose_claims),
        }
        timed |= _read_pages(folders, rounds)
        close_casebook()
    print(f"{reports} reports taken in for their verbs, {read} as habeas reads them; pages asked {rounds} times each")
    for what, seconds in timed.items():
        plain, encrypted = (statistics.median(taken for taken, _ in seconds[kind]) for kind in KINDS)
        wall = [statistics.median(taken for _, taken in seconds[kind]) for kind in KINDS]
        verdict = "within" if encrypted / plain <= BAR else "ABOVE"
        print(
            f"{what:<20} plain {plain * 1000:7.1f} ms   encrypted {encrypted * 1000:7.1f} ms   "
            f"ratio {encrypted / plain:.2f} ({verdict} the bar of {BAR}; on the wall {wall[1] / wall[0]:.2f})"
        )


def find_verbs(document: Document, *, language: str = "") -> Proposal:  # noqa: ARG001 - the signature is the reader's
    """A reader that costs nearly nothing: somebody was arrested, released, transferred or sentenced."""
    types = dict(_VERBS)
    claims = []
    for match in _TOLD.finditer(document.text):
        name = Span.of(document.text, *match.span("name"))
        body = Event(
            event_type=types[match["verb"]],
            trigger=Span.of(document.text, *match.span("verb")),
            mentions=(Mention(role="person", written=name, name=name),),
        )
        quote = Span.of(document.text, *match.span())
        claims.append(Claim(document_id=record_id(document), quote=quote, body=body, modality="asserted"))
    ids = tuple(sorted({record_id(claim) for claim in claims}))
    reading = Extraction(document_id=record_id(document), extractor="verbs", version="1", claim_ids=ids)
    return Proposal(claims=tuple(claims), extraction=reading)


def _open(folder: Path, kind: str, *, create: bool = False) -> Casebook:
    casebook = open_casebook(folder, create=create, passphrase=PHRASE if kind == "encrypted" else None)
    serve_casebook(casebook)
    return casebook


def _take_in(folders: dict[str, Path], texts: list[str], extract: Callable[..., Proposal]) -> Seconds:
    seconds: Seconds = {kind: [] for kind in KINDS}
    source = workflow.Source(collector="c" * 32, metadata=Metadata(published="2022-03-01", language="en"))
    for start in range(0, len(texts), _BLOCK):
        for kind in KINDS:
            casebook = _open(folders[kind], kind)
            for text in texts[start : start + _BLOCK]:
                act = lambda: workflow.take_in_text(casebook, text, source, extract=extract)  # noqa: E731, B023
                seconds[kind].append(_timed(act))
    return seconds


def _read_pages(folders: dict[str, Path], rounds: int) -> dict[str, Seconds]:
    clients: dict[str, Client] = {}
    for kind in KINDS:
        user = get_user_model().objects.get(username=first_account(_open(folders[kind], kind)))
        clients[kind] = Client(HTTP_HOST="127.0.0.1")
        clients[kind].force_login(user)
    found: dict[str, Seconds] = {}
    for number in range(rounds + 1):
        for kind in KINDS[:: 1 if number % 2 else -1]:
            _open(folders[kind], kind)
            # Another report and another case each time: what was read before is still at hand.
            report = DocumentRow.objects.order_by("document_id").values_list("document_id", flat=True)[number * 7]
            person = PersonRow.objects.filter(has_case=True).order_by("person_id")[number * 5].person_id
            ask = clients[kind]
            for what, act in _pages(ask, report, person):
                close_casebook()  # the server asks for each page on a new connection
                taken = _timed(act)
                if number:  # the first round compiles templates
                    found.setdefault(what, {one: [] for one in KINDS})[kind].append(taken)
    return found


def _pages(ask: Client, report: str, person: str) -> tuple[tuple[str, Callable[[], object]], ...]:
    return (
        ("page of a case", lambda: ask.get(f"/cases/{person}/")),
        ("page of a report", lambda: ask.get(f"/reports/{report}/")),
        ("list of people", lambda: ask.get("/people/")),
        ("list of reports", lambda: ask.get("/reports/")),
        ("timeline of a year", lambda: ask.get("/timeline/?at=2022")),
        ("search of words", lambda: ask.post("/search/", {"asked": "detention"})),
        ("search of a name", lambda: ask.post("/people/", {"name": "Andrei"})),
    )


def _timed(act: Callable[[], object]) -> Taken:
    started, began = time.process_time(), time.perf_counter()
    answer = act()
    seconds = (time.process_time() - started, time.perf_counter() - began)
    if getattr(answer, "status_code", 200) != 200:
        message = f"a page was refused: {answer}"
        raise RuntimeError(message)
    return seconds


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("people", 300), ("reports", 200), ("read", 20), ("rounds", 12)):
        parser.add_argument(f"--{name}", type=int, default=default)
    main(**vars(parser.parse_args()))
