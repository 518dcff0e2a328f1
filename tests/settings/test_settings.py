"""Settings: typed, from the environment, refused in one line where they make no sense; and each is documented."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from habeas.model.errors import InputError
from habeas.settings import Settings, database_options, django_options, read_settings

ROOT = Path(__file__).parents[2]


def test_an_empty_environment_gives_the_defaults():
    assert read_settings({}) == Settings()
    assert read_settings({"HABEAS_HTTPS": "  ", "OTHER": "x"}) == Settings()


def test_each_setting_is_read_by_its_name():
    settings = read_settings(
        {
            "HABEAS_CASEBOOK": "somewhere",
            "HABEAS_ALLOWED_HOSTS": "a.example, b.example,",
            "HABEAS_HTTPS": "Yes",
            "HABEAS_LOCK_TIMEOUT": "5",
        }
    )
    assert (settings.casebook, settings.allowed_hosts) == (Path("somewhere"), ("a.example", "b.example"))
    assert (settings.https, settings.lock_timeout) == (True, 5)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("HABEAS_HTTPS", "perhaps", "HABEAS_HTTPS is yes or no, not 'perhaps'"),
        ("HABEAS_LOCK_TIMEOUT", "-1", "HABEAS_LOCK_TIMEOUT is a whole number"),
        ("HABEAS_SECRET_KEY_FILE", "/nowhere/key", "HABEAS_SECRET_KEY_FILE cannot be read"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(name, value, message):
    with pytest.raises(InputError, match=message) as caught:
        read_settings({name: value})
    assert "\n" not in str(caught.value)


def test_a_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "key").write_text("very secret\n")
    assert read_settings({"HABEAS_SECRET_KEY_FILE": str(tmp_path / "key")}).secret_key == "very secret"


def test_postgresql_is_named_by_an_address():
    options = database_options(Settings(database_url="postgresql://ann:p%40ss@db.example:5433/habeas?sslmode=require"))
    assert (options["ENGINE"], options["NAME"]) == ("django.db.backends.postgresql", "habeas")
    assert (options["USER"], options["PASSWORD"]) == ("ann", "p@ss")
    assert (options["HOST"], options["PORT"]) == ("db.example", "5433")
    assert options["OPTIONS"]["sslmode"] == "require"
    for wrong in ("mysql://x/y", "postgresql://host", "x"):
        with pytest.raises(InputError, match="HABEAS_DATABASE_URL"):
            database_options(Settings(database_url=wrong))


def test_the_web_is_strict_by_default():
    options = django_options(Settings())
    assert options["DEBUG"] is False
    assert options["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost"]
    assert options["SESSION_COOKIE_HTTPONLY"]
    assert options["CSRF_COOKIE_HTTPONLY"]
    assert not options["SESSION_COOKIE_SECURE"]
    behind = django_options(Settings(https=True))
    assert behind["SESSION_COOKIE_SECURE"]
    assert behind["CSRF_COOKIE_SECURE"]
    assert behind["SECURE_HSTS_SECONDS"]


def test_every_setting_is_documented():
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^### `(HABEAS_[A-Z_]+)`", page, re.MULTILINE))
    assert described >= {f"HABEAS_{field.name.upper()}" for field in fields(Settings)}
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "habeas").rglob("*.py"))
    invented = described - {f"HABEAS_{field.name.upper()}" for field in fields(Settings)}
    assert {name for name in invented if name not in code} == set()


def test_nothing_else_reads_the_environment():
    allowed = (
        "settings.py",
        "cli/context.py",
        "cli/__init__.py",
        "cli/serving.py",
        "web/django_settings.py",
        "web/wsgi.py",
    )
    readers = []
    for path in (ROOT / "habeas").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        if names & {"environ", "getenv"}:
            readers.append(path.relative_to(ROOT / "habeas").as_posix())
    assert set(readers) <= set(allowed)
