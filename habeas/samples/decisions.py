from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from habeas.model import Claim, Event, Metadata, mentions_of
from habeas.samples.reports import read_table, sample_reports


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person as one report names them: `name` is the fullest name in it, as its claims label their mentions."""

    report: str
    name: str


@dataclass(frozen=True, slots=True)
class SampleDecision:
    """What the invented reviewer decided, described by words, so that it survives another reading of the report.

    Attributes:
        action: accept, reject, same_person, same_organisation or describe_document.
        why: The reason that is recorded with it.
        report: Name of the report; empty for same_person and same_organisation.
        kind: Kind of the claims: event, state, causal ..
        event_type: Their type, for events.
        words: Words of the trigger of an event, of the quote of any other claim.
        person: A name among the claim's mentions, where the words alone are not enough; else empty.
        names: For same_person: who is one person, by the name in each report; a single name opens a person.
        organisation: For same_organisation: its names, the one to show first.
        metadata: For describe_document: all of what the document's metadata is; else None.
    """

    action: str
    why: str
    report: str = ""
    kind: str = ""
    event_type: str = ""
    words: str = ""
    person: str = ""
    names: tuple[PersonName, ...] = ()
    organisation: tuple[str, ...] = ()
    metadata: Metadata | None = None


def sample_reviewer() -> str:
    """The plainly invented name under which the decisions are recorded."""
    return str(read_table("decisions.toml")["reviewer"])


@lru_cache(maxsize=1)
def sample_decisions() -> tuple[SampleDecision, ...]:
    """Every decision, in the order in which it was taken.

    Raises:
        PackError: The table of the package is missing or damaged.
    """
    rows: list[dict[str, Any]] = read_table("decisions.toml")["decision"]
    return tuple(_decision(row) for row in rows)


def find_claims(decision: SampleDecision, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that a decision describes, among the claims of its report.

    Args:
        decision: To accept or reject.
        claims: Of the decision's report only.

    Returns:
        Those of its kind and type whose words hold the described ones, whatever the white space; in the order given.
    """
    return tuple(claim for claim in claims if _is_described(claim, decision))


def _decision(row: dict[str, Any]) -> SampleDecision:
    fields = dict(row)
    fields["names"] = tuple(PersonName(**name) for name in fields.get("names", ()))
    fields["organisation"] = tuple(fields.get("organisation", ()))
    if fields["action"] == "describe_document":
        offered = next(report.metadata for report in sample_reports() if report.name == fields["report"])
        known = {field: getattr(offered, field) for field in offered.__struct_fields__}
        fields["metadata"] = Metadata(**(known | fields.get("metadata", {})))
    return SampleDecision(**fields)


def _is_described(claim: Claim, decision: SampleDecision) -> bool:
    body = claim.body
    if claim.kind != decision.kind:
        return False
    words = claim.quote.text
    if isinstance(body, Event):
        if body.event_type != decision.event_type:
            return False
        words = body.trigger.text
    if _plain(decision.words) not in _plain(words):
        return False
    return not decision.person or any(mention.label == decision.person for mention in mentions_of(claim))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
