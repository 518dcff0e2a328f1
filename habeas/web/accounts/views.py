"""Accounts and their roles. Every role given or taken is a signed decision; an account itself can be erased."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from habeas.model import GrantAccess, Withdraw, decode_record
from habeas.store.accounts import pseudonym_of_user
from habeas.store.models import DecisionRow, PersonRow, Pseudonym, RecordBody
from habeas.web.access import ROLES, Viewer, requires, viewer_of
from habeas.web.addresses import is_person_id
from habeas.web.casebook import served_casebook
from habeas.web.sign_in_links import make_link
from habeas.web.trail import note
from habeas.workflow import now, record_decision

_USERNAME = re.compile(r"[a-z][a-z0-9_.-]{1,31}")


@dataclass(frozen=True, slots=True)
class Grant:
    """A live decision that gives a role, in the whole casebook or in one case."""

    decision_id: str
    role: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Account:
    """One account with what it may do."""

    pseudonym: str
    username: str
    active: bool
    grants: tuple[Grant, ...]


def _keeper(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not viewer.may_everywhere("admin"):
        raise Http404
    return viewer


@requires("admin")
@require_GET
def list_accounts(request: HttpRequest) -> HttpResponse:
    """Every account."""
    _keeper(request)
    grants = _grants_by_account()
    rows = Pseudonym.objects.exclude(user=None).select_related("user").order_by("user__username")
    accounts = [
        Account(row.pseudonym, row.user.get_username(), row.user.is_active, tuple(grants.get(row.pseudonym, ())))
        for row in rows
        if row.user is not None
    ]
    context = {"accounts": accounts, "roles": ROLES, "case": request.GET.get("case", "")}
    return render(request, "accounts/list.html", context)


def _grants_by_account() -> dict[str, list[Grant]]:
    live = DecisionRow.objects.filter(kind="access", live=True, trusted=True).values("decision_id")
    rows = RecordBody.objects.filter(record__record_id__in=live).values_list("record__record_id", "raw")
    found: dict[str, list[Grant]] = {}
    for decision_id, raw in rows:
        body = getattr(decode_record(bytes(raw)), "body", None)
        if isinstance(body, GrantAccess):
            found.setdefault(body.account, []).append(Grant(decision_id, body.role, body.person_id))
    return found


@requires("admin")
@require_POST
def add_account(request: HttpRequest) -> HttpResponse:
    """Make an account without a password; its first sign-in is by a link."""
    viewer = _keeper(request)
    username = request.POST.get("username", "").strip().lower()
    if not _USERNAME.fullmatch(username):
        messages.error(
            request, _("A user name is 2 to 32 small Latin letters, digits, points, hyphens or underscores.")
        )
    elif get_user_model().objects.filter(username=username).exists():
        messages.error(request, _("There is an account of that name already."))
    else:
        user = get_user_model().objects.create_user(username=username)
        pseudonym = pseudonym_of_user(user, added_at=now())
        note(viewer, "made account", pseudonym)
        messages.info(request, _("The account was made. Give it a role, then a sign-in link."))
    return redirect("accounts")


@requires("admin")
@require_POST
def give_role(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """Give a role, in the whole casebook or in one case."""
    viewer = _keeper(request)
    _account(pseudonym)
    role, person_id = request.POST.get("role", ""), request.POST.get("case", "").strip()
    known = not person_id or (is_person_id(person_id) and PersonRow.objects.filter(person_id=person_id).exists())
    if role not in ROLES or not known:
        messages.error(request, _("There is no such role, or no such case. Nothing was changed."))
    else:
        body = GrantAccess(account=pseudonym, role=role, person_id=person_id)
        record_decision(served_casebook(), body, viewer.pseudonym, request.POST.get("why", "")[:500])
        note(viewer, "gave role", pseudonym)
        messages.info(request, _("The role was given."))
    return redirect("accounts")


@requires("admin")
@require_POST
def take_role(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """Take a role back."""
    viewer = _keeper(request)
    decision_id = request.POST.get("decision", "")
    mine = [grant.decision_id for grant in _grants_by_account().get(pseudonym, ())]
    if decision_id not in mine:
        raise Http404
    record_decision(served_casebook(), Withdraw(), viewer.pseudonym, "", [decision_id])
    note(viewer, "took role", pseudonym)
    messages.info(request, _("The role was taken back."))
    return redirect("accounts")


@requires("admin")
@require_POST
def make_sign_in_link(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """A link that signs this account in once, within five minutes; shown once, to be handed over by a safe way."""
    viewer = _keeper(request)
    row = _account(pseudonym)
    link = make_link(row.user.get_username(), f"{request.scheme}://{request.get_host()}") if row.user else ""
    note(viewer, "made sign-in link", pseudonym)
    return render(
        request, "accounts/link.html", {"link": link, "username": row.user.get_username() if row.user else ""}
    )


@requires("admin")
@require_POST
def close_account(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """Close an account and forget whose it was; what it decided stays, under its random id."""
    viewer = _keeper(request)
    row = _account(pseudonym)
    if pseudonym == viewer.pseudonym:
        messages.error(request, _("You cannot close your own account."))
        return redirect("accounts")
    if row.user is not None:
        row.user.delete()
    Pseudonym.objects.filter(pseudonym=pseudonym).update(label="")
    note(viewer, "closed account", pseudonym)
    messages.info(request, _("The account is closed; what it decided stays, without a name."))
    return redirect("accounts")


def _account(pseudonym: str) -> Pseudonym:
    row = Pseudonym.objects.filter(pseudonym=pseudonym).exclude(user=None).select_related("user").first()
    if row is None:
        raise Http404
    return row
