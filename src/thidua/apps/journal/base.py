"""What every stored thing shares: an id that sorts by birth, checks the database repeats, a refusal."""

from uuid import UUID

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a UUIDv7: unique across provinces, growing with time, so indexes stay compact."""
    return uuid7()


class Record(models.Model):
    """A row with a UUIDv7 key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


def one_of(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """Let the database refuse a value that is none of the choices."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=f"%(app_label)s_%(class)s_{field}_known",
    )


def both_or_neither(name: str, left: Q, right: Q) -> models.CheckConstraint:
    """Let the database keep an equivalence, such as *decided ⇔ number and date*."""
    return models.CheckConstraint(
        condition=(left & right) | (~left & ~right), name=f"%(app_label)s_%(class)s_{name}"
    )


class Provenance(models.TextChoices):
    """Whether a fact was made public by those concerned or made up to show how things work."""

    PUBLISHED = "published", "đã công bố"
    ILLUSTRATIVE = "illustrative", "minh họa"
    RECORDED = "recorded", "ghi nhận"


class Refused(Exception):  # noqa: N818 -- a refusal is an answer, not a defect
    """A deed was refused: what, on which rule, and what to do about it (Vietnamese, for the user)."""

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        super().__init__(" ".join(part for part in (what, why, remedy) if part))
        self.what, self.why, self.remedy = what, why, remedy


class NotAllowed(Refused):
    """The person doesn't hold, on that day, a role that the deed asks for."""
