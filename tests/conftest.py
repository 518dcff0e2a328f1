"""Casebooks for tests: each test that asks for one gets its own, a copy of an empty one made once."""

import shutil
import signal

import pytest
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from habeas.settings import Settings, configure_django

configure_django(Settings())  # the tests' own settings, whatever the environment says

from habeas.store import casebook as casebook_module  # noqa: E402 - the tables need Django
from habeas.store.models import CasebookFact  # noqa: E402

hypothesis_settings.register_profile("habeas", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("habeas")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's job in the background: Ctrl-C is tested all the same
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def settled_language():
    """Every test begins in the language of the settings, whatever page the test before it asked for."""
    translation.deactivate()


@pytest.fixture(scope="session")
def empty_casebook(tmp_path_factory, django_db_blocker):
    """The folder of an empty casebook, to be copied and never opened."""
    folder = tmp_path_factory.mktemp("empty") / "casebook"
    with django_db_blocker.unblock():
        casebook_module.open_casebook(folder, create=True)
        casebook_module.close_casebook()
    return folder


@pytest.fixture
def database(django_db_blocker):
    """The right to reach the database, and no connection left behind."""
    with django_db_blocker.unblock():
        yield
        casebook_module.close_casebook()


@pytest.fixture
def casebook(tmp_path, empty_casebook, database):
    """An open, empty casebook of this test's own."""
    folder = tmp_path / "casebook"
    shutil.copytree(empty_casebook, folder)
    return casebook_module.open_casebook(folder)


@pytest.fixture
def make_casebook(empty_casebook, database):
    """Makes further casebooks, each with a key of its own; the last one made is the open one."""

    def make(folder):
        shutil.copytree(empty_casebook, folder)
        casebook_module.open_casebook(folder)
        CasebookFact.objects.all().delete()
        return casebook_module.open_casebook(folder)

    return make


@pytest.fixture
def signing_key(casebook):
    """The private key of the casebook."""
    return CasebookFact.objects.get(name="private_key").value
