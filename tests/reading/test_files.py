import hashlib
import os
import sys

import pytest

from habeas.model.errors import ReadingError
from habeas.reading import Limits, file_sha256, load_file, read_document, show_name


def test_the_hash_of_a_large_file_is_that_of_its_bytes(tmp_path):
    data = os.urandom(3_000_001)
    (tmp_path / "large").write_bytes(data)
    assert file_sha256(tmp_path / "large") == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("act", [load_file, file_sha256, read_document])
def test_a_path_that_does_not_exist_is_one_line(tmp_path, act):
    with pytest.raises(ReadingError, match=r"^absent.txt: there is no such file; check the path$"):
        act(tmp_path / "absent.txt")


@pytest.mark.parametrize("act", [load_file, file_sha256, read_document])
def test_a_folder_is_one_line(tmp_path, act):
    with pytest.raises(ReadingError, match="this is a folder; name the files in it"):
        act(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadingError, match="not an ordinary file"):
        load_file(tmp_path / "pipe")


def test_an_empty_file_is_one_line(tmp_path):
    (tmp_path / "empty.txt").touch()
    with pytest.raises(ReadingError, match=r"^empty.txt: the file is empty"):
        read_document(tmp_path / "empty.txt")


def test_a_file_above_the_limit_is_refused_and_one_at_the_limit_is_not(tmp_path):
    limits = Limits(file_bytes=1000)
    (tmp_path / "at.txt").write_bytes(b"x" * 1000)
    (tmp_path / "above.txt").write_bytes(b"x" * 1001)
    assert len(load_file(tmp_path / "at.txt", limits)) == 1000
    with pytest.raises(ReadingError, match=r"larger than 0\.001 MB"):
        load_file(tmp_path / "above.txt", limits)


def test_a_path_that_no_system_has_is_one_line(tmp_path):
    for name in ("nul\0inside", "x" * 5000):
        with pytest.raises(ReadingError) as raised:
            load_file(tmp_path / name)
        assert "\n" not in str(raised.value)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are text there")
def test_a_name_of_any_bytes_is_shown_on_one_line(tmp_path):
    name = os.fsdecode(b"bad\xff\nname\x1b[31m.txt")
    (tmp_path / name).write_text("A report.")
    shown = show_name(tmp_path / name)
    assert shown.encode()
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert read_document(tmp_path / name).document.text == "A report."
