"""Expected claims beside proposed ones: which events, statements and people were found, and which were not meant."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from habeas.model import Claim, Event, Statement, mentions_of, resolve_date

FOLDER = Path(__file__).parent
SLACK = 15  # a trigger may be a word longer or shorter than the expected one
ACTING = ("appeal", "intervention", "negotiation", "diplomatic_act")


@dataclass
class Score:
    """What was found in one report or in several."""

    hits: int = 0
    expected: int = 0
    proposed: int = 0
    whole: int = 0
    statements_hit: int = 0
    statements: int = 0
    people_hit: int = 0
    people: int = 0
    missed: list[str] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def recall(self) -> float:
        return self.hits / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.hits / self.proposed if self.proposed else 1.0


def expected_reports(language: str) -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        if report["language"] == language:
            yield report


def locate(text: str, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Where the words stand, whatever the white space between them."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    match = pattern.search(text, start, len(text) if end is None else end)
    return match.span() if match else None


def trigger_span(text: str, event: dict[str, Any]) -> tuple[int, int]:
    near = locate(text, event["near"])
    assert near, event["near"]
    trigger = locate(text, event["trigger"], *near)
    assert trigger, event["trigger"]
    return trigger


def same_name(one: str, other: str) -> bool:
    left, right = (re.sub(r"[^\w\s-]", "", name).casefold().split() for name in (one, other))
    short, long = sorted((left, right), key=len)
    return bool(short) and all(word in long for word in short)


def people_in(claim: Claim) -> list[str]:
    roles = ("person", "agent", "counterpart") if claim.body.event_type in ACTING else ("person",)
    return [mention.label for mention in mentions_of(claim) if mention.role in roles and mention.name]


def score_report(text: str, report: dict[str, Any], claims: Sequence[Claim]) -> Score:
    score = Score(expected=len(report["events"]), statements=len(report["statements"]), people=len(report["people"]))
    proposed = [claim for claim in claims if isinstance(claim.body, Event)]
    free = list(proposed)
    known: list[tuple[dict[str, Any], Claim]] = []
    for event in report["events"]:
        start, end = trigger_span(text, event)
        found = [claim for claim in free if _fits(claim, event, start - SLACK, end + SLACK)]
        if not found:
            score.missed.append(f"{report['doc']}: {event['type']} {event['near']!r}")
            continue
        best = max(found, key=lambda claim: _agreement(claim, event, report["published"]))
        free.remove(best)
        known.append((event, best))
        score.hits += 1
        score.whole += _agreement(best, event, report["published"]) == 3
    extra = [claim for claim in free if not _repeats(claim, known)]
    score.proposed = score.hits + len(extra)
    score.spurious = [f"{report['doc']}: {claim.body.event_type} {claim.quote.text[:80]!r}" for claim in extra]
    _score_statements(text, report, claims, score)
    names = {mention.label for claim in claims for mention in mentions_of(claim)}
    score.people_hit = sum(any(same_name(person["name"], name) for name in names) for person in report["people"])
    return score


def _fits(claim: Claim, event: dict[str, Any], start: int, end: int) -> bool:
    trigger = claim.body.trigger
    return claim.body.event_type == event["type"] and trigger.start < end and start < trigger.end


def _agreement(claim: Claim, event: dict[str, Any], published: str) -> int:
    """How many of people, date and modality are right."""
    people = people_in(claim)
    wanted = event["people"]
    right = len(people) == len(wanted) and all(any(same_name(name, other) for other in people) for name in wanted)
    date = resolve_date(claim.body.date, published).edtf if claim.body.date else ""
    return right + (date == (event["date"] or "")) + (claim.modality == event["modality"])


def _repeats(claim: Claim, known: Iterable[tuple[dict[str, Any], Claim]]) -> bool:
    """Another mention of an expected event: same type, and a person in common or nobody named."""
    people = people_in(claim)
    return any(
        claim.body.event_type == event["type"]
        and (not people or any(same_name(name, other) for name in event["people"] for other in people))
        for event, _ in known
    )


def _score_statements(text: str, report: dict[str, Any], claims: Iterable[Claim], score: Score) -> None:
    free = [claim for claim in claims if isinstance(claim.body, Statement)]
    for statement in report["statements"]:
        place = locate(text, statement["content"])
        assert place, statement["content"]
        for claim in free:
            content, speaker = claim.body.content, claim.body.speaker
            shared = min(place[1], content.end) - max(place[0], content.start)
            union = max(place[1], content.end) - min(place[0], content.start)
            if speaker and shared / union >= 0.5 and same_name(statement["speaker"], speaker.label):
                free.remove(claim)
                score.statements_hit += 1
                break
        else:
            score.missed.append(f"{report['doc']}: statement {statement['content'][:60]!r}")
