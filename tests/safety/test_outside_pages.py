"""A partner's pages are those of a casebook that never held the rest: no count, filter or order differs."""

import re
import shutil

import pytest
from django.test import Client
from safety.test_outlook import ANNA, BORIS, fill

from habeas.model import GrantAccess
from habeas.safety.protection import forget_policy
from habeas.store import casebook as casebook_module
from habeas.store.accounts import pseudonym_of_user
from habeas.store.models import DocumentRow
from habeas.web.casebook import serve_casebook
from habeas.workflow import now, record_decision

ADDRESSES = (
    "/",
    "/people/",
    "/people/?show=held",
    "/people/?show=contradictions",
    "/people/?place=Othertown",
    "/people/?place=Opentown",
    "/reports/",
    "/reports/?left=1",
    "/sources/",
    "/timeline/",
    "/timeline/?at=2021",
    "/timeline/?at=2021-02",
    "/contradictions/",
    "/contradictions/?type=date",
    "/positions/",
    "/precedents/",
    "/overview/",
    f"/cases/{ANNA.person_id}/",
    f"/cases/{ANNA.person_id}/?as_of=2021-03-10",
    f"/cases/{ANNA.person_id}/?public=2022-06-01",
    f"/cases/{BORIS.person_id}/",
)
ASKED = ("arrested", "Othertown", "Anna Sample", "Boris Sample", "rejected", "Sample Cabinet")
_CHANGING = re.compile(r'value="\w{64}"|name="csrf\w*"|nonce="[^"]*"')


def pages(client):
    for address in ADDRESSES:
        yield address, client.get(address)
    for words in ASKED:
        yield f"people like {words}", client.post("/people/", {"name": words})


def seen_by(role, folder, *, withheld, empty):
    shutil.copytree(empty, folder)
    forget_policy()
    casebook = casebook_module.open_casebook(folder)
    fill(casebook, withheld=withheld)
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.create_user(role)
    account = pseudonym_of_user(user, added_at=now())
    record_decision(casebook, GrantAccess(account=account, role=role), account, "for a test")
    serve_casebook(casebook)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    return {
        address: (answer.status_code, _CHANGING.sub("", answer.content.decode())) for address, answer in pages(client)
    }


@pytest.mark.parametrize("role", ["partner", "mechanism"])
def test_every_page_is_that_of_a_casebook_without_the_rest(tmp_path, empty_casebook, database, role):
    whole = seen_by(role, tmp_path / "whole", withheld=True, empty=empty_casebook)
    assert DocumentRow.objects.count() == 2
    rest = seen_by(role, tmp_path / "rest", withheld=False, empty=empty_casebook)
    for address, page in whole.items():
        assert page == rest[address], address
    assert "Anna Sample" in whole["/people/"][1]
    assert whole[f"/cases/{BORIS.person_id}/"][0] == 404


def test_the_teams_pages_differ_so_that_the_comparison_can_fail(tmp_path, empty_casebook, database):
    whole = seen_by("reader", tmp_path / "whole", withheld=True, empty=empty_casebook)
    rest = seen_by("reader", tmp_path / "rest", withheld=False, empty=empty_casebook)
    differing = {address for address, page in whole.items() if page != rest[address]}
    assert differing >= {"/", "/people/", "/reports/", "/sources/", "/timeline/", "/positions/", "/precedents/"}
