"""A link that signs one person in, once, within five minutes: what `habeas demo` and `habeas serve` print.

The link's token is kept only as a hash, as the key of a row of the session table: Django clears what has run out, and
deleting the row is what uses the link up, so that two clicks can never both succeed.
"""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

LIFETIME = timedelta(minutes=5)
_FIELD = "signs_in"


def make_link(username: str, base_url: str) -> str:
    """Make a sign-in link.

    Args:
        username: An existing, active account.
        base_url: Where the app answers: `http://127.0.0.1:8000`.

    Returns:
        The whole address.

    Raises:
        ObjectDoesNotExist: There is no such account.
    """
    user = get_user_model().objects.get(username=username, is_active=True)
    token = secrets.token_urlsafe(32)
    Session.objects.create(
        session_key=_key_of(token),
        session_data=SessionStore().encode({_FIELD: user.pk}),
        expire_date=timezone.now() + LIFETIME,
    )
    return base_url.rstrip("/") + reverse("sign_in_by_link", args=[token])


def use_link(token: str) -> User | None:
    """The account that a link signs in, and the end of the link; None for one that is used, too old or never was."""
    with transaction.atomic():
        rows = Session.objects.filter(session_key=_key_of(token), expire_date__gt=timezone.now())
        row = rows.first()
        if row is None or not rows.delete()[0]:
            return None
    found = row.get_decoded().get(_FIELD)
    if found is None:
        return None
    user: User | None = get_user_model().objects.filter(pk=found, is_active=True).first()
    return user


def _key_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:40]
