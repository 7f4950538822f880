"""Answers of `thidua law`: found in the law of a day, then printed for people or as JSON."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import Any

import typer
from rich.console import Console, RenderableType

from thidua import law
from thidua.cli.law_tables import awards_table, changes_table, no_changes, unread_tree
from thidua.cli.law_tree import award_tree
from thidua.cli.law_words import award_json, bonuses_json, change_json, plain, unread_json
from thidua.cli.unread import unread_provisions
from thidua.text import short_date
from thidua.year.award_names import NoSuchAward, award_names


def list_awards(console: Console, on: date, layer: str, *, as_json: bool) -> None:
    with answered(console):
        awards = law.awards(on, layer)
        book = law.rulebook_on(on, layer)
    told = {"on": on.isoformat(), "rulebook": book.id, "awards": [award_json(a) for a in awards]}
    say(console, told, lambda: awards_table(awards, book, on), as_json=as_json)


def show_award(console: Console, words: str, on: date, layer: str, *, as_json: bool) -> None:
    with answered(console):
        slug = award_names(law.awards(on, layer)).find(words)
        award = law.award(slug, on, layer)
        standards = law.outline(slug, on, layer)
        book = law.rulebook_on(on, layer)
    told = {
        "on": on.isoformat(),
        **award_json(award),
        "standards": [standard.to_json() for standard in standards],
        "bonus": bonuses_json(award, on),
        "revocation": plain([asdict(ground) for ground in book.revocation]),
        "unread": book.unread.citation.text if book.unread else "",
    }
    say(console, told, lambda: award_tree(award, standards, book, on, layer), as_json=as_json)


def show_changes(
    console: Console, words: str, before: date, after: date, layer: str, *, as_json: bool
) -> None:
    with answered(console):
        names = award_names([*law.awards(before, layer), *law.awards(after, layer)])
        slug = names.find(words)
        changes = law.diff(slug, before, after, layer)
    told = {
        "award": slug,
        "before": before.isoformat(),
        "after": after.isoformat(),
        "changes": [change_json(change) for change in changes],
    }
    title = f"{names.shown[slug]}: {short_date(before)} so với {short_date(after)}"
    table = changes_table if changes else no_changes
    say(console, told, lambda: table(changes, title), as_json=as_json)


def show_unverified(console: Console, *, as_json: bool) -> None:
    with answered(console):
        unread = unread_provisions()
    told = {"provisions": [unread_json(provision) for provision in unread]}
    say(console, told, lambda: unread_tree(unread), as_json=as_json)


def say(
    console: Console, told: dict[str, Any], shown: Callable[[], RenderableType], *, as_json: bool
) -> None:
    """Print for a machine or for people."""
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        console.print(shown(), highlight=False)


@contextmanager
def answered(console: Console) -> Iterator[None]:
    """Print what the law has no answer to, and end with 1."""
    try:
        yield
    except (law.LawError, NoSuchAward) as fault:
        console.print(f"[bold red]{fault}[/]", highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None
