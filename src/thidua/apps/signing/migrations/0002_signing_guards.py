from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard, never_emptied


class Migration(migrations.Migration):
    dependencies = [("signing", "0001_first")]
    operations = [
        *append_only("signing_signature"),
        *append_only("signing_signaturerefusal"),
        *append_only("signing_signatory"),
        guard(
            "signing_request_stays_what_it_was",
            "signing_signingrequest",
            "UPDATE",
            "NEW.paper_id <> OLD.paper_id OR NEW.prepared_id <> OLD.prepared_id"
            " OR (OLD.state <> 'open' AND NEW.state <> OLD.state)",
            "a signing request is closed once and keeps its paper",
        ),
        guard(
            "signing_requests_stay",
            "signing_signingrequest",
            "DELETE",
            "1 = 1",
            "a signing request is never removed",
        ),
        never_emptied("signing_signingrequest"),
    ]
