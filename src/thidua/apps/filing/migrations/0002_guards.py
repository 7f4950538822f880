from django.db import migrations

from thidua.apps.journal.triggers import append_only, guard, never_emptied


class Migration(migrations.Migration):
    dependencies = [("filing", "0001_first")]
    operations = [
        *append_only("filing_paper"),
        *append_only("filing_blob"),
        guard(
            "filing_numbers_go_up_by_one",
            "filing_numberbook",
            "UPDATE",
            "NEW.last <> OLD.last + 1 OR NEW.authority_id <> OLD.authority_id"
            " OR NEW.issuer <> OLD.issuer OR NEW.series <> OLD.series OR NEW.year <> OLD.year",
            "a number book gives the next number and no other",
        ),
        guard(
            "filing_number_books_stay",
            "filing_numberbook",
            "DELETE",
            "1 = 1",
            "a number book is never removed",
        ),
        never_emptied("filing_numberbook"),
    ]
