from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard


class Migration(migrations.Migration):
    dependencies = [("filing", "0005_certificates")]
    operations = [
        *append_only("filing_certificatepattern"),
        *append_only("filing_printrun"),
        *append_only("filing_printing"),
        guard(
            "filing_printing_first_once",
            "filing_printing",
            "INSERT",
            "(NEW.ordinal = 1) <> ((SELECT r.reason FROM filing_printrun r WHERE r.id = NEW.run_id)"
            " = 'first')",
            "a certificate is printed first once, and again for a reason",
        ),
    ]
