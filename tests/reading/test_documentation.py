import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import habeas.reading
from habeas.reading import Limits
from habeas.reading.process import _READERS

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "reading.md").read_text(encoding="utf-8")


def test_every_limit_reader_and_public_name_is_documented():
    names = [field.name for field in fields(Limits)] + [reader for reader, _ in _READERS] + ["paste.1", "note.1"]
    values = ("DEFAULT_LIMITS", "Limits", "ReadResult", "show_name")  # shown by what uses them
    names += [name for name in habeas.reading.__all__ if name not in values]
    assert [name for name in names if f"`{name}" not in REFERENCE] == []


def test_the_reading_process_loads_nothing_of_the_casebook():
    code = (
        "import sys, habeas.reading.child\n"
        "rooms = ('django.', 'habeas.store', 'habeas.web', 'habeas.settings')\n"
        "print(*[name for name in sys.modules if f'{name}.'.startswith(rooms)])"
    )
    loaded = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == ""
