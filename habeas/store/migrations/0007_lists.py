"""Indexes that hold all a list asks for: a hundred thousand people are counted and ordered without reading their cases.

On SQLite a row holds the whole case, so that to look at one column of each is to read everything. PostgreSQL keeps long
values apart, and takes no long values in an index.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = (
    """CREATE INDEX store_person_list ON store_personrow (redirect_to, display_name, person_id, has_case, hidden,
        liberty, held_from, held_until, contradictions, unreviewed, articles, places)""",
    "CREATE INDEX store_person_since ON store_personrow (redirect_to, held_from DESC, display_name, has_case, hidden)",
    "CREATE INDEX store_person_claims ON store_personrow (redirect_to, claims DESC, display_name, has_case, hidden)",
    "CREATE INDEX store_document_pending ON store_documentrow (pending, document_id)",
    "CREATE INDEX store_claim_days ON store_claimrow (kind, modality, earliest, latest, claim_id, state)",
    """CREATE INDEX store_status_axis ON store_statusrow (axis, person_id, certain_from, certain_until,
        possible_from, last_reported, value)""",
)
_POSTGRESQL = (
    "CREATE INDEX store_person_list ON store_personrow (redirect_to, display_name, person_id)",
    "CREATE INDEX store_person_since ON store_personrow (redirect_to, held_from DESC, display_name)",
    "CREATE INDEX store_person_claims ON store_personrow (redirect_to, claims DESC, display_name)",
    "CREATE INDEX store_claim_days ON store_claimrow (kind, modality, earliest, latest, claim_id)",
)


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL:
        schema_editor.execute(statement, None)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL:
        schema_editor.execute(f"DROP INDEX {statement.split()[2]}", None)


class Migration(migrations.Migration):
    dependencies = (("store", "0006_desk"),)
    operations = (migrations.RunPython(create, drop),)
