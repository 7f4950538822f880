"""Number books: every number a line, reserved, issued or cancelled."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.filing.enums import NumberState
from thidua.apps.filing.models.papers import Paper
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority


class NumberBook(Record):
    """The last number given in an issuer's series of a year (Decree 30/2020, Article 15)."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="number_books")
    issuer = models.CharField(max_length=60)
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "authority", "issuer", "series", "year", name="filing_book_series"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer}/{self.series}/{self.year}"


class Numbering(Record):
    """How an issuer numbers its papers from a year on, as its head chose (Decree 30/2020, Article 15).

    One series for all kinds, or one for each; `symbol` stands behind the kind: "BC-KTĐ".
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="numberings")
    issuer = models.CharField(max_length=60)
    from_year = models.PositiveSmallIntegerField()
    continuing = models.BooleanField()
    symbol = models.CharField(max_length=30)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["authority", "issuer", "from_year"]
        constraints = [
            models.UniqueConstraint(
                "authority", "issuer", "from_year", name="filing_numbering_year"
            ),
            models.CheckConstraint(
                condition=~Q(symbol="") & ~Q(source=""), name="filing_numbering_has_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.from_year}: {self.symbol}"


class Abbreviation(Record):
    """An authority's own abbreviation for a kind of paper, besides those of the decree's list."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="abbreviations")
    name = models.CharField(max_length=80)
    abbreviation = models.CharField(max_length=10)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["authority", "abbreviation"]
        constraints = [
            models.UniqueConstraint(
                "authority", "abbreviation", name="filing_abbreviation_of_one_kind"
            ),
            models.CheckConstraint(
                condition=~Q(abbreviation="") & ~Q(source=""), name="filing_abbreviation_has_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.abbreviation}"


class NumberEntry(Record):
    """A number of a book and what became of it: a line of the register of outgoing papers.

    A number taken by the deed that files its paper has no `reserved_by`: it is issued in the same
    transaction. Once issued or cancelled the line stands.
    """

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="number_entries"
    )
    book = models.ForeignKey(NumberBook, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=NumberState, default=NumberState.RESERVED)
    symbol = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True, blank=True)
    summary = models.CharField(max_length=300, blank=True)
    signer = models.CharField(max_length=120, blank=True)
    recipients = models.CharField(max_length=1000, blank=True)
    keeper = models.CharField(max_length=120, blank=True)
    paper = models.OneToOneField(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="number_entry"
    )
    reserved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reserved_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["authority", "book", "number"]
        verbose_name_plural = "number entries"
        constraints = [
            models.UniqueConstraint("book", "number", name="filing_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="filing_number_from_one"),
            one_of("state", NumberState),
            both_or_neither(
                "settled_by_somebody", ~Q(state="reserved"), Q(settled_at__isnull=False)
            ),
            both_or_neither("dated_if_issued", Q(state="issued"), Q(dated__isnull=False)),
            both_or_neither("cancelled_for_a_reason", Q(state="cancelled"), ~Q(reason="")),
            models.CheckConstraint(
                condition=Q(paper__isnull=True) | Q(state="issued"),
                name="filing_number_of_a_paper_is_issued",
            ),
        ]
        indexes = [models.Index("authority", "state", name="filing_number_state")]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.symbol or self.kind}"


class Dispatch(Record):
    """That a numbered paper was passed on: to whom, how many copies, when, who received it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="dispatches")
    entry = models.ForeignKey(NumberEntry, on_delete=models.PROTECT, related_name="dispatches")
    recipient = models.CharField(max_length=300)
    copies = models.PositiveSmallIntegerField()
    passed_on = models.DateField()
    receipt = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["entry", "passed_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(copies__gte=1), name="filing_dispatch_of_a_copy"),
            models.CheckConstraint(
                condition=~Q(recipient=""), name="filing_dispatch_has_recipient"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} → {self.recipient}"
