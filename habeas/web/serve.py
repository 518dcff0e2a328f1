"""Serving the pages of one casebook, on waitress, with the static files beside them."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.wsgi import get_wsgi_application
from waitress import create_server

from habeas.model import GrantAccess
from habeas.model.errors import InputError
from habeas.store.accounts import pseudonym_of_user
from habeas.store.casebook import Casebook, open_casebook
from habeas.store.models import Draft, Pseudonym
from habeas.store.originals import keyring_of
from habeas.web.casebook import serve_casebook
from habeas.web.idle import IdleWatch, noting_use
from habeas.web.quiet_logs import keep_words_out_of_logs
from habeas.web.sign_in_links import make_link
from habeas.workflow import now, record_decision

FIRST_ACCOUNT = "lead"


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is listening.

    Attributes:
        url: Where it answers.
        link: Signs one person in, once, within five minutes; empty where no account was asked for.
        run: Serves until stopped.
        stop: Stops it, from any thread.
    """

    url: str
    link: str
    run: Callable[[], None]
    stop: Callable[[], None]


def start_server(casebook: Casebook, host: str = "127.0.0.1", port: int = 8000, *, account: str = "") -> Served:
    """Listen, and make a sign-in link; `run` of what comes back serves.

    Args:
        casebook: Open already.
        host: An address of this machine. Other machines reach the app only under the names of HABEAS_ALLOWED_HOSTS.
        port: 0 takes a free one.
        account: Whom the link signs in; the first account of the casebook where it is empty, made if there is none.

    Raises:
        InputError: The port is taken, or there is no such account.
    """
    keep_words_out_of_logs()
    serve_casebook(casebook)
    username = account or first_account(casebook)
    watches: list[IdleWatch] = []
    application = noting_use(get_wsgi_application(), watches)
    try:
        server = create_server(application, host=host, port=port, threads=4, ident=None, **_proxy_options())
    except OSError as error:
        raise InputError(f"port {port} cannot be served: {error.strerror}; name another with --port") from None
    url = f"http://{host}:{_port_of(server)}"
    try:
        link = make_link(username, url)
    except get_user_model().DoesNotExist:
        server.close()
        raise InputError(f"there is no account {username!r}") from None

    def stop() -> None:
        server.trigger.pull_trigger(server.close)

    minutes = settings.HABEAS.lock_minutes  # type: ignore[misc]
    if minutes and keyring_of(casebook.path):
        watches.append(IdleWatch(minutes * 60, stop))
        watches[0].watch()
    return Served(url, link, server.run, stop)


def serve(casebook_path: Path, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Open a casebook and serve it until interrupted; the address and a sign-in link are printed."""
    served = start_server(open_casebook(casebook_path), host, port)
    print(f"habeas answers on {served.url}\nSign in, once, within five minutes: {served.link}", flush=True)  # noqa: T201
    try:
        served.run()
    except KeyboardInterrupt:
        served.stop()


def start_in_background(casebook: Casebook, *, port: int = 0) -> tuple[Served, threading.Thread]:
    """A server in a thread of this process, for tests and benches."""
    served = start_server(casebook, port=port)
    thread = threading.Thread(target=served.run, daemon=True)
    thread.start()
    return served, thread


def first_account(casebook: Casebook) -> str:
    """The user name of the first account; one that leads and keeps the accounts is made in a casebook without any."""
    users = get_user_model().objects
    known = users.filter(is_active=True).order_by("pk").first()
    if known is not None:
        return str(known.get_username())
    user = users.create_user(username=FIRST_ACCOUNT)
    moment = now()
    pseudonym = pseudonym_of_user(user, added_at=moment)
    for role in ("lead", "admin"):
        record_decision(
            casebook,
            GrantAccess(account=pseudonym, role=role),
            pseudonym,
            "the first account of this casebook",
            when=moment,
        )
    return FIRST_ACCOUNT


def grant_role(casebook: Casebook, username: str, role: str, *, by: str, person_id: str = "", why: str = "") -> str:
    """Give an account a role, in the whole casebook or in one case; the pseudonymous id of the account.

    Args:
        casebook: The open casebook.
        username: The account, made without a password where there is none.
        role: A role of `habeas.web.access.ROLES`.
        by: Pseudonymous id of who gives it.
        person_id: For one case only.
        why: The reason.
    """
    user, _made = get_user_model().objects.get_or_create(username=username)
    pseudonym = pseudonym_of_user(user, added_at=now())
    body = GrantAccess(account=pseudonym, role=role, person_id=person_id)
    record_decision(casebook, body, by, why)
    return pseudonym


def erase_account(pseudonym: str) -> None:
    """Close an account, forget whose it was and what it left half-written; what it decided stays, under an id alone."""
    Draft.objects.filter(who=pseudonym).delete()
    row = Pseudonym.objects.filter(pseudonym=pseudonym).select_related("user").first()
    if row is not None and row.user is not None:
        row.user.delete()


def _proxy_options() -> dict[str, Any]:
    """Behind HTTPS there is a server of one's own on this machine: only it may say how it was reached."""
    if not settings.HABEAS.https:  # type: ignore[misc]
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": "127.0.0.1",
        "trusted_proxy_headers": {"x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def _port_of(server: Any) -> int:
    return int(server.socket.getsockname()[1])
