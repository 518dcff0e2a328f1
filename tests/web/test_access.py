import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from habeas.web.access import ROLES

# What a stranger may open; everything else answers 404, as what is not there.
OPEN = {"start", "account_login", "mfa_authenticate", "sign_in_by_link", "account_logout", "set_language"}


def every_url(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from every_url(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry


def address_of(pattern, world):
    filled = (
        pattern.replace("<record:document_id>", world.first)
        .replace("<record:claim_id>", world.claims["detained"])
        .replace("<record:run_id>", "0" * 64)
        .replace("<person:person_id>", world.person)
        .replace("<int:number>", "0")
        .replace("<str:token>", "x")
        .replace("<int:pk>", "1")
        .replace("<person:pseudonym>", world.alice)
        .replace("<record:question_id>", "0" * 64)
        .replace("<slug:name>", "held")
    )
    assert "<" not in filled, f"tell this test how to fill {filled}"
    return "/" + filled


def test_no_view_lacks_an_access_rule():
    missing = [pattern for pattern, entry in every_url() if not hasattr(entry.callback, "access_rule")]
    assert missing == []


def test_only_the_pages_of_signing_in_are_for_everybody():
    open_to_all = {entry.name for _, entry in every_url() if entry.callback.access_rule == "everybody"}
    assert open_to_all == OPEN


@pytest.mark.parametrize("who", ["", "charlie"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_and_charlie_get_404_everywhere(world, as_, who, method):
    client = as_(who)
    for pattern, entry in every_url():
        if entry.callback.access_rule in ("everybody", "account"):
            continue
        answer = getattr(client, method)(address_of(pattern, world))
        assert answer.status_code == 404, pattern
        for word in ("Vydumanaya", "Invented Daily", "detained"):
            assert word not in answer.content.decode(), pattern


def test_what_may_not_be_seen_answers_as_what_is_not_there(world, as_):
    forbidden = as_("charlie").get(f"/cases/{world.person}/")
    absent = as_("charlie").get(f"/cases/{'f' * 32}/")
    token = b'name="csrfmiddlewaretoken" value="'

    def strip(body):
        return b"".join(part.split(b'"', 1)[-1] for part in body.split(token))

    assert strip(forbidden.content) == strip(absent.content)


def test_a_reader_reads_and_decides_nothing(world, as_):
    client = as_("rita")
    assert client.get(f"/cases/{world.person}/").status_code == 200
    assert client.get(f"/reports/{world.first}/").status_code == 200
    for pattern, entry in every_url():
        if entry.callback.access_rule in ("review", "lead", "admin"):
            assert client.get(address_of(pattern, world)).status_code == 404, pattern
            assert client.post(address_of(pattern, world)).status_code == 404, pattern


def test_a_reviewer_protects_nobody_and_keeps_no_accounts(world, as_):
    client = as_("alice")
    for pattern, entry in every_url():
        if entry.callback.access_rule in ("lead", "admin"):
            assert client.get(address_of(pattern, world)).status_code == 404, pattern
            assert client.post(address_of(pattern, world)).status_code == 404, pattern


def test_whoever_keeps_the_accounts_alone_protects_nobody(world, as_):
    from web.world import make_account

    from habeas.web.casebook import served_casebook

    make_account(served_casebook(), "adam", "admin")
    client = as_("adam")
    for pattern, entry in every_url():
        if entry.callback.access_rule in ("read", "review", "lead"):
            assert client.get(address_of(pattern, world)).status_code == 404, pattern


# An address of a lead opened by GET: a page, the way to one, or a page that is only posted to.
def test_every_page_of_a_lead_opens_and_no_address_with_a_forged_id_does(world, as_):
    client = as_("bob")
    for pattern, entry in every_url():
        if entry.callback.access_rule != "lead":
            continue
        address = address_of(pattern, world)
        if entry.name != "export_notice":  # there is no export yet
            assert client.get(address).status_code in (200, 302, 405), pattern
        if "<" in pattern:
            forged = address.replace(world.person, "f" * 32).replace(world.first, "f" * 64)
            forged = forged.replace(world.claims["detained"], "f" * 64)
            for method in ("get", "post"):
                assert getattr(client, method)(forged).status_code in (404, 405), (pattern, method)


def test_what_protects_is_never_changed_without_the_token_of_the_form(world, as_):
    client = as_("bob")
    client.handler.enforce_csrf_checks = True
    for pattern, entry in every_url():
        if entry.callback.access_rule == "lead":
            assert client.post(address_of(pattern, world)).status_code in (403, 405), pattern


def test_a_partner_sees_no_case_without_consent_or_a_decision(world, as_):
    client = as_("petra")
    assert client.get(f"/cases/{world.person}/").status_code == 404
    answer = client.get("/people/")
    assert answer.status_code == 200
    assert "Vydumanaya" not in answer.content.decode()
    report = client.get(f"/reports/{world.first}/")
    assert "Vydumanaya" not in report.content.decode()
    assert report.status_code == 404 or "█" in report.content.decode()


@pytest.mark.parametrize("address", ["/", "/people/", "/reports/", "/search/", "/review/"])
def test_the_lists_open_for_a_reviewer(as_, address):
    answer = as_("alice").get(address, follow=True)
    assert answer.status_code == 200


def test_a_stranger_is_sent_to_sign_in_from_the_start_page_only(as_):
    answer = as_().get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")


def test_an_account_opened_for_one_case_sees_that_case_alone(world, as_):
    from web.world import make_account

    from habeas.web.casebook import served_casebook

    make_account(served_casebook(), "lena", "reader", person_id=world.person)
    client = as_("lena")
    assert client.get(f"/cases/{world.person}/").status_code == 200
    assert client.get(f"/reports/{world.first}/").status_code == 200
    assert "Boris" not in client.get(f"/reports/{world.second}/").content.decode()
    people = client.get("/people/").content.decode()
    assert "Vydumana" in people


def test_the_roles_are_those_that_the_guide_names():
    assert set(ROLES) == {"mechanism", "partner", "reader", "reviewer", "lead", "admin"}


# What a form of ours never sends: nothing at all, and everything at once.
_ODD = ({}, {"act": "x", "level": "x", "kind": "x", "decision": "x", "why": "x" * 5000, "answer": "x", "page": "-1"})


@pytest.mark.parametrize("who", ["petra", "rita", "alice", "bob"])
def test_no_address_breaks_whoever_asks_and_whatever_is_sent(world, as_, who):
    for pattern, entry in every_url():
        if entry.name in ("account_logout", "end_sessions"):
            continue
        address = address_of(pattern, world)
        client = as_(who)  # each act with a session of its own: some of them end it
        answers = [client.get(address), client.get(address, _ODD[1])]
        answers += [client.post(address, given) for given in _ODD if not _ends_what_follows(entry.name)]
        assert all(answer.status_code < 500 for answer in answers), (pattern, answers)


def _ends_what_follows(name):
    return name in ("close_account", "hide_person", "take_role")
