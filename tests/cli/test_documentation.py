"""Every command and option stands in the reference, and nothing there is invented."""

import re
from pathlib import Path

import click

from habeas.cli import habeas

PAGE = Path(__file__).parents[2] / "docs/reference/commands.md"


def commands(group=habeas, path=("habeas",)):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def sections():
    text = PAGE.read_text(encoding="utf-8")
    parts = re.split(r"^### `(habeas [^`]+)`$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_is_documented_and_no_other():
    assert set(sections()) == {name for name, _ in commands()}


def test_every_option_is_documented_where_its_command_is():
    missing = [
        f"{name} {option}"
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if f"`{option}" not in sections()[name] and option not in ("--format", "--as")
    ]
    assert missing == []


def test_every_command_says_what_it_does_and_every_option_what_it_means():
    for name, command in commands():
        assert command.help, name
        assert command.help.strip().splitlines()[0].endswith((".", "'", ":", ";")), name
    unexplained = [
        f"{name} {parameter.name}"
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert unexplained == []
