"""What waits for a second person, and lists of one type: claims by state, kind and type, without reading the rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0007_lists"),)
    operations = (
        migrations.RemoveIndex(model_name="claimrow", name="store_claim_state"),
        migrations.AddIndex(
            model_name="claimrow",
            index=models.Index(fields=["state", "kind", "event_type", "deciders"], name="store_claim_state_type"),
        ),
    )
