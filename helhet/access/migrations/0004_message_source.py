from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_roles'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reach',
            name='source',
            field=models.CharField(choices=[('own', 'own'), ('consent', 'consent'), ('route', 'route'), ('copy', 'copy'), ('call', 'call'), ('message', 'message')], max_length=10),
        ),
    ]
