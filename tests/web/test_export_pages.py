import io
import re
import zipfile

import pytest
from web.test_safety_pages import GIVEN, audited, export_of

from habeas.store.models import ExportEntry


def test_a_bundle_of_an_encrypted_casebook_is_left_to_the_command_line(world, as_, monkeypatch):
    from habeas.web.safety import exports

    monkeypatch.setattr(exports, "is_encrypted", lambda _folder: True)
    answer = as_("bob").post("/safety/exports/make/", export_of(kind="bundle", level="2"))
    assert answer.status_code == 400
    assert "made on the command line" in answer.content.decode()
    assert not ExportEntry.objects.exists()


def test_an_export_holds_what_its_level_may_see_and_is_registered(world, as_):
    lead = as_("bob")
    closed = lead.post("/safety/exports/make/", export_of())
    assert "Vydumana" not in unpacked(closed)
    lead.post(f"/safety/people/{world.person}/consent/", GIVEN | {"level": "4"})
    opened = lead.post("/safety/exports/make/", export_of(ends="2036-01-01"))
    assert opened["Content-Type"] == "application/zip"
    assert re.fullmatch(r'attachment; filename="habeas-[\d-]+-level-4.zip"', opened["Content-Disposition"])
    assert opened["Cache-Control"] == "no-store"
    text = unpacked(opened)
    assert "Vydumana" in text
    assert "beaten" not in text  # nobody accepted it, and it is for the case team
    entry = ExportEntry.objects.last()
    assert (entry.recipient, entry.level, entry.ends) == ("An archive", 4, "2036-01-01")
    assert entry.persons == [world.person]
    assert audited("made export")
    page = lead.get("/safety/exports/").content.decode()
    assert "Open today: 1 to partners, 1 to mechanisms, 1 to the public." in page
    assert "An archive" in page
    assert "2036-01-01" in page


def unpacked(answer):
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"recipient": ""}, "This field is required"),
        ({"level": "0"}, "Select a valid choice"),
        ({"kind": "bundle", "level": "1"}, "A bundle is for partners"),
        ({"formats": []}, "Choose at least one"),
        ({"ends": "2020-01-01"}, "This day has passed"),
        ({"kind": "database"}, "Select a valid choice"),
    ],
)
def test_an_export_that_is_not_said_in_full_is_refused(world, as_, changed, said):
    answer = as_("bob").post("/safety/exports/make/", export_of(**changed))
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not ExportEntry.objects.exists()


def test_a_bundle_is_made_beside_the_server_and_registered(world, as_, settings):
    lead = as_("bob")
    lead.post(f"/safety/people/{world.person}/consent/", GIVEN | {"level": "4"})
    answer = lead.post("/safety/exports/make/", export_of(kind="bundle", level="2", ends="2036-01-01"))
    assert answer.status_code == 200, answer.content.decode()[:500]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert any(name.endswith(".sqlite3") or "sqlite" in name for name in archive.namelist())
    entry = ExportEntry.objects.get()
    assert (entry.formats, entry.level, entry.ends, entry.recipient) == ("bundle", 2, "2036-01-01", "An archive")
    assert lead.get("/safety/exports/").status_code == 200  # and we are still signed in to the first casebook


def test_a_recipient_is_shown_as_text_and_never_as_a_header(world, as_):
    lead = as_("bob")
    answer = lead.post("/safety/exports/make/", export_of(recipient='"><img src=x onerror=alert(1)>\r\nX-Evil: 1'))
    assert "X-Evil" not in answer.headers
    page = lead.get("/safety/exports/").content.decode()
    assert "<img" not in page
