import django.db.models.deletion
from django.db import migrations, models

# Whether a row of reach is shut by the person's block: somebody who holds the case as their own record (source own)
# stands under it, and the reader stands outside. What one holds as a copy is one's own record, and stays.
# With `opened`, blocks that the reader's unit has opened for a time do not count.
SHUT = """
CREATE OR REPLACE FUNCTION helhet_shut(asked uuid, person bigint, reader int, source text, at timestamptz, opened bool)
RETURNS bool LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT source NOT IN ('own', 'copy', 'message') AND EXISTS (
    SELECT FROM access_block b
    JOIN access_reach h ON h.case_ref = asked AND h.source = 'own'
    JOIN organisations_unit holder ON holder.id = h.unit_id
    JOIN organisations_unit r ON r.id = reader
    WHERE b.individual = person AND b.lifted_at IS NULL
      AND b.controller = holder.controller_id AND (b.unit IS NULL OR b.unit = holder.id)
      AND CASE WHEN b.unit IS NULL THEN r.controller_id <> b.controller ELSE r.id <> b.unit END
      AND NOT (opened AND EXISTS (
        SELECT FROM access_opening o WHERE o.kind = 'block' AND o.block_id = b.id AND o.unit_id = reader
          AND o.opened_at <= at AND o.ends_at > at AND o.ended_at IS NULL
      ))
  )
$$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_sessions_and_openings'),
        ('organisations', '0002_controller_choices'),
    ]

    operations = [
        migrations.AddField(
            model_name='opening',
            name='block',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.block'),
        ),
        migrations.AlterField(
            model_name='opening',
            name='kind',
            field=models.CharField(choices=[('block', 'block'), ('emergency', 'emergency'), ('protected', 'protected')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='opening',
            index=models.Index(condition=models.Q(('ended_at__isnull', True), ('kind', 'emergency')), fields=['case_ref', 'unit'], name='opening_of_case'),
        ),
        migrations.RunSQL(SHUT, "DROP FUNCTION helhet_shut(uuid, bigint, int, text, timestamptz, bool)"),
    ]
