"""Signing in, by password or by a link that works once, and signing out."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from habeas.web.access import for_everybody
from habeas.web.account.forms import SignInForm
from habeas.web.sign_in_links import use_link


@for_everybody
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The one page that a stranger sees."""
    if request.user.is_authenticated:
        return redirect("start")
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return redirect("start")
    return render(request, "account/sign_in.html", {"form": form}, status=400 if form.errors else 200)


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
        return redirect("sign_in")
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("start")


@for_everybody
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and ask the browser to forget what it kept."""
    logout(request)
    response = redirect("sign_in")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
