"""Runs commands in a folder of the test's own."""

import shutil

import pytest

from habeas import cli


@pytest.fixture
def habeas(tmp_path, empty_casebook, database, monkeypatch, capsys):
    """Runs a command in a folder with an empty casebook; its exit code, output and error output."""
    shutil.copytree(empty_casebook, tmp_path / "casebook")
    monkeypatch.chdir(tmp_path)
    for name in ("HABEAS_CASEBOOK", "HABEAS_DATABASE_URL", "HABEAS_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, code=0):
        capsys.readouterr()
        found = cli.run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert found == code, err
        return out if code == 0 else err

    return run
