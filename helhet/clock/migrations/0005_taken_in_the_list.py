"""An obligation says who has taken it on; those that are there are told it by ``Taken``."""

from django.db import migrations, models

FILL = """
UPDATE clock_obligation o SET taken_by = t."user", taken_name = t.user_name
FROM clock_taken t WHERE t.unit_id = o.unit_id AND t.subject = o.subject AND t.code = o.code
"""


class Migration(migrations.Migration):

    dependencies = [
        ('clock', '0004_counted'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='taken',
            name='taken_by',
        ),
        migrations.AddField(
            model_name='obligation',
            name='taken_by',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='obligation',
            name='taken_name',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(
                condition=models.Q(('taken_by__isnull', False)), fields=['unit', 'taken_by', 'due', 'id'],
                include=('since', 'subject', 'code'), name='obligation_taken',
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
