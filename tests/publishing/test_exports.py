import csv
import json
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from habeas.model.errors import InputError
from habeas.publishing.exports import Export, ExportedCase, QuoteLine, write_export
from habeas.publishing.exports.tables import inert
from habeas.registry.casefile import (
    Case,
    Charge,
    Contradiction,
    EventView,
    Evidence,
    NameForm,
    Side,
    Source,
    Status,
)

CLAIM, OTHER, WITHHELD = "a" * 64, "b" * 64, "c" * 64
SAYS = (Source("Invented Courier", "outlet"),)


def export(name="Test Person", quote="Test Person was arrested.", left_out=()):
    event = EventView(
        key=CLAIM,
        type="detention",
        variant="",
        date="2023-01-12",
        earliest="2023-01-12",
        latest="2023-01-12",
        modality="asserted",
        label="detention",
        said_by=SAYS,
        evidence=Evidence((CLAIM, WITHHELD), 1),
        legal=("342",),
    )
    case = Case(
        person_id="1" * 32,
        display_name=name,
        names=(NameForm(name, "Latn", (CLAIM,)), NameForm("Тест Персон", "Cyrl", (OTHER,))),
        events=(event,),
        charges=(Charge("342", "", "charge", "", "", "", SAYS, Evidence((CLAIM,), 1)),),
        contradictions=(
            Contradiction(
                type="date",
                field="date",
                subject="detention",
                sides=(Side((CLAIM,), "2023-01-11", SAYS, 1), Side((OTHER,), "2023-01-12", (), 1)),
                certainty="certain",
                question="One arrest with two dates, or two events?",
            ),
        ),
        evidence=Evidence((CLAIM, OTHER), 2),
    )
    status = Status(
        "2026-11-22",
        "not known",
        None,
        (),
        "2023-01-12",
        "not known (last reported held on 2023-01-12)",
        Evidence((), 0),
    )
    line = QuoteLine(quote, "Invented Courier", "A title", "Invented Courier", "2023-01-12")
    return Export(
        4, "2026-11-22", "all cases of a test", "d" * 64, (ExportedCase(case, status),), {CLAIM: line}, left_out
    )


def everything(folder):
    found = b""
    for path in folder.rglob("*"):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                found += b"".join(archive.read(name) for name in archive.namelist())
        elif path.is_file():
            found += path.read_bytes()
    return found


def test_tables_hold_cases_and_events_with_their_quotes(tmp_path):
    write_export(tmp_path / "out", export())
    table = (tmp_path / "out/cases.csv").read_text(encoding="utf-8-sig").splitlines()
    (case,) = csv.DictReader(line for line in table if not line.startswith("#"))
    assert case["charged_under"] == "342 (according to Invented Courier)"
    lines = (tmp_path / "out/events.csv").read_text(encoding="utf-8-sig").splitlines()
    (event,) = csv.DictReader(line for line in lines if not line.startswith("#"))
    assert event["date"] == "2023-01-12"
    assert "“Test Person was arrested.” (Invented Courier, A title, 2023-01-12)" in event["quotes"]
    book = load_workbook(tmp_path / "out/cases.xlsx")
    assert book["cases"]["D2"].value == "not known (last reported held on 2023-01-12)"
    about, line = map(json.loads, (tmp_path / "out/cases.jsonl").read_text(encoding="utf-8").splitlines())
    assert about["about"]["Level"] == "4 (public)"
    assert line["quotes"].keys() == {CLAIM}


def test_every_file_tells_level_day_definition_digest_and_what_was_left_out(tmp_path):
    write_export(tmp_path / "out", export(left_out=(("withheld by level", 7), ("no consent", 2))))
    for name in ("cases.csv", "events.csv", "cases.jsonl", "codebook.md", f"pages/{'1' * 32}.html"):
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        for told in ("all cases of a test", "2026-11-22", "public", "d" * 64, "withheld by level: 7", "fewer than 5"):
            assert told in text, (name, told)


def test_a_page_shows_an_accusation_as_the_authorities_word_and_both_sides(tmp_path):
    write_export(tmp_path / "out", export(), ("pages",))
    page = (tmp_path / f"out/pages/{'1' * 32}.html").read_text(encoding="utf-8")
    assert "Charged by the authorities under 342 (Invented Courier)" in page
    assert "2023-01-11" in page
    assert "<title>Case</title>" in page


@pytest.mark.parametrize(("accuser", "words"), [("A neighbour", "by A neighbour, under"), ("", "by whom is not said")])
def test_an_accusation_alone_is_no_charge_of_the_authorities(tmp_path, accuser, words):
    made = export()
    accusation = Charge("342", "", "accusation", "", "", accuser, SAYS, Evidence((CLAIM,), 1))
    (entry,) = made.cases
    alone = replace(made, cases=(replace(entry, case=replace(entry.case, charges=(accusation,))),))
    write_export(tmp_path / "out", alone)
    page = (tmp_path / f"out/pages/{'1' * 32}.html").read_text(encoding="utf-8")
    assert words in page
    assert "Charged" not in page
    assert "342, accusation only (according to" in (tmp_path / "out/cases.csv").read_text(encoding="utf-8-sig")


def test_hostile_names_and_quotes_stay_text_everywhere(tmp_path):
    hostile = '=HYPERLINK("x")<script>alert(1)</script>\x07'
    write_export(tmp_path / "out", export(name=hostile, quote=hostile))
    page = (tmp_path / f"out/pages/{'1' * 32}.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    lines = (tmp_path / "out/cases.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "'=HYPERLINK" in lines[-1]
    cell = load_workbook(tmp_path / "out/cases.xlsx")["cases"]["B2"]
    assert cell.data_type != "f"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx"])
def test_no_cell_can_run(cell):
    assert inert(cell).startswith("'")


def test_files_do_not_tell_who_made_them_or_when(tmp_path):
    write_export(tmp_path / "one", export())
    write_export(tmp_path / "two", export())
    assert everything(tmp_path / "one") == everything(tmp_path / "two")
    assert (tmp_path / "one/cases.xlsx").read_bytes() == (tmp_path / "two/cases.xlsx").read_bytes()
    assert b"openpyxl" not in everything(tmp_path / "one")


def test_ids_of_claims_without_a_visible_quote_bring_no_words(tmp_path):
    write_export(tmp_path / "out", export(), ("jsonl",))
    line = json.loads((tmp_path / "out/cases.jsonl").read_text(encoding="utf-8").splitlines()[1])
    assert WITHHELD not in line["quotes"]


def test_nothing_is_written_over_and_nothing_is_left_half_written(tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    with pytest.raises(InputError, match="exists already"):
        write_export(tmp_path / "out", export())
    with pytest.raises(InputError, match="no such format: pdf"):
        write_export(tmp_path / "new", export(), ("pdf",))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("habeas.publishing.exports.folder.write_jsonl", full)
    with pytest.raises(InputError, match="No space left"):
        write_export(tmp_path / "new", export())
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
