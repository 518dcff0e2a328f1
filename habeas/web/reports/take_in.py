"""Taking in: files or pasted text, with what is known of them. What was read, and what was not and why, is told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from habeas.model import Metadata, canonical_date
from habeas.model.errors import DateError, HabeasError
from habeas.reading import ReadingPool
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.casebook import served_casebook
from habeas.web.review.drafts import draft_of, forget_draft
from habeas.web.told import told
from habeas.workflow import Source, TakenIn, take_in_bytes, take_in_text

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 20 * 1024 * 1024
_MOST_FILES = 50
_DRAFT = "take-in"


class ManyFiles(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, each checked as one."""

    widget = ManyFiles

    def clean(self, data: object, initial: object = None) -> "list[UploadedFile[Any]]":
        """Every file, in the order chosen."""
        several = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in several][:_MOST_FILES]


class TakeInForm(forms.Form):
    """What is taken in, and what is known of it; what is left empty stays unknown."""

    reports = FilesField(required=False, label=gettext_lazy("Files"))
    text = forms.CharField(
        required=False, label=gettext_lazy("or pasted text"), widget=forms.Textarea(attrs={"rows": 8}), strip=False
    )
    outlet = forms.CharField(required=False, max_length=200, label=gettext_lazy("Outlet"))
    title = forms.CharField(required=False, max_length=400, label=gettext_lazy("Title"))
    author = forms.CharField(required=False, max_length=200, label=gettext_lazy("Author"))
    published = forms.CharField(required=False, max_length=40, label=gettext_lazy("Published"))
    url = forms.CharField(required=False, max_length=2000, label=gettext_lazy("Address"))

    def clean_published(self) -> str:
        """A date of our grammar, as exactly as it is known."""
        given = self.cleaned_data["published"].strip()
        try:
            return canonical_date(given) if given else ""
        except DateError as error:
            raise forms.ValidationError(told(str(error))) from None

    def clean_text(self) -> str:
        """Pasted text with the line ends that a browser makes taken out."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, object]:
        """Something must be given."""
        cleaned: dict[str, object] = super().clean() or {}
        if not cleaned.get("reports") and not str(cleaned.get("text", "")).strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file or paste the text of a report."))
        return cleaned


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the report, or why there is none."""

    name: str
    taken: TakenIn | None
    error: str = ""


@requires("review")
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """The form, and what became of what was given."""
    viewer = viewer_of(request)
    kept = draft_of(viewer.pseudonym, _DRAFT) if request.method == "GET" else None
    form = TakeInForm(request.POST or None, request.FILES or None, initial=kept.fields if kept else None)
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        outcomes = _take_in(viewer, form)
        if not any(outcome.error for outcome in outcomes):
            forget_draft(viewer.pseudonym, _DRAFT)
            form = TakeInForm()
    status = 400 if request.method == "POST" and (form.errors or any(one.error for one in outcomes)) else 200
    context = {"form": form, "outcomes": outcomes, "draft": _DRAFT, "kept": kept}
    return render(request, "reports/take_in.html", context, status=status)


def _take_in(viewer: Viewer, form: TakeInForm) -> list[Outcome]:
    given = form.cleaned_data
    metadata = Metadata(
        title=given["title"], outlet=given["outlet"], author=given["author"], published=given["published"]
    )
    source = Source(collector=viewer.pseudonym, metadata=metadata, url=given["url"])
    outcomes = []
    if given["reports"]:
        with ReadingPool() as pool:
            outcomes = [_one(file, source, pool) for file in given["reports"]]
    if given["text"].strip():
        outcomes.append(_pasted(given["text"], source))
    return outcomes


def _one(file: "UploadedFile[Any]", source: Source, pool: ReadingPool) -> Outcome:
    name = str(file.name or "")
    if (file.size or 0) > MOST_BYTES:
        return Outcome(name, None, _("larger than 20 MB: not taken in; split it or take in its text"))
    try:
        return Outcome(name, take_in_bytes(served_casebook(), file.read(), name, source, pool=pool))
    except HabeasError as error:
        return Outcome(name, None, told(str(error)))


def _pasted(text: str, source: Source) -> Outcome:
    try:
        return Outcome(_("pasted text"), take_in_text(served_casebook(), text, source))
    except HabeasError as error:
        return Outcome(_("pasted text"), None, told(str(error)))
