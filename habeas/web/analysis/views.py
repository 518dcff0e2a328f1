"""The three questions as forms, a page for each answer, and the plots of an answer as images.

Analyses are for the case team: they rest on every case, and a number can point at a person.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from habeas.analysis.held import list_definitions
from habeas.analysis.wordings import name_of_value
from habeas.model.errors import InputError
from habeas.publishing.audience import CASE_TEAM
from habeas.store import studied
from habeas.web import words
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.analysis import asking
from habeas.web.analysis.results import describe
from habeas.web.analysis.runs import BusyError, find_run, list_runs, start_run
from habeas.web.analysis.sentences import in_words
from habeas.web.drawing.images import restyle, send_svg
from habeas.web.kept import keep_until_change, state_of_casebook
from habeas.web.people.called import names_of_people
from habeas.web.sources import class_of_source
from habeas.web.trail import note, note_seen

_LABELS: Mapping[str, str] = {"totals": "ask_totals", "releases": "ask_releases", "trends": "ask_trends"}


def may_analyse(viewer: Viewer) -> bool:
    """Whether analyses are for this viewer: the case team, over the whole casebook."""
    return viewer.audience.level <= CASE_TEAM and viewer.audience.person_ids is None


def _refuse(request: HttpRequest) -> HttpResponse:
    return render(request, "analysis/not_for_you.html")


@requires("read")
@require_GET
def list_questions(request: HttpRequest) -> HttpResponse:
    """The three doors, and the answers that are kept."""
    if not may_analyse(viewer_of(request)):
        return _refuse(request)
    newest, _sealed = state_of_casebook()
    return render(request, "analysis/questions.html", {"runs": list_runs(), "newest": newest})


@requires("read")
@require_http_methods(["GET", "POST"])
def ask_totals(request: HttpRequest) -> HttpResponse:
    """How many are on no list: choose outlets into lists."""
    viewer = viewer_of(request)
    if not may_analyse(viewer):
        return _refuse(request)
    named = keep_until_change("people by outlet", viewer, studied.people_by_outlet)
    outlets = dict(list(named.items())[: asking.MOST_OUTLETS])
    if request.method == "POST":
        return _start(request, "totals", lambda: asking.read_totals(request.POST, outlets), asking.prepare_totals)
    context = {
        "outlets": [
            {
                "place": place,
                "name": name,
                "people": people,
                "source_class": class_of_source(name),
                "list": request.GET.get(f"list-{place}", ""),
            }
            for place, (name, people) in enumerate(outlets.items())
        ],
        "numbers": [str(number) for number in range(1, asking.MOST_LISTS + 1)],
    }
    return render(request, "analysis/ask_totals.html", context)


@requires("read")
@require_http_methods(["GET", "POST"])
def ask_releases(request: HttpRequest) -> HttpResponse:
    """What was followed by releases: choose measures and the days, before looking."""
    viewer = viewer_of(request)
    if not may_analyse(viewer):
        return _refuse(request)
    if request.method == "POST":
        return _start(request, "releases", lambda: asking.read_releases(request.POST), asking.prepare_releases)
    kinds = tuple(dict.fromkeys((*asking.PERSON_MEASURES, *asking.COUNTRY_MEASURES)))
    counted = keep_until_change("measures by type", viewer, lambda: studied.measures_by_type(kinds))
    context = {
        "measures": [
            {"key": key, "name": words.word_for(words.EVENT_TYPES, key), "n": counted.get(key, 0)} for key in kinds
        ],
        "ends": asking.Ends(*keep_until_change("days of reports", viewer, studied.days_of_reports)),
        "windows": asking.WINDOWS,
        "country_windows": asking.COUNTRY_WINDOWS,
    }
    return render(request, "analysis/ask_releases.html", context)


@requires("read")
@require_http_methods(["GET", "POST"])
def ask_trends(request: HttpRequest) -> HttpResponse:
    """Whom they take now: what to count, by what, over which days."""
    viewer = viewer_of(request)
    if not may_analyse(viewer):
        return _refuse(request)
    definitions = list_definitions()
    if request.method == "POST":
        names = [definition.name for definition in definitions]
        return _start(request, "trends", lambda: asking.read_trends(request.POST, names), asking.prepare_trends)
    context = {
        "definitions": [(one.name, in_words(one.title)) for one in definitions],
        "dimensions": [(key, DIMENSIONS[key]()) for key in asking.DIMENSIONS],
        "ends": asking.Ends(*keep_until_change("days of reports", viewer, studied.days_of_reports)),
    }
    return render(request, "analysis/ask_trends.html", context)


DIMENSIONS: Mapping[str, Callable[[], str]] = {
    "charge_family": lambda: _("family of charges"),
    "group": lambda: _("public role, donors, relatives"),
    "article": lambda: _("article"),
    "place": lambda: _("place"),
    "repeat": lambda: _("first or repeated arrest"),
    "stated_reason": lambda: _("reason stated by the authorities"),
}


def _start(
    request: HttpRequest,
    kind: str,
    read: Callable[[], asking.Asked],
    prepare: Callable[[Mapping[str, Any]], Any],
) -> HttpResponse:
    """Start what a form asks and go to its answer; what makes no sense goes back to the form with one sentence."""
    try:
        asked = read()
        run = start_run(kind, asked, lambda: prepare(asked))
    except InputError as problem:
        messages.error(request, str(problem))
        return redirect(_LABELS[kind])
    except BusyError:
        messages.error(request, _("Several computations are waiting already. Ask again when one is done."))
        return redirect(_LABELS[kind])
    note(viewer_of(request), f"asked {kind}", run.run_id)
    return redirect("answer", run.run_id)


@requires("read")
@require_GET
def show_answer(request: HttpRequest, run_id: str) -> HttpResponse:
    """An answer; while it is being computed, how long it has taken; nothing of it needs scripts."""
    viewer = viewer_of(request)
    if not may_analyse(viewer):
        return _refuse(request)
    run = find_run(run_id)
    if run is None:
        messages.info(request, _("This answer is no longer kept. Ask again: the same question gives the same answer."))
        return redirect("analysis")
    if run.state != "done":
        page = "analysis/waiting_part.html" if request.headers.get("HX-Request") else "analysis/waiting.html"
        return render(request, page, {"run": run, "why": in_words(run.message), "again": _LABELS[run.kind]})
    if request.headers.get("HX-Request"):
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    newest, _sealed = state_of_casebook()
    persons = {case["person"] for measure in run.answer.get("measures", ()) for case in measure["cases"]}
    context = {
        "run": run,
        "again": _LABELS[run.kind],
        "is_old": newest != run.newest,
        "names": names_of_people(viewer, persons),
        **describe(run, get_language() or "en", name_of_value),
    }
    response = render(request, f"analysis/{run.kind}.html", context)
    note_seen(response, viewer, f"saw {run.kind}", run.run_id)
    return response


@requires("read")
@require_GET
def send_answer_plot(request: HttpRequest, run_id: str, name: str) -> HttpResponse:
    """One plot of an answer."""
    run = find_run(run_id) if may_analyse(viewer_of(request)) else None
    svg = run.answer.get("plots", {}).get(name) if run is not None else None
    if svg is None:
        raise Http404
    return send_svg(restyle(svg, dark=request.GET.get("dark") == "1", in_words=in_words))
