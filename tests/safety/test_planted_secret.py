"""The planted secret: every withheld thing holds a canary, and no exit shows one to whom it is withheld from."""

import io
import re
import zipfile

import pytest
from django.test import Client
from safety.planted import OF_THE_HIDDEN, ROLES, WITHHELD, canaries_in

from habeas import cli
from habeas.store import casebook as casebook_module

WORDS = ("Anna Shownova", "Opentown", "arrested", "Hidq", "Beatq", "Docq", "Cousi")


def content_of(folder):
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            parts += [path.name.encode(), path.read_bytes()]
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(io.BytesIO(parts[-1])) as archive:
                    parts += [archive.read(name) for name in archive.namelist()]
    return b"\0".join(parts)


def test_the_canaries_are_in_the_casebook_so_that_the_search_can_fail(planted, tmp_path):
    assert canaries_in(content_of(tmp_path / "casebook")) == set(WITHHELD)


@pytest.mark.parametrize("level", [2, 3, 4])
def test_no_export_holds_one_and_what_may_be_seen_is_there(planted, tmp_path, level, capsys):
    assert cli.run(["export", "--level", str(level), "--out", "out"]) == 0
    content = content_of(tmp_path / "out")
    birth_date = ("1970-01-23",) if level > 2 else ()
    assert canaries_in(content, (*WITHHELD, *birth_date)) == set()
    assert b"Anna Shownova" in content
    assert b"2021-03-04" in content
    assert (b"a person close to the case" in content) is (level == 2)  # a transfer is not for more than partners
    assert b"fewer than 5" in content
    assert planted.hidden.encode() not in content
    assert canaries_in(content_of(tmp_path / "scratch")) == set()
    assert canaries_in("".join(capsys.readouterr()).encode()) == set()


def test_an_export_for_the_team_holds_nothing_of_the_hidden(planted, tmp_path, capsys):
    assert cli.run(["export", "--level", "1", "--out", "out"]) == 0
    assert canaries_in(content_of(tmp_path / "out"), OF_THE_HIDDEN) == set()
    assert canaries_in(content_of(tmp_path / "out")) >= {"Beatqzham", "Cousinqz"}


@pytest.mark.parametrize("level", [2, 3, 4])
def test_no_bundle_holds_one(planted, tmp_path, level, capsys):
    assert cli.run(["bundle", "out", "--level", str(level)]) == 0
    casebook_module.close_casebook()
    assert canaries_in(content_of(tmp_path / "out")) == set()


COMMANDS = (
    ("people", "--all"),
    ("case", "Shownova"),
    ("search", "arrested"),
    ("search", "Hidqz"[:4]),
    ("review", "--all"),
    ("held", "--on", "2016-04-04"),
    ("contradictions", "--proposed"),
    ("positions",),
    ("precedents",),
    ("changes", "--since", "2000-01-01T00:00:00Z"),
    ("exports",),
    ("audit",),
    ("consent", "due"),
    ("verify",),
    ("rebuild", "--check"),
    ("case", "Hidqz"[:4]),
)


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_shows_the_hidden(planted, command, form, capsys, caplog):
    cli.run([*command, "--format", form])
    said = "".join(capsys.readouterr()) + caplog.text
    assert canaries_in(said.encode(), OF_THE_HIDDEN) == set()


# What each command must show all the same, so that an empty answer does not pass.
SEEN_OUTSIDE = (
    (("people",), "Anna Shownova"),
    (("people", "Shownova"), "Anna Shownova"),
    (("people", "Noconsentqz"), ""),
    (("people", "Hidqz"), ""),
    (("case", "Shownova"), "2021-03-04"),
    (("case", "Shownova", "--as-of", "2022-01-01"), "2021-03-04"),
    (("case", "Shownova", "--recorded-by", "2100-01-01T00:00:00Z"), "2021-03-04"),
    (("case", "Shownova", "--public-by", "2022-12-31"), "2021-03-04"),
    (("case", "Noconsentqz"), ""),
    (("case", "Hidqz Hiddenqz"), ""),
    (("search", "arrested"), "Opentown"),
    (("search", "Beatqzham"), ""),
    (("search", "Noconsentqz"), ""),
    (("search", "Pendingqzford"), ""),
    (("search", "Shownova"), "Anna Shownova"),
    (("held", "--on", "2021-03-04"), "Anna Shownova"),
    (("held", "--on", "2015-03-03"), ""),
    (("contradictions",), ""),
    (("positions",), "2021-02-03"),
    (("precedents",), "2021-02-20"),
    (("changes", "--since", "2000-01-01T00:00:00Z"), "Anna Shownova"),
    (("estimate", "--list", "a=Sample Wire", "--list", "b=Outletqz"), ""),
    (("releases", "--from", "2010-01-01", "--to", "2023-01-01"), ""),
    (("trends", "--from", "2020-01-01", "--to", "2023-01-01"), "2021-03"),
    (("trends",), ""),
    (("trends", "--by", "place", "--from", "2020-01-01", "--to", "2023-01-01"), "Opentown"),
    (("composition", "--before", "2010-01-01/2019-01-01", "--after", "2019-01-02/2023-01-01", "--by", "place"), ""),
)


@pytest.mark.parametrize(("command", "shown"), SEEN_OUTSIDE, ids=lambda value: " ".join(value) if value else "-")
def test_no_command_shows_one_to_an_audience_outside(planted, command, shown, capsys, caplog):
    for level in ("2", "3", "4"):
        for form in ("text", "json", "jsonl"):
            code = cli.run([*command, "--level", level, "--format", form])
            said = "".join(capsys.readouterr()) + caplog.text
            assert code == 0 or not shown, said
            assert canaries_in(said.encode()) == set(), (level, form)
            assert planted.hidden[:8] not in said
            assert planted.nobody[:8] not in said
            assert shown in said


@pytest.mark.parametrize(
    "command", [("case", "Shownova"), ("contradictions",), ("positions",), ("precedents",)], ids=" ".join
)
def test_proposals_are_refused_to_an_audience_outside(planted, command, capsys):
    assert cli.run([*command, "--level", "2", "--proposed"]) == 2
    assert "case team alone" in capsys.readouterr().err


def pages(client, planted):
    addresses = ["/", "/people/", "/search/", "/reports/", "/timeline/", "/contradictions/", "/positions/"]
    addresses += ["/precedents/", "/sources/", "/overview/", "/review/", "/audit/", "/people/?show=all"]
    addresses += [f"/cases/{one}/" for one in (planted.anna, planted.hidden, planted.nobody)]
    addresses += [f"/cases/{planted.anna}/timeline/", f"/cases/{planted.anna}/?as_of=2022-01-01"]
    addresses += [f"/reports/{one}/" for one in planted.documents.values()]
    for address in addresses:
        yield address, client.get(address, follow=True)
    for word in WORDS:
        yield f"search {word}", client.post("/search/", {"asked": word}, follow=True)
        yield f"people {word}", client.post("/people/", {"name": word}, follow=True)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_one_to_whom_it_is_withheld_from(planted, role, caplog):
    client = Client(HTTP_HOST="127.0.0.1")
    if role:
        from django.contrib.auth import get_user_model

        client.force_login(get_user_model().objects.get(username=role))
    outside = role in ("partner", "mechanism", "")
    # Whoever leads may see who is hidden, to bring them back; collectors and reviewers are known inside the team.
    canaries = WITHHELD if outside else () if role == "lead" else OF_THE_HIDDEN
    found = {}
    for address, answer in pages(client, planted):
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen = canaries_in(content, canaries)
        if seen:
            found[address] = seen
    assert found == {}
    assert canaries_in(caplog.text.encode()) == set()


@pytest.mark.parametrize(
    ("address", "shows"),
    [
        ("/people/?place=Opentown", True),
        ("/people/?place=Courtqzburg", False),
        ("/people/?place=Whisperqzton", False),
        ("/people/?show=unreviewed", False),
        ("/timeline/?at=2021", True),
        ("/timeline/?at=2018", False),
        ("/positions/", True),
        ("/precedents/", True),
    ],
)
def test_a_filter_tells_a_partner_nothing_of_what_is_withheld(planted, address, shows):
    from django.contrib.auth import get_user_model

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.get(username="reader"))
    assert client.get("/people/").status_code == 200  # what the team counts must not be handed to the partner
    client.force_login(get_user_model().objects.get(username="partner"))
    page = client.get(address).content.decode()
    marks = {"/positions/": "Sample Cabinet", "/precedents/": "Sample Council"}
    assert (marks.get(address.partition("?")[0], "Anna Shownova") in page) is shows


@pytest.mark.parametrize("role", ["partner", "mechanism"])
def test_what_was_typed_does_not_tell_an_outsider_whether_a_name_is_here(planted, role):
    from django.contrib.auth import get_user_model

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=role))
    for address, field in (("/search/", "asked"), ("/people/", "name")):
        known, unknown = (
            re.sub(r'value="\w{64}"', "", client.post(address, {field: name}).content.decode())
            for name in ("Boris Noconsentqz", "Xyzzy Nobodyhere")
        )
        assert known == unknown
        (hidden,) = (client.post(address, {field: "Hidqz Hiddenqz"}).content.decode() for _ in "1")
        assert re.sub(r'value="\w{64}"', "", hidden) == unknown


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_the_teams_timeline_counts_nothing_of_the_hidden(planted, role):
    from django.contrib.auth import get_user_model

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=role))
    page = client.get("/timeline/").content.decode()
    assert '"?at=2021"' in page
    assert '"?at=2016"' not in page
