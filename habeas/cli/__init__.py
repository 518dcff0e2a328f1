"""The command line: one thin command for each act. Heavy parts load when their command runs: `--help` is quick."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habeas.cli.context import Context
from habeas.cli.encrypting import ENCRYPTING
from habeas.cli.keeping import KEEPING
from habeas.cli.looking import LOOKING
from habeas.cli.output import note, use_screen
from habeas.cli.overview import OVERVIEW
from habeas.cli.reports import REPORTS
from habeas.cli.reviewing import REVIEWING
from habeas.cli.safety import SAFETY
from habeas.cli.serving import SERVING
from habeas.cli.studies import STUDIES
from habeas.cli.trends import TRENDS
from habeas.model.errors import HabeasError, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable

_BUG = 70  # EX_SOFTWARE
_BUG_WORDS = "nothing half-done was stored; run again with HABEAS_DEBUG=1 for the details to report"
_DAMAGED_WORDS = "a record of this casebook cannot be read: habeas verify names it; restore a backup"
_STOPPED = 130  # 128 + SIGINT
_STOPPED_WORDS = "stopped; everything acknowledged so far is kept; run the same command again to go on"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--casebook",
    type=click.Path(path_type=Path, file_okay=False),
    help="The casebook's folder (default: HABEAS_CASEBOOK, else ./casebook).",
)
@click.version_option(package_name="habeas", message="%(version)s")
@click.pass_context
def habeas(context: click.Context, casebook: Path | None) -> None:
    """From reports to a registry in which every value opens to its exact words.

    A first look: habeas demo. Your own reports: habeas take-in FILE..., then habeas serve.
    """
    context.obj = Context(casebook)


for command in (*REPORTS, *REVIEWING, *LOOKING, *OVERVIEW, *STUDIES, *TRENDS, *KEEPING, *SAFETY, *ENCRYPTING, *SERVING):
    habeas.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run one command; every error is one plain line on stderr.

    Args:
        arguments: As on the command line, without the program's name; those of this process where None.

    Returns:
        0 done; 1 something was refused or does not agree; 2 the command was written wrongly; 70 a bug of habeas; 130
        stopped by Ctrl-C.
    """
    use_screen(None)
    try:
        result = habeas.main(arguments, prog_name="habeas", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read our output has heard enough; Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("HABEAS_DEBUG") and not isinstance(error, (HabeasError, click.ClickException)):
            raise
        message, code = _explain(error)
        if message:
            note(f"habeas: {' '.join(message.split())}")
        return code
    return result if isinstance(result, int) else 0


def _explain(error: BaseException) -> tuple[str, int]:
    """The one line and the exit code of an error. A bug must not look like anything else, nor show a report's text."""
    for kind, explain in _EXPLANATIONS:
        if isinstance(error, kind):
            return explain(error)
    return f"a bug of habeas ({type(error).__name__}): {_BUG_WORDS}", _BUG


def _explain_usage(error: click.UsageError) -> tuple[str, int]:
    at = error.ctx.command_path if error.ctx else "habeas"
    return f"{error.format_message()} (see {at} --help)", 2


_EXPLANATIONS: tuple[tuple[Any, "Callable[[Any], tuple[str, int]]"], ...] = (
    (click.exceptions.Exit, lambda error: ("", error.exit_code)),
    (click.UsageError, _explain_usage),
    (click.ClickException, lambda error: (error.format_message(), error.exit_code)),
    (RecordError, lambda _: (_DAMAGED_WORDS, 1)),  # its own text may hold words of the record
    (HabeasError, lambda error: (str(error), error.exit_code)),
    ((click.Abort, KeyboardInterrupt), lambda _: (_STOPPED_WORDS, _STOPPED)),
    (OSError, lambda error: (f"{error.filename or 'the system'}: {error.strerror or error}", 1)),
)
