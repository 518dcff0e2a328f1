"""A link that works once, signing out, and one's own account."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth import get_user_model, login, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from habeas.web.access import for_accounts, for_everybody, viewer_of
from habeas.web.sign_in_links import use_link
from habeas.web.trail import note


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session of one's own. Neither address nor browser is kept of it.

    Attributes:
        name: What names it in a form; nobody signs in with it.
        ends: When it runs out.
        here: It is the one that asks.
    """

    name: str
    ends: datetime
    here: bool


@for_everybody
@require_GET
@never_cache
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Use up a sign-in link. A browser that only looks ahead must not use it up."""
    if request.headers.get("Sec-Purpose", "").startswith("prefetch"):
        return HttpResponse(status=204)
    user = use_link(token)
    if user is None:
        messages.error(request, _("This link is used up or too old: it works once, within five minutes. Make another."))
        return redirect("account_login")
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    note(viewer_of(request), "signed in by link")
    return redirect("start")


@for_everybody
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and ask the browser to forget what it kept."""
    if request.user.is_authenticated:
        note(viewer_of(request), "signed out")
    logout(request)
    response = redirect("account_login")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def sessions_of(request: HttpRequest) -> list[tuple[str, OwnSession]]:
    """Every session of the account, by key, the one that asks first."""
    found = []
    for row in Session.objects.filter(expire_date__gt=timezone.now()).order_by("-expire_date"):
        if row.get_decoded().get("_auth_user_id") == str(request.user.pk):
            here = row.session_key == request.session.session_key
            name = hashlib.sha256(row.session_key.encode()).hexdigest()[:16]
            found.append((row.session_key, OwnSession(name, row.expire_date, here)))
    return sorted(found, key=lambda pair: not pair[1].here)


@for_accounts
@require_GET
def show_account(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    return render(request, "account/account.html", {"sessions": [session for _key, session in sessions_of(request)]})


@for_accounts
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one other session of the account, or every other."""
    asked = request.POST.get("session", "")
    others = [key for key, session in sessions_of(request) if not session.here and (not asked or session.name == asked)]
    Session.objects.filter(session_key__in=others).delete()
    if others:
        note(viewer_of(request), "ended sessions")
    said = _("This session has ended.") if asked else _("Every other session of yours has ended.")
    messages.info(request, said if others or not asked else _("There is no such session. Nothing was changed."))
    return redirect("account")


@for_accounts
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's password, or set the first; every other session ends."""
    user = get_user_model().objects.get(username=request.user.get_username())
    form = (PasswordChangeForm if user.has_usable_password() else SetPasswordForm)(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, user)
        messages.info(request, _("The password was changed; every other session of yours has ended."))
        return redirect("account")
    return render(request, "account/password.html", {"form": form}, status=400 if form.errors else 200)
