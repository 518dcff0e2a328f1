"""What allauth asks of us: accounts are made by admins alone, and errors are worded in the languages of the pages."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The adapter that the settings name."""

    error_messages = {  # noqa: RUF012 - allauth takes a dictionary here
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("No account has this user name and password. Nothing was changed; try again."),
        "too_many_login_attempts": _("Too many attempts. Wait some minutes, then try again; nothing else is wrong."),
        "incorrect_password": _("This is not your password. Nothing was changed."),
        "incorrect_code": _("This is not the code. Nothing was changed; try the next one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's own signature
        """Nobody makes an account for themselves."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The same for the second factor."""

    error_messages = {  # noqa: RUF012 - as above
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is not the code. Nothing was changed; try the next one."),
        "cannot_generate_recovery_codes": _("Recovery codes are for an account with an app or a key. Add one first."),
    }
