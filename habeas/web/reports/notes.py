"""A note: what somebody told us, by telephone or face to face. It becomes a report of its own.

Who told us never enters a record: records stay for ever. The record holds a random id, and the name behind it stands in
the erasable table of pseudonyms, which only leads see.
"""

import re

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from habeas.model import Metadata, canonical_date
from habeas.model.errors import DateError, HabeasError
from habeas.store.accounts import new_id
from habeas.store.models import Pseudonym
from habeas.store.reads import find_acquisitions
from habeas.store.transactions import write_transaction
from habeas.web.access import requires, viewer_of
from habeas.web.casebook import served_casebook
from habeas.web.review.drafts import draft_of, forget_draft
from habeas.web.told import told as in_page_words
from habeas.workflow import Source, now, take_in_text

_DRAFT = "note"
_TOLD_BY = re.compile(r"told by ([0-9a-f]{32})")


class NoteForm(forms.Form):
    """What was told, by whom, when and how."""

    text = forms.CharField(widget=forms.Textarea, strip=False, label=gettext_lazy("What was told"))
    teller = forms.CharField(required=False, max_length=200, label=gettext_lazy("Who told us"))
    told = forms.CharField(required=False, max_length=40, label=gettext_lazy("When"))
    way = forms.CharField(required=False, max_length=100, label=gettext_lazy("How"))

    def clean_told(self) -> str:
        """A date of our grammar."""
        given = self.cleaned_data["told"].strip()
        try:
            return canonical_date(given) if given else ""
        except DateError as error:
            raise forms.ValidationError(in_page_words(str(error))) from None

    def clean_text(self) -> str:
        """Line ends as a browser makes them taken out; something must be said."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if not text.strip():
            raise forms.ValidationError(_("Write what was told."))
        return text


@requires("review")
@require_http_methods(["GET", "POST"])
def write_note(request: HttpRequest) -> HttpResponse:
    """The form, and the report that it becomes."""
    viewer = viewer_of(request)
    if not viewer.may_everywhere("review"):
        raise Http404
    kept = draft_of(viewer.pseudonym, _DRAFT) if request.method == "GET" else None
    form = NoteForm(request.POST or None, initial=kept.fields if kept else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with write_transaction():
                teller = _pseudonym(given["teller"].strip())
                told = f"told by {teller}" if teller else "told by somebody who is not named"
                note = f"{told}; {given['way']}" if given["way"] else told
                source = Source(
                    collector=viewer.pseudonym, metadata=Metadata(published=given["told"]), basis="note", note=note
                )
                taken = take_in_text(served_casebook(), given["text"], source)
                forget_draft(viewer.pseudonym, _DRAFT)
        except HabeasError as error:
            form.add_error(None, in_page_words(str(error)))
        else:
            return redirect("review_report", taken.document_id)
    return render(
        request, "reports/note.html", {"form": form, "draft": _DRAFT, "kept": kept}, status=400 if form.errors else 200
    )


def _pseudonym(name: str) -> str:
    """A random id for a name that stays sealed; empty for none."""
    if not name:
        return ""
    return Pseudonym.objects.create(pseudonym=new_id(), label=name, added_at=now()).pseudonym


def tellers_of(document_id: str) -> tuple[str, ...]:
    """Who told a note, for leads: the names behind the random ids of its acquisitions, those that were not erased."""
    notes = [acquisition.note for acquisition in find_acquisitions([document_id]) if acquisition.basis == "note"]
    ids = [match.group(1) for one in notes if (match := _TOLD_BY.match(one))]
    if not ids:
        return ()
    return tuple(Pseudonym.objects.filter(pseudonym__in=ids).exclude(label="").values_list("label", flat=True))
