"""Names for search, each form once; a rebuild fills them, as after every migration."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from habeas.store.search_tables import drop_statements, name_statements


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    old = drop_statements("store_search_spellings", "store_search_names")
    for statement in (*old, *name_statements(schema_editor.connection.vendor)):
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = (("store", "0010_waiting"),)
    operations = (migrations.RunPython(create),)
