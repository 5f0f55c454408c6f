"""A list's row says its case's number, is found by ref in one step, and is counted in a narrow index."""

import django.contrib.postgres.indexes
from django.db import migrations, models

FILL = """
UPDATE process_overviewrow r
SET number = to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY') || '-'
          || lpad(c.id::text, greatest(6, length(c.id::text)), '0')
FROM process_case c WHERE c.id = r.case_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('process', '0004_duties'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='overviewrow',
            name='overview_state',
        ),
        migrations.RemoveIndex(
            model_name='overviewrow',
            name='overview_ref',
        ),
        migrations.AddField(
            model_name='overviewrow',
            name='number',
            field=models.CharField(default='', max_length=20),
        ),
        migrations.AddIndex(
            model_name='overviewrow',
            index=models.Index(fields=['unit', 'state', '-updated_at', '-case'], name='overview_state'),
        ),
        migrations.AddIndex(
            model_name='overviewrow',
            index=models.Index(fields=['unit', 'state', 'until'], name='overview_count'),
        ),
        migrations.AddIndex(
            model_name='overviewrow',
            index=django.contrib.postgres.indexes.HashIndex(fields=['case_ref'], name='overview_ref'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
