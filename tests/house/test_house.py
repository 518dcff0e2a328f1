"""The habits of the house, held by tests: sizes, names, and nothing of anybody's machine in what is committed."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VAGUE = ("utils", "helpers", "common", "manager", "base", "misc")
# Django's own names for a backend's module and for templates that pages extend.
ALLOWED = ("habeas/store/sqlcipher/base.py", "habeas/web/templates/base.html")


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=False)
    names = [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    if not names:
        pytest.skip("not a git checkout")
    return names


def test_no_python_file_is_longer_than_400_lines():
    long = {
        name: count
        for name in tracked("habeas/*.py", "tests/*.py", "bench/*.py")
        if (count := len((ROOT / name).read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


def test_no_file_has_a_name_that_says_nothing():
    assert [name for name in tracked("habeas/*") if Path(name).stem in VAGUE and name not in ALLOWED] == []


def test_nothing_committed_names_a_machine_or_a_registry():
    machine = re.compile(
        r"(?<![\w.])/(?:work|farm|root|home/\w+)/|pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian"
    )
    found = [
        name
        for name in tracked()
        if Path(name).suffix not in (".pdf", ".png", ".mo")
        and name != "tests/house/test_house.py"
        and machine.search((ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_only_the_loader_reads_tables_of_packs():
    readers = [
        name
        for name in tracked("habeas/*.py")
        if "import tomllib" in (ROOT / name).read_text(encoding="utf-8") and not name.startswith("habeas/packs/")
    ]
    assert [name for name in readers if not name.startswith("habeas/samples/")] == []


def test_module_constants_cannot_be_changed():
    """A list or set in capitals at module level can be changed by any importer; tuples and frozensets cannot."""
    loose = [
        f"{name}:{node.lineno}"
        for name in tracked("habeas/*.py")
        if "migrations" not in name and "settings" not in name
        for node in ast.parse((ROOT / name).read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.List | ast.Set | ast.ListComp | ast.SetComp)
        and all(isinstance(target, ast.Name) and target.id.isupper() for target in node.targets)
    ]
    assert loose == []
