"""Names for search, each form once, and words by more of their beginnings; a rebuild fills the tables."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from habeas.store.search_tables import drop_statements, first_name_statements, name_statements, word_statements

_OLD = ("store_search_spellings", "store_search_names")
_NEW = (*_OLD, "store_search_sounds", "store_search_near", "store_search_forms")


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    dropped = drop_statements(*_OLD, "store_search_documents")
    for statement in (*dropped, *word_statements(vendor), *name_statements(vendor)):
        schema_editor.execute(statement, None)


def put_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in (*drop_statements(*_NEW), *first_name_statements(schema_editor.connection.vendor)):
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = (("store", "0010_waiting"),)
    operations = (migrations.RunPython(create, put_back),)
