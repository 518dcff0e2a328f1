"""Full-text search over documents and over names."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from habeas.store.search_tables import drop_statements, first_name_statements, word_statements


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    for statement in (*word_statements(vendor), *first_name_statements(vendor)):
        schema_editor.execute(statement, None)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in drop_statements("store_search_spellings", "store_search_names", "store_search_documents"):
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = (("store", "0002_triggers"),)
    operations = (migrations.RunPython(create, drop),)
