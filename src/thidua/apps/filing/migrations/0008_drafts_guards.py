from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard, never_emptied


class Migration(migrations.Migration):
    dependencies = [("filing", "0007_drafts")]
    operations = [
        *append_only("filing_draftversion"),
        guard(
            "filing_issued_draft_takes_no_version",
            "filing_draftversion",
            "INSERT",
            "EXISTS (SELECT 1 FROM filing_draft d"
            " WHERE d.id = NEW.draft_id AND d.issued_id IS NOT NULL)",
            "a draft whose paper was issued stands",
        ),
        guard(
            "filing_issued_draft_stands",
            "filing_draft",
            "UPDATE",
            "OLD.issued_id IS NOT NULL OR OLD.bloc_year_id <> NEW.bloc_year_id"
            " OR OLD.kind <> NEW.kind OR OLD.about <> NEW.about",
            "a draft whose paper was issued stands",
        ),
        guard("filing_drafts_stay", "filing_draft", "DELETE", "1 = 1", "drafts are kept"),
        guard(
            "filing_settled_remark_stands",
            "filing_draftremark",
            "UPDATE",
            "OLD.settled_at IS NOT NULL OR OLD.wanted <> NEW.wanted OR OLD.said <> NEW.said",
            "a remark stands, and so does that it was settled",
        ),
        guard(
            "filing_remarks_stay", "filing_draftremark", "DELETE", "1 = 1", "remarks are kept"
        ),
        never_emptied("filing_draft"),
        never_emptied("filing_draftremark"),
    ]
