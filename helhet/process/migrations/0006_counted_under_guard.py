"""What is new and what stands in each step is counted in its index alone, also where the guard asks whose it is."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_controller_choices'),
        ('process', '0005_lists'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='overviewrow',
            name='overview_count',
        ),
        migrations.AddIndex(
            model_name='overviewrow',
            index=models.Index(fields=['unit', 'state', 'until'], include=('case_ref',), name='overview_count'),
        ),
    ]
