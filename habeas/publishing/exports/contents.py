"""What an export holds, and its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from habeas.model.vocabulary import LEVELS
from habeas.registry.casefile import Case, Charge, Source, Status


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """The words that a claim rests on, as the audience may see them.

    Attributes:
        quote: Exact words; blanked spans are blanked.
        said_by: The innermost named sources, joined.
        title, outlet, published: Of the report; empty where unknown.
    """

    quote: str
    said_by: str
    title: str
    outlet: str
    published: str


@dataclass(frozen=True, slots=True)
class ExportedCase:
    """A case as the audience may see it, and its status on the day of the export."""

    case: Case
    status: Status


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that one export holds.

    Attributes:
        level: The audience's level.
        day: ISO day of the export; every status is answered for it.
        definition: What the set of cases is, in words.
        record_set: Digest of the ids of the records it was derived from.
        cases: In the order to print.
        quotes: Claim id to the words it rests on; only claims that the audience may see.
        left_out: (reason, number) of what the audience may not see; a number of 1 to 4 is printed as "fewer than 5".
    """

    level: int
    day: str
    definition: str
    record_set: str
    cases: tuple[ExportedCase, ...]
    quotes: Mapping[str, QuoteLine]
    left_out: tuple[tuple[str, int], ...] = ()


CASE_COLUMNS = (
    ("case_id", "random id of the person in the casebook"),
    ("name", "name to show: the person's own form where it is known"),
    ("other_names", "other written forms, separated by semicolons"),
    ("status", "answer for the day of the export: held, released or not known, with the last day reported"),
    ("last_reported_held", "last day on which a source bears witness that the person was held; empty for none"),
    ("custody_since", "EDTF date on which the last time in custody began"),
    ("charged_under", "articles under which the authorities charge the person, as written, and who reports it"),
    ("term", "last term of punishment reported"),
    ("contradictions", "number of contradictions between claims"),
    ("claims", "ids of the claims that the case rests on"),
    ("origins", "number of independent origins"),
)
EVENT_COLUMNS = (
    ("case_id", "random id of the person in the casebook"),
    ("event_id", "id of the event: the smallest id of its claims"),
    ("type", "event type of the vocabulary"),
    ("variant", "sort of event within its type"),
    ("date", "EDTF date; empty where unknown"),
    ("date_rests_on_bound", "yes where the date leans on a bound of the day of publication"),
    ("modality", "asserted, alleged, possible, planned, denied, hypothetical or demanded"),
    ("articles", "law as written"),
    ("term", "term in words"),
    ("place", "place as written"),
    ("said_by", "innermost named sources"),
    ("presumed_one_event", "yes where several claims are presumed, not decided, to tell of one event"),
    ("origins", "number of independent origins"),
    ("claims", "ids of its claims"),
    ("quotes", "the words of the reports that its claims rest on, each with its report"),
)


_READING = (
    "Each value rests on claims of published reports. A charge is what the authorities say, not a fact. "
    "Absence from this list proves nothing."
)


def describe_export(export: Export) -> tuple[tuple[str, str], ...]:
    """(what, value) lines that every file of an export carries."""
    left_out = "; ".join(f"{reason}: {count_in_words(number)}" for reason, number in export.left_out if number)
    return (
        ("Cases", export.definition),
        ("Day", export.day),
        ("Level", f"{export.level} ({LEVELS[export.level]})"),
        ("Record set", export.record_set),
        ("Left out", left_out or "nothing"),
        ("Reading", _READING),
    )


def count_in_words(number: int) -> str:
    """A count that cannot point at one of a few."""
    return "fewer than 5" if 0 < number < 5 else str(number)


def case_rows(export: Export) -> Iterator[tuple[str, ...]]:
    """One row a case, in the order of `CASE_COLUMNS`."""
    for entry in export.cases:
        case = entry.case
        others = [form.text for form in case.names if form.text != case.display_name]
        yield (
            case.person_id,
            case.display_name,
            "; ".join(others),
            entry.status.words,
            entry.status.last_reported,
            case.episodes[-1].start if case.episodes else "",
            "; ".join(dict.fromkeys(_name_charge(charge) for charge in case.charges)),
            case.terms[-1].text if case.terms else "",
            str(len(case.contradictions)),
            " ".join(case.evidence.claim_ids),
            str(case.evidence.origins),
        )


def event_rows(export: Export) -> Iterator[tuple[str, ...]]:
    """One row an event of each case, in the order of `EVENT_COLUMNS`."""
    for entry in export.cases:
        for event in entry.case.events:
            quotes = [export.quotes[claim_id] for claim_id in event.evidence.claim_ids if claim_id in export.quotes]
            yield (
                entry.case.person_id,
                event.key,
                event.type,
                event.variant,
                event.date,
                "yes" if event.bounded else "",
                event.modality,
                "; ".join(event.legal),
                event.term,
                event.place,
                name_sources(event.said_by),
                "yes" if event.presumed_same else "",
                str(event.evidence.origins),
                " ".join(event.evidence.claim_ids),
                " | ".join(f"“{line.quote}” ({cite(line)})" for line in quotes),
            )


def _name_charge(charge: Charge) -> str:
    """A charge never leaves without the one who reports it."""
    alleged = ", accusation only" if charge.is_accusation else ""
    return f"{charge.article}{alleged} (according to {name_sources(charge.said_by) or 'a source not named'})"


def name_sources(sources: tuple[Source, ...]) -> str:
    """The named sources of a value, joined."""
    return "; ".join(dict.fromkeys(source.name for source in sources if source.name))


def cite(line: QuoteLine) -> str:
    """Where a quote stands: outlet, title, day, as far as known."""
    return ", ".join(filter(None, (line.outlet, line.title, line.published))) or "report without title"
