"""The case as the command line prints it: every value beside the claims that it rests on."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from habeas.registry.casefile import ACCUSATION, Case
from habeas.registry.days import spoken
from habeas.registry.status import status_on

if TYPE_CHECKING:
    from habeas.model import MentionReference
    from habeas.registry.ledger import Ledger
    from habeas.store.casebook import Casebook

_LISTS = (
    "episodes",
    "events",
    "charges",
    "accusations",
    "rulings",
    "terms",
    "treatment",
    "interventions",
    "statements",
    "attributes",
    "relations",
    "classifications",
    "flags",
    "documents",
    "unreviewed",
    "decisions",
    "problems",
)


def case_value(case: Case, asked: dict[str, str], *, proposed: bool) -> dict[str, Any]:
    """The case as JSON.

    Args:
        case: The view.
        asked: The clocks that it was asked with.
        proposed: With contradictions that rest on unreviewed claims, each marked as a question.
    """
    day = asked.get("as_of") or datetime.now(UTC).date().isoformat()
    plain = _with_claims(msgspec.to_builtins(case))
    found = [one for one in plain["contradictions"] if proposed or not one["rests_on_unreviewed"]]
    for one in found:
        one["marked"] = "question" if one["rests_on_unreviewed"] else "contradiction"
    return {
        "person": {"id": case.person_id, "name": case.display_name, "joined": list(case.joined), "opens": case.opens},
        "names": plain["names"],
        "status": {
            "on": _with_claims(msgspec.to_builtins(status_on(case, day))),
            **{axis: plain[axis] for axis in ("liberty", "procedure", "recognition")},
        },
        **{name: plain[name] for name in _LISTS},
        "contradictions": found,
        "claims": plain["claims"],
        "origins": plain["origins"],
        "asked": asked,
        "digest": case.digest,
        "record_set": case.record_set,
    }


def _with_claims(value: Any) -> Any:
    """`evidence` becomes `claims` and `origins` of the value that it belongs to."""
    if isinstance(value, dict):
        shown = {key: _with_claims(part) for key, part in value.items() if key != "evidence"}
        if isinstance(evidence := value.get("evidence"), dict):
            shown |= {"claims": evidence["claim_ids"], "origins": evidence["origins"]}
        return shown
    return [_with_claims(part) for part in value] if isinstance(value, list | tuple) else value


def case_lines(case: dict[str, Any]) -> Iterator[str]:
    """The case for people."""
    status = case["status"]["on"]
    yield case["person"]["name"] or case["person"]["id"]
    yield " · ".join(name["text"] for name in case["names"])
    yield f"{status['words']} (on {status['day']}; {case['origins']} independent origins, {len(case['claims'])} claims)"
    yield from _custody_lines(case)
    for one in case["contradictions"]:
        yield f"! {one['question'] or one['type']} [{one['certainty']}, {one['marked']}]"
        for side in one["sides"]:
            yield f"    {side['value']}: {_sources(side['said_by'])} {_ids(side['claims'])}"
        if one["chosen"]:
            yield f"    chosen: {one['chosen']}, because {one['because']}"
    for charge in case["charges"]:
        law = f" of the {charge['law']}" if charge["law"] else ""
        charged = _accused(charge["authority"]) if charge["stage"] == ACCUSATION else "charged by the authorities"
        yield f"{charged}: Article {charge['article']}{law} ({_sources(charge['said_by'])})"
        for stage in charge["stages"]:
            yield f"    {spoken(stage['date']) or 'undated':<12} {_word(stage['stage'])} {_ids(stage['claims'])}"
    for one in case["accusations"]:
        alleged = one["conduct"] or ", ".join(one["articles"])
        day = f", alleged day {spoken(one['conduct_date'])}" if one["conduct_date"] else ""
        yield f"{_accused(one['accuser'])}{day}: {alleged} ({_sources(one['said_by'])}) {_ids(one['claims'])}"
    for one in case["interventions"]:
        acted = " and ".join(one["actors"]) or "nobody named"
        what = f"{acted}: {one['type'].replace('_', ' ') or 'an act'}, {spoken(one['date']) or 'undated'}"
        if one["relation"]:
            what += f"; a release is credited to it ({one['relation']}) by {_sources(one['credited_by'])}"
        yield f"acted for the person: {what} {_ids(one['claims'])}"
    for event in case["events"]:
        doubt = "" if event["modality"] == "asserted" else f" ({event['modality']})"
        said = f"{_sources(event['said_by'])} {_ids(event['claims'])}"
        yield f"{spoken(event['date']) or 'undated':<12} {event['label']}{doubt}: {said}"
    if case["unreviewed"]:
        yield f"{len(case['unreviewed'])} claims wait for review; they are no part of this case."
    if case["asked"]:
        yield f"asked with {case['asked']}; records {case['record_set'][:12]}"


def _custody_lines(case: dict[str, Any]) -> Iterator[str]:
    """Times in custody, terms, and who recognises the person: what a reader looks for first."""
    for one in case["episodes"]:
        begun = (
            f"from {_day(one['start'])} ({_word(one['begun_by'])})" if one["begun_by"] else "since an unreported day"
        )
        ended = (
            f"until {_day(one['end'])} ({_word(one['ended_by'])})" if one["ended_by"] else "and no report of its end"
        )
        yield f"in custody {begun} {ended} {_ids(one['claims'])}"
    for one in case["terms"]:
        end = f", calculated end {one['calculated_end']} ({one['note']})" if one["calculated_end"] else ""
        yield f"term: {one['text']}{end} {_ids(one['claims'])}"
    for one in case["status"]["recognition"]:
        by = one["body"] or "nobody named"
        yield f"{_word(one['value'])} by {by} since {_day(one['start'])} {_ids(one['claims'])}"


def _day(edtf: str) -> str:
    """A date that begins or ends something: `a day between 2020-06-11 and 2020-06-20`."""
    words = spoken(edtf) or "a day not known"
    return f"a day {words}" if words.startswith("between") else words


def _accused(accuser: str) -> str:
    return f"accused, by {accuser}" if accuser else "accused, by whom is not said"


def _word(key: str) -> str:
    return key.replace("_", " ")


def _sources(said_by: list[dict[str, Any]]) -> str:
    named = (
        source["name"] + (f" ({source['source_class']})" if source["source_class"] else "")
        for source in said_by
        if source["name"]
    )
    return ", ".join(dict.fromkeys(named)) or "nobody named"


def _ids(claims: list[str]) -> str:
    return "[" + " ".join(claim[:8] for claim in claims) + "]"


def view_of_case(
    casebook: "Casebook",
    person: "str | tuple[MentionReference, ...]",
    *,
    as_of: str = "",
    recorded_by: str = "",
    public_by: str = "",
    proposed: bool = False,
) -> tuple[Case, dict[str, str]]:
    """The case, derived from the records that the clocks let through.

    Args:
        casebook: The open one.
        person: A person's id, or a name that nobody attached yet, in the reports that write it alike.
        as_of: The world as it was on that day; empty for now.
        recorded_by: What was recorded here until that moment; empty for all.
        public_by: What was certainly published until that day; empty for all.
        proposed: With the contradictions that rest on unreviewed claims.

    Returns:
        The case, and the clocks that were asked.
    """
    from habeas.registry import derive_case
    from habeas.store.slices import read_slice

    home = casebook.casebook_id
    if isinstance(person, str):
        ledger = read_slice(home, person_ids=[person])
    else:
        ledger = read_slice(home, document_ids=[mention.document_id for mention in person])
    ledger = clock_of(recorded_by, public_by)(ledger)
    case = derive_case(ledger, person, as_of=as_of, proposed=proposed, record_set=isinstance(person, str))
    asked = {"as_of": as_of, "recorded_by": recorded_by, "public_by": public_by}
    return case, {name: value for name, value in asked.items() if value}


def clock_of(recorded_by: str, public_by: str) -> "Callable[[Ledger], Ledger]":
    """What lets through the records that two clocks count.

    Args:
        recorded_by: What was recorded here until that moment; empty for all.
        public_by: What was certainly published until that day; empty for all.
    """
    from habeas.registry import clocks
    from habeas.store.models import RecordId

    def through(ledger: "Ledger") -> "Ledger":
        if recorded_by:
            added = RecordId.objects.filter(record_id__in=list(ledger.extractions))
            ledger = clocks.recorded_by(ledger, recorded_by, dict(added.values_list("record_id", "added_at"))).ledger
        return clocks.public_by(ledger, public_by).ledger if public_by else ledger

    return through
