"""The ballot's scripts, named with the hash that was pinned when they were written."""

import json
from functools import cache
from pathlib import Path

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

PINNED = Path(__file__).parents[1] / "ballot/integrity.json"

register = template.Library()


@cache
def pinned() -> dict[str, str]:
    hashes: dict[str, str] = json.loads(PINNED.read_text(encoding="utf-8"))
    return hashes


@register.simple_tag
def ballot_script(name: str) -> SafeString:
    """Name a script of the ballot; the browser runs no other content than the pinned one.

    A part of the hash stands in the address too, so that an older copy kept by a browser is asked
    for anew instead of being refused.
    """
    known = pinned()[name]
    address = static(f"vendor/{name}.js")
    return format_html(
        '<script src="{}?v={}" integrity="{}" defer></script>', address, known[7:15], known
    )
