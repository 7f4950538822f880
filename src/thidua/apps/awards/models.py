from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua import law
from thidua.apps.assessments.models import Initiative
from thidua.apps.awards.enums import NominationState, Outcome
from thidua.apps.journal.base import Provenance, Record, both_or_neither, one_of
from thidua.apps.meetings.models import Motion
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear, Membership, Unit


class Slot(Record):
    """How many members a bloc may put forward for an award this year, in order of precedence."""

    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="slots")
    award = models.SlugField(max_length=60)
    place = models.PositiveSmallIntegerField()
    maximum = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["bloc_year", "place"]
        constraints = [
            models.UniqueConstraint("bloc_year", "award", name="awards_slot_award"),
            models.UniqueConstraint("bloc_year", "place", name="awards_slot_place"),
        ]

    def __str__(self) -> str:
        return f"{self.award} ≤ {self.maximum}"


class PriorAward(Record):
    """An award decided before this system kept the register.

    `basis` is of `law.BASES`; `period_to` the last year of the period its decision names, if any.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="prior_awards")
    award = models.SlugField(max_length=60)
    year = models.PositiveSmallIntegerField()
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    basis = models.CharField(max_length=20, default="cong-trang")
    period_to = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["unit", "year", "award"]
        constraints = [
            models.UniqueConstraint("unit", "award", "year", "basis", name="awards_prior_once"),
            models.CheckConstraint(
                condition=Q(basis__in=list(law.BASES)), name="awards_prior_basis_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.year}"


class Decision(Record):
    """An award decision as issued; never edited afterwards."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="decisions")
    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="decisions")
    award = models.SlugField(max_length=60)
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    issuer = models.CharField(max_length=200)
    signer_post = models.CharField(max_length=200)
    signer = models.CharField(max_length=120)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.RECORDED)

    class Meta:
        ordering = ["authority", "signed_on", "number"]
        constraints = [
            models.UniqueConstraint(
                "authority", "issuer", "number", "signed_on", name="awards_decision_number"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="awards_decision_has_number"),
            one_of("provenance", Provenance),
        ]

    def __str__(self) -> str:
        return f"Quyết định số {self.number}"


class Nomination(Record):
    """A member put forward by its bloc for an award, with the verdict of that day."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="nominations")
    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="nominations")
    award = models.SlugField(max_length=60)
    award_place = models.PositiveSmallIntegerField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="nominations")
    proposed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="proposed_nominations"
    )
    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="nomination")
    merit = models.CharField(max_length=400)
    verdict = models.JSONField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    rulebook = models.CharField(max_length=100)
    state = models.CharField(
        max_length=20, choices=NominationState, default=NominationState.PROPOSED
    )
    council_motion = models.OneToOneField(
        Motion, on_delete=models.PROTECT, null=True, blank=True, related_name="reviewed_nomination"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations"
    )

    class Meta:
        ordering = ["bloc_year", "award_place", "membership__standing__place", "membership__place"]
        constraints = [
            models.UniqueConstraint(
                "bloc_year", "award", "membership", name="awards_nomination_once"
            ),
            one_of("state", NominationState),
            one_of("outcome", Outcome),
            both_or_neither("decided_by_decision", Q(state="decided"), Q(decision__isnull=False)),
            models.CheckConstraint(
                condition=~Q(outcome="not_met"), name="awards_nomination_not_refused_by_law"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.award}"


class InitiativeUse(Record):
    """An initiative that a nomination rests on; it carries one award.

    A nomination that is declined leaves its initiatives free for another.
    """

    initiative = models.OneToOneField(Initiative, on_delete=models.PROTECT, related_name="use")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="initiative_uses"
    )
    used_at = models.DateTimeField()

    class Meta:
        ordering = ["nomination", "initiative"]

    def __str__(self) -> str:
        nomination = self.nomination
        return f"{nomination.verdict['award_name']} năm {nomination.bloc_year.year}"

    @property
    def counts(self) -> bool:
        return self.nomination.state != NominationState.DECLINED


class RegisterEntry(Record):
    """A line of the register of honours (sổ khen thưởng): appended, never changed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="register")
    bloc_year = models.ForeignKey(BlocYear, on_delete=models.PROTECT, related_name="register")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="entry")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="entries")
    award = models.SlugField(max_length=60)
    award_name = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    subject_key = models.CharField(max_length=240)
    merit = models.CharField(max_length=400)
    bonus_multiple = models.DecimalField(max_digits=6, decimal_places=2)
    base_salary = models.PositiveBigIntegerField()
    bonus = models.PositiveBigIntegerField()
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["authority", "year", "number"]
        verbose_name_plural = "register entries"
        constraints = [
            models.UniqueConstraint("authority", "year", "number", name="awards_register_number"),
        ]
        indexes = [models.Index("authority", "subject_key", name="awards_register_subject")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year} {self.subject}"


class Confirmation(Record):
    """An authority's word that it has held the text of an unverified provision in hand, and where.

    It counts in the verdicts of the authority until it is withdrawn; verdicts already given stay.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="confirmations")
    provision = models.CharField(max_length=120)
    citation = models.CharField(max_length=300)
    source = models.CharField(max_length=500)
    quotation = models.CharField(max_length=2000, blank=True)
    read_on = models.DateField()
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="confirmations")
    confirmed_on = models.DateField()

    class Meta:
        ordering = ["authority", "provision", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="awards_confirmation_has_source"),
            models.CheckConstraint(
                condition=Q(read_on__lte=F("confirmed_on")),
                name="awards_confirmation_after_reading",
            ),
        ]
        indexes = [models.Index("authority", "provision", name="awards_confirmation_of")]

    def __str__(self) -> str:
        return f"{self.citation}: {self.source}"


class Withdrawal(Record):
    """What ends a confirmation; the row it ends stays as it was."""

    confirmation = models.OneToOneField(
        Confirmation, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField(max_length=500)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="withdrawals")
    withdrawn_on = models.DateField()

    class Meta:
        ordering = ["confirmation"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="awards_withdrawal_has_reason"),
        ]

    def __str__(self) -> str:
        return self.reason
