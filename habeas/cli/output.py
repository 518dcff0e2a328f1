"""What commands print: text for people, JSON for machines, progress on stderr."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import is_dataclass
from typing import Any, Literal, TypeVar

import click
import msgspec

_screens: dict[str, Callable[[str], str]] = {}  # takes hidden names out of every line, once a casebook is open


def use_screen(screen: Callable[[str], str] | None) -> None:
    """Let everything that is printed from now on pass a screen; none with None."""
    _screens.clear()
    if screen is not None:
        _screens["now"] = screen


def _say(line: str, *, err: bool = False) -> None:
    click.echo(_screens["now"](line) if _screens else line, err=err)


Format = Literal["text", "json", "jsonl"]
F = TypeVar("F", bound=Callable[..., Any])


def format_option(default: Format = "text") -> Callable[[F], F]:
    """`--format text|json|jsonl`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "jsonl"]),
        default=default,
        show_default=True,
        help="Lines for people, one JSON value, or one JSON value a line.",
    )


def plain(value: Any) -> Any:
    """The value in JSON's own types; records keep all that they say, views all of their fields."""
    if is_dataclass(value) or isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value)
    return value


def print_value(value: Any, form: Format, text: Callable[[Any], Iterable[str]]) -> None:
    """Print one value.

    Args:
        value: A view, a record or a dictionary.
        form: How.
        text: Its lines for people.
    """
    if form == "text":
        for line in text(value):
            _say(line)
    else:
        _say(_json(plain(value), indent=2 if form == "json" else None))


def print_values(values: Iterable[Any], form: Format, text: Callable[[Any], Iterable[str]], *, none: str = "") -> None:
    """Print many values; `none` is said on stderr where there are none and people are reading."""
    if form == "json":
        _say(_json([plain(value) for value in values], indent=2))
        return
    found = False
    for value in values:
        found = True
        if form == "jsonl":
            _say(_json(plain(value)))
        else:
            for line in text(value):
                _say(line)
    if not found and none and form == "text":
        click.echo(none, err=True)


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":"))


def note(line: str) -> None:
    """One line for people, on stderr, out of the way of what is piped."""
    _say(line, err=True)


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on stderr; nothing where nobody watches.

    Args:
        what: What is being done.
        total: Of how many; None where that is not known.

    Yields:
        A function to be called with how many are done.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)
