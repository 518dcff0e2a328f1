"""The casebook of the page tests, made once and copied for each test, and somebody to look at it."""

import shutil
import time

import pytest
from django.core.cache import cache
from django.test import Client
from web.world import build_world

from habeas.safety.protection import forget_policy
from habeas.store.casebook import close_casebook, open_casebook
from habeas.web import freshening
from habeas.web.analysis.runs import list_runs
from habeas.web.casebook import serve_casebook


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory, empty_casebook, django_db_blocker):
    """The folder of the casebook and what is in it."""
    folder = tmp_path_factory.mktemp("world") / "casebook"
    shutil.copytree(empty_casebook, folder)
    with django_db_blocker.unblock():
        known = build_world(open_casebook(folder))
        close_casebook()
    return folder, known


@pytest.fixture
def world(tmp_path, world_folder, database):
    """This test's own copy, open and served."""
    folder, known = world_folder
    shutil.copytree(folder, tmp_path / "casebook")
    serve_casebook(open_casebook(tmp_path / "casebook"))
    forget_policy()  # copies of one casebook have one id
    cache.clear()  # attempts to sign in are counted there
    yield known
    _let_runs_end()
    freshening.wait_for_work(20)


@pytest.fixture
def as_(world):
    """A browser signed in as somebody; as nobody for an empty name."""

    def sign_in(name=""):
        client = Client(HTTP_HOST="127.0.0.1")
        if name:
            client.force_login(_user(name))
        return client

    return sign_in


def _let_runs_end():
    """An analysis works in a thread of its own, which must not reach for the database of a test that is over."""
    for _ in range(600):
        if not any(run.is_open for run in list_runs()):
            return
        time.sleep(0.05)


def _user(name):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(username=name)
