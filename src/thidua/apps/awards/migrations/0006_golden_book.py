from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from thidua.apps.journal.base import new_id


def number_in_the_golden_book(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give the honours entered before the golden book was a number book their lines in it."""
    register, books, lines = (
        apps.get_model(app, name)
        for app, name in (
            ("awards", "RegisterEntry"),
            ("filing", "NumberBook"),
            ("filing", "NumberEntry"),
        )
    )
    for honour in register.objects.order_by("authority", "year", "number"):
        book, _ = books.objects.get_or_create(
            authority_id=honour.authority_id, issuer="so-vang", series="SV", year=honour.year,
            defaults={"id": new_id()},
        )  # fmt: skip
        books.objects.filter(pk=book.pk).update(last=honour.number)
        line = lines.objects.create(
            id=new_id(), authority_id=honour.authority_id, book=book, number=honour.number,
            kind="SV",
        )  # fmt: skip
        lines.objects.filter(pk=line.pk).update(
            state="issued", dated=honour.decision.signed_on, summary=honour.subject[:300],
            settled_at=honour.entered_at,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("awards", "0005_basis"), ("filing", "0004_number_books_guards")]
    operations = [migrations.RunPython(number_in_the_golden_book, migrations.RunPython.noop)]
