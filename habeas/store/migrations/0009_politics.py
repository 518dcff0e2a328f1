"""Rows of positions, measures and releases, contradictions and months as lists ask for them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0008_claim_types'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthRow',
            fields=[
                ('month', models.CharField(max_length=7, primary_key=True, serialize=False)),
                ('events', models.IntegerField()),
            ],
            options={
                'ordering': ('month',),
            },
        ),
        migrations.CreateModel(
            name='PositionRow',
            fields=[
                ('claim_id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('document_id', models.CharField(db_index=True, max_length=64)),
                ('actor', models.CharField(max_length=300)),
                ('label', models.TextField()),
                ('issue', models.CharField(max_length=300)),
                ('start', models.IntegerField()),
                ('date', models.TextField(blank=True)),
                ('body', models.BinaryField(default=bytes)),
            ],
            options={
                'ordering': ('actor', 'issue', 'start', 'date', 'claim_id'),
            },
        ),
        migrations.CreateModel(
            name='TellingRow',
            fields=[
                ('claim_id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('document_id', models.CharField(db_index=True, max_length=64)),
                ('part', models.CharField(db_index=True, max_length=64)),
                ('actors', models.JSONField(default=list)),
                ('people', models.JSONField(default=list)),
                ('digest', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='WorldEventRow',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('part', models.CharField(db_index=True, max_length=64)),
                ('measure', models.BooleanField()),
                ('start', models.IntegerField()),
                ('end', models.IntegerField()),
                ('placed', models.BooleanField()),
                ('body', models.BinaryField(default=bytes)),
            ],
            options={
                'ordering': ('start', 'end', 'key'),
            },
        ),
        migrations.AddField(
            model_name='contradictionrow',
            name='listed',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='contradictionrow',
            index=models.Index(fields=['listed', 'chosen', 'person_id', 'number'], name='store_clash_list'),
        ),
        migrations.AddIndex(
            model_name='contradictionrow',
            index=models.Index(fields=['listed', 'contradiction_type', 'chosen', 'person_id', 'number'], name='store_clash_types'),
        ),
        migrations.AddIndex(
            model_name='decisionrow',
            index=models.Index(condition=models.Q(('live', False)), fields=['who', 'when'], name='store_decision_back'),
        ),
        migrations.AddIndex(
            model_name='personrow',
            index=models.Index(condition=models.Q(('hidden', True)), fields=['person_id'], name='store_person_hidden'),
        ),
        migrations.AddIndex(
            model_name='positionrow',
            index=models.Index(fields=['actor', 'issue', 'start', 'date', 'claim_id'], name='store_position_of_actor'),
        ),
        migrations.AddIndex(
            model_name='worldeventrow',
            index=models.Index(fields=['measure', 'start', 'end', 'key'], name='store_event_in_time'),
        ),
        migrations.AddIndex(
            model_name='worldeventrow',
            index=models.Index(fields=['measure', 'placed', 'end', 'start', 'key'], name='store_event_before'),
        ),
        migrations.AddIndex(
            model_name='worldeventrow',
            index=models.Index(fields=['measure', 'placed', 'start', 'end', 'key'], name='store_event_after'),
        ),
    ]
