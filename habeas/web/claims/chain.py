"""Who says it: the chain of attribution of a claim as the page prints it, outermost first."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from habeas.model import AttributionStep, Claim, resolve_date
from habeas.model.errors import DateError
from habeas.web import words
from habeas.web.claims.slots import Published
from habeas.web.dates import date_in_words

ClassOf = Callable[[str], str]  # name of a source to its class in the packs, empty where none knows it


@dataclass(frozen=True, slots=True)
class Step:
    """One who says.

    Attributes:
        name: As the report has it, or a word for one that it leaves unnamed.
        detail: Organisation, cited date, cue, stance: short words in brackets.
        source_class, class_word: The class of the source and its word; empty where no pack knows it.
    """

    name: str
    detail: str
    source_class: str = ""
    class_word: str = ""


def chain_of(claim: Claim, outlet: str, published: Published, class_of: ClassOf) -> list[Step]:
    """The steps of a claim, the report itself first.

    Args:
        claim: The claim.
        outlet: Of the report that holds it; empty where unknown.
        published: Its day of publication.
        class_of: What the packs say of a name.
    """
    steps = [_report(outlet, published, class_of)]
    steps += [_step(step, published, class_of) for step in claim.attribution if not _is_the_report(step)]
    return steps


def _is_the_report(step: AttributionStep) -> bool:
    return step.role == "author" and step.name is None


def _report(outlet: str, published: Published, class_of: ClassOf) -> Step:
    when = "" if published.bounded else date_in_words(published.edtf)
    source_class = class_of(outlet) if outlet else ""
    return Step(outlet or _("this report"), when, source_class, _class_word(source_class))


def _class_word(source_class: str) -> str:
    return words.word_for(words.SOURCE_CLASSES, source_class) if source_class else ""


def _step(step: AttributionStep, published: Published, class_of: ClassOf) -> Step:
    details = [step.affiliation.text if step.affiliation else "", _cited(step, published)]
    if step.cue and step.role in ("speaker", "body", "announcement", "document", "anonymous"):
        details.append(_("“%(words)s”") % {"words": step.cue.text})
    if step.mode == "voiced":
        details.append(words.word_for(words.MODES, "voiced"))
    if step.reporter_stance:
        stance = _("the report agrees") if step.reporter_stance == "endorses" else _("the report keeps its distance")
        details.append(stance)
    source_class = class_of(step.label) if step.label else ""
    return Step(_named(step), ", ".join(part for part in details if part), source_class, _class_word(source_class))


def _named(step: AttributionStep) -> str:
    if step.outlet_missing:
        return _("an outlet that the report leaves out")
    return step.label or words.word_for(words.STEP_ROLES, step.role)


def _cited(step: AttributionStep, published: Published) -> str:
    if step.cited is None:
        return ""
    try:
        return date_in_words(resolve_date(step.cited, published.edtf, bounded=published.bounded).edtf)
    except DateError:
        return step.cited.wording.text
