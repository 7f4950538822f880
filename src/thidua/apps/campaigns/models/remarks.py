from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.campaigns.enums import Adoption, RemarkKind, RemarkOutcome
from thidua.apps.campaigns.models.agreements import Agreement
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import Membership
from thidua.papers.drafts import Stretch, word_differences


class Consultation(Record):
    """That the draft is open to the members' remarks until a day; a later row extends it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="consultations")
    until = models.DateField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["agreement", "opened_at", "id"]

    def __str__(self) -> str:
        return f"{self.agreement}: đến {self.until}"


class ClauseRemark(Record):
    """What a member says of a clause or article of the draft, and what the lead answered.

    `passage` is the key of the clause or article: it may be gone from the text by now, so it is no
    reference; `quoted` is what stood there when the remark was made.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="remarks")
    passage = models.UUIDField()
    quoted = models.TextField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=RemarkKind)
    text = models.TextField()
    wording = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=RemarkOutcome, blank=True)
    answer = models.TextField(blank=True)
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["agreement", "made_at", "id"]
        constraints = [
            one_of("kind", RemarkKind),
            both_or_neither("settled_with_outcome", ~Q(outcome=""), Q(settled_at__isnull=False)),
            both_or_neither("proposal_with_wording", Q(kind="proposal"), ~Q(wording="")),
            models.CheckConstraint(
                condition=Q(outcome__in=("", "taken")) | ~Q(answer=""),
                name="campaigns_remark_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.text}"

    @property
    def words(self) -> tuple[Stretch, ...]:
        """What is proposed against what stood there, the words that differ marked."""
        return word_differences(self.quoted, self.wording)


class Assent(Record):
    """A member's written assent to one version of the wording; a later version asks anew."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="assents")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["agreement", "given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                "agreement", "membership", "version", name="campaigns_assent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: bản {self.version}"


class AgreementAdoption(Record):
    """That the members agreed to a version of the wording, which then goes to be signed."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="adoption")
    how = models.CharField(max_length=20, choices=Adoption)
    version = models.PositiveSmallIntegerField()
    adopted_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("how", Adoption)]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.get_how_display()}"
