"""The reading process when it is killed, loops, grows, lies, or wants what it may not have."""

import json
import os
import random
import signal
import sys
import threading
import time

import pytest

from habeas.model.errors import ReadingError
from habeas.reading import Limits, ReadingPool, process

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="macOS does not hold every limit")
QUICK = Limits(cpu_seconds=1, wall_seconds=5.0, memory_bytes=400_000_000)


def _misbehave(monkeypatch, body):
    """Let `body` run in the real child, behind its real limits, whenever a file begins with `evil`."""
    code = (
        "import habeas.reading.child as child\n"
        "from habeas.reading.protocol import Reply\n"
        "honest = child.read_data\n"
        "def act(data, suggested):\n"
        "    import os, sys, time, socket\n" + "".join(f"    {line}\n" for line in body.split("\n")) + "\n"
        "def read(data, suggested=''):\n"
        "    return act(data, suggested) if data.startswith(b'evil') else honest(data, suggested)\n"
        "import os, sys, time, socket\n"
        "child.read_data = read\n"
        "child.main()\n"
    )
    monkeypatch.setattr(process, "_COMMAND", (sys.executable, "-I", "-c", code))


def _still_reads(pool):
    assert pool.read_bytes(b"A good report.", "good.txt").document.text == "A good report."


@posix
def test_a_file_that_loops_is_stopped_by_its_processor_time(monkeypatch):
    _misbehave(monkeypatch, "while True: pass")
    with ReadingPool(QUICK) as pool:
        _still_reads(pool)
        start = time.monotonic()
        with pytest.raises(ReadingError, match=r"^evil.txt: reading takes longer than one report may"):
            pool.read_bytes(b"evil", "evil.txt")
        assert time.monotonic() - start < 30
        _still_reads(pool)


def test_a_file_that_sleeps_is_stopped_by_the_clock(monkeypatch):
    _misbehave(monkeypatch, "time.sleep(600)")
    with ReadingPool(Limits(wall_seconds=0.5)) as pool, pytest.raises(ReadingError, match="takes longer"):
        pool.read_bytes(b"evil", "evil.txt")


@linux
def test_a_file_that_grows_is_stopped_by_its_memory(monkeypatch):
    _misbehave(monkeypatch, "return bytearray(2 << 30)")
    with ReadingPool(QUICK) as pool:
        _still_reads(pool)
        with pytest.raises(ReadingError, match="needs more memory than one report may"):
            pool.read_bytes(b"evil", "evil.txt")
        _still_reads(pool)


def test_a_process_that_dies_is_replaced_and_the_file_named(monkeypatch):
    _misbehave(monkeypatch, "os._exit(0)")
    with ReadingPool() as pool:
        with pytest.raises(ReadingError, match=r"^evil.txt: the reader broke down over this file"):
            pool.read_bytes(b"evil", "evil.txt")
        _still_reads(pool)


def test_a_file_is_not_blamed_for_what_earlier_files_left_behind(monkeypatch):
    _misbehave(
        monkeypatch, "sys.count = getattr(sys, 'count', 0) + 1\nif sys.count == 2: os._exit(1)\nreturn honest(data, '')"
    )
    with ReadingPool() as pool:
        for _ in range(3):
            assert pool.read_bytes(b"evil but readable", "a.txt").document.text == "evil but readable"


def test_a_process_that_is_killed_from_outside_is_replaced():
    with ReadingPool() as pool:
        _still_reads(pool)
        os.kill(pool._process.process_id, signal.SIGTERM)
        pool._process._child.wait()
        _still_reads(pool)


@posix
def test_a_process_that_is_killed_while_it_reads_is_one_line_or_read_again(monkeypatch):
    _misbehave(monkeypatch, "time.sleep(600)")
    with ReadingPool() as pool:
        _still_reads(pool)
        killer = threading.Timer(0.3, lambda: os.kill(pool._process.process_id, signal.SIGKILL))
        killer.start()
        again = threading.Timer(3.0, lambda: os.kill(pool._process.process_id, signal.SIGKILL))
        again.start()
        with pytest.raises(ReadingError, match="broke down"):
            pool.read_bytes(b"evil", "evil.txt")


@pytest.mark.parametrize(
    "lie",
    [
        "return Reply(reader='text.1', media_type='text/plain', text='a\\r')",
        "return Reply(reader='text.1', media_type='text/plain', text=' ')",
        "return Reply(reader='text.1', media_type='text/html', text='a')",
        "return Reply(reader='pdf.1', media_type='application/pdf', text='a', pages=(0, 9))",
        "return Reply(reader='pdf.1', media_type='application/pdf', text='a', pages=(1, 0))",
        "[os.write(fd, b'\\xff' * 100) for fd in range(3, 9) if can(fd)]; time.sleep(9)",
        "[os.write(fd, b'\\0' * 7 + b'\\x05wrong') for fd in range(3, 9) if can(fd)]; time.sleep(9)",
    ],
)
def test_an_answer_that_no_reader_gives_is_not_believed(monkeypatch, lie):
    can = """def can(fd):
    try:
        return bool(os.fstat(fd))
    except OSError:
        return False
"""
    _misbehave(monkeypatch, can + lie)
    with ReadingPool(Limits(wall_seconds=5)) as pool:
        with pytest.raises(ReadingError, match="broke down over this file"):
            pool.read_bytes(b"evil", "evil.txt")
        _still_reads(pool)


def test_what_a_library_prints_does_not_mix_with_the_answers(monkeypatch):
    _misbehave(monkeypatch, "os.write(1, b'noise' * 100); print('noise'); sys.stdout.flush(); return honest(data, '')")
    with ReadingPool() as pool:
        assert pool.read_bytes(b"evil words", "a.txt").document.text == "evil words"


def test_an_answer_above_the_limit_is_refused(monkeypatch):
    _misbehave(monkeypatch, "return Reply(reader='text.1', media_type='text/plain', text='a' * 5000)")
    with ReadingPool(Limits(output_bytes=2000)) as pool:
        with pytest.raises(ReadingError, match="more text than one report may hold"):
            pool.read_bytes(b"evil", "evil.txt")
        _still_reads(pool)


@posix
@pytest.mark.parametrize(
    "attempt",
    [
        "open(__file__ if '__file__' in globals() else sys.executable, 'rb')",
        "socket.socket()",
        "os.pipe()",
        "os.listdir('/')",
    ],
)
def test_it_can_open_no_file_socket_pipe_or_folder(monkeypatch, attempt):
    _misbehave(monkeypatch, attempt + "\nreturn honest(data, '')")
    with ReadingPool() as pool, pytest.raises(ReadingError, match="OSError"):
        pool.read_bytes(b"evil", "evil.txt")


def test_it_knows_nothing_of_our_environment_folder_or_arguments(monkeypatch, tmp_path):
    monkeypatch.setenv("HABEAS_CASEBOOK", str(tmp_path / "casebook"))
    monkeypatch.setenv("HABEAS_SECRET", "secret")
    monkeypatch.chdir(tmp_path)
    _misbehave(
        monkeypatch, "import json\nreturn honest(json.dumps([dict(os.environ), sys.argv, os.getcwd()]).encode(), '')"
    )
    with ReadingPool() as pool:
        seen = pool.read_bytes(b"evil", "some name.txt").document.text
    assert json.loads(seen)
    assert str(tmp_path) not in seen
    assert "HABEAS" not in seen
    assert "some name" not in seen


def test_a_process_that_does_not_start_is_one_line(monkeypatch):
    monkeypatch.setattr(process, "_COMMAND", (sys.executable, "-I", "-c", "raise SystemExit(1)"))
    with ReadingPool() as pool, pytest.raises(ReadingError, match="reading process does not start"):
        pool.read_bytes(b"text", "a.txt")
    monkeypatch.setattr(process, "_COMMAND", ("no-such-program-anywhere",))
    with ReadingPool() as pool, pytest.raises(ReadingError, match="reading process does not start"):
        pool.read_bytes(b"text", "a.txt")


@posix
def test_ctrl_c_ends_the_process_and_reaches_the_caller(monkeypatch):
    _misbehave(monkeypatch, "time.sleep(600)")
    with ReadingPool() as pool:
        _still_reads(pool)
        child = pool._process._child
        threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            pool.read_bytes(b"evil", "evil.txt")
        assert child.wait(timeout=5) is not None
        _still_reads(pool)


def test_the_process_ends_with_its_pool():
    with ReadingPool() as pool:
        _still_reads(pool)
        child = pool._process._child
    assert child.wait(timeout=5) is not None


def test_it_is_replaced_after_its_share_of_files():
    with ReadingPool(Limits(files_per_child=2)) as pool:
        seen = []
        for _ in range(5):
            _still_reads(pool)
            seen.append(pool._process.process_id)
    assert len(set(seen)) == 3


def test_threads_take_turns():
    results = {}

    def read(number):
        results[number] = pool.read_bytes(f"Report {number}.".encode(), "a.txt").document.text

    with ReadingPool() as pool:
        threads = [threading.Thread(target=read, args=(number,)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results == {number: f"Report {number}." for number in range(12)}


@posix
def test_ctrl_c_at_any_moment_leaves_a_pool_that_answers_what_it_is_asked():
    source = random.Random(3)
    with ReadingPool() as pool:
        for number in range(10):
            _still_reads(pool)
            with pytest.raises(KeyboardInterrupt):
                _read_until_stopped(pool, source.uniform(0, 0.01), number)
            asked = f"Another question, number {number}."
            assert pool.read_bytes(asked.encode(), "a.txt").document.text == asked


def _read_until_stopped(pool, moment, number):
    for _ in range(5):  # Python loses an interruption that comes in a callback of its garbage collector
        alarm = threading.Timer(moment, lambda: os.kill(os.getpid(), signal.SIGINT))
        alarm.start()
        try:
            end = time.monotonic() + 5
            while time.monotonic() < end or alarm.is_alive():
                pool.read_bytes(f"Report {number}.".encode(), "a.txt")
        finally:
            alarm.join()
