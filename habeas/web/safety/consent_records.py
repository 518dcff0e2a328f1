"""Records of consent as pages show and ask for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from habeas.model import Consent
from habeas.publishing.policy import UNREACHABLE
from habeas.store.models import StatusRow
from habeas.web.access import Viewer
from habeas.web.cases.people_behind import names_of_staff
from habeas.web.safety.deciding import Live, hidden_names
from habeas.web.safety.texts import CONSENT_AUDIENCES, DAY, GIVEN_BY, GIVERS, REFUSED_BY

SOON_DAYS = 60
FREE = ("at_liberty", "released", "exiled")
DUE = ("ended", "soon", "freed")


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One record of consent as a page shows it.

    Attributes:
        decision_id: Of the record.
        person_id: About whom.
        name: Theirs, where the page is not about one person.
        answer: By whom it was given or refused, in words.
        consent: What was said.
        who: Who recorded it.
        why: The ground.
        state: holds, ended, soon, freed (the person is free since), refused, withdrawn, or waiting for a second person.
        may_approve: Whether the one who looks can be the second.
    """

    decision_id: str
    person_id: str
    name: str
    answer: str
    consent: Consent
    who: str
    why: str
    state: str
    may_approve: bool


class ConsentForm(forms.Form):
    """What somebody agreed to or refused."""

    status = forms.ChoiceField(
        choices=(("given", gettext_lazy("agreed")), ("refused", gettext_lazy("refused"))),
        label=gettext_lazy("The answer"),
    )
    given_by = forms.ChoiceField(choices=GIVERS, label=gettext_lazy("By whom"))
    level = forms.ChoiceField(choices=CONSENT_AUDIENCES, label=gettext_lazy("Who may see it at most"))
    purposes = forms.CharField(max_length=500, required=False, label=gettext_lazy("What for"))
    audience = forms.CharField(max_length=200, required=False, label=gettext_lazy("To whom, in words"))
    how = forms.CharField(max_length=200, required=False, label=gettext_lazy("How it was given"))
    given = forms.DateField(widget=DAY, label=gettext_lazy("When"))
    expires = forms.DateField(required=False, widget=DAY, label=gettext_lazy("The last day on which it holds"))
    why = forms.CharField(max_length=500, required=False, label=gettext_lazy("The ground, or a note"))

    def clean(self) -> dict[str, object]:
        """A ground of our own must be said; an end lies after its beginning."""
        found: dict[str, object] = super().clean() or {}
        given, expires = found.get("given"), found.get("expires")
        if given and expires and expires < given:  # type: ignore[operator]
            self.add_error("expires", _("It would end before it was given."))
        if found.get("given_by") == UNREACHABLE:
            if not found.get("why"):
                self.add_error("why", _("Nobody could be asked: say on what ground, and let a second one agree."))
            if not expires:
                self.add_error("expires", _("Nobody could be asked: say until when, so that it is looked at again."))
        return found

    def consent_of(self, person_id: str) -> Consent:
        """The record that the form describes."""
        found = self.cleaned_data
        return Consent(
            person_id=person_id,
            given_by=found["given_by"],
            status=found["status"],
            level=int(found["level"]) if found["status"] == "given" else 1,
            purposes=tuple(part for line in found["purposes"].split(";") if (part := line.strip())),
            audience=found["audience"].strip(),
            how=found["how"].strip(),
            given=found["given"].isoformat(),
            expires=found["expires"].isoformat() if found["expires"] else "",
        )


def lines_of(found: Iterable[Live], viewer: Viewer, names: dict[str, str] | None = None) -> list[ConsentLine]:
    """Live records of consent as lines, those that hold first."""
    several = [(one, one.decision.body) for one in found if isinstance(one.decision.body, Consent)]
    staff = names_of_staff(one.decision.who for one, _ in several)
    today = timezone.now().date()
    alone: dict[str, set[str]] = {}
    for one, body in several:
        if body.given_by == UNREACHABLE and body.status == "given":
            alone.setdefault(body.person_id, set()).add(one.decision.who)
    hidden = hidden_names()
    freed = _freed(body.person_id for _, body in several)
    lines = []
    for one, body in several:
        grounds = alone.get(body.person_id, set())
        waits = body.given_by == UNREACHABLE and body.status == "given" and len(grounds) < 2
        state = body.status if body.status != "given" else "waiting" if waits else _state(body, today, freed)
        words = REFUSED_BY if body.status == "refused" else GIVEN_BY
        lines.append(
            ConsentLine(
                decision_id=one.decision_id,
                person_id=body.person_id,
                name=hidden.blank((names or {}).get(body.person_id, "")),
                answer=str(words.get(body.given_by, body.given_by)),
                consent=body,
                who=staff[one.decision.who],
                why=hidden.blank(one.decision.why),
                state=state,
                may_approve=waits and viewer.pseudonym not in grounds,
            )
        )
    return lines


def _freed(person_ids: Iterable[str]) -> dict[str, str]:
    """Since which day each of these persons who is free now has been so, at the latest."""
    rows = StatusRow.objects.filter(
        person_id__in=set(person_ids), axis="liberty", value__in=FREE, person__liberty__in=FREE
    )
    found: dict[str, str] = {}
    for person_id, surely, perhaps in rows.values_list("person_id", "certain_from", "possible_from"):
        found[person_id] = max(found.get(person_id, ""), surely or perhaps)
    return found


def _state(consent: Consent, day: date, freed: Mapping[str, str]) -> str:
    today = day.isoformat()
    if consent.given > today:
        return "later"
    if consent.expires and consent.expires < today:
        return "ended"
    if consent.given < freed.get(consent.person_id, ""):
        return "freed"
    soon = (day + timedelta(days=SOON_DAYS)).isoformat()
    return "soon" if consent.expires and consent.expires <= soon else "holds"
