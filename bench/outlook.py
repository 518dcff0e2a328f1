"""What a partner waits for in a large casebook: every view derived anew, at first and after each record that comes in.

Usage: python -m bench.outlook [--people 1000] [--open 50] [--decisions 5]

The world is generated; so many of a hundred of its people agreed to be shown to partners. The first question derives
everything; then a reviewer decides a claim, and the same views are asked again. All times on the wall, on one core.
"""

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench._filled import NOW, append_signed, fill
from habeas.settings import Settings, configure_django

configure_django(Settings())

from habeas import workflow  # noqa: E402  the tables need Django
from habeas.model import Consent, Decision, Reject, encode_record  # noqa: E402
from habeas.publishing.audience import Audience  # noqa: E402
from habeas.safety.exporting import case_for  # noqa: E402
from habeas.safety.outlook import Outlook, outlook_for  # noqa: E402
from habeas.store.casebook import Casebook, close_casebook, open_casebook  # noqa: E402
from habeas.store.models import ClaimRow, DocumentRow, PersonRow  # noqa: E402

WHO, DAY = "a" * 32, "2026-11-22"
_VIEWS: tuple[tuple[str, Callable[[Outlook], object]], ...] = (
    ("people and cases", lambda one: len(one.cases)),
    ("timeline", lambda one: len(one.events)),
    ("contradictions", lambda one: len(one.contradictions)),
    ("positions", lambda one: len(one.positions)),
    ("precedents", lambda one: len(one.precedents)),
    ("reports", lambda one: len(one.documents)),
    ("held on a day", lambda one: len(one.held_on("2022-01-01").held)),
)


def main(people: int = 1000, share: int = 50, decisions: int = 5) -> None:
    """Print the times."""
    with tempfile.TemporaryDirectory() as place:
        casebook = open_casebook(Path(place) / "casebook", create=True)
        fill(casebook, people)
        chosen = _agree(casebook, share)
        print(
            f"{people} people, {DocumentRow.objects.count()} reports, {ClaimRow.objects.count()} claims; "
            f"{len(chosen)} people open to partners",
            flush=True,
        )
        first = _ask(casebook, chosen)
        claims = list(ClaimRow.objects.filter(state="accepted").order_by("claim_id").values_list("claim_id", flat=True))
        again: dict[str, list[float]] = {}
        for claim_id in claims[:decisions]:
            workflow.record_decision(casebook, Reject(claim_id=claim_id), WHO)
            for what, seconds in _ask(casebook, chosen).items():
                again.setdefault(what, []).append(seconds)
        close_casebook()
    for what, seconds in first.items():
        print(f"{what:<20} at first {seconds:7.2f} s   after a decision {statistics.median(again[what]):6.2f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"all of it: at first {sum(first.values()):.1f} s; most memory {memory:.0f} MB")


def _agree(casebook: Casebook, share: int) -> list[str]:
    rng = random.Random(1)
    people = PersonRow.objects.filter(has_case=True).order_by("person_id").values_list("person_id", flat=True)
    chosen = [person_id for person_id in people if rng.random() * 100 < share]
    consents = (Consent(person_id=one, given_by="person", status="given", level=3) for one in chosen)
    append_signed(
        casebook,
        (encode_record(Decision(body=body, who=WHO, when=NOW, casebook_id=casebook.casebook_id)) for body in consents),
    )
    return chosen


def _ask(casebook: Casebook, chosen: list[str]) -> dict[str, float]:
    audience = Audience(2, DAY)
    found = {}
    started = time.perf_counter()
    outlook = outlook_for(casebook.casebook_id, audience)
    found["who may see what"] = time.perf_counter() - started
    for what, view in _VIEWS:
        started = time.perf_counter()
        view(outlook)
        found[what] = time.perf_counter() - started
    started = time.perf_counter()
    case_for(casebook.casebook_id, chosen[0], audience)
    found["one case"] = time.perf_counter() - started
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--open", dest="share", type=int, default=50)
    parser.add_argument("--decisions", type=int, default=5)
    main(**vars(parser.parse_args()))
