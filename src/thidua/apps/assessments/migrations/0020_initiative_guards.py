from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from thidua.apps.journal.triggers import append_only, guard
from thidua.text import fold


def fill_keys(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give what was entered before its search key."""
    for row in apps.get_model("assessments", "Initiative").objects.all():
        row.search_key = fold(f"{row.title} {row.author}")[:800]
        row.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0019_initiatives")]
    operations = [
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        *append_only("assessments_initiativeversion"),
        guard(
            "assessments_initiative_stays_recognised",
            "assessments_initiative",
            "UPDATE",
            "OLD.state = 'recognised' AND (NEW.state <> 'recognised' OR NEW.title <> OLD.title"
            " OR NEW.scope <> OLD.scope OR NEW.decision_number <> OLD.decision_number)",
            "a recognised initiative stays as it was recognised",
        ),
    ]
