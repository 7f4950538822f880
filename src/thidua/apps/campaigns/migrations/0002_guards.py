from django.db import migrations

from thidua.apps.journal.triggers import guard


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_first")]
    operations = [
        guard(
            "campaigns_signature_by_member",
            "campaigns_signature",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM units_membership m JOIN campaigns_agreement a"
            " ON a.bloc_year_id = m.bloc_year_id"
            " WHERE m.id = NEW.membership_id AND a.id = NEW.agreement_id)",
            "only a member of the bloc signs its agreement",
        ),
    ]
