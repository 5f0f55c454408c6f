import uuid

from django.db import migrations, models

# Who may come in with an identity number, as themself or beside somebody: asked before anybody is signed in, when no
# row about a person is open to the one who asks. It hands out refs of users and nothing about the person.
WHO = """
CREATE OR REPLACE FUNCTION helhet_who_comes(written text) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT DISTINCT u.ref FROM people_signin s
    JOIN access_user u ON u.id = s.user_id AND u.is_active
    JOIN people_individual i ON i.id = s.individual_id
    LEFT JOIN people_relation r ON r.id = s.relation_id
    WHERE written <> '' AND CASE WHEN s.relation_id IS NULL THEN i.number = written ELSE r.number = written END;
END $$;
"""


def give_refs(apps, editor):
    for row in apps.get_model("access", "SignedIn").objects.all():
        row.ref = uuid.uuid4()
        row.save(update_fields=["ref"])


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0006_blocks"),
    ]

    operations = [
        migrations.AddField("signedin", "ref", models.UUIDField(default=uuid.uuid4, editable=False, null=True)),
        migrations.RunPython(give_refs, migrations.RunPython.noop),
        migrations.AlterField("signedin", "ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        migrations.AddIndex("signedin", models.Index(
            condition=models.Q(("ended_at__isnull", True)), fields=["provider", "provider_session"],
            name="signed_in_at_provider")),
        migrations.RunSQL(WHO, "DROP FUNCTION helhet_who_comes"),
    ]
