from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_confirmations")]
    operations = [
        guard(
            "awards_confirmation_once",
            "awards_confirmation",
            "INSERT",
            "EXISTS (SELECT 1 FROM awards_confirmation c WHERE c.authority_id = NEW.authority_id"
            " AND c.provision = NEW.provision AND NOT EXISTS (SELECT 1 FROM awards_withdrawal w"
            " WHERE w.confirmation_id = c.id))",
            "a provision is confirmed once until that is withdrawn",
        ),
        *append_only("awards_confirmation"),
        *append_only("awards_withdrawal"),
    ]
