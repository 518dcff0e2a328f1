"""The review desk by keyboard alone: keys, pages and waiting per accepted claim; where planted faults would be seen.

    python -m bench review                    three bundled reports
    python -m bench.review --reports 0        all bundled reports in English

A scripted reviewer works in Debian's chromium through Playwright and only presses keys: it takes what the machine
proposes for what the report says, answers who everybody is, and corrects what was planted. So it counts what the desk
costs a person's hands and line, not a person's reading. Planted are wrong days, persons, articles and terms, each in
a copy of a proposal whose words say otherwise; for each it prints what the card shows of it and the words beside. The
floor that all of it is compared with is one key and one answer of the server for a claim.
"""

import argparse
import random
import shutil
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from habeas.settings import Settings, configure_django

configure_django(Settings())

from habeas import samples  # noqa: E402  the tables need Django
from habeas.extraction import Proposal, propose_claims  # noqa: E402
from habeas.model import Claim, DateExpression, Document, Event, Term, canonical_date, record_id, resolve_date  # noqa: E402
from habeas.store.casebook import Casebook, close_casebook, open_casebook  # noqa: E402
from habeas.store.models import ClaimRow, PersonRow  # noqa: E402
from habeas.web.serve import first_account, start_in_background  # noqa: E402
from habeas.workflow import Source, take_in_bytes  # noqa: E402

_SEED = 20260
_PLANTED = ("date", "person", "article", "term")
_FIELDS = {"date": "date-value", "person": "mentions.0", "article": "legal.0-value", "term": "term-value"}
_MOST_TABS = 80


@dataclass(slots=True)
class Fault:
    """A planted wrong slot.

    Attributes:
        claim_id: Of the wrong claim.
        slot: date, person, article or term.
        right, wrong: What the proposal said, and what stands in its place; as the form writes it.
        shown: What the card showed of it.
        words: The words on the card that say otherwise.
        corrected: The reviewer put it right with keys alone.
    """

    claim_id: str
    slot: str
    right: str
    wrong: str
    shown: str = ""
    words: str = ""
    corrected: bool = False


@dataclass(slots=True)
class Tally:
    """What the work took.

    Attributes:
        keys: How often each key was pressed; `typed` for letters of a field.
        pages, cards: Whole pages, and cards put into a page, that the server sent.
        acts: Seconds from a key to the page that answers it.
        server: Milliseconds of the answers over loopback: of acts with the next card, and of other pages and cards.
    """

    keys: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    cards: int = 0
    acts: list[float] = field(default_factory=list)
    server: dict[str, list[float]] = field(default_factory=lambda: {"signing": [], "showing": []})


def main(reports: int = 3, faults: int = 10) -> None:
    """Print the figures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("needs Debian's chromium: not run")
        return
    with tempfile.TemporaryDirectory() as folder:
        casebook = open_casebook(Path(folder) / "casebook", create=True)
        planted = fill(casebook, reports, faults)
        served, thread = start_in_background(casebook)
        try:
            tally = Tally()
            _in_thread(lambda: review_all(served.link, chromium, planted, tally))
            report(tally, planted)
        finally:
            served.stop()
            thread.join(5)
            close_casebook()


def fill(casebook: Casebook, reports: int, faults: int) -> dict[str, Fault]:
    """Take the reports in, with faults planted in what is proposed of them; by id of the claim."""
    rng = random.Random(_SEED)
    wanted = [one for one in samples.sample_reports() if one.metadata.language in ("", "en")]
    wanted = wanted[:reports] if reports else wanted
    planted: dict[str, Fault] = {}
    share = -(-faults // len(wanted))
    known_day = ""

    def extract(document: Document, **known: Any) -> Proposal:
        """What is proposed, with its share of the faults."""
        proposal = propose_claims(document, **known)
        claims = list(proposal.claims)
        places = [place for place, claim in enumerate(claims) if isinstance(claim.body, Event)]
        rng.shuffle(places)
        here = 0
        for place in places:
            slot = _PLANTED[len(planted) % len(_PLANTED)]
            for kind in (slot, *_PLANTED):  # where there is nothing of the kind, another one
                made = (
                    _spoil(claims[place], kind, claims, known_day) if here < share and len(planted) < faults else None
                )
                if made is not None:
                    claims[place], fault = made
                    planted[fault.claim_id] = fault
                    here += 1
                    break
        ids = tuple(sorted({record_id(claim) for claim in claims}))
        extraction = msgspec.structs.replace(proposal.extraction, claim_ids=ids)
        return replace(proposal, claims=tuple(claims), extraction=extraction)

    for one in wanted:
        known_day = one.metadata.published
        source = Source(collector="0" * 32, metadata=one.metadata)
        take_in_bytes(casebook, one.content, one.name, source, extract=extract)
    first_account(casebook)
    return planted


def _day_of(written: DateExpression, published: str) -> str:
    """The day that a date stands for; empty where it is no single day."""
    edtf = resolve_date(written, published, bounded=False).edtf
    return edtf if len(edtf) == len("2023-01-12") and edtf.replace("-", "").isdigit() else ""


def _spoil(claim: Claim, slot: str, claims: list[Claim], published: str) -> tuple[Claim, Fault] | None:
    """The same claim with one slot wrong; None where it has no such slot."""
    body = claim.body
    assert isinstance(body, Event)
    found: tuple[Event, str, str] | None = None
    if slot == "date" and body.date is not None and (right_day := _day_of(body.date, published)):
        other = (date.fromisoformat(right_day) + timedelta(days=9)).isoformat()
        spoiled = DateExpression(wording=body.date.wording, value=canonical_date(other))
        found = msgspec.structs.replace(body, date=spoiled), right_day, other
    elif slot == "person" and body.mentions and body.mentions[0].role == "person":
        right = body.mentions[0]
        wrong = next((one for one in _people(claims) if one.label.split()[-1] != right.label.split()[-1]), None)
        if wrong is not None and len(right.label.split()) > 1:
            spoiled_mention = msgspec.structs.replace(right, name=wrong.name or wrong.written)
            mentions = (spoiled_mention, *body.mentions[1:])
            found = msgspec.structs.replace(body, mentions=mentions), right.label, spoiled_mention.label
    elif slot == "article" and body.legal and body.legal[0].article:
        law = msgspec.structs.replace(body.legal[0], article="361")
        if body.legal[0].article != "361":
            found = msgspec.structs.replace(body, legal=(law, *body.legal[1:])), body.legal[0].article, "361"
    elif slot == "term" and isinstance(body.term, Term) and body.term.years:
        term = msgspec.structs.replace(body.term, years=body.term.years + 3)
        right_length = f"{body.term.years}-{body.term.months}-{body.term.days}"
        wrong_length = f"{term.years}-{term.months}-{term.days}"
        found = msgspec.structs.replace(body, term=term), right_length, wrong_length
    if found is None:
        return None
    made = msgspec.structs.replace(claim, body=found[0])
    return made, Fault(record_id(made), slot, found[1], found[2])


def _people(claims: list[Claim]) -> Iterator[Any]:
    for claim in claims:
        if isinstance(claim.body, Event):
            yield from (one for one in claim.body.mentions if one.role == "person" and one.label.istitle())


def review_all(link: str, chromium: str, planted: dict[str, Fault], tally: Tally) -> None:
    """Review everything that waits, by keys alone."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only development has it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_default_timeout(20_000)
        page.goto(link)
        page.wait_for_load_state()
        page.on("requestfinished", lambda request: _note(tally, request))
        page.goto(link.split("/sign-in", maxsplit=1)[0] + "/review/")
        desk = Desk(page, tally, planted)
        while desk.step():
            pass
        browser.close()


def _note(tally: Tally, request: Any) -> None:
    """Count an answer of the server: a whole page, or a card that goes into the page; and how long it took."""
    if request.redirected_to is None:
        if request.is_navigation_request():
            tally.pages += 1
        elif "hx-request" in request.headers:
            tally.cards += 1
    took = request.timing["responseEnd"]
    if took > 0 and "/review/" in request.url and "/static/" not in request.url:
        tally.server["signing" if request.method == "POST" else "showing"].append(took)


class Desk:
    """The hands of the scripted reviewer."""

    def __init__(self, page: Any, tally: Tally, planted: dict[str, Fault]) -> None:
        self.page, self.tally = page, tally
        self.faults = {claim_id[:12]: fault for claim_id, fault in planted.items()}
        self.stuck: Counter[str] = Counter()

    def step(self) -> bool:
        """Decide the claim that stands there; whether there was one."""
        if not self.page.locator("#card").count():
            return False
        claim = self.page.get_attribute("#card", "data-claim")
        if not claim:
            if not self.page.locator("#card [data-key=j]").count():
                return False
            self.act("j", leaves="")
            return True
        self.stuck[claim] += 1
        if self.stuck[claim] > 4:
            said = self.page.locator("#messages").inner_text()
            raise RuntimeError(f"the desk does not go on from claim {claim}: {said or 'no word why'}")
        fault = self.faults.get(claim)
        if fault is not None and not fault.corrected:
            self.correct(fault, claim)
        else:
            self.settle_name()
            self.act("a", leaves=claim)
        return True

    def settle_name(self) -> None:
        """Say who somebody is where the card leaves it open: the same as the first who bears the very name, or new."""
        if not self.page.locator("#card .who input[type=radio][value='']:checked").count():
            return  # nobody has a name like it: the same key that accepts opens a new person
        group = self.page.locator("#card .who").filter(has=self.page.locator("[data-key='0']")).first
        name = group.locator("legend").inner_text().strip()
        first = group.locator("label").first.inner_text()
        self.press("1" if first.strip().endswith(name) else "0")

    def correct(self, fault: Fault, claim: str) -> None:
        """Look at the card, then put the slot right."""
        fault.shown = " | ".join(self.page.locator("#card .slots dd").all_inner_texts())
        fault.words = self.page.inner_text("#card blockquote").strip()
        self.act("e", leaves="", waits="form.correct h3:focus")
        for _ in range(_MOST_TABS):
            self.press("Tab")
            if self.page.evaluate("document.activeElement.name") == _FIELDS[fault.slot]:
                break
        else:
            self.act("Escape", leaves="")
            self.act("x", leaves=claim)
            return
        self.press("Control+a")
        for letter in fault.right:
            self.press(letter)
        fault.corrected = True
        self.act("Enter", leaves=claim)

    def press(self, key: str) -> None:
        """One key."""
        self.tally.keys[key if len(key) > 1 or key in "aexsnj01" else "typed"] += 1
        self.page.keyboard.press("Space" if key == " " else key)

    def act(self, key: str, *, leaves: str, waits: str = "") -> None:
        """A key that asks the server, and the time until its answer stands there."""
        started = time.perf_counter()
        before = self.page.url
        self.press(key)
        if waits:
            self.page.wait_for_selector(waits)
        elif leaves:
            self.page.wait_for_function(
                "claim => document.readyState === 'complete' && (!document.getElementById('card')"
                " || document.getElementById('card').dataset.claim !== claim"
                " || document.querySelector('#messages .error'))",
                arg=leaves,
            )
        else:
            self.page.wait_for_function(
                "url => location.href !== url && document.readyState === 'complete'", arg=before
            )
        self.tally.acts.append(time.perf_counter() - started)


def report(tally: Tally, planted: dict[str, Fault]) -> None:
    """Print what it took, then where each fault was to be seen."""
    accepted = ClaimRow.objects.filter(state="accepted").count()
    left = ClaimRow.objects.filter(state="proposed").count()
    keys = sum(tally.keys.values())
    print(f"{accepted} claims accepted, {left} left, {PersonRow.objects.filter(redirect_to='').count()} persons")
    print(f"{'':28}{'in all':>10}{'per accepted claim':>22}{'floor':>8}")
    for name, number, floor in (
        ("keys pressed", keys, "1"),
        ("  of them to correct", keys - sum(tally.keys[key] for key in "aexsnj01"), ""),
        ("cards fetched", tally.cards, "1"),
        ("whole pages loaded", tally.pages, "0"),
    ):
        print(f"{name:28}{number:>10}{number / max(1, accepted):>22.2f}{floor:>8}")
    for name, times in (
        ("a key until its answer stands there", [1000 * one for one in tally.acts]),
        ("  an act signed, derived and answered", tally.server["signing"]),
        ("  a card or page asked for by itself", tally.server["showing"]),
    ):
        ordered = sorted(times)
        p95 = ordered[int(0.95 * (len(ordered) - 1))]
        print(f"{name:40} p50 {statistics.median(ordered):4.0f} ms   p95 {p95:4.0f} ms   {len(ordered)} times")
    print("\nplanted faults: the slot, what was planted for what, what the card shows, whether its words say otherwise")
    for fault in planted.values():
        seen = _wanted(fault) in fault.shown
        print(
            f"{fault.slot:8} {fault.wrong!r} for {fault.right!r}: card {'shows it' if seen else 'does NOT show it'};"
            f" its words {'say otherwise' if _is_said(fault) else 'leave it open'};"
            f" {'corrected' if fault.corrected else 'not corrected'}\n"
            f"         card: {fault.shown[:150]}\n         words: {fault.words[:150]}"
        )
    shown = sum(_wanted(fault) in fault.shown for fault in planted.values())
    said = sum(_is_said(fault) for fault in planted.values())
    corrected = sum(one.corrected for one in planted.values())
    print(f"{len(planted)} planted: {shown} shown on the card, {said} beside words against it, {corrected} corrected")


def _is_said(fault: Fault) -> bool:
    """Whether the words on the card hold the right value: the surname, the number of the day, article or years."""
    right = {"date": str(int(fault.right[-2:])) if fault.slot == "date" else "", "term": fault.right.split("-")[0]}
    return right.get(fault.slot, fault.right.split()[-1]) in fault.words


def _wanted(fault: Fault) -> str:
    """How a card would write the wrong value."""
    if fault.slot == "date":
        day = date.fromisoformat(fault.wrong)
        return f"{day.day} {day:%B} {day.year}"
    if fault.slot == "term":
        return f"{fault.wrong.split('-')[0]} year"
    return fault.wrong


def _in_thread(act: Callable[[], None]) -> None:
    """Playwright's loop has a thread of its own: Django asks no database from one that runs a loop."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - told where the bench runs
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--reports", type=int, default=3, help="how many bundled reports; 0 for all")
    parser.add_argument("--faults", type=int, default=10)
    chosen = parser.parse_args()
    main(chosen.reports, chosen.faults)
