"""What templates need beyond Django's own: words, dates, values that open to their evidence."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from habeas.registry.casefile import Charge, EventView, Intervention
from habeas.web import words
from habeas.web.cases.naming import shown_name
from habeas.web.dates import date_in_words
from habeas.web.evidence import ANCHOR, ClaimCard, EvidenceBook
from habeas.web.highlight import Segment
from habeas.web.issues import issue_in_words, subject_in_words
from habeas.web.laws import law_in_words
from habeas.web.told import told
from habeas.web.wording import note_in_words, question_in_words, side_in_words, term_in_words

register = template.Library()
_TABLES: Mapping[str, words.Words] = {
    "event": words.EVENT_TYPES,
    "kind": words.KINDS,
    "modality": words.MODALITIES,
    "claim_state": words.CLAIM_STATES,
    "role": words.ROLES,
    "liberty": words.LIBERTY,
    "procedure": words.PROCEDURE,
    "recognition": words.RECOGNITION,
    "stance": words.STANCES,
    "source_class": words.SOURCE_CLASSES,
    "causal": words.CAUSAL_RELATIONS,
    "variant": words.VARIANTS,
    "stage": {**words.KINDS, **words.EVENT_TYPES, **words.VARIANTS},
    "contradiction": words.CONTRADICTIONS,
    "decision": words.DECISIONS,
    "attribute": words.ATTRIBUTES,
    "mode": words.MODES,
    "level": words.LEVELS,
    "account_role": words.ACCOUNT_ROLES,
    "audited": words.AUDITED,
    "ability": words.ABILITIES,
}


@register.filter
def in_words(edtf: str) -> str:
    """An EDTF date in words."""
    return date_in_words(edtf)


@register.filter
def moment(when: datetime) -> str:
    """A day in words, and the time to the minute; in UTC, which the page says."""
    return f"{date_in_words(when.astimezone(UTC).date().isoformat())}, {when.astimezone(UTC):%H:%M}"


register.filter("question", question_in_words)
register.filter("side", side_in_words)
register.filter("term", term_in_words)
register.filter("note", note_in_words)
register.filter("told", told)
register.filter("as_name", shown_name)
register.filter("issue", issue_in_words)
register.filter("subject", subject_in_words)


@register.filter
def word(key: object, table: str) -> str:
    """A word of the vocabulary in the language of the page."""
    return words.word_for(_TABLES[table], str(key)) if key not in (None, "") else ""


@register.filter
def quoted(words_of_report: object) -> str:
    """Words of a report between the quotation marks of the page's language: “so”, «так»."""
    return _("“%(words)s”") % {"words": words_of_report}


@register.filter
def lookup(table: Mapping[str, Any], key: str) -> Any:
    """A value of a mapping."""
    return table.get(key, "")


@register.filter
def short(record_id: str) -> str:
    """So much of an id as names a claim within its report."""
    return record_id[:ANCHOR]


@register.filter
def aslist(claim_id: str) -> tuple[str, ...]:
    """One id as several, for `value`."""
    return (claim_id,)


@register.filter
def cards(claim_ids: Iterable[str], book: EvidenceBook) -> list[ClaimCard]:
    """The claims of a side that may be seen, the same words of one report once."""
    found = {(card.document_id, card.quote): card for card in reversed(book.cards(claim_ids))}
    return list(reversed(found.values()))


@register.filter
def classname(source_class: str) -> str:
    """A class of source as a class of the sheet."""
    return source_class.lower().replace(" ", "_")


@register.filter
def event_label(event: EventView) -> str:
    """The type of an event, and of which sort it was."""
    label = words.word_for(words.EVENT_TYPES, event.type)
    return f"{label}: {words.word_for(words.VARIANTS, event.variant)}" if event.variant else label


@register.filter
def article_label(charge: Charge) -> str:
    """The article of a charge with its code."""
    label = _("Article %(article)s") % {"article": charge.article}
    return f"{label}, {law_in_words(charge.law)}" if charge.law else label


@register.filter
def act_label(act: Intervention) -> str:
    """Who did what with whom."""
    label = words.word_for(words.EVENT_TYPES, act.type)
    with_whom = f" › {', '.join(act.counterparts)}" if act.counterparts else ""
    return f"{', '.join(act.actors)}{with_whom}: {label}" if act.actors else label


@register.simple_tag
def segments(
    parts: Iterable[Segment],
    numbers: Mapping[str, int],
    states: Mapping[str, str],
    now: str = "",
    review: str = "",
    report: str = "",
) -> SafeString:
    """The text of a report with its claims marked; the text nodes joined are exactly the text.

    Args:
        parts: The text, cut at the edges of claims.
        numbers: Number of each claim.
        states: State of each claim.
        now: Id of the claim under review.
        review: Id of the report where its claims are to be opened for review; empty to jump to the margin.
        report: Its id where they are not, so that a claim can be added from a sentence without one.
    """
    return format_html_join(
        "",
        "{}{}",
        ((_offer(part, review or report), _segment(part, numbers, states, now, review)) for part in parts),
    )


def _offer(part: Segment, document_id: str) -> SafeString:
    """A link before a sentence that names somebody and has nothing proposed."""
    if not part.bare or part.bare not in part.starts or not document_id:
        return SafeString("")
    start, end = part.bare.split("-")
    return format_html(
        '<a class="pin add" href="{}?start={}&amp;end={}" aria-label="{}"></a>',
        reverse("add_claim", args=[document_id]),
        start,
        end,
        _("nothing is proposed here: add a claim from this sentence"),
    )


def _segment(part: Segment, numbers: Mapping[str, int], states: Mapping[str, str], now: str, review: str) -> SafeString:
    label = _("claim")
    pins = format_html_join(
        "",
        '<a class="pin" id="c-{0}" href="{2}" data-n="{1}" aria-label="{3} {1}"></a>',
        (
            (
                key[:ANCHOR],
                numbers[key],
                reverse("review_claim", args=[review, key]) if review else f"#k-{key[:ANCHOR]}",
                label,
            )
            for key in part.starts
            if key in numbers
        ),
    )
    keys = part.keys
    if not keys:
        return format_html('{}<span class="bare">{}</span>' if part.bare else "{}{}", pins, part.text)
    names = ["mark"]
    if part.triggers:
        names.append("trigger")
    if now and now in keys.split():
        names.append("now")
        if now not in part.triggers and "trigger" in names:
            names.remove("trigger")
    if any(states.get(key) == "accepted" for key in keys.split()):
        names.append("accepted")
    return format_html('{}<span class="{}" data-claims="{}">{}</span>', pins, " ".join(names), _shorts(keys), part.text)


def _shorts(keys: str) -> str:
    return " ".join(key[:ANCHOR] for key in keys.split())


@register.inclusion_tag("claims/value.html")
def value(text: str, evidence: Any, book: EvidenceBook) -> dict[str, Any]:
    """A value that opens to its evidence: a link to the first place, all quotes on hover or focus."""
    claim_ids = getattr(evidence, "claim_ids", evidence)
    cards: list[ClaimCard] = book.cards(claim_ids)
    return {
        "text": text,
        "cards": cards[:3],
        "first": cards[0] if cards else None,
        "more": max(0, len(cards) - 3),
        "waits": bool(cards) and all(card.waits for card in cards),
    }
