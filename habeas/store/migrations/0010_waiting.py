"""What waits, as the start page counts it: reports with something left to decide, and open cases."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0009_politics"),)
    operations = (
        migrations.AddIndex(
            model_name="documentrow",
            index=models.Index(fields=["pending"], condition=models.Q(pending__gt=0), name="store_document_left"),
        ),
        migrations.AddIndex(
            model_name="personrow",
            index=models.Index(
                fields=["person_id"], condition=models.Q(has_case=True, hidden=False), name="store_person_open"
            ),
        ),
    )
