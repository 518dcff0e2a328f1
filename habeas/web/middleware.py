"""What holds for every answer: exact host names, a strict content security policy, nothing kept in shared caches."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

# No inline script, no inline style, nothing from elsewhere, no frame, no form that posts elsewhere.
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
_PERMISSIONS = "camera=(), microphone=(), geolocation=(), browsing-topics=(), payment=(), usb=()"


def refuse_unknown_hosts(get_answer: Answer) -> Answer:
    """Answer only under the exact names of the settings, before anything else runs.

    A page of another site that points its own name at this address (DNS rebinding) gets one plain line.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        host = request.META.get("HTTP_HOST", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name.lower() not in settings.ALLOWED_HOSTS:
            return HttpResponse("This address does not serve that name.\n", status=400, content_type="text/plain")
        return get_answer(request)

    return answer


def add_security_headers(get_answer: Answer) -> Answer:
    """Add the headers to every answer that does not bring its own."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_answer(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        if not request.path.startswith(str(settings.STATIC_URL)):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer
