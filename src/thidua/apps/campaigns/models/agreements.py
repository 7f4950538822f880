from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.campaigns.enums import AgreementState
from thidua.apps.journal.base import Provenance, Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear, Membership


class Agreement(Record):
    """The emulation agreement of a bloc's year; in force once every member has signed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="agreements")
    bloc_year = models.OneToOneField(BlocYear, on_delete=models.PROTECT, related_name="agreement")
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=AgreementState, default=AgreementState.DRAFT)
    in_force_on = models.DateField(null=True, blank=True)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.RECORDED)

    class Meta:
        constraints = [
            one_of("state", AgreementState),
            one_of("provenance", Provenance),
            both_or_neither(
                "in_force_with_date", Q(state="in_force"), Q(in_force_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Article(Record):
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="articles")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=400)

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint("agreement", "number", name="campaigns_article_number")
        ]

    def __str__(self) -> str:
        return f"Điều {self.number}. {self.title}"

    @property
    def clause_texts(self) -> tuple[str, ...]:
        return tuple(clause.text for clause in self.clauses.all())


class Clause(Record):
    """A clause (khoản) of an article; it keeps its key while it is reworded and moved."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="clauses")
    place = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["article", "place", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="campaigns_clause_says_something"),
        ]

    def __str__(self) -> str:
        return f"khoản {self.place}"


class AgreementVersion(Record):
    """The whole wording of an agreement as somebody left it; versions are only added."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    wording = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint("agreement", "number", name="campaigns_version_number"),
        ]

    def __str__(self) -> str:
        return f"Bản {self.number}"


class Signature(Record):
    """A member unit's signature under the agreement, once."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["agreement", "membership__place"]
        constraints = [
            models.UniqueConstraint("agreement", "membership", name="campaigns_signature_once"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} — {self.person}"
