"""What is new and what stands in each step is counted in its index alone, also where the guard asks whose it is."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clock', '0005_taken_in_the_list'),
        ('organisations', '0002_controller_choices'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='inboxitem',
            name='inbox_unit_new',
        ),
        migrations.RemoveIndex(
            model_name='inboxitem',
            name='inbox_theme_new',
        ),
        migrations.RemoveIndex(
            model_name='inboxitem',
            name='inbox_own_new',
        ),
        migrations.AddIndex(
            model_name='inboxitem',
            index=models.Index(condition=models.Q(('acknowledged_at__isnull', True)), fields=['unit', '-at', '-id'], include=('subject',), name='inbox_unit_new'),
        ),
        migrations.AddIndex(
            model_name='inboxitem',
            index=models.Index(condition=models.Q(('acknowledged_at__isnull', True)), fields=['unit', 'theme', '-at', '-id'], include=('subject',), name='inbox_theme_new'),
        ),
        migrations.AddIndex(
            model_name='inboxitem',
            index=models.Index(condition=models.Q(('acknowledged_at__isnull', True)), fields=['unit', 'assigned_to', '-at', '-id'], include=('subject',), name='inbox_own_new'),
        ),
    ]
