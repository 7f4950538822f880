"""Deeds about persons. Granting a role is a deed of `units`, where the role holds."""

from django.db import transaction

from thidua.apps.people.models import Account, Person


def person_enter(*, full_name: str, illustrative: bool) -> Person:
    return Person.objects.create(full_name=full_name, illustrative=illustrative)


@transaction.atomic
def account_open(*, person: Person, sign_in: str, password: str) -> Account:
    account = Account(person=person, sign_in=sign_in)
    account.set_password(password)
    account.save(force_insert=True)
    return account


def account_open_like(*, person: Person, sign_in: str, other: Account) -> Account:
    """Open a sign-in with another's password, as sample people share one.

    Hashing a password is slow on purpose, and hashing the same one for each of them makes it no
    safer.
    """
    return Account.objects.create(person=person, sign_in=sign_in, password=other.password)


def email_set(*, person: Person, email: str) -> Person:
    """Set where a person gets letters; the person does so themselves. An empty one takes it away."""
    person.email = email
    person.save(update_fields=["email"])
    return person
