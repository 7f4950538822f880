from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0002_guards")]
    operations = [
        migrations.AddField(
            model_name="bloc",
            name="practice",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
    ]
