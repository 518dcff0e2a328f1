"""Full-text search over documents and over names."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from habeas.store.search_tables import create_statements, drop_statements


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in create_statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, None)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in drop_statements():
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = (("store", "0002_triggers"),)
    operations = (migrations.RunPython(create, drop),)
