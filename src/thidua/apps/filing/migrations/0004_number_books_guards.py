from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from thidua.apps.journal.base import new_id
from thidua.apps.journal.triggers import append_only, guard, never_emptied

STANDS = (
    "authority_id", "book_id", "number", "kind",
)  # fmt: skip


def enter_given_numbers(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give every number that was given before the books had lines its line, with its paper."""
    book_model = apps.get_model("filing", "NumberBook")
    entry_model, paper_model = (
        apps.get_model("filing", name) for name in ("NumberEntry", "Paper")
    )
    filed_model = apps.get_model("journal", "Entry")
    for book in book_model.objects.all():
        papers = paper_model.objects.filter(
            authority_id=book.authority_id, issuer=book.issuer, symbol__startswith=book.series
        )
        by_number = {
            paper.number: paper
            for paper in papers
            if paper.symbol.partition("-")[0] == book.series
            and abs(paper.issued_on.year - book.year) <= 1
        }
        for number in range(1, book.last + 1):
            paper = by_number.get(number)
            filed = filed_model.objects.filter(
                deed="filing.paper.file", subject_id=paper.pk if paper else None
            ).first()
            entry = {
                "state": "issued",
                "symbol": paper.symbol,
                "dated": paper.issued_on,
                "summary": paper.title,
                "paper": paper,
                "settled_by_id": filed.actor_id,
                "settled_at": filed.at,
            } if paper and filed else {}
            entry_model.objects.create(
                id=new_id(), authority_id=book.authority_id, book=book, number=number,
                kind=book.series, **entry,
            )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("filing", "0003_number_books"), ("journal", "0002_append_only")]
    operations = [
        migrations.RunPython(enter_given_numbers, migrations.RunPython.noop),
        guard(
            "filing_numbers_have_their_line",
            "filing_numberbook",
            "UPDATE",
            "OLD.last > 0 AND NOT EXISTS (SELECT 1 FROM filing_numberentry e"
            " WHERE e.book_id = OLD.id AND e.number = OLD.last)",
            "a number without its line would be a gap in the book",
        ),
        guard(
            "filing_number_is_the_books",
            "filing_numberentry",
            "INSERT",
            "NEW.state <> 'reserved' OR NOT EXISTS (SELECT 1 FROM filing_numberbook b"
            " WHERE b.id = NEW.book_id AND b.last = NEW.number"
            " AND b.authority_id = NEW.authority_id)",
            "a number is the one its book has just given",
        ),
        guard(
            "filing_number_stands",
            "filing_numberentry",
            "UPDATE",
            "OLD.state <> 'reserved' OR "
            + " OR ".join(f"NEW.{field} <> OLD.{field}" for field in STANDS),
            "a number once issued or cancelled stands, and never becomes another",
        ),
        guard(
            "filing_numbers_stay",
            "filing_numberentry",
            "DELETE",
            "1 = 1",
            "a number is never removed from its book",
        ),
        never_emptied("filing_numberentry"),
        *append_only("filing_dispatch"),
    ]
