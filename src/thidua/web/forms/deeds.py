"""Doing a deed from a form, so that a refusal is shown where the form stands."""

from collections.abc import Callable

from thidua.apps.journal.base import NotAllowed, Refused

REFUSED, FAULTY = 409, 422


def refusal_of(deed: Callable[[], object]) -> Refused | None:
    """Do a deed; return why it was refused, if it was. Who has no right to it gets a page instead."""
    try:
        deed()
    except NotAllowed:
        raise
    except Refused as refused:
        return refused
    return None
