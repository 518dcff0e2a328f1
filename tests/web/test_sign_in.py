from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from web.world import PASSWORD

from habeas.web.sign_in_links import make_link


def path_of(link):
    return link.removeprefix("http://127.0.0.1:8000")


def test_a_link_signs_in_once(as_):
    link = path_of(make_link("alice", "http://127.0.0.1:8000"))
    client = as_()
    assert client.get(link)["Location"] == "/"
    assert client.get("/people/").status_code == 200
    again = as_()
    assert again.get(link)["Location"] == "/sign-in/"
    assert again.get("/people/").status_code == 404


def test_a_link_dies_after_five_minutes(as_):
    link = path_of(make_link("alice", "http://127.0.0.1:8000"))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    client = as_()
    client.get(link)
    assert client.get("/people/").status_code == 404


def test_a_link_lives_five_minutes(as_):
    make_link("alice", "http://127.0.0.1:8000")
    left = Session.objects.latest("expire_date").expire_date - timezone.now()
    assert timedelta(minutes=4, seconds=50) < left <= timedelta(minutes=5)


def test_what_is_stored_of_a_link_cannot_sign_in(as_):
    make_link("alice", "http://127.0.0.1:8000")
    key = Session.objects.latest("expire_date").session_key
    client = as_()
    client.cookies["sessionid"] = key
    assert client.get("/people/").status_code == 404
    assert as_().get(f"/sign-in/{key}/")["Location"] == "/sign-in/"


def test_a_browser_that_looks_ahead_does_not_use_a_link_up(as_):
    link = path_of(make_link("alice", "http://127.0.0.1:8000"))
    assert as_().get(link, headers={"Sec-Purpose": "prefetch;prerender"}).status_code == 204
    client = as_()
    client.get(link)
    assert client.get("/people/").status_code == 200


def test_no_link_is_made_for_nobody(world):
    with pytest.raises(ObjectDoesNotExist):
        make_link("nobody", "http://127.0.0.1:8000")


def test_signing_in_by_password_and_out(as_):
    client = as_()
    assert client.post("/sign-in/", {"login": "alice", "password": PASSWORD})["Location"] == "/"
    assert client.get("/people/").status_code == 200
    answer = client.post("/sign-out/")
    assert "storage" in answer["Clear-Site-Data"]
    assert client.get("/people/").status_code == 404


def test_a_wrong_password_does_not_tell_whether_the_account_exists(as_):
    wrong = as_().post("/sign-in/", {"login": "alice", "password": "x"}).content.decode()
    absent = as_().post("/sign-in/", {"login": "nobody", "password": "x"}).content.decode()
    assert "No account has this user name and password" in wrong
    assert "No account has this user name and password" in absent
