import django.db.models.deletion
from django.db import migrations, models

# Whether a row of reach is shut by the person's block: somebody who holds the case as their own record (source own)
# stands under it, and the reader stands outside. What one holds as a copy is one's own record, and stays.
# With `opened`, blocks that the reader's unit has opened for a time do not count.
SHUT = """
CREATE OR REPLACE FUNCTION helhet_shut(asked uuid, person bigint, reader int, source text, at timestamptz, opened bool)
RETURNS bool LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Nearly nobody has a block: that is found out first, and as cheaply as can be.
  IF source IN ('own', 'copy', 'message')
     OR NOT EXISTS (SELECT FROM access_block b WHERE b.individual = person AND b.lifted_at IS NULL) THEN
    RETURN false;
  END IF;
  RETURN EXISTS (
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
      )));
END $$;
"""

# The blocks that shut something for a unit, of a person by id or by number: for opening one in two steps. Whoever is
# shut out cannot read the person, the block or the reach row; this says only which blocks, and only to who would reach.
BLOCKS = """
CREATE OR REPLACE FUNCTION helhet_blocks_for(person bigint, written text, reader int, at timestamptz)
RETURNS TABLE (block bigint, ref uuid, individual bigint, controller int, unit int, opened bool)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT DISTINCT b.id, b.ref, b.individual, b.controller, b.unit, EXISTS (
    SELECT FROM access_opening o WHERE o.kind = 'block' AND o.block_id = b.id AND o.unit_id = reader
      AND o.opened_at <= at AND o.ends_at > at AND o.ended_at IS NULL)
  FROM people_individual i
  JOIN access_block b ON b.individual = i.id AND b.lifted_at IS NULL
  JOIN access_reach a ON a.individual = i.id AND a.unit_id = reader AND a.source NOT IN ('own', 'copy', 'message')
    AND a.valid_from <= at AND (a.valid_to IS NULL OR a.valid_to > at)
  JOIN access_reach h ON h.case_ref = a.case_ref AND h.source = 'own'
  JOIN organisations_unit holder ON holder.id = h.unit_id
  JOIN organisations_unit r ON r.id = reader
  WHERE (i.id = person OR (written <> '' AND i.number = written))
    AND b.controller = holder.controller_id AND (b.unit IS NULL OR b.unit = holder.id)
    AND CASE WHEN b.unit IS NULL THEN r.controller_id <> b.controller ELSE r.id <> b.unit END;
END $$;
"""
# Brings the lists and the search of all units in step with a block that is set or lifted, in the same second.
RELIST = """
CREATE OR REPLACE FUNCTION helhet_relist(person bigint, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE process_overviewrow o
  SET until = CASE WHEN open_rows.n = 0 THEN at WHEN open_rows.endless THEN NULL ELSE open_rows.last END
  FROM (
    SELECT p.id, count(a.valid_from) AS n, bool_or(a.valid_from IS NOT NULL AND a.valid_to IS NULL) AS endless,
           max(a.valid_to) AS last
    FROM process_case c
    JOIN process_overviewrow p ON p.case_id = c.id
    LEFT JOIN access_reach a ON a.case_ref = c.ref AND a.unit_id = p.unit_id
      AND (a.valid_to IS NULL OR a.valid_to > at)
      AND NOT helhet_shut(a.case_ref, a.individual, a.unit_id, a.source, at, false)
    WHERE c.individual_id = person GROUP BY p.id
  ) open_rows WHERE o.id = open_rows.id;
  UPDATE access_searchentry s SET units = ARRAY(
    SELECT o.unit_id FROM process_overviewrow o WHERE o.case_ref = s.case_ref AND (o.until IS NULL OR o.until > at)
    ORDER BY 1)
  FROM process_case c WHERE c.individual_id = person AND s.case_ref = c.ref;
END $$;
"""
# The newest SIP of the person with a number, and who holds it: for an emergency, where nobody reaches the person.
EMERGENCY = """
CREATE OR REPLACE FUNCTION helhet_emergency_case(written text)
RETURNS TABLE (individual bigint, case_ref uuid, holder int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT i.id, c.ref, c.convener_unit_id FROM people_individual i
  JOIN process_case c ON c.individual_id = i.id
  WHERE i.number = written ORDER BY c.created_at DESC LIMIT 1;
END $$;
"""
DROP = """
DROP FUNCTION helhet_shut(uuid, bigint, int, text, timestamptz, bool);
DROP FUNCTION helhet_blocks_for(bigint, text, int, timestamptz);
DROP FUNCTION helhet_relist(bigint, timestamptz);
DROP FUNCTION helhet_emergency_case(text);
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
        migrations.RunSQL(SHUT + BLOCKS + RELIST + EMERGENCY, DROP),
    ]
