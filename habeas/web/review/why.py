"""Why a claim reads as it does, in one line for its card: from the record and its report alone, nothing is read anew.

Which rule and which entry of a pack proposed it is no part of a claim; `habeas read --explain` reads the report again
and says that too.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from habeas.model import Claim, DateExpression, Span, mentions_of
from habeas.web.reports.unclaimed import cut_sentences


def reasons_of(claim: Claim, text: str) -> list[str]:
    """Short clauses: the words that tell of it, where its date stands, from what it counts, whom a word is taken for.

    Args:
        claim: The claim.
        text: Of its report, whole.
    """
    return list(dict.fromkeys((*_telling(claim), *_dated(claim, text), *_taken_for(claim), *_covered(claim))))


def words_that_tell(claim: Claim) -> Span:
    """The trigger or cue of a claim; its quote where it has neither."""
    body = claim.body
    return getattr(body, "trigger", None) or getattr(body, "cue", None) or claim.quote


def _telling(claim: Claim) -> Iterator[str]:
    told_by = words_that_tell(claim)
    if told_by != claim.quote:
        yield _("“%(words)s” tells of it") % {"words": _one_line(told_by.text)}


def _dated(claim: Claim, text: str) -> Iterator[str]:
    date = getattr(claim.body, "date", None) or getattr(claim.body, "as_of", None)
    if not isinstance(date, DateExpression):
        return
    words = {"words": _one_line(date.wording.text)}
    yield _PLACES[_distance(text, words_that_tell(claim), date.wording)] % words
    if date.anchor == "date" and date.anchor_date is not None:
        anchor = _one_line(date.anchor_date.wording.text)
        yield _("counted from “%(words)s”") % {"words": anchor}
    elif date.anchor == "publication" and date.value.startswith("XXXX"):
        yield _("its year is the one nearest to the day of publication")
    elif date.anchor == "publication":
        yield _("counted from the day of publication")


_PLACES = (
    gettext_lazy("the date “%(words)s” stands in the same sentence"),
    gettext_lazy("the date “%(words)s” stands in another sentence"),
    gettext_lazy("the date “%(words)s” stands in another paragraph"),
)


def _distance(text: str, one: Span, other: Span) -> int:
    """0 for two places in one sentence, 1 in one paragraph, 2 further apart."""
    between = text[min(one.start, other.start) : max(one.end, other.end)]
    if "\n\n" in between:
        return 2
    return int(len(list(cut_sentences(between))) > 1)


def _taken_for(claim: Claim) -> Iterator[str]:
    for mention in mentions_of(claim):
        written = mention.written.text
        if mention.name is not None and mention.name.text != written and written not in mention.name.text:
            yield _("“%(words)s” is taken for %(name)s") % {"words": _one_line(written), "name": mention.name.text}


def _covered(claim: Claim) -> Iterator[str]:
    for step in claim.attribution:
        source = {"name": step.label or _("an outlet that the report leaves out")}
        if step.reach == "paragraph":
            yield _("the citation of %(name)s is taken to cover its paragraph") % source
        elif step.reach == "last_citation":
            yield _("the citation of %(name)s is taken to cover all since the citation before it") % source


def _one_line(words: str) -> str:
    return " ".join(words.split())
