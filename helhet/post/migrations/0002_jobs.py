from django.db import migrations

from helhet.post import sql


class Migration(migrations.Migration):
    """The queue, in a schema of its own."""

    dependencies = [("post", "0001_ways")]

    operations = [migrations.RunSQL(sql.create(), "DROP SCHEMA jobs CASCADE")]
