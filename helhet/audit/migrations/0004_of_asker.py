from pathlib import Path

from django.db import migrations

FUNCTION = (Path(__file__).parents[1] / "sql" / "asker.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_in_time")]
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION audit_events_of_asker()")]
