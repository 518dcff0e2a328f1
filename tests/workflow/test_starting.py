"""A command starts quickly: what only reading, extraction or the comparison of names needs is loaded by them."""

import subprocess
import sys

HEAVY = ("numpy", "scipy", "numba", "habeas.extraction", "habeas.names.weights", "matplotlib", "datasketch")


def loaded_by(statement):
    script = f"{statement}; import sys; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return done.stdout.split()


def test_the_workflow_and_the_search_load_nothing_heavy():
    settings = "from habeas.settings import Settings, configure_django; configure_django(Settings())"
    assert loaded_by(f"{settings}; import habeas.workflow, habeas.store.search, habeas.cli") == []


def test_the_names_of_a_room_load_what_stands_behind_them():
    assert loaded_by("import habeas.names.scripts, habeas.registry") == []
    assert "numpy" in loaded_by("from habeas.names import compare_many")
