"""Bringing a casebook's tables up to this version, and refusing one of a newer version. Nothing is migrated back."""

import pkgutil
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from habeas.model.errors import NewerCasebookError
from habeas.store.models import CasebookFact

OUR_APPS = ("store", "web")


def bring_up_to_date(folder: Path, *, is_new: bool) -> None:
    """Run the migrations that this casebook lacks, all of them or none.

    Args:
        folder: For the message only.
        is_new: The database has no tables yet, so that there is nothing to look at first.

    Raises:
        NewerCasebookError: It has migrations that this version does not know.
    """
    known = known_migrations()
    applied = set() if is_new else applied_migrations()
    newer = sorted(name for app, name in applied - known if app in OUR_APPS)
    if newer:
        raise NewerCasebookError(
            f"{folder} was written by a newer habeas ({newer[-1]}): install that version; nothing was changed"
        )
    if known - applied:
        _migrate()


def _migrate() -> None:
    """Apply all that is lacking, in one transaction.

    Django notes that it has applied a migration after the migration's own transaction has ended: a process killed
    between the two would leave tables that the next one tries to make again.
    """
    # SQLite changes tables only where foreign keys are off, and they cannot be turned off within a transaction.
    without_checks = connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            CasebookFact.objects.filter(name="views").delete()  # rows of older tables are derived again
    finally:
        if without_checks:
            connection.enable_constraint_checking()


def known_migrations() -> set[tuple[str, str]]:
    """App label and name of every migration that this version knows, without loading any of them."""
    found = set()
    for config in apps.get_app_configs():
        folder = Path(config.path) / "migrations"
        if folder.is_dir():
            found |= {
                (config.label, module.name) for module in pkgutil.iter_modules([str(folder)]) if module.name[0] == "0"
            }
    return found


def applied_migrations() -> set[tuple[str, str]]:
    """App label and name of every migration that the open casebook has had."""
    if "django_migrations" not in connection.introspection.table_names():
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return {(str(app), str(name)) for app, name in cursor.fetchall()}
