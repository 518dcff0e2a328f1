"""What left the casebook and who holds it; making an export or a bundle for somebody."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from habeas.model.errors import HabeasError
from habeas.publishing.audience import CASE_TEAM, MECHANISMS, PARTNERS, PUBLIC
from habeas.publishing.policy import Policy
from habeas.safety.exporting import make_export
from habeas.safety.levels import persons_open_to
from habeas.safety.register import Holder, register_export
from habeas.store.encryption import is_encrypted
from habeas.store.models import ExportEntry, PersonRow
from habeas.web.access import Viewer, requires
from habeas.web.casebook import served_casebook
from habeas.web.cases.people_behind import names_of_staff
from habeas.web.safety.deciding import leader_of, page_policy
from habeas.web.safety.notices import notices_for
from habeas.web.safety.packing import pack_bundle, pack_export
from habeas.web.safety.texts import BUNDLE_LEVELS, DAY, EXPORT_AUDIENCES, FORMAT_WORDS, FORMATS
from habeas.web.trail import note
from habeas.workflow import now

_A_PAGE = 50
MOST_CASES = 3000  # more than this is made on the command line, where nobody waits for a page


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register.

    Attributes:
        row: As it is kept.
        maker: Who made it.
        what: Its forms in words.
        closed: Ids of persons in it who are not open to its level any more.
        overdue: It was to be destroyed before today.
    """

    row: ExportEntry
    maker: str
    what: str
    closed: tuple[str, ...]
    overdue: bool


class ExportForm(forms.Form):
    """What is to leave, for whom, until when."""

    kind = forms.ChoiceField(
        choices=(
            ("export", gettext_lazy("an export: tables and pages to read")),
            ("bundle", gettext_lazy("a bundle: a casebook for another habeas")),
        ),
        label=gettext_lazy("What"),
    )
    level = forms.ChoiceField(choices=EXPORT_AUDIENCES, label=gettext_lazy("For whom it may be read"))
    recipient = forms.CharField(max_length=200, label=gettext_lazy("Who is to have it"))
    ends = forms.DateField(required=False, widget=DAY, label=gettext_lazy("To be used until"))
    formats = forms.MultipleChoiceField(choices=FORMATS, required=False, label=gettext_lazy("In which form"))

    def clean(self) -> dict[str, object]:
        """A bundle is never for the case team; an export has a form; an end lies ahead."""
        found: dict[str, object] = super().clean() or {}
        ends = found.get("ends")
        if ends and ends < timezone.now().date():  # type: ignore[operator]
            self.add_error("ends", _("This day has passed."))
        if found.get("kind") == "bundle" and found.get("level") not in BUNDLE_LEVELS:
            self.add_error("level", _("A bundle is for partners, mechanisms or the public; the team has the casebook."))
        if found.get("kind") == "export" and not found.get("formats"):
            self.add_error("formats", _("Choose at least one form."))
        return found


def entries_of(rows: list[ExportEntry]) -> list[Entry]:
    """Lines of the register, with whom each holds who is not open to its level any more."""
    today = timezone.now().date().isoformat()
    policy = page_policy()
    moved = dict(PersonRow.objects.filter(redirect_to__gt="").order_by().values_list("person_id", "redirect_to"))
    closed_to: dict[int, Callable[[str], bool]] = {}
    staff = names_of_staff(row.who for row in rows)
    found = []
    for row in rows:
        if row.level not in closed_to:
            closed_to[row.level] = _closed_to(row.level, today, policy)
        closed = tuple(person for person in row.persons if closed_to[row.level](moved.get(person, person)))
        what = ", ".join(str(FORMAT_WORDS.get(form, form)) for form in row.formats.split(","))
        found.append(Entry(row, staff[row.who], what, closed, bool(row.ends) and row.ends < today))
    return found


def _closed_to(level: int, day: str, policy: Policy) -> Callable[[str], bool]:
    """Whether a person is closed to a level; the few whom decisions speak of are looked up once."""
    if level > CASE_TEAM:
        still_open = frozenset(persons_open_to(level, day, policy))
        return lambda person: person not in still_open
    named = {target for kind, target, _field in (*policy.levels, *policy.caps) if kind == "person"}
    gone = policy.hidden | policy.sealed | {one for one in named if policy.level_of_person(one, day) < CASE_TEAM}
    return lambda person: person in gone


@requires("lead")
@require_GET
def list_register(request: HttpRequest) -> HttpResponse:
    """Who holds what, the newest first, and the form to make another."""
    leader_of(request)
    return _page(request, ExportForm(initial={"level": "2", "formats": ["csv", "pages"]}))


def _page(request: HttpRequest, form: ExportForm, status: int = 200) -> HttpResponse:
    page = Paginator(ExportEntry.objects.order_by("-pk"), _A_PAGE).get_page(request.GET.get("page"))
    today, policy = timezone.now().date().isoformat(), page_policy()
    context = {
        "page": page,
        "entries": entries_of(list(page)),
        "open_to": [len(persons_open_to(level, today, policy)) for level in (PARTNERS, MECHANISMS, PUBLIC)],
        "form": form,
        "can_bundle": not is_encrypted(served_casebook().path),
    }
    return render(request, "safety/exports.html", context, status=status)


@requires("lead")
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make it, note it in the register, and send it as one file."""
    viewer = leader_of(request)
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    if form.cleaned_data["kind"] == "bundle" and is_encrypted(served_casebook().path):
        form.add_error("kind", _("A bundle of an encrypted casebook is made on the command line."))
        return _page(request, form, status=400)
    if PersonRow.objects.filter(has_case=True).count() > MOST_CASES:
        form.add_error(None, _("There are too many cases for a page to wait for: make it with habeas export."))
        return _page(request, form, status=400)
    name = f"habeas-{timezone.now().date().isoformat()}-level-{form.cleaned_data['level']}"
    try:
        content = (_bundle if form.cleaned_data["kind"] == "bundle" else _export)(viewer, form, name)
    except HabeasError as error:
        messages.error(request, str(error))
        return redirect("exports")
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer


def _export(viewer: Viewer, form: ExportForm, name: str) -> bytes:
    found = form.cleaned_data
    made = make_export(served_casebook(), int(found["level"]), timezone.now().date().isoformat())
    register_export(
        who=viewer.pseudonym,
        recipient=found["recipient"],
        level=made.level,
        day=made.day,
        formats=",".join(found["formats"]),
        record_set=made.record_set,
        name=name,
        persons=[entry.case.person_id for entry in made.cases],
        at=now(),
        ends=_day(form),
    )
    note(viewer, "made export", made.record_set)
    return pack_export(made, tuple(found["formats"]))


def _bundle(viewer: Viewer, form: ExportForm, name: str) -> bytes:
    found = form.cleaned_data
    note(viewer, "made bundle")
    return pack_bundle(
        served_casebook(),
        int(found["level"]),
        viewer.pseudonym,
        name=name,
        recipient=found["recipient"],
        ends=_day(form),
    )


def _day(form: ExportForm) -> str:
    return form.cleaned_data["ends"].isoformat() if form.cleaned_data["ends"] else ""


@requires("lead")
@require_GET
def show_notice(request: HttpRequest, number: int) -> HttpResponse:
    """What to write to a holder about everybody who is not open to the level of the export any more."""
    leader_of(request)
    row = ExportEntry.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    closed = entries_of([row])[0].closed
    holder = Holder(number, row.recipient, row.name, row.day, row.level, row.formats, row.record_set, closed)
    notices = notices_for([holder] if closed else [], timezone.now().date().isoformat())
    return render(request, "safety/notice.html", {"entry": row, "notices": notices})
