from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from thidua.apps.journal.base import Record, new_id
from thidua.text import clean, fold, name_key


class Person(Record):
    """A person, one in the whole country; what they may do hangs on dated roles."""

    full_name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=400, editable=False)
    search_key = models.CharField(max_length=160, editable=False)
    illustrative = models.BooleanField(default=False)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index("sort_key", name="people_person_sort"),
            models.Index("search_key", name="people_person_search"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.full_name = clean(self.full_name)
        self.sort_key, self.search_key = name_key(self.full_name), fold(self.full_name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, passed through


class AccountManager(BaseUserManager["Account"]):
    pass


class Account(AbstractBaseUser):
    """The sign-in of a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sign_in = models.CharField(max_length=60, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "sign_in"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    def __str__(self) -> str:
        return self.sign_in
