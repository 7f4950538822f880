from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.apps.filing.models import Blob, Paper
from thidua.apps.journal.base import Record, both_or_neither, one_of
from thidua.apps.people.models import Person
from thidua.apps.signing.enums import LIVE, RequestState, SignatoryKind
from thidua.apps.units.models import Authority, Unit


class SigningRequest(Record):
    """A filed paper laid out for signature; what was filed stays as it is beside the signed versions."""

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="signing_requests"
    )
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="signing_requests")
    state = models.CharField(max_length=20, choices=RequestState, default=RequestState.OPEN)
    prepared = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["authority", "opened_at", "id"]
        constraints = [
            one_of("state", RequestState),
            models.UniqueConstraint(
                "paper", condition=Q(state__in=LIVE), name="signing_request_one_live"
            ),
        ]

    def __str__(self) -> str:
        return str(self.paper)


class Signatory(Record):
    """A place for a signature: whose, in which field; those of one step sign in any order."""

    request = models.ForeignKey(
        SigningRequest, on_delete=models.PROTECT, related_name="signatories"
    )
    place = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=SignatoryKind)
    field = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="signatories"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["request", "place"]
        verbose_name_plural = "signatories"
        constraints = [
            one_of("kind", SignatoryKind),
            models.UniqueConstraint("request", "place", name="signing_signatory_place"),
            models.UniqueConstraint("request", "field", name="signing_signatory_field"),
            both_or_neither("person_unless_office", ~Q(kind="office"), Q(person__isnull=False)),
            both_or_neither("unit_of_a_head", Q(kind="head"), Q(unit__isnull=False)),
        ]
        indexes = [models.Index("person", name="signing_signatory_person")]

    def __str__(self) -> str:
        return self.name


class Signature(Record):
    """A signature in place, the certificate it was made with, the file before and after."""

    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="signature")
    request = models.ForeignKey(SigningRequest, on_delete=models.PROTECT, related_name="signatures")
    version = models.PositiveSmallIntegerField()
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    holder = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    serial = models.CharField(max_length=80)
    issuer = models.CharField(max_length=200)
    level = models.CharField(max_length=10)
    before = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["request", "version"]
        constraints = [
            models.UniqueConstraint("request", "version", name="signing_signature_version"),
            models.UniqueConstraint("request", "before", name="signing_signature_on_the_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} ({self.serial})"


class SignatureRefusal(Record):
    """That somebody would not sign, and why."""

    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="refusal")
    reason = models.CharField(max_length=500)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    refused_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class HandedOut(Record):
    """A document whose hash somebody signs elsewhere; put away once the signature is back."""

    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="handed_out")
    base = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    document = models.BinaryField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    attributes = models.BinaryField()
    certificate = models.BinaryField()
    chain = models.JSONField(default=list)
    handed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "handed out"

    def __str__(self) -> str:
        return str(self.signatory)
