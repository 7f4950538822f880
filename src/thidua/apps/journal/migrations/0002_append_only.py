from django.db import migrations

from thidua.apps.journal.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_first")]
    operations = append_only("journal_entry")
