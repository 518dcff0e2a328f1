"""The casebook with the planted secrets: made once, and each test works on a copy of its own."""

import shutil
import tempfile

import pytest
from safety.planted import ROLES, plant

from habeas.model import GrantAccess
from habeas.store import casebook as casebook_module
from habeas.store.accounts import pseudonym_of_user
from habeas.web.casebook import serve_casebook
from habeas.workflow import now, record_decision


@pytest.fixture(scope="session")
def planted_folder(tmp_path_factory, empty_casebook, django_db_blocker):
    folder = tmp_path_factory.mktemp("planted") / "casebook"
    shutil.copytree(empty_casebook, folder)
    with django_db_blocker.unblock():
        opened = casebook_module.open_casebook(folder)
        found = plant(opened)
        from django.contrib.auth import get_user_model

        for role in filter(None, ROLES):
            account = pseudonym_of_user(get_user_model().objects.create_user(role), added_at=now())
            record_decision(opened, GrantAccess(account=account, role=role), account, "for a test")
        casebook_module.close_casebook()
    return folder, found


@pytest.fixture
def planted(tmp_path, planted_folder, database, monkeypatch):
    folder, found = planted_folder
    shutil.copytree(folder, tmp_path / "casebook")
    serve_casebook(casebook_module.open_casebook(tmp_path / "casebook"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HABEAS_CASEBOOK", str(tmp_path / "casebook"))
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    return found
