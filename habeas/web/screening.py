"""The last screen of every page: names that its reader may not read are blanked, whatever the page is made of.

Views ask the gate for what they show; this stands behind them, for a name that a quote, a title or an error carries.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from habeas.safety.names import names_withheld_from
from habeas.web.access import viewer_of

_JUST_NOW = 0.5  # seconds: the page has asked for the policy itself
Answer = Callable[[HttpRequest], HttpResponseBase]


def screen_names(get_answer: Answer) -> Answer:
    """Blank withheld names in every answer that is text. Whoever leads sees who is hidden, to bring them back."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_answer(request)
        if not isinstance(response, HttpResponse) or not request.user.is_authenticated:
            return response
        viewer = viewer_of(request)
        if not viewer.may("read") or viewer.audience.leads:
            return response
        if response.headers.get("Content-Type", "").startswith(("text/", "application/json")):
            names = names_withheld_from(viewer.audience.level, viewer.audience.day, within=_JUST_NOW)
            charset = response.charset or "utf-8"
            response.content = names.blank(response.content.decode(charset)).encode(charset)
        return response

    return answer
