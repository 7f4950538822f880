from django.db import migrations

from thidua.apps.journal.triggers import guard, never_emptied


class Migration(migrations.Migration):
    dependencies = [("units", "0004_succession")]
    operations = [
        guard(
            "units_succession_of_the_authority",
            "units_succession",
            "INSERT",
            "(SELECT COUNT(*) FROM units_unit u WHERE u.authority_id = NEW.authority_id"
            " AND u.id IN (NEW.predecessor_id, NEW.successor_id)) < 2",
            "a unit goes up into another of its own authority",
        ),
        guard(
            "units_succession_stays",
            "units_succession",
            "UPDATE",
            "1 = 1",
            "a succession is withdrawn and recorded anew, not changed",
        ),
        never_emptied("units_succession"),
    ]
