"""The pages of scoring for a bloc of 30 units, 120 scored lines and three stages: time and queries.

Each page is asked for by who may see it, through the whole application, on an SQLite file. Beside
the time stands how many times as long it takes as the same page of a bloc of 9 units, and whether
it asks the database as often. Bar: 150 ms for each page at the larger size, 95 times of 100. The pages
are looked at again and again, as between two deeds; two of them also right after a mark was saved.

Run with `python benchmarks/pages.py`; trust the ratios, not the times of one machine.
"""

import os
import random
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

EXAMPLE = Path(__file__).parent.parent / "examples" / "nam-dinh-2021"
LARGE, SMALL = 30, 9
SECTIONS, LINES = 10, 12
ROUNDS, BAR = 20, 0.150
DAY = date(2021, 12, 17)
AT = datetime(2021, 12, 17, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@dataclass(frozen=True)
class Measured:
    """How long a page took, in seconds, and how often it asked the database."""

    middle: float
    slowest: float
    queries: int


def main() -> None:
    """Print for each page its time, the ratio to the small bloc's, and its queries."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["THIDUA_DATABASE"] = f"sqlite:///{folder}/pages.sqlite3"
        os.environ["THIDUA_DATA"] = folder
        os.environ["THIDUA_DEMO"] = "1"
        os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        from thidua.apps.units.enums import Phase
        from thidua.config.wsgi import spare_the_collector
        from thidua.year.play import play
        from thidua.year.workbook import read

        settings.ALLOWED_HOSTS = ["*"]
        call_command("migrate", verbosity=0)
        plan = read(EXAMPLE / "year.xlsx")
        play(plan, until=Phase.TARGETS, password="thidua2021")  # noqa: S106 -- nobody's
        spare_the_collector()
        large, small = (measured(bloc_of(count)) for count in (LARGE, SMALL))
        report(large, small)


def bloc_of(count: int) -> Any:
    """Open a bloc whose cards are scored at all three stages but for the last card's appraisal."""
    from thidua.apps.assessments.services import scorecards_open, table_adopt
    from thidua.apps.journal.base import Provenance
    from thidua.apps.people.models import Account
    from thidua.apps.units.enums import BlocKind, Position
    from thidua.apps.units.models import Authority, Unit
    from thidua.apps.units.services import bloc_open, bloc_year_open, unit_open

    authority = Authority.objects.get()
    board = Account.objects.get(sign_in="banthidua").person
    secretary = Account.objects.get(sign_in="thuky").person
    lead = Unit.objects.get(roles__person=secretary)
    who: dict[str, Any] = {"actor": board, "at": AT}
    others = [
        unit_open(
            authority=authority, code=f"dv-{count}-{n}", name=f"Đơn vị số {n} (minh họa)",
            short_name=f"Đơn vị {n}", head_post="Giám đốc", valid_from=DAY,
            provenance=Provenance.ILLUSTRATIVE, **who,
        )
        for n in range(2, count + 1)
    ]  # fmt: skip
    bloc = bloc_open(
        authority=authority, code=f"khoi-{count}", name=f"Khối {count} đơn vị (minh họa)",
        kind=BlocKind.SECTOR, **who,
    )  # fmt: skip
    members = [(lead, Position.LEAD), *((unit, Position.MEMBER) for unit in others)]
    year = bloc_year_open(
        bloc=bloc, year=2021, members=members, provenance=Provenance.ILLUSTRATIVE, **who
    )
    who["actor"] = secretary
    table_adopt(
        bloc_year=year, title="Bảng chấm điểm (minh họa)", lines=lines(), places=2,
        margin=Decimal(1), adopted_on=DAY, provenance=Provenance.ILLUSTRATIVE, **who,
    )  # fmt: skip
    scorecards_open(bloc_year=year, **who)
    score(year, board)
    return year


def lines() -> list[Any]:
    """Ten sections of twelve lines: in each one line compared in the bloc, two ratios, nine typed."""
    from thidua.apps.assessments.services import Line
    from thidua.scoring import Kind

    found = []
    for section in range(1, SECTIONS + 1):
        code = f"S{section}"
        found.append(Line(code=code, parent="", text=f"Mục {section}", kind=Kind.SUM,
                          maximum=Decimal(10 * LINES), target=None, options={}))  # fmt: skip
        for n in range(1, LINES + 1):
            kind = {1: Kind.RELATIVE, 2: Kind.RATIO, 3: Kind.RATIO}.get(n, Kind.JUDGEMENT)
            options = {} if kind is Kind.JUDGEMENT else {"plan": "100", "unit": "%"}
            found.append(Line(code=f"{code}.{n}", parent=code, text=f"Tiêu chí {section}.{n}",
                              kind=kind, maximum=Decimal(10), target=None,
                              options=options))  # fmt: skip
    return found


def score(year: Any, marker: Any) -> None:
    """Mark all lines at all stages, as the deeds store them; the last card waits for appraisal."""
    from thidua.apps.assessments.enums import USUAL_STAGES, CardState
    from thidua.apps.assessments.models import Criterion, Mark, Scorecard
    from thidua.apps.assessments.queries import proposed_pairs
    from thidua.apps.assessments.services import cross_assign
    from thidua.apps.people.models import Account
    from thidua.scoring import Kind

    chance = random.Random(1)  # noqa: S311 -- same marks in every run
    leaves = [c for c in Criterion.objects.filter(table__bloc_year=year) if c.kind != Kind.SUM]
    cards = list(Scorecard.objects.filter(bloc_year=year).order_by("membership__place"))
    secretary = Account.objects.get(sign_in="thuky").person
    cross_assign(bloc_year=year, pairs=proposed_pairs(year), actor=secretary, at=AT)
    states = (CardState.CROSS_SCORING, CardState.APPRAISAL, CardState.APPRAISED)
    for stage, state in zip(USUAL_STAGES, states, strict=True):
        Mark.objects.bulk_create(
            Mark(
                scorecard=card, criterion=leaf, stage=stage, marked_by=marker, marked_at=AT,
                points=Decimal(chance.randrange(1001)) / 100,
                figure=None if leaf.kind == Kind.JUDGEMENT else Decimal(chance.randrange(80, 130)),
            )
            for card in cards for leaf in leaves
        )  # fmt: skip
        Scorecard.objects.filter(bloc_year=year).exclude(
            pk=cards[-1].pk if state == CardState.APPRAISED else None
        ).update(state=state)


@dataclass(frozen=True)
class Page:
    """A page, its address, and what happens before each look at it."""

    name: str
    address: str
    before: Callable[[], object]


def pages_of(year: Any) -> list[Page]:
    from django.urls import reverse

    from thidua.apps.assessments.models import Scorecard

    cards = list(Scorecard.objects.filter(bloc_year=year).order_by("membership__place"))
    appraised = partial(mark_again, cards[-1], random.Random(2))  # noqa: S311 -- same marks in every run
    named = [
        ("list of cards", "scorecards", year.pk, nothing),
        ("list, after a mark", "scorecards", year.pk, appraised),
        ("a card being appraised", "scorecard", cards[-1].pk, nothing),
        ("a card appraised", "scorecard", cards[1].pk, nothing),
        ("ranking", "ranking", year.pk, nothing),
        ("ranking, after a mark", "ranking", year.pk, appraised),
        ("fairness", "fairness", year.pk, nothing),
        ("what one line decides", "sensitivity", year.pk, nothing),
        ("who checks whom", "crossing", year.pk, nothing),
        ("scoring table", "scoring-table", year.pk, nothing),
        ("overview of the year", "year", year.pk, nothing),
    ]
    return [Page(told, reverse(name, args=[key]), before) for told, name, key, before in named]


def nothing() -> None:
    """Leave everything as it is."""


def mark_again(card: Any, chance: random.Random) -> None:
    """Put other points on one line at the last stage."""
    mark = chance.choice(list(card.marks.filter(stage="appraised", figure__isnull=True)[:50]))
    card.marks.filter(pk=mark.pk).update(points=Decimal(chance.randrange(1001)) / 100)


def measured(year: Any) -> dict[str, Measured]:
    from django.db import connection
    from django.test import Client

    from thidua.apps.people.models import Account

    client = Client()
    client.force_login(
        Account.objects.get(sign_in="thuky"), backend="django.contrib.auth.backends.ModelBackend"
    )
    found = {}
    for page in pages_of(year):
        asked: list[str] = []
        with connection.execute_wrapper(counting(asked)):
            answer = client.get(page.address)
        if answer.status_code != 200:
            raise SystemExit(f"{page.name}: {answer.status_code}")
        times = sorted(timed(client, page) for _ in range(ROUNDS))
        middle, slowest = statistics.median(times), times[int(ROUNDS * 0.95) - 1]
        found[page.name] = Measured(middle, slowest, len(asked))
    return found


def counting(asked: list[str]) -> Callable[..., Any]:
    """Return a wrapper of the database that notes what is asked."""

    def ask(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    return ask


def timed(client: Any, page: Page) -> float:
    page.before()
    began = perf_counter()
    client.get(page.address)
    return perf_counter() - began


def report(large: dict[str, Measured], small: dict[str, Measured]) -> None:
    print(f"{'page':<26}{'median':>10}{'95 of 100':>11}{'× small':>9}{'queries':>9}{'small':>7}")
    for name, one in large.items():
        other = small[name]
        late = "" if one.slowest <= BAR else f"  over {BAR * 1000:.0f} ms"
        print(
            f"{name:<26}{one.middle * 1000:>7.0f} ms{one.slowest * 1000:>8.0f} ms"
            f"{one.middle / other.middle:>8.1f}×{one.queries:>9}{other.queries:>7}{late}"
        )


if __name__ == "__main__":
    main()
