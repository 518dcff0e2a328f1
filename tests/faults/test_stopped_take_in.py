"""`habeas take-in` stopped by Ctrl-C, killed, or out of room: one line, and everything acknowledged is kept."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench._reports import make_reports
from habeas import workflow
from habeas.cli import main
from habeas.store.casebook import close_casebook, open_casebook
from habeas.store.models import RecordId
from habeas.store.verify import verify_casebook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
PROGRAM = Path(__file__).with_name("quick_habeas.py")
REPORTS = 20
STOPPED = "habeas: stopped; everything acknowledged so far is kept; run the same command again to go on"


@pytest.fixture
def reports(tmp_path):
    """A folder of reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for report in make_reports(REPORTS, seed=7):
        (folder / report.name).write_text(report.text, encoding="utf-8")
    return folder


def _start(casebook, *arguments, before=()):
    command = [sys.executable, str(PROGRAM), *map(str, before), "--casebook", str(casebook), *map(str, arguments)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C reaches every process of a terminal's group
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def _records(casebook, *, tags=("document.1", "claim.1", "extraction.1")):
    """Ids of the records of a casebook in which everything agrees."""
    opened = open_casebook(casebook)
    assert verify_casebook(opened.path).problems == ()
    assert workflow.rebuild(check=True).differences == ()
    ids = set(RecordId.objects.filter(tag__in=tags).values_list("record_id", flat=True))
    close_casebook()
    return ids


def _take_in_whole(casebook, reports):
    program = _start(casebook, "take-in", reports, "--format", "jsonl")
    out, err = program.communicate(timeout=300)
    assert (program.returncode, err) == (0, "")
    return {json.loads(line)["document_id"] for line in out.splitlines()}


@pytest.mark.parametrize("number", [2, 9], ids=["Ctrl-C", "kill"])
def test_stopped_in_the_middle_it_keeps_what_it_acknowledged(tmp_path, empty_casebook, database, reports, number):
    source = random.Random(number)
    whole = tmp_path / "whole"
    documents = _take_in_whole(whole, reports)
    expected = _records(whole)
    assert documents <= expected
    for attempt in range(2):
        casebook = tmp_path / f"stopped-{attempt}"
        shutil.copytree(empty_casebook, casebook)
        program = _start(casebook, "take-in", reports, "--format", "jsonl")
        acknowledged = [program.stdout.readline() for _ in range(source.randint(1, REPORTS // 2))]
        time.sleep(source.uniform(0, 0.05))
        os.killpg(program.pid, number)
        out, err = program.communicate(timeout=60)
        acknowledged += out.splitlines()
        assert program.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
        if number == signal.SIGINT:
            # A line end first: a terminal has just shown ^C.
            assert err.strip().splitlines() == [STOPPED]
        kept = _records(casebook)
        assert {json.loads(line)["document_id"] for line in acknowledged} <= kept < expected
        _take_in_whole(casebook, reports)
        assert _records(casebook) == expected


def test_when_no_file_may_grow_it_says_so_in_one_line_and_goes_on_later(tmp_path, empty_casebook, database, reports):
    casebook = tmp_path / "casebook"
    shutil.copytree(empty_casebook, casebook)
    room = (casebook / "casebook.sqlite3").stat().st_size + 400_000
    program = _start(casebook, "take-in", reports, "--format", "jsonl", before=("--file-size", room))
    out, err = program.communicate(timeout=120)
    assert program.returncode == 1
    assert len(err.splitlines()) == 1
    assert err.startswith("habeas: ")
    assert "disk" in err
    acknowledged = {json.loads(line)["document_id"] for line in out.splitlines()}
    assert 0 < len(acknowledged) < REPORTS
    assert acknowledged <= _records(casebook)
    assert _take_in_whole(casebook, reports) >= acknowledged


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 12 MB, where this may be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("making a small disk needs root on Linux; the test of files that may not grow stands in")
    yield folder
    close_casebook()
    subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_full_disk_is_one_line_and_with_room_again_it_goes_on(small_disk, empty_casebook, database, reports):
    casebook, ballast = small_disk / "casebook", small_disk / "ballast"
    shutil.copytree(empty_casebook, casebook)
    ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - 900_000))
    program = _start(casebook, "take-in", reports, "--format", "jsonl")
    out, err = program.communicate(timeout=120)
    assert program.returncode == 1
    assert err == "habeas: no room is left on the disk: nothing was changed; make room and run the same command again\n"
    acknowledged = {json.loads(line)["document_id"] for line in out.splitlines()}
    assert 0 < len(acknowledged) < REPORTS
    ballast.unlink()
    assert acknowledged <= _records(casebook)
    assert _take_in_whole(casebook, reports) >= acknowledged
    assert len(_records(casebook, tags=("document.1",))) == REPORTS


def test_no_room_for_a_casebook_at_all_is_one_line(small_disk, database, reports, capsys):
    (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free - 50_000))
    with pytest.raises(SystemExit) as ended:
        main(["--casebook", str(small_disk / "casebook"), "take-in", str(reports)])
    said = capsys.readouterr()
    assert ended.value.code == 1
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("habeas: no room is left on the disk")
