"""Every setting, typed, read from the environment in one place; nothing else reads the environment.

Casebooks differ, settings do not: `open_casebook` points Django's one database connection at the casebook's own file.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import django
from django.apps import apps as django_apps
from django.conf import settings as django_settings

from habeas.model.errors import InputError

SQLITE_FILE = "casebook.sqlite3"
_WEB = Path(__file__).parent / "web"
# Run on every new connection. FULL: a commit that was acknowledged survives a power cut. secure_delete: what is removed
# is overwritten. One writer at a time, who waits for the lock when his transaction begins, not in its middle.
_SQLITE_COMMANDS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says; the name of each field, in capitals after `HABEAS_`, is its variable.

    Attributes:
        casebook: The casebook's folder.
        database_url: `postgresql://user:password@host:port/name`; empty for SQLite inside the casebook.
        secret_key: Signs sessions. Empty: the casebook's own, made when it is created.
        secret_key_file: A file that holds it, for those who keep secrets out of the environment.
        allowed_hosts: Exact names under which the web app answers, separated by commas.
        https: Whether the app is reached through HTTPS; cookies are then sent over nothing else.
        debug: Django's debug pages. Never on a casebook with real reports.
        lock_timeout: Seconds to wait for another writer before giving up.
        session_hours: After how many hours without use a session ends.
        passphrase_file: A file whose first line is the passphrase of an encrypted casebook; asked for where empty.
        new_passphrase_file: The same for a passphrase that is set or changed.
        lock_minutes: After how many minutes without use a served encrypted casebook is closed; 0 for never.
        second_eyes: Event types and kinds of claim that two people accept before they leave the case team; or `none`.
    """

    casebook: Path = Path("casebook")
    database_url: str = ""
    secret_key: str = ""
    secret_key_file: str = ""
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    https: bool = False
    debug: bool = False
    lock_timeout: int = 30
    session_hours: int = 12
    passphrase_file: str = ""
    new_passphrase_file: str = ""
    lock_minutes: int = 30
    second_eyes: tuple[str, ...] = ("death_in_custody", "execution", "killing")


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings of this environment.

    Raises:
        InputError: A variable that cannot be what it says; one line that names it.
    """
    given: dict[str, Any] = {}
    for field in fields(Settings):
        name = f"HABEAS_{field.name.upper()}"
        text = environ.get(name, "").strip()
        if text:
            given[field.name] = _value(name, text, field.default)
    settings = Settings(**given)
    if settings.secret_key_file and not settings.secret_key:
        try:
            given["secret_key"] = Path(settings.secret_key_file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise InputError(f"HABEAS_SECRET_KEY_FILE cannot be read: {error.strerror}") from None
    return Settings(**given)


def _value(name: str, text: str, default: object) -> object:
    if isinstance(default, bool):
        if text.lower() in ("1", "true", "yes", "on"):
            return True
        if text.lower() in ("0", "false", "no", "off"):
            return False
        raise InputError(f"{name} is yes or no, not {text!r}")
    if isinstance(default, int):
        if not text.isascii() or not text.isdigit():
            raise InputError(f"{name} is a whole number, not {text!r}")
        return int(text)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return Path(text) if isinstance(default, Path) else text


def sqlite_options(settings: Settings) -> dict[str, Any]:
    """Django's description of the casebook's own SQLite file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(settings.casebook / SQLITE_FILE),
        "OPTIONS": {
            "timeout": settings.lock_timeout,
            "transaction_mode": "IMMEDIATE",
            "init_command": ";".join(_SQLITE_COMMANDS),
        },
    }


def database_options(settings: Settings) -> dict[str, Any]:
    """Django's description of the database. For SQLite the file is named when a casebook is opened.

    Raises:
        InputError: HABEAS_DATABASE_URL is not the address of a PostgreSQL database.
    """
    if not settings.database_url:
        return sqlite_options(settings)
    url = urlsplit(settings.database_url)
    if url.scheme not in ("postgresql", "postgres") or not url.path.strip("/"):
        raise InputError("HABEAS_DATABASE_URL must read postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.strip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "OPTIONS": {
            "options": f"-c lock_timeout={settings.lock_timeout * 1000} -c synchronous_commit=on",
            **dict(parse_qsl(url.query)),
        },
    }


def django_options(settings: Settings) -> dict[str, Any]:
    """Every setting that Django is given."""
    return {
        "HABEAS": settings,
        "HABEAS_SQLITE": sqlite_options(settings),  # a bundle is on SQLite whatever the casebook is on
        "SECRET_KEY": settings.secret_key or _process_key(),
        "DEBUG": settings.debug,
        "ALLOWED_HOSTS": list(settings.allowed_hosts),
        "DATABASES": {"default": database_options(settings)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [("en", "English"), ("be", "Беларуская"), ("ru", "Русский")],
        "LOCALE_PATHS": [str(_WEB / "locale")],
        "INSTALLED_APPS": [
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "allauth",
            "allauth.account",
            "allauth.mfa",
            "django_htmx",
            "habeas.store",
            "habeas.web",
        ],
        **_web_options(settings),
    }


def _web_options(settings: Settings) -> dict[str, Any]:
    return {
        "ROOT_URLCONF": "habeas.web.urls",
        "WSGI_APPLICATION": "habeas.web.wsgi.application",
        "MIDDLEWARE": [
            "habeas.web.middleware.refuse_unknown_hosts",
            "habeas.web.middleware.add_security_headers",
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "habeas.web.screening.screen_names",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "allauth.account.middleware.AccountMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [str(_WEB)],  # each area of the web room keeps its templates beside its views
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "habeas.web.context.describe_frame",
                    ],
                },
            }
        ],
        "AUTHENTICATION_BACKENDS": [
            "django.contrib.auth.backends.ModelBackend",
            "allauth.account.auth_backends.AuthenticationBackend",
        ],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": 12},
            },
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
        ],
        # Accounts are made by a lead, with a user name and no address; nothing is ever sent by mail.
        "ACCOUNT_ADAPTER": "habeas.web.account.adapter.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*", "password2*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_NOTIFICATIONS": False,
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "/sign-in/",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_ADAPTER": "habeas.web.account.adapter.SecondFactorAdapter",
        "MFA_TOTP_ISSUER": "habeas",
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not settings.https,
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        "STATIC_URL": "/static/",
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": settings.debug,
        "SESSION_COOKIE_AGE": settings.session_hours * 3600,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_SAVE_EVERY_REQUEST": False,  # a write on every page would make readers wait for reviewers
        "SESSION_COOKIE_SECURE": settings.https,
        "CSRF_COOKIE_SECURE": settings.https,
        "CSRF_COOKIE_HTTPONLY": True,
        "SECURE_HSTS_SECONDS": 31_536_000 if settings.https else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": settings.https,
        "SECURE_HSTS_PRELOAD": settings.https,
        "SECURE_SSL_REDIRECT": settings.https,
        # Under no-referrer a browser sends `Origin: null` with its own forms, and the CSRF check would refuse them.
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "X_FRAME_OPTIONS": "DENY",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 4 * 1024 * 1024,
        "LOGGING_CONFIG": None,
    }


@lru_cache(maxsize=1)
def _process_key() -> str:
    """Until a casebook is opened nothing is signed that must outlive the process."""
    return secrets.token_urlsafe(48)


def configure_django(settings: Settings) -> None:
    """Set Django up for this process; a second call changes nothing."""
    if not django_settings.configured:
        django_settings.configure(**django_options(settings))
    if not django_apps.ready:
        django.setup()
