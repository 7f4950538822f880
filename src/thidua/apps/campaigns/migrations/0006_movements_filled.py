"""Give the movements and directives recorded so far what the new columns ask for."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from thidua.text import fold

KINDS = {
    "chi thi": "directive", "nghi quyet": "resolution", "quyet dinh": "decision",
    "chuong trinh": "programme", "ke hoach": "plan", "huong dan": "guidance",
    "cong van": "official_letter",
}  # fmt: skip


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    for movement in apps.get_model("campaigns", "Movement").objects.select_related("bloc_year"):
        movement.authority_id = movement.bloc_year.authority_id
        movement.save(update_fields=["authority"])
    for found in apps.get_model("campaigns", "Directive").objects.all():
        named = fold(found.title)
        found.kind = next((kind for word, kind in KINDS.items() if named.startswith(word)), "other")
        found.search_key = fold(f"{found.number} {found.title} {found.issuer}")
        found.save(update_fields=["kind", "search_key"])


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0005_sharing")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
