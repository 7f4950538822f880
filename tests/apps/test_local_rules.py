"""The local rules an authority chooses: who may, on what ground, and whose verdicts they change."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from council import Neighbour, neighbour
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from thidua import law
from thidua.apps.assessments.models import YearRecord
from thidua.apps.awards.models import Nomination
from thidua.apps.awards.queries import candidates_for
from thidua.apps.journal.base import NotAllowed, Provenance, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.units.enums import BlocKind, Position
from thidua.apps.units.models import Authority, BlocYear
from thidua.apps.units.services import bloc_open, bloc_year_open, local_rules_choose
from thidua.law import library
from thidua.law.loader import load
from thidua.year.steps import close_motion
from web.evening import begin, conference, nomination_on_the_table, opened, vote

pytestmark = pytest.mark.django_db

AWARD, STANDARD = "tap-the-lao-dong-tien-tien", "ttldtt-3"
SHIPPED = Path(library.__file__).with_name("rulebooks")
SOURCE = "Công văn số 01/SNV ngày 05/01/2021 (minh họa)"
LAYER = """
layer: {id}
title: Quy định của {body} (minh họa)
authority: {body}
level: {level}
from: "2019-03-15"
to: "2023-12-31"
{more}
"""
TIGHTER = """
parameters:
  ty-le-ldtt-tap-the-tien-tien:
    - from: "2019-03-15"
      to: "2023-12-31"
      value: 95
      provision: vn:law:15-2003-qh11:d28:k1:c
"""


@pytest.fixture
def tightened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The shipped law, with a province that asks for 95 % where the law asks for 50 %."""
    root = tmp_path / "rulebooks"
    shutil.copytree(SHIPPED, root)
    parameters = root / "vn-2003" / "parameters.yaml"
    head, told = "ty-le-ldtt-tap-the-tien-tien:\n", parameters.read_text(encoding="utf-8")
    parameters.write_text(told.replace(head, f"{head}  stricter: higher\n"), encoding="utf-8")
    lay(root, id="tinh-chat", body="Tỉnh Chặt", level="authority", more=TIGHTER)
    lay(root, id="khoi-chat", body="Khối Chặt", level="bloc", more="upon: tinh-chat")
    books = load(root)
    library._program.cache_clear()
    monkeypatch.setattr(library, "shipped", lambda: books)
    yield
    library._program.cache_clear()


def lay(root: Path, **said: str) -> None:
    folder = root / "local" / said["id"]
    folder.mkdir(parents=True)
    (folder / "layer.yaml").write_text(LAYER.format(**said), encoding="utf-8")


def choose(authority: Authority | None = None, layer: str = "nam-dinh", **changed: object) -> None:
    said = {"source": SOURCE, "actor": cast.board(), "at": cast.AT, **changed}
    home = authority or cast.played().authority
    local_rules_choose(authority=home, layer=layer, **said)  # type: ignore[arg-type]  # as named


def standings(year: BlocYear) -> dict[str, law.Outcome]:
    return {
        one.membership.unit.code: next(s.outcome for s in one.verdict.standards if s.id == STANDARD)
        for one in candidates_for(year, AWARD, cast.DAY)
    }


def neighbouring_year(other: Neighbour) -> BlocYear:
    bloc = bloc_open(
        authority=other.authority, code="khoi-1", name="Khối số 1", kind=BlocKind.SECTOR,
        actor=other.board, at=cast.AT,
    )  # fmt: skip
    YearRecord.objects.create(
        unit=other.unit, year=2021, headcount=20, advanced_workers=14, worst_discipline="khong"
    )
    return bloc_year_open(
        bloc=bloc, year=2021, members=[(other.unit, Position.LEAD)],
        provenance=Provenance.ILLUSTRATIVE, actor=other.board, at=cast.AT,
    )  # fmt: skip


def test_the_choice_is_kept_with_its_source_and_told_to_the_journal() -> None:
    choose(source=f" {SOURCE} ")
    home = cast.played().authority
    assert (home.local_rules, home.local_rules_source) == ("nam-dinh", SOURCE)
    entry = Entry.objects.get(deed="units.local_rules.choose")
    assert entry.facts == {"layer": "nam-dinh", "source": SOURCE}


@pytest.mark.parametrize("who", ["thuky", "canbo-stc", "kyduyet", "hoidong"])
def test_only_the_standing_office_chooses(who: str) -> None:
    with pytest.raises(NotAllowed, match="cơ quan thường trực"):
        choose(actor=cast.person(who))


@pytest.mark.usefixtures("tightened")
@pytest.mark.parametrize(
    ("layer", "whose", "source", "said"),
    [
        ("ha-nam", "authority", SOURCE, "Không có quy định địa phương"),
        ("nam-dinh", "authority", " ", "Chưa nêu căn cứ"),
        ("khoi-chat", "authority", SOURCE, "không phải là quy định của"),
        ("tinh-chat", "bloc", SOURCE, "không phải là quy định của"),
        ("khoi-chat", "bloc", SOURCE, "không chồng lên quy định"),
    ],
)
def test_a_choice_names_loaded_rules_of_its_level_and_a_source(
    layer: str, whose: str, source: str, said: str
) -> None:
    bloc = cast.played().bloc if whose == "bloc" else None
    with pytest.raises(Refused, match=said):
        choose(layer=layer, source=source, bloc=bloc)


@pytest.mark.usefixtures("tightened")
def test_a_province_keeps_its_rules_while_those_of_a_bloc_lie_on_them() -> None:
    choose(layer="tinh-chat")
    choose(layer="khoi-chat", bloc=cast.played().bloc)
    with pytest.raises(Refused, match="bỏ chọn quy định của khối trước"):
        choose(layer="")
    first = candidates_for(cast.played(), AWARD, cast.DAY)[0].verdict
    assert first.to_json()["layer"] == "khoi-chat"


@pytest.mark.usefixtures("tightened")
def test_each_authority_is_judged_by_its_own_rules_in_as_many_queries() -> None:
    other = neighbour()
    year = neighbouring_year(other)
    assert standings(year) == {"stc": law.Outcome.MET}
    at_home = standings(cast.played())
    with CaptureQueriesContext(
        connection,
    ) as before:
        standings(BlocYear.objects.get(pk=year.pk))
    choose(other.authority, "tinh-chat", actor=other.board)
    with CaptureQueriesContext(connection) as after:
        assert standings(BlocYear.objects.get(pk=year.pk)) == {"stc": law.Outcome.NOT_MET}
    assert len(before) == len(after)
    assert standings(cast.played()) == at_home


def test_rules_that_leave_a_figure_of_persons_open_change_no_verdict_on_units() -> None:
    national = standings(cast.played())
    choose()
    assert standings(cast.played()) == national


def test_before_the_days_of_its_rules_an_authority_is_judged_by_the_law_alone() -> None:
    choose()
    first = candidates_for(cast.played(), AWARD, date(2018, 1, 1))[0].verdict
    assert "layer" not in first.to_json()


def test_a_nomination_keeps_by_which_rules_it_was_judged() -> None:
    choose()
    meeting = conference()
    seats = begin(meeting)
    motion = opened(nomination_on_the_table(meeting))
    vote(motion, {seat.pk: "yes" for seat in seats})
    close_motion(motion=motion, actor=cast.secretary(), at=cast.AT)
    choose(layer="")
    kept = Nomination.objects.get(motion=motion).verdict
    assert (kept["layer"], kept["local"]) == ("nam-dinh", ["Quy định của tỉnh Nam Định"])
