from django.db import migrations

from thidua.apps.journal.triggers import guard

PHASES = (
    "agreement", "targets", "self_scoring", "cross_scoring", "appraisal", "conference",
    "nomination", "council", "closed",
)  # fmt: skip
NEXT = " OR ".join(
    f"(OLD.phase = '{before}' AND NEW.phase = '{after}')"
    for before, after in zip(PHASES, PHASES[1:], strict=False)
)


class Migration(migrations.Migration):
    dependencies = [("units", "0001_first")]
    operations = [
        guard(
            "units_membership_of_the_authority",
            "units_membership",
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM units_unit u JOIN units_blocyear y"
            " ON y.authority_id = u.authority_id"
            " WHERE u.id = NEW.unit_id AND y.id = NEW.bloc_year_id)",
            "a bloc is made of units of its own authority",
        ),
        guard(
            "units_membership_stays",
            "units_membership",
            "UPDATE",
            "OLD.unit_id <> NEW.unit_id OR OLD.bloc_year_id <> NEW.bloc_year_id",
            "a seat in a bloc is not handed to another unit or year",
        ),
        guard(
            "units_phases_in_their_order",
            "units_blocyear",
            "UPDATE",
            f"OLD.phase <> NEW.phase AND NOT ({NEXT})",
            "the phases of a year are gone through one by one",
        ),
    ]
