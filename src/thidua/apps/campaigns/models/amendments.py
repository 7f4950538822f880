from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.campaigns.enums import AgreementState, ChangeKind
from thidua.apps.campaigns.models.agreements import Agreement, Article, Clause
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Membership
from thidua.papers.drafts import Stretch, word_differences


class Amendment(Record):
    """A change of a signed agreement; it holds once every member has signed it too."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    adopted_on = models.DateField()
    adopted_paper = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=AgreementState, default=AgreementState.SIGNING)
    in_force_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            one_of("state", AgreementState),
            models.UniqueConstraint("agreement", "number", name="campaigns_amendment_number"),
            both_or_neither(
                "in_force_with_date", Q(state="in_force"), Q(in_force_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Sửa đổi lần {self.number}"


class AmendmentLine(Record):
    """One clause that is reworded or dropped, or one that is added to an article."""

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=20, choices=ChangeKind)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey(
        Clause, on_delete=models.PROTECT, null=True, blank=True, related_name="amended"
    )
    before = models.TextField(blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["amendment", "id"]
        constraints = [
            one_of("kind", ChangeKind),
            both_or_neither("dropped_without_text", Q(kind="drop"), Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.get_kind_display()}"

    @property
    def words(self) -> tuple[Stretch, ...]:
        return word_differences(self.before, self.text)


class AmendmentSignature(Record):
    """A member unit's signature under an amendment, once."""

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="signatures")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["amendment", "membership__place"]
        constraints = [
            models.UniqueConstraint(
                "amendment", "membership", name="campaigns_amendment_signed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} — {self.person}"
