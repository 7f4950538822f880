from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def into_rows(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give every clause that was a text in a list a row, and so a key, of its own."""
    article, clause = (apps.get_model("campaigns", name) for name in ("Article", "Clause"))
    clause.objects.bulk_create(
        clause(article=found, place=place, text=text)
        for found in article.objects.order_by("id")
        for place, text in enumerate((t for t in found.clause_list if t.strip()), start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0008_agreement_wording")]
    operations = [migrations.RunPython(into_rows)]
