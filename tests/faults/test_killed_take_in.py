"""A take-in is killed at random moments: what was acknowledged is there, nothing is damaged, a second one completes."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from bench._reports import make_reports
from habeas import workflow
from habeas.store.casebook import close_casebook, open_casebook
from habeas.store.models import RecordId
from habeas.store.verify import verify_casebook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
ROOT = Path(__file__).parents[2]


class Starter:
    """Starts take-ins in processes that can be killed."""

    def __init__(self, *options):
        paths = os.pathsep.join(str(path) for path in (ROOT / "tests", ROOT))
        self.program = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("starter.py")), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )
        assert self._answer() == "ready"

    def take_in(self, casebook, folder, extractor, *, kill_after=None, reports=0):
        """The exit code of one take-in, killed so many seconds after so many reports were acknowledged."""
        acknowledged = f"{casebook}.acknowledged"
        order = {"casebook": str(casebook), "folder": str(folder), "extractor": extractor, "acknowledged": acknowledged}
        self.program.stdin.write(json.dumps(order) + "\n")
        self.program.stdin.flush()
        number = int(self._answer())
        if kill_after is not None:
            limit = time.monotonic() + 120
            while len(_acknowledged(casebook)) < reports and time.monotonic() < limit:
                time.sleep(0.002)
            time.sleep(kill_after)
            left = _children(number)
            with suppress(ProcessLookupError):  # it had finished already
                os.kill(number, signal.SIGKILL)
            _, alive = psutil.wait_procs(left, timeout=10)
            assert alive == [], "the reading process outlived the take-in that started it"
        return int(self._answer())

    def end(self):
        """Close its input and wait."""
        self.program.stdin.close()
        self.program.wait(timeout=30)
        self.program.stdout.close()

    def _answer(self):
        line = self.program.stdout.readline().strip()
        assert line, "the starter broke down"
        return line


def _children(number):
    try:
        return psutil.Process(number).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


@contextmanager
def _starting(*options):
    starter = Starter(*options)
    try:
        yield starter
    finally:
        starter.end()


def _write_reports(folder, count, **options):
    folder.mkdir()
    for report in make_reports(count, **options):
        (folder / report.name).write_text(report.text, encoding="utf-8")
    return folder


def _acknowledged(casebook):
    log = Path(f"{casebook}.acknowledged")
    return set(log.read_text(encoding="ascii").split()) if log.exists() else set()


def _check(casebook, *, views=True):
    """The record ids of a casebook in which everything agrees and everything acknowledged is there.

    `views`: derive them all anew and compare; with hundreds of real reports that takes its time.
    """
    if not casebook.exists():
        assert _acknowledged(casebook) == set()
        return set()
    opened = open_casebook(casebook, create=True)
    assert verify_casebook(opened.path).problems == ()
    if views:
        assert workflow.rebuild(check=True).differences == ()
    ids = set(RecordId.objects.values_list("record_id", flat=True))
    assert _acknowledged(casebook) <= ids
    close_casebook()
    return ids


def test_a_take_in_killed_twenty_times_loses_nothing_that_was_acknowledged(tmp_path, empty_casebook, database):
    reports = _write_reports(tmp_path / "reports", 12)
    source = random.Random(1)
    partial = 0
    with _starting() as starter:
        shutil.copytree(empty_casebook, tmp_path / "whole")
        started = time.monotonic()
        assert starter.take_in(tmp_path / "whole", reports, "stub") == 0
        length = time.monotonic() - started
        expected = _check(tmp_path / "whole")
        assert len(expected) > 3 * 12  # document, acquisition, extraction, and claims
        for number in range(20):
            casebook = tmp_path / f"killed-{number}"
            if number % 5:  # every fifth take-in has to make its casebook first, and may be killed while it does
                shutil.copytree(empty_casebook, casebook)
            # At any moment of the whole, start included, or surely among the reports, however busy the machine is.
            when = {"kill_after": source.uniform(0, length)}
            if number % 2:
                when = {"kill_after": source.uniform(0, length / 24), "reports": source.randint(1, 10)}
            code = starter.take_in(casebook, reports, "stub", **when)
            assert code in (0, -signal.SIGKILL)
            found = _check(casebook)
            assert found <= expected
            partial += 0 < len(found) < len(expected)
            assert starter.take_in(casebook, reports, "stub") == 0
            assert _check(casebook) == expected
    assert partial >= 3, "hardly any take-in was killed in its middle: the test proves too little"


@pytest.mark.slow
def test_a_take_in_of_200_reports_killed_fifty_times_completes_with_the_same_records(tmp_path, database):
    reports = _write_reports(tmp_path / "reports", 200)
    casebook, source = tmp_path / "killed", random.Random(2)
    with _starting("--model") as starter:
        started = time.monotonic()
        assert starter.take_in(tmp_path / "whole", reports, "real") == 0
        length = time.monotonic() - started
        expected = _check(tmp_path / "whole")
        kills, seen = 0, 0
        while kills < 50:
            # Fifty steps go through the two hundred reports once or twice, what each start costs included.
            code = starter.take_in(casebook, reports, "real", kill_after=source.uniform(0, 5 * length / 50))
            if code == 0:  # killed some times, and now complete
                assert _check(casebook) == expected
                casebook = tmp_path / f"killed-{kills}"
                continue
            kills += 1
            found = _check(casebook, views=kills % 10 == 0)
            assert found <= expected
            seen = max(seen, len(found))
        assert starter.take_in(casebook, reports, "real") == 0
        assert _check(casebook) == expected
    assert seen > len(expected) // 4
