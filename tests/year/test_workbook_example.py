"""The example workbook reads without a finding, and says what its data say."""

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from workbook_tools import EXAMPLE, example, example_plan

from thidua import scoring
from thidua.apps.campaigns.enums import Direction
from thidua.apps.journal.base import Provenance
from thidua.apps.meetings.enums import RULED, MotionKind, Presence
from thidua.apps.units.enums import Position, RoleKind
from thidua.voting import AbsentRule, Ballot, Base, Op, RuleStatus, VoteRule, decide, elect
from thidua.year.plan import BallotPlan, RecordPlan
from thidua.year.workbook import read
from thidua.year.workbook.checks.review import count_of
from thidua.year.workbook.reading import plan_of
from thidua.year.workbook.rows import BallotRow
from thidua.year.workbook.sheets import ALL

UNITS = ["vpdoan", "snv", "vpubnd", "stc", "skhdt", "stp", "tttinh", "skhcn", "bqlkcn"]


def test_the_workbook_is_what_its_script_writes(tmp_path: Path) -> None:
    script = EXAMPLE.with_name("make_workbook.py")
    again = tmp_path / "year.xlsx"
    code = "import sys, runpy, pathlib; m = runpy.run_path(sys.argv[1]); m['write'](pathlib.Path(sys.argv[2]))"
    subprocess.run([sys.executable, "-c", code, str(script), str(again)], check=True)
    assert again.read_bytes() == EXAMPLE.read_bytes()


def test_every_sheet_of_the_schema_stands_in_the_workbook_in_order() -> None:
    names = list(example().sheets)
    assert names == ["Đọc trước", *(sheet.sheet for sheet in ALL), "Danh mục"]


def test_the_published_facts_are_told_as_published() -> None:
    plan = example_plan()
    assert plan.bloc.code == "khoi-tong-hop"
    assert plan.bloc.name == "Khối thi đua các sở, ngành tổng hợp tỉnh Nam Định"
    assert (plan.bloc.year, plan.bloc.provenance) == (2021, Provenance.ILLUSTRATIVE)
    assert [m.code for m in plan.members] == UNITS
    assert [m.code for m in plan.members if m.position is Position.LEAD] == ["vpdoan"]
    assert [m.code for m in plan.members if m.provenance is Provenance.PUBLISHED] == [
        "vpdoan",
        "snv",
    ]
    assert [(s.award, s.maximum) for s in plan.slots] == [
        ("co-thi-dua-chinh-phu", 1),
        ("co-thi-dua-bo-tinh", 2),
        ("bang-khen-bo-tinh", 4),
    ]


def test_the_next_agreement_holds_the_six_published_matters() -> None:
    agreement = example_plan().next_agreement
    assert (agreement.year, agreement.provenance) == (2022, Provenance.PUBLISHED)
    told = [" ".join((a.title, *a.clauses)) for a in agreement.articles]
    for article, words in zip(
        told,
        (
            ("34-CT/TW ngày 07/4/2014", "05-CT/TW ngày 15/5/2016"),
            ("nông thôn mới nâng cao", "2021 - 2025", "2019 - 2025"),
            ("tinh gọn", "kỷ cương", "PCI", "PAR INDEX", "mục tiêu kép", "đô thị thông minh"),
            ("người đứng đầu", "thành viên Hội đồng"),
            ("kịp thời", "công khai, dân chủ từ cơ sở", "sáng kiến", "chuyên đề"),
            ("kinh nghiệm", "mô hình hay"),
        ),
        strict=True,
    ):
        assert all(word in article for word in words), article
    assert all(2 <= len(a.clauses) <= 4 for a in agreement.articles)


def test_every_person_is_marked_as_made_up() -> None:
    plan = example_plan()
    named = [p.full_name for p in plan.people]
    named += [s.person for s in (*plan.conference_seats, *plan.council_seats)]
    for meeting in (plan.conference, plan.council):
        named += [meeting.chair, meeting.secretary, *meeting.tellers]
    named += [d.signer for d in plan.decisions]
    assert {name for name in named if not name.endswith(" (minh họa)")} == set()


def test_whoever_the_demo_lets_sign_in_is_there() -> None:
    roles = {
        p.sign_in: p.role for p in example_plan().people if p.sign_in and p.role != "council_member"
    }
    heads = {f"thutruong-{unit}": RoleKind.UNIT_HEAD for unit in UNITS}
    officers = {f"canbo-{unit}": RoleKind.UNIT_OFFICER for unit in UNITS}
    assert roles == heads | officers | {
        "thuky": RoleKind.BLOC_SECRETARY,
        "banthidua": RoleKind.EMULATION_BOARD,
        "kyduyet": RoleKind.SIGNING_AUTHORITY,
        "thanhtra": RoleKind.INSPECTOR,
    }
    council = {p.sign_in for p in example_plan().people if p.role is RoleKind.COUNCIL_MEMBER}
    assert council == {"", "kyduyet", "banthidua", "hoidong"}


def test_a_target_is_read_with_the_plan_of_each_unit() -> None:
    target = next(t for t in example_plan().targets if t.code == "CT02")
    assert (target.article, target.direction, target.unit_of_measure) == (1, Direction.LOWER, "%")
    assert target.planned == dict.fromkeys(UNITS, Decimal(3))


def test_a_figure_reached_keeps_its_decimals_and_its_paper() -> None:
    progress = {(p.target, p.unit): p for p in example_plan().progress}
    assert len(progress) == 90
    reached = progress["CT01", "vpubnd"]
    assert (reached.value, reached.paper_date) == (Decimal("98.5"), date(2021, 11, 24))
    assert reached.paper_number


def test_marks_leave_out_what_is_computed_and_carry_their_reasons() -> None:
    plan = example_plan()
    computed = {c.code for c in plan.table.criteria if c.kind in {"sum", "ratio"}}
    for marks in (plan.self_marks, plan.cross_marks, plan.appraised_marks):
        assert not computed & {m.criterion for m in marks}
    mark = next(m for m in plan.appraised_marks if (m.unit, m.criterion) == ("bqlkcn", "IV.2"))
    assert mark.points == 0
    assert mark.reason == "Chưa có quyết định kiện toàn Hội đồng của đơn vị."


def test_a_table_of_one_hundred_points_passes_the_engine() -> None:
    plan = example_plan()
    criteria = tuple(
        scoring.Criterion(
            c.code,
            c.text,
            scoring.Kind(c.kind),
            c.maximum,
            c.parent,
            scoring.Options.from_json(c.options),
        )
        for c in plan.table.criteria
    )
    table = scoring.Table(plan.table.title, criteria, plan.table.places)
    assert table.check() == ()
    assert sum(c.maximum for c in table.children_of("") if c.code not in {"VII", "VIII"}) == 100
    assert next(c for c in criteria if c.code == "I.4").options.steps == (5, 4, 3, 0)


def test_a_record_is_read_whole() -> None:
    record = next(r for r in example_plan().records if (r.unit, r.year) == ("skhdt", 2021))
    assert record == RecordPlan(
        unit="skhdt",
        year=2021,
        rating="hoan-thanh-xuat-sac",
        decision_number=record.decision_number,
        decision_on=date(2021, 11, 30),
        headcount=62,
        completed=62,
        advanced_workers=59,
        grassroots_fighters=8,
        worst_discipline="khong",
        new_models=("Hỗ trợ doanh nghiệp trực tuyến 24 giờ", "Cà phê doanh nhân hằng tháng"),
    )
    assert record.decision_number


def test_rules_are_read_as_rules_of_the_engine() -> None:
    assert example_plan().rules[MotionKind.NOMINATE] == VoteRule(
        ballot=Ballot.SECRET,
        op=Op.GE,
        percent=80,
        base=Base.ALL_MEMBERS,
        absent=AbsentRule.NONE,
        quorum_percent=67,
        provision="Lựa chọn minh họa; quy chế của khối chưa công bố",
        status=RuleStatus.ILLUSTRATIVE,
    )
    assert set(example_plan().rules) == set(RULED)


def test_moments_are_told_in_the_time_of_vietnam() -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    plan = example_plan()
    assert plan.conference.held_at == datetime(2021, 12, 17, 8, 0, tzinfo=zone)
    assert plan.conference.closed_at == datetime(2021, 12, 17, 11, 30, tzinfo=zone)
    assert plan.council.held_at.date() == date(2022, 2, 14)
    assert plan.dates.decided.tzinfo is not None


def test_a_proxy_comes_with_a_mandate() -> None:
    proxies = [s for s in example_plan().conference_seats if s.presence is Presence.PROXY]
    assert [s.unit for s in proxies] == ["bqlkcn"]
    assert proxies[0].mandate.startswith("Giấy ủy quyền")


def outcome(ballot: BallotPlan) -> bool:
    plan = example_plan()
    seats = (
        plan.council_seats if ballot.kind is MotionKind.COUNCIL_REVIEW else plan.conference_seats
    )
    row = BallotRow(
        **{name: getattr(ballot, name) for name in (
            "kind", "award", "unit", "issued", "returned", "invalid", "yes", "no", "abstain"
        )}
    )  # fmt: skip
    return decide(plan.rules[ballot.kind], count_of(row, ballot.votes, seats)).carried


def test_one_nominee_falls_short_of_the_vote_and_all_others_carry() -> None:
    asked = [b for b in example_plan().ballots if b.kind is not MotionKind.ELECT_LEAD]
    fallen = [(b.award, b.unit) for b in asked if not outcome(b)]
    assert fallen == [("co-thi-dua-bo-tinh", "vpubnd")]


def test_home_affairs_is_elected_to_lead_next() -> None:
    plan = example_plan()
    (ballot,) = (b for b in plan.ballots if b.kind is MotionKind.ELECT_LEAD)
    assert ballot.votes == {"snv": 7, "stp": 2}
    row = BallotRow(
        kind=ballot.kind, award="", unit="", issued=9, returned=9, invalid=0,
        yes=None, no=None, abstain=None,
    )  # fmt: skip
    count = count_of(row, ballot.votes, plan.conference_seats)
    assert (count.yes, count.no) == (ballot.yes, ballot.no) == (7, 2)
    assert elect(plan.rules[ballot.kind], ballot.votes, count).elected == "snv"


def test_exactly_one_unit_registered_for_nothing() -> None:
    registered = {r.unit for r in example_plan().registrations}
    assert set(UNITS) - registered == {"stc"}


def test_the_same_year_is_read_from_a_path_from_its_text_and_from_bytes() -> None:
    assert read(str(EXAMPLE)) == read(EXAMPLE.read_bytes()) == example_plan()


def test_the_same_year_is_read_from_sheets_written_by_another_hand() -> None:
    assert read(example().to_bytes()) == plan_of(example().grids()) == example_plan()


@pytest.mark.parametrize("name", ["snv", "Sở Nội vụ", "SỞ NỘI VỤ ", "So noi vu"])
def test_a_unit_may_be_written_by_code_or_name(name: str) -> None:
    book = example()
    book.put("Đăng ký", book.row("Đăng ký", Đơn_vị="Sở Nội vụ"), "Đơn vị", name)
    assert read(book.to_bytes()) == example_plan()


def test_columns_may_stand_in_another_order_with_others_between_them() -> None:
    book = example()
    for row in book.sheets["Đơn vị"]:
        row.reverse()
        row.insert(1, "cột của văn phòng")
    assert read(book.to_bytes()) == example_plan()


def test_dates_may_be_written_as_text() -> None:
    book = example()
    for row in book.sheets["Hồ sơ năm"][3:]:
        row[4] = f"{row[4]:%d/%m/%Y}"
    line = book.line("Hội nghị", "Khai mạc")
    book.put("Hội nghị", line, "Nội dung", "17/12/2021 08:00")
    assert read(book.to_bytes()) == example_plan()


def test_blank_rows_are_skipped() -> None:
    book = example()
    rows = book.sheets["Kết quả"]
    rows.insert(10, [""] * len(rows[0]))
    assert read(book.to_bytes()) == example_plan()
