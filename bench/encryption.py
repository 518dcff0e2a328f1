"""What encryption costs: take-in and pages of one casebook with a passphrase and one without, turn by turn in one run.

Usage: python -m bench.encryption [--reports 60]

The same seeded reports go into both casebooks, alternately, so that neither has the quieter machine; then the pages
that read most (a report, the list of reports, a search) are asked of each, alternately, through the whole web app.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench._reports import make_reports
from habeas.settings import Settings, configure_django

configure_django(Settings())

from django.contrib.auth import get_user_model  # noqa: E402  the tables need Django
from django.test import Client  # noqa: E402

from habeas import workflow  # noqa: E402
from habeas.model import Metadata  # noqa: E402
from habeas.store.casebook import Casebook, close_casebook, open_casebook  # noqa: E402
from habeas.store.models import DocumentRow  # noqa: E402
from habeas.web.casebook import serve_casebook  # noqa: E402
from habeas.web.serve import first_account  # noqa: E402

PHRASE = "five invented words stand here"
KINDS = ("plain", "encrypted")
BAR = 1.25
_BLOCK = 5  # reports, and rounds of pages, before the other has its turn


def main(reports: int = 60) -> None:
    """Print the ratios."""
    texts = [made.text for made in make_reports(reports)]
    with tempfile.TemporaryDirectory() as place:
        folders = {kind: Path(place) / kind for kind in KINDS}
        for kind in KINDS:
            _open(folders[kind], kind, create=True)
        _take_in(folders, texts[:_BLOCK])  # the first take-in loads the language model
        taken = _take_in(folders, texts[_BLOCK:])
        pages = _read_pages(folders)
        close_casebook()
    print(f"{len(texts)} reports, taken in turn by turn")
    for what, seconds in (("take-in of a report", taken), *pages.items()):
        plain, encrypted = (statistics.median(seconds[kind]) for kind in KINDS)
        verdict = "within" if encrypted / plain <= BAR else "ABOVE"
        print(
            f"{what:<24} plain {plain * 1000:7.1f} ms   encrypted {encrypted * 1000:7.1f} ms   "
            f"ratio {encrypted / plain:.2f} ({verdict} the bar of {BAR})"
        )


def _open(folder: Path, kind: str, *, create: bool = False) -> Casebook:
    casebook = open_casebook(folder, create=create, passphrase=PHRASE if kind == "encrypted" else None)
    serve_casebook(casebook)
    return casebook


def _take_in(folders: dict[str, Path], texts: list[str]) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for start in range(0, len(texts), _BLOCK):
        for kind in KINDS:
            casebook = _open(folders[kind], kind)
            for text in texts[start : start + _BLOCK]:
                source = workflow.Source(collector="c" * 32, metadata=Metadata(published="2022-03-01", language="en"))
                seconds[kind].append(_timed(lambda: workflow.take_in_text(casebook, text, source)))  # noqa: B023
    return seconds


def _read_pages(folders: dict[str, Path]) -> dict[str, dict[str, list[float]]]:
    clients, addresses = {}, {}
    for kind in KINDS:
        casebook = _open(folders[kind], kind)
        user = get_user_model().objects.get(username=first_account(casebook))
        clients[kind] = Client(HTTP_HOST="127.0.0.1")
        clients[kind].force_login(user)
        addresses[kind] = list(DocumentRow.objects.values_list("document_id", flat=True)[:10])
    found: dict[str, dict[str, list[float]]] = {}
    for _ in range(4):
        for kind in KINDS:
            _open(folders[kind], kind)
            ask = clients[kind]
            acts: tuple[tuple[str, Callable[[], object]], ...] = (
                *(("page of a report", lambda one=one: ask.get(f"/reports/{one}/")) for one in addresses[kind]),  # noqa: B023
                *(("list of reports", lambda: ask.get("/reports/")) for _ in range(_BLOCK)),  # noqa: B023
                *(("search", lambda: ask.post("/search/", {"asked": "arrested"})) for _ in range(_BLOCK)),  # noqa: B023
            )
            for what, act in acts:
                found.setdefault(what, {one: [] for one in KINDS})[kind].append(_timed(act))
    return found


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    answer = act()
    seconds = time.perf_counter() - started
    if getattr(answer, "status_code", 200) != 200:
        message = f"a page was refused: {answer}"
        raise RuntimeError(message)
    return seconds


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=60)
    main(parser.parse_args().reports)
