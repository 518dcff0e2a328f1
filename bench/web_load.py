"""Fifty readers and five reviewers at once, for a minute, on one casebook on SQLite: errors, lost decisions, times.

    python -m bench.web_load                     600 people, 6,000 claims, 60 seconds
    python -m bench.web_load --people 2000 --seconds 120

The server is `habeas serve` in a process of its own, the users are locust's in another, both on loopback. A reader
waits 2 to 6 seconds between pages, a reviewer half a second to a second and a half between claims; reviewers work in
pairs over the same reports, so that some are told that somebody was quicker. Afterwards every
decision that a page acknowledged must be in the casebook, once, with nothing beside it; `verify` must be clean, and all
views derived anew must be the same. It fails where any of that does not hold.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.web_pages import fill
from habeas.settings import Settings, configure_django

configure_django(Settings())

from django.contrib.auth import get_user_model  # noqa: E402  the tables need Django
from django.test import Client  # noqa: E402

from habeas.model import Accept, Decision, Reject, decode_record  # noqa: E402
from habeas.store.casebook import Casebook, close_casebook, open_casebook  # noqa: E402
from habeas.store.models import ClaimRow, DocumentRow, PersonRow, Pseudonym, RecordBody  # noqa: E402
from habeas.store.verify import verify_casebook  # noqa: E402
from habeas.web.casebook import serve_casebook  # noqa: E402
from habeas.web.serve import first_account, grant_role  # noqa: E402
from habeas.workflow import rebuild  # noqa: E402

READERS, REVIEWERS = 50, 5
_USERS = Path(__file__).with_name("_web_load_users.py")
_PATIENCE = 60  # seconds for the server to come up, and for the last answers


def main(people: int = 600, seconds: int = 60) -> None:
    """Print the figures.

    Raises:
        RuntimeError: A page failed, or a decision was lost.
    """
    if importlib.util.find_spec("locust") is None:
        print("this bench needs locust: make bench-setup, or python -m pip install locust")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "casebook"
        casebook = open_casebook(folder, create=True)
        records = fill(casebook, people)
        rebuild()
        world = _world(casebook)
        left = ClaimRow.objects.filter(state="proposed").count()
        print(f"{people} people, {records} records, {left} claims to review", flush=True)
        close_casebook()
        result = _load(folder, Path(place), world, seconds)
        open_casebook(folder)
        held = _judge(folder, result, world)
        close_casebook()
    if not held:
        raise RuntimeError("the bar is not held: see the lines above")


def _world(casebook: Casebook) -> dict[str, Any]:
    """Accounts with sessions, and the ids that they ask for."""
    serve_casebook(casebook)
    lead = Pseudonym.objects.get(user__username=first_account(casebook)).pseudonym
    rows = PersonRow.objects.filter(has_case=True)
    waiting = ClaimRow.objects.filter(state="proposed").values("document_id")
    return {
        "readers": [_account(casebook, f"reader{number}", "reader", lead) for number in range(READERS)],
        "reviewers": [_account(casebook, f"reviewer{number}", "reviewer", lead) for number in range(REVIEWERS)],
        "people": list(rows.values_list("person_id", flat=True)),
        "names": list(rows.values_list("display_name", flat=True)[:500]),
        "reports": list(DocumentRow.objects.values_list("document_id", flat=True)),
        "waiting": list(DocumentRow.objects.filter(document_id__in=waiting).values_list("document_id", flat=True)),
        "pages": max(1, rows.count() // 50),
    }


def _account(casebook: Casebook, name: str, role: str, by: str) -> dict[str, str]:
    who = grant_role(casebook, name, role, by=by, why="for the bench")
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=name))
    return {"who": who, "session": client.cookies["sessionid"].value}


def _load(folder: Path, place: Path, world: dict[str, Any], seconds: int) -> dict[str, Any]:
    given, result = place / "world.json", place / "result.json"
    given.write_text(json.dumps(world))
    begin = "from habeas.cli import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", begin, "--casebook", str(folder), "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=(place / "server.log").open("w"),
        text=True,
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        if not line:
            raise RuntimeError((place / "server.log").read_text()[-2000:])
        url = line.split()[-1]
        users = [sys.executable, "-m", "locust", "-f", str(_USERS), "--headless", "--only-summary"]
        users += ["--host", url, "--users", str(READERS + REVIEWERS), "--spawn-rate", "11"]
        users += ["--run-time", f"{seconds}s", "--stop-timeout", str(_PATIENCE), "--exit-code-on-error", "0"]
        names = {"WEB_LOAD_WORLD": str(given), "WEB_LOAD_RESULT": str(result)}
        done = subprocess.run(
            users, env=os.environ | names, capture_output=True, text=True, timeout=seconds + 3 * _PATIENCE, check=False
        )
        if not result.exists():
            raise RuntimeError(done.stderr[-2000:])
    finally:
        server.terminate()
        server.wait(_PATIENCE)
    found: dict[str, Any] = json.loads(result.read_text())
    return found


def _judge(folder: Path, result: dict[str, Any], world: dict[str, Any]) -> bool:
    print(f"{'page':22} {'requests':>8} {'failed':>7} {'median':>8} {'p95':>8}")
    lines = sorted(result["kinds"].items())
    for name, one in [*lines, ("all", result)]:
        print(f"{name:22} {one['requests']:8} {one['failures']:7} {one['median']:6.0f}ms {one['p95']:6.0f}ms")
    for error in result["errors"]:
        print(f"error: {error}")
    acknowledged = Counter(tuple(one) for one in result["decided"])
    stored = Counter(_decisions_of({one["who"] for one in world["reviewers"]}))
    lost, unasked = acknowledged - stored, stored - acknowledged
    print(f"{acknowledged.total()} decisions acknowledged, {stored.total()} in the casebook", end="")
    print(
        f": {lost.total()} lost, {unasked.total()} nobody was told of; {result['told']} were told somebody was quicker"
    )
    started = time.perf_counter()
    problems = [one for one in verify_casebook(folder).problems if one.where != "files"]  # the world has no originals
    same = not rebuild(check=True).differences
    verdict = "clean" if not problems else f"{len(problems)} problems, the first: {problems[0]}"
    derived = "the same" if same else "DIFFERENT"
    print(f"verify: {verdict}; derived anew: {derived} ({time.perf_counter() - started:.0f} s)")
    return not (result["failures"] or lost or unasked or problems) and same and acknowledged.total() > 0


def _decisions_of(who: set[str]) -> list[tuple[str, str, str]]:
    found = []
    for raw in RecordBody.objects.filter(record__tag="decision.1").values_list("raw", flat=True):
        record = decode_record(bytes(raw))
        if isinstance(record, Decision) and record.who in who and isinstance(record.body, Accept | Reject):
            act = "accept" if isinstance(record.body, Accept) else "reject"
            found.append((record.who, record.body.claim_id, act))
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--seconds", type=int, default=60)
    main(**vars(parser.parse_args()))
