"""The meeting while it goes on, and that the database itself says what changed and whose access ended (ADR 0011)."""

import django.db.models.deletion
import helhet.kit.text
from django.db import migrations, models

# Heard by the live stream alone. A notice goes out when its transaction is committed, and names refs and row
# numbers, never a person. Worlds are copied in by the owner, who tells nobody.
TELL = """
CREATE FUNCTION helhet_tell_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The first save of a stretch of live writing moves no rows: only its text is told of.
  PERFORM pg_notify('helhet_live', c.ref::text || CASE WHEN NEW.data ->> 'part' = 'live' THEN ':t' ELSE ':m' END)
  FROM process_case c WHERE c.id = NEW.case_id;
  RETURN NULL;
END $$;
CREATE FUNCTION helhet_tell_access() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := CASE WHEN TG_OP = 'INSERT' THEN to_jsonb(NEW) ELSE to_jsonb(OLD) END;
BEGIN
  PERFORM pg_notify('helhet_access', TG_ARGV[0] || ':' || (was ->> TG_ARGV[1])) WHERE was ->> TG_ARGV[1] IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER live_move AFTER INSERT ON process_casemove FOR EACH ROW WHEN (current_user <> 'helhet_owner')
  EXECUTE FUNCTION helhet_tell_case();
CREATE TRIGGER live_reach AFTER UPDATE OR DELETE ON access_reach FOR EACH ROW
  EXECUTE FUNCTION helhet_tell_access('c', 'case_ref');
CREATE TRIGGER live_block AFTER INSERT ON access_block FOR EACH ROW
  EXECUTE FUNCTION helhet_tell_access('p', 'individual');
CREATE TRIGGER live_opening AFTER UPDATE OR DELETE ON access_opening FOR EACH ROW
  EXECUTE FUNCTION helhet_tell_access('p', 'individual');
CREATE TRIGGER live_assignment AFTER UPDATE OR DELETE ON access_assignment FOR EACH ROW
  EXECUTE FUNCTION helhet_tell_access('u', 'user_id');
CREATE TRIGGER live_user AFTER UPDATE ON access_user FOR EACH ROW
  WHEN (OLD.is_active IS DISTINCT FROM NEW.is_active OR OLD.ended_at IS DISTINCT FROM NEW.ended_at)
  EXECUTE FUNCTION helhet_tell_access('u', 'id');
CREATE TRIGGER live_signed_in AFTER UPDATE ON access_signedin FOR EACH ROW
  WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL)
  EXECUTE FUNCTION helhet_tell_access('s', 'id');
CREATE TRIGGER live_relation AFTER UPDATE OR DELETE ON people_relation FOR EACH ROW
  EXECUTE FUNCTION helhet_tell_access('p', 'individual_id');
CREATE TRIGGER live_protected AFTER UPDATE ON people_individual FOR EACH ROW
  WHEN (OLD.protected IS DISTINCT FROM NEW.protected)
  EXECUTE FUNCTION helhet_tell_access('p', 'id');
"""
SILENCE = """
DROP TRIGGER live_protected ON people_individual;
DROP TRIGGER live_relation ON people_relation;
DROP TRIGGER live_signed_in ON access_signedin;
DROP TRIGGER live_user ON access_user;
DROP TRIGGER live_assignment ON access_assignment;
DROP TRIGGER live_opening ON access_opening;
DROP TRIGGER live_block ON access_block;
DROP TRIGGER live_reach ON access_reach;
DROP TRIGGER live_move ON process_casemove;
DROP FUNCTION helhet_tell_access();
DROP FUNCTION helhet_tell_case();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0007_signing_in'),
        ('people', '0003_at_once'),
        ('process', '0006_counted_under_guard'),
    ]

    operations = [
        migrations.AddField(
            model_name='attendance',
            name='came_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='attendance',
            name='left_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whose', models.CharField(max_length=200)),
                ('text', helhet.kit.text.PersonText(blank=True, default=b'')),
                ('by', models.BigIntegerField(null=True)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='process.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='LiveMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(blank=True, default='', max_length=20)),
                ('part_since', models.DateTimeField(null=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('spent', models.JSONField(default=dict)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='live', to='process.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Parked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', helhet.kit.text.PersonText(blank=True, default=b'')),
                ('by', models.BigIntegerField(null=True)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parked', to='process.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_ref', models.UUIDField()),
                ('field', models.CharField(max_length=60)),
                ('user', models.BigIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('until', models.DateTimeField()),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='process.draft')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('draft', 'row_ref', 'field', 'user'), name='live_lease_once')],
            },
        ),
        migrations.RunSQL(TELL, SILENCE),
    ]
