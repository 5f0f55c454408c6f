import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_protection'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='individual',
            index=django.contrib.postgres.indexes.HashIndex(fields=['id'], name='individual_at_once'),
        ),
    ]
