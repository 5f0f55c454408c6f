import helhet.kit.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='individual',
            name='protection',
            field=models.CharField(choices=[('none', 'Inga skyddade uppgifter'), ('sekretessmarkering', 'Sekretessmarkering'), ('skyddad_folkbokforing', 'Skyddad folkbokföring')], default='none', max_length=24),
        ),
        migrations.AddField(
            model_name='relation',
            name='protected',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='relation',
            name='protected_checked_by',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.AddField(
            model_name='relation',
            name='protected_checked_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='relation',
            name='protected_checked_why',
            field=helhet.kit.text.PersonText(blank=True, default=b''),
        ),
        # A stored column cannot become a generated one: carried over, taken away, made anew.
        migrations.RunSQL("UPDATE people_individual SET protection = 'sekretessmarkering' WHERE protected",
                          migrations.RunSQL.noop),
        migrations.RemoveField(model_name='individual', name='protected'),
        migrations.AddField(
            model_name='individual',
            name='protected',
            field=models.GeneratedField(db_persist=True, expression=models.Q(('protection', 'none'), _negated=True), output_field=models.BooleanField()),
        ),
    ]
