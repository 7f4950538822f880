"""Reading and checking the journal."""

from uuid import UUID

from django.db.models import Model, QuerySet

from thidua.apps.journal.models import Entry


def entries_about(authority_id: UUID, thing: Model) -> QuerySet[Entry]:
    return Entry.objects.filter(
        authority_id=authority_id, subject_kind=thing._meta.label_lower, subject_id=thing.pk
    )


def chain_of(authority_id: UUID) -> QuerySet[Entry]:
    return Entry.objects.filter(authority_id=authority_id).order_by("number")
