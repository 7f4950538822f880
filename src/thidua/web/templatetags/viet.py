"""Tags of every template: figures and dates in Vietnamese writing, badges, fields, the year's tabs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.utils.timezone import localtime

from thidua.apps.campaigns.queries import made_up_part
from thidua.apps.journal.base import Provenance
from thidua.law import SubjectKind
from thidua.text import decimal_text, money, padded, percent_text, short_date
from thidua.web.law_words import figure, subjects_of
from thidua.web.tabs import Tab, tabs_of

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Agreement

register = template.Library()

# A template hands over an empty string where a name on the way is missing.
NOTHING = "—"


@register.filter
def vn_date(day: date | datetime | str | None) -> str:
    """Write a day as 05/01/2022; an instant is taken on the day it was in Vietnam."""
    if isinstance(day, datetime):
        return short_date(localtime(day).date())
    return short_date(day) if isinstance(day, date) else NOTHING


@register.filter
def vn_time(at: datetime | str | None) -> str:
    """Write an instant as 14:30, 05/01/2022."""
    return f"{localtime(at):%H:%M}, {vn_date(at)}" if isinstance(at, datetime) else NOTHING


@register.filter
def vn_number(value: Decimal | int | str | None, places: int | None = None) -> str:
    """Write a number with a decimal comma; what is absent is a dash, never a zero."""
    return decimal_text(Decimal(value), places) if value or value == 0 else NOTHING


@register.filter
def vn_money(amount: int | str | None) -> str:
    return money(amount) if isinstance(amount, int) else NOTHING


@register.filter
def vn_count(count: int | str | None) -> str:
    """Write a count as offices do: 01 to 09 with a zero."""
    return padded(count) if isinstance(count, int) else NOTHING


@register.filter
def vn_share(part: int, whole: int) -> str:
    return percent_text(part, whole) if whole else NOTHING


@register.filter
def law_figure(value: int | None, unit: str) -> str:
    """Write a figure of law with its unit."""
    return figure(value, unit)


@register.filter
def law_subjects(kinds: tuple[SubjectKind, ...]) -> str:
    return subjects_of(kinds)


@register.filter
def law_deadline(day_and_month: str) -> str:
    """Write "31-10" as 31/10."""
    return day_and_month.replace("-", "/")


@register.filter
def web_address(source: str) -> str:
    """Return a source that is an address of the web; what people typed becomes no other link."""
    return source if source.startswith(("https://", "http://")) else ""


@register.filter
def get(mapping: dict[object, object], key: object) -> object:
    """Look a key up that only the template knows."""
    return mapping.get(key)


@register.inclusion_tag("parts/status.html")
def status(label: str, tone: str = "quiet") -> dict[str, str]:
    """Show a state in words; tone is one of quiet, now, good, warn, bad, honour."""
    return {"label": label, "tone": tone}


@register.inclusion_tag("parts/provenance.html")
def provenance(value: str) -> dict[str, object]:
    """Mark what is published and what is made up to show how things work; the rest needs no mark."""
    return {
        "illustrative": value == Provenance.ILLUSTRATIVE,
        "published": value == Provenance.PUBLISHED,
    }


@register.inclusion_tag("parts/provenance.html")
def agreement_provenance(agreement: Agreement) -> dict[str, object]:
    """Mark an agreement, saying what of it is made up where only a part was published."""
    return {**provenance(agreement.provenance), "part": made_up_part(agreement)}


@register.inclusion_tag("parts/unverified.html")
def unverified(note: str = "") -> dict[str, str]:
    """Mark a rule or figure whose source nobody has checked yet."""
    return {"note": note}


@register.inclusion_tag("law/_cite.html")
def cite(citation: object) -> dict[str, object]:
    """Name a provision, with a link to where it was read and a mark if nobody has read it."""
    return {"citation": citation}


@register.inclusion_tag("parts/empty.html")
def nothing(text: str, hint: str = "", href: str = "", action: str = "") -> dict[str, str]:
    """Say that a list has nothing yet, and what would fill it."""
    return {"text": text, "hint": hint, "href": href, "action": action}


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField) -> dict[str, BoundField]:
    """Show a form's field with its label, help and faults tied to it for screen readers."""
    return {"field": bound}


@register.inclusion_tag("parts/confirm.html", takes_context=True)
def confirm(
    context: Context, action: str, label: str, question: str, tone: str = "primary"
) -> dict[str, object]:
    """A button that posts to `action` after one more look; it opens without JavaScript."""
    return {
        "action": action,
        "label": label,
        "question": question,
        "tone": tone,
        "csrf_token": context["csrf_token"],
    }


@register.inclusion_tag("parts/pager.html", takes_context=True)
def pager(context: Context, page: object) -> dict[str, object]:
    """Links to the pages of a long list, keeping the filters of the address."""
    kept = context["request"].GET.copy()
    kept.pop("trang", None)
    return {"page": page, "kept": f"{kept.urlencode()}&" if kept else ""}


@register.simple_tag
def year_tabs(key: UUID, current: str, *, inspects: bool = False) -> list[Tab]:
    return tabs_of(key, current, inspects=inspects)
