from django.db import migrations

from thidua.apps.journal.triggers import guard

ADOPTED = (
    "EXISTS (SELECT 1 FROM assessments_scoringtable t"
    " WHERE t.id = {row}.table_id AND t.state <> 'draft')"
)
ROWS = (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
KEPT = (
    "version", "title", "places", "margin", "unassigned", "applies_from", "adopted_on",
    "adopted_by", "bloc_year_id",
)
REWRITTEN = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in KEPT)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_table_versions")]
    operations = [
        *(
            guard(
                f"assessments_criterion_of_a_draft_{event.lower()}",
                "assessments_criterion",
                event,
                ADOPTED.format(row=row),
                "a scoring table is not changed once adopted",
            )
            for event, row in ROWS
        ),
        guard(
            "assessments_adopted_table_stands",
            "assessments_scoringtable",
            "UPDATE",
            f"OLD.state = 'replaced' OR (OLD.state = 'in_force'"
            f" AND (NEW.state <> 'replaced' OR {REWRITTEN}))",
            "an adopted scoring table may only be replaced",
        ),
        guard(
            "assessments_adopted_table_is_kept",
            "assessments_scoringtable",
            "DELETE",
            "OLD.state <> 'draft'",
            "an adopted scoring table is kept",
        ),
    ]
