"""The form to sign in."""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password; what is wrong is said without saying which of the two."""

    error_messages = {  # noqa: RUF012 - Django's form takes a dictionary here
        "invalid_login": _("No account has this user name and password. Nothing was changed; try again."),
        "inactive": _("No account has this user name and password. Nothing was changed; try again."),
    }
