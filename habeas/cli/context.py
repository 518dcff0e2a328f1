"""What every command starts from: the settings, the casebook, who is at the keyboard."""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.model.errors import CasebookError, InputError, RecordError

if TYPE_CHECKING:
    from habeas.safety.looking import TeamSight
    from habeas.safety.outlook import Outlook
    from habeas.settings import Settings
    from habeas.store.casebook import Casebook


@dataclass(frozen=True, slots=True)
class Context:
    """Of one call.

    Attributes:
        named: The casebook named by `--casebook`, or None.
    """

    named: Path | None = None

    def settings(self) -> "Settings":
        """The settings of this call."""
        from dataclasses import replace

        from habeas.settings import read_settings

        settings = read_settings(os.environ)
        return replace(settings, casebook=self.named) if self.named else settings

    def open(self, *, create: bool = False, maybe_damaged: bool = False) -> "Casebook":
        """Open the casebook of this call, deriving its rows anew where this habeas would derive others.

        Args:
            create: Make it where there is none.
            maybe_damaged: For commands that print no word of a record: open it also where the decisions that say who
                is out of sight cannot be read.
        """
        from habeas.cli.output import progress, use_screen
        from habeas.settings import configure_django

        settings = self.settings()
        configure_django(settings)
        from habeas.store.casebook import open_casebook
        from habeas.store.deriving import count_underived, needs_rebuild

        casebook = open_casebook(settings.casebook, create=create, passphrase=read_passphrase(settings.casebook))
        if needs_rebuild() and not maybe_damaged:
            from habeas import workflow

            with progress("Deriving for this version", count_underived()) as step:
                workflow.rebuild(progress=step)
        try:
            use_screen(self.sight().names.blank)
        except RecordError:
            if not maybe_damaged:
                raise CasebookError("a record of this casebook is damaged: run habeas verify, or restore") from None
        return casebook

    def open_for(self, level: int) -> "tuple[Casebook, Outlook | None]":
        """Open the casebook of this call for an audience; what it may see where it is outside the case team."""
        casebook = self.open()
        if level <= 1:
            return casebook, None
        from habeas.cli.output import use_screen
        from habeas.publishing.audience import Audience
        from habeas.safety.outlook import outlook_for
        from habeas.workflow import now

        outlook = outlook_for(casebook.casebook_id, Audience(level, now()[:10]))
        use_screen(outlook.names.blank)
        return casebook, outlook

    def sight(self) -> "TeamSight":
        """What whoever is at the keyboard sees of the open casebook today."""
        from habeas.safety.looking import team_sight
        from habeas.workflow import now

        return team_sight(now()[:10])

    def account(self, name: str | None = None) -> str:
        """The pseudonymous id of who is at the keyboard: of the name given, else of the account of the system."""
        from habeas.store.accounts import pseudonym_of_label
        from habeas.workflow import now

        return pseudonym_of_label(name or whoami(), added_at=now())


def read_passphrase(folder: Path) -> str | None:
    """The passphrase of a casebook: the first line of the file that HABEAS_PASSPHRASE_FILE names, else asked for.

    Args:
        folder: The casebook's; None comes back where it is not encrypted, and where nobody can be asked.
    """
    from habeas.settings import read_settings
    from habeas.store.encryption import is_encrypted

    if not is_encrypted(folder):
        return None
    return _first_line(read_settings(os.environ).passphrase_file) or (
        _ask("Passphrase") if sys.stdin.isatty() else None
    )


def passphrase_of_file(what: str, file: Path | None) -> str:
    """The passphrase of something that is not the open casebook: a backup, a bundle, another casebook.

    Args:
        what: What to ask for.
        file: A file whose first line it is, as `--passphrase-file` names it; None to ask, or where nobody can be asked
            to try the one that HABEAS_PASSPHRASE_FILE names.
    """
    from habeas.settings import read_settings

    if file is not None:
        return _first_line(str(file))
    if sys.stdin.isatty():
        return _ask(f"Passphrase of {what}")
    return _first_line(read_settings(os.environ).passphrase_file)


def ask_new_passphrase() -> str:
    """A new passphrase: from the file that HABEAS_NEW_PASSPHRASE_FILE names, else asked twice, without echo.

    Raises:
        InputError: Nobody can be asked, or the two differ.
    """
    from habeas.settings import read_settings

    given = _first_line(read_settings(os.environ).new_passphrase_file)
    if given:
        return given
    if not sys.stdin.isatty():
        raise InputError("nobody can be asked for the new passphrase: name a file in HABEAS_NEW_PASSPHRASE_FILE")
    first = _ask("New passphrase")
    if first != _ask("The same again"):
        raise InputError("the two differ: nothing was changed")
    return first


def _first_line(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").partition("\n")[0].strip() if path else ""
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise InputError(f"the file of the passphrase cannot be read: {reason}") from None


def _ask(what: str) -> str:
    return getpass.getpass(f"{what}: ")


def whoami() -> str:
    """The name of the system's account; a plain word where the system does not tell."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "local"


@contextmanager
def files_named(*paths: Path) -> Iterator[None]:
    """Say which file it was when one cannot be written."""
    try:
        yield
    except OSError as error:
        raise CasebookError(f"{error.filename or paths[0]}: {error.strerror}") from None
