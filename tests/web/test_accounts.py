import re

import pytest
from web.world import PASSWORD, make_account

from habeas.store.models import AuditEntry, DecisionRow, Pseudonym
from habeas.web.casebook import served_casebook


def pseudonym_of(name):
    return Pseudonym.objects.get(user__username=name).pseudonym


def test_an_admin_makes_an_account_gives_it_a_role_and_a_link(world, as_):
    admin = as_("bob")
    admin.post("/accounts/add/", {"username": "dora"})
    dora = pseudonym_of("dora")
    assert as_("dora").get("/people/").status_code == 404
    admin.post(f"/accounts/{dora}/role/", {"role": "reader"})
    assert as_("dora").get("/people/").status_code == 200
    page = admin.post(f"/accounts/{dora}/link/").content.decode()
    link = re.search(r"http://[^<]+/sign-in/[^<]+/", page).group(0)
    fresh = as_()
    assert fresh.get(link.removeprefix("http://127.0.0.1"))["Location"] == "/"
    assert fresh.get("/people/").status_code == 200


def test_a_role_that_is_taken_back_is_gone_at_once_and_its_history_stays(world, as_):
    rita = pseudonym_of("rita")
    page = as_("bob").get("/accounts/").content.decode()
    decision = re.search(rf'{rita}/take/">.*?name="decision" value="([0-9a-f]+)"', page, re.DOTALL).group(1)
    as_("bob").post(f"/accounts/{rita}/take/", {"decision": decision})
    assert as_("rita").get("/people/").status_code == 404
    assert DecisionRow.objects.filter(decision_id=decision, live=False).exists()


def test_a_role_for_one_case_can_be_given(world, as_):
    charlie = pseudonym_of("charlie")
    as_("bob").post(f"/accounts/{charlie}/role/", {"role": "reader", "case": world.person})
    assert as_("charlie").get(f"/cases/{world.person}/").status_code == 200
    assert as_("charlie").get("/accounts/").status_code == 404


@pytest.mark.parametrize("given", [{"role": "emperor"}, {"role": "reader", "case": "nobody"}, {}])
def test_a_role_that_is_none_is_refused(world, as_, given):
    before = DecisionRow.objects.count()
    as_("bob").post(f"/accounts/{pseudonym_of('charlie')}/role/", given)
    assert DecisionRow.objects.count() == before


@pytest.mark.parametrize("name", ["alice", "A", "x" * 40, "dora'); --", "дора", ""])
def test_a_user_name_that_is_taken_or_malformed_is_refused(world, as_, name):
    before = Pseudonym.objects.count()
    as_("bob").post("/accounts/add/", {"username": name})
    assert Pseudonym.objects.count() == before


def test_closing_an_account_leaves_its_decisions_without_a_name(world, as_):
    alice = pseudonym_of("alice")
    as_("bob").post(f"/accounts/{alice}/close/")
    assert not Pseudonym.objects.filter(user__username="alice").exists()
    assert Pseudonym.objects.get(pseudonym=alice).label == ""
    assert DecisionRow.objects.filter(who=alice).exists()


def test_nobody_closes_their_own_account(world, as_):
    as_("bob").post(f"/accounts/{pseudonym_of('bob')}/close/")
    assert as_("bob").get("/accounts/").status_code == 200


def test_an_admin_alone_sees_no_case(world, as_):
    make_account(served_casebook(), "adam", "admin")
    client = as_("adam")
    assert client.get("/accounts/").status_code == 200
    assert client.get(f"/cases/{world.person}/").status_code == 404
    assert client.get("/people/").status_code == 404


def test_the_audit_log_holds_who_saw_what_and_no_name(world, as_):
    as_("alice").get(f"/cases/{world.person}/")
    as_("alice").post("/search/", {"asked": "Vydumanaya"})
    rows = list(AuditEntry.objects.values_list("who", "action", "target", "detail"))
    assert (world.alice, "saw case", world.person, "") in rows
    assert "Vydumana" not in str(rows)
    page = as_("bob").get("/audit/").content.decode()
    assert "saw a case" in page
    assert as_("alice").get("/audit/").status_code == 404


def test_every_other_session_can_be_ended(world, as_):
    first, second = as_("alice"), as_("alice")
    assert second.get("/people/").status_code == 200
    assert first.get("/account/").content.decode().count("UTC") == 2
    first.post("/account/sessions/")
    assert second.get("/people/").status_code == 404
    assert first.get("/people/").status_code == 200


def test_one_other_session_can_be_ended_and_nobody_elses(world, as_):
    first, second, third, rita = as_("alice"), as_("alice"), as_("alice"), as_("rita")
    names = re.findall(r'name="session" value="([0-9a-f]{16})"', first.get("/account/").content.decode())
    assert len(names) == 2
    hers = re.findall(r'name="session" value="([0-9a-f]{16})"', as_("rita").get("/account/").content.decode())
    first.post("/account/sessions/", {"session": names[0]})
    first.post("/account/sessions/", {"session": hers[0]})
    assert sorted(one.get("/people/").status_code for one in (second, third)) == [200, 404]
    assert first.get("/people/").status_code == rita.get("/people/").status_code == 200
    assert AuditEntry.objects.filter(action="ended sessions").count() == 1


def test_a_new_password_ends_other_sessions_and_must_be_long(world, as_):
    first, second = as_("alice"), as_("alice")
    short = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    assert first.post("/account/password/", short).status_code == 400
    long = {"old_password": PASSWORD, "new_password1": "a longer pass phrase", "new_password2": "a longer pass phrase"}
    assert first.post("/account/password/", long).status_code == 302
    assert first.get("/people/").status_code == 200
    assert second.get("/people/").status_code == 404


def test_signing_in_with_a_second_factor_needs_its_code(world, as_):
    from allauth.mfa.totp.internal import auth as totp
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.get(username="alice")
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    client = as_()
    assert client.post("/sign-in/", {"login": "alice", "password": PASSWORD})["Location"] == "/sign-in/second/"
    assert client.get("/people/").status_code == 404
    assert client.get("/sign-in/second/").status_code == 200
    client.post("/sign-in/second/", {"code": "000000"})
    assert client.get("/people/").status_code == 404
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    assert client.post("/sign-in/second/", {"code": code})["Location"] == "/"
    assert client.get("/people/").status_code == 200


def test_guessing_passwords_is_limited(world, as_):
    client = as_()
    answers = [client.post("/sign-in/", {"login": "alice", "password": str(n)}) for n in range(7)]
    assert "Too many" in answers[-1].content.decode() or answers[-1].status_code == 429
