"""Members, people, agreements and targets."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from thidua.apps.units.enums import Position, RoleKind
from thidua.law import LawError, awards
from thidua.year.plan import CrossPlan, MemberPlan, PersonPlan, ProgressPlan, TargetPlan
from thidua.year.workbook.findings import Finding
from thidua.year.workbook.grids import key
from thidua.year.workbook.parsers import short
from thidua.year.workbook.rows import BlocForm, ClauseRow
from thidua.year.workbook.schema import Entry, Told

_OF_A_UNIT = (RoleKind.UNIT_HEAD, RoleKind.UNIT_OFFICER)
_OF_THE_YEAR = (
    RoleKind.BLOC_SECRETARY,
    RoleKind.EMULATION_BOARD,
    RoleKind.COUNCIL_MEMBER,
    RoleKind.SIGNING_AUTHORITY,
)


def year_has_law(bloc: Told[BlocForm]) -> Iterator[Finding]:
    try:
        awards(date(bloc.value.bloc.year, 12, 31))
    except LawError as unknown:
        yield bloc.finding("year", str(unknown), remedy="Hãy kiểm tra lại năm thi đua.")


ONE_LEAD = "Mỗi khối có đúng một Khối trưởng trong năm."


def a_lead(members: Sequence[Entry[MemberPlan]]) -> Iterator[Finding]:
    if members and not any(entry.value.position == Position.LEAD for entry in members):
        what = "Danh sách đơn vị chưa có Khối trưởng."
        yield members[0].finding(
            "position", what, ONE_LEAD, "Hãy ghi “Khối trưởng” cho một đơn vị."
        )


def no_second_lead(members: Sequence[Entry[MemberPlan]]) -> Iterator[Finding]:
    leads = [entry for entry in members if entry.value.position == Position.LEAD]
    for extra in leads[1:]:
        what = f"{extra.value.short_name} là Khối trưởng thứ hai, sau {leads[0].value.short_name}."
        remedy = "Hãy chọn lại một đơn vị làm Khối trưởng."
        yield extra.finding("position", what, ONE_LEAD, remedy)


def a_deputy(members: Sequence[Entry[MemberPlan]]) -> Iterator[Finding]:
    if members and not any(entry.value.position == Position.DEPUTY for entry in members):
        yield members[0].finding(
            "position",
            "Danh sách đơn vị chưa có Khối phó.",
            "Phiếu chấm của Khối trưởng do Khối phó thẩm định.",
            "Hãy ghi “Khối phó” cho một đơn vị.",
        )


def members_named_apart(members: Sequence[Entry[MemberPlan]]) -> Iterator[Finding]:
    for name in ("name", "short_name"):
        first: dict[str, Entry[MemberPlan]] = {}
        for entry in members:
            text = getattr(entry.value, name)
            before = first.setdefault(key(text), entry)
            if before is not entry:
                what = f"Đơn vị “{short(text)}” đã có ở dòng {before.row + 1}."
                why = "Mỗi đơn vị là thành viên của khối một lần, với tên riêng."
                yield entry.finding(name, what, why, "Hãy xóa hoặc sửa một trong hai dòng.")


def roles_have_their_unit(people: Sequence[Entry[PersonPlan]]) -> Iterator[Finding]:
    for entry in people:
        role, unit = entry.value.role, entry.value.unit
        of_a_unit = role in (*_OF_A_UNIT, RoleKind.BLOC_SECRETARY)
        if of_a_unit and not unit:
            what = f"Vai trò “{role.label}” chưa ghi đơn vị."
            yield entry.finding("unit", what, remedy="Hãy ghi đơn vị của người này.")
        if unit and not of_a_unit:
            what = f"Vai trò “{role.label}” không thuộc đơn vị nào của khối."
            yield entry.finding("unit", what, remedy="Hãy để trống ô này.")


def sign_ins_apart(people: Sequence[Entry[PersonPlan]]) -> Iterator[Finding]:
    """Two rows may share a sign-in only where they tell two roles of one person."""
    first: dict[str, Entry[PersonPlan]] = {}
    for entry in people:
        before = first.setdefault(entry.value.sign_in or f"#{entry.row}", entry)
        if before.value.full_name != entry.value.full_name:
            yield entry.finding(
                "sign_in",
                f"Tên đăng nhập “{entry.value.sign_in}” đã dùng cho {before.value.full_name}.",
                "Mỗi người có tên đăng nhập riêng.",
                "Hãy đặt tên đăng nhập khác.",
            )


def roles_filled(
    people: Sequence[Entry[PersonPlan]], members: Sequence[Entry[MemberPlan]]
) -> Iterator[Finding]:
    held = {(entry.value.role, entry.value.unit) for entry in people}
    for member in members:
        for role in _OF_A_UNIT:
            if (role, member.value.code) not in held:
                yield _nobody(people, f"{role.label} {member.value.short_name}")
    for role in _OF_THE_YEAR:
        if role not in {kind for kind, _ in held}:
            yield _nobody(people, role.label)


def _nobody(people: Sequence[Entry[PersonPlan]], who: str) -> Finding:
    return Finding(
        people[0].sheet, people[0].cell("role"), f"Chưa có người giữ vai trò: {who}.",
        "Năm thi đua cần đủ các vai trò này để ký, chấm, họp và quyết định.", "Hãy thêm một dòng.",
    )  # fmt: skip


def secretary_of_the_lead(
    people: Sequence[Entry[PersonPlan]], members: Sequence[Entry[MemberPlan]]
) -> Iterator[Finding]:
    lead = next((m.value for m in members if m.value.position == Position.LEAD), None)
    for entry in people:
        if lead and entry.value.role == RoleKind.BLOC_SECRETARY and entry.value.unit != lead.code:
            yield entry.finding(
                "unit",
                f"Thư ký khối thuộc {entry.value.unit or 'một đơn vị chưa rõ'}.",
                f"Thư ký khối là người của đơn vị Khối trưởng ({lead.short_name}).",
                "Hãy sửa đơn vị hoặc vai trò.",
            )


def agreements_whole(clauses: Sequence[Entry[ClauseRow]], year: int) -> Iterator[Finding]:
    """Both the year's agreement and the next one must be there, each article under one title."""
    yield from _years_agreed(clauses, year)
    titles: dict[tuple[int, int], str] = {}
    for entry in clauses:
        row = entry.value
        title = titles.setdefault((row.year, row.number), row.title)
        if title != row.title:
            what = f"Điều {row.number} năm {row.year} có hai tên: “{short(title)}” và “{short(row.title)}”."
            yield entry.finding(
                "title", what, "", "Hãy ghi một tên cho mọi khoản của cùng một điều."
            )


def _years_agreed(clauses: Sequence[Entry[ClauseRow]], year: int) -> Iterator[Finding]:
    """Tell of a year that is missing or not asked for: once, however many rows it has."""
    first: dict[int, Entry[ClauseRow]] = {}
    for entry in clauses:
        first.setdefault(entry.value.year, entry)
    lacking = [wanted for wanted in (year, year + 1) if clauses and wanted not in first]
    strange = [found for found in first if found not in (year, year + 1)]
    why = f"Trang này ghi giao ước năm {year} và năm {year + 1}, theo năm thi đua ở trang “Khối”."
    if lacking and strange:
        what = f"Chưa có giao ước thi đua năm {_listed(lacking)}, mà có năm {_listed(strange)}."
        remedy = "Hãy sửa năm ở trang này hoặc ở trang “Khối”."
        yield first[strange[0]].finding("year", what, why, remedy)
        return
    for wanted in lacking:
        what = f"Chưa có giao ước thi đua năm {wanted}."
        yield clauses[0].finding("year", what, remedy=f"Hãy thêm các điều của năm {wanted}.")
    for found in strange:
        count = sum(entry.value.year == found for entry in clauses)
        what = f"Năm {found} không dùng đến ({count} dòng)."
        yield first[found].finding("year", what, why, "Hãy sửa năm.")


def _listed(years: Sequence[int]) -> str:
    return " và ".join(map(str, years))


def targets_stand_in_articles(
    targets: Sequence[Entry[TargetPlan]], clauses: Sequence[Entry[ClauseRow]], year: int
) -> Iterator[Finding]:
    articles = {entry.value.number for entry in clauses if entry.value.year == year}
    for entry in targets:
        if articles and entry.value.article not in articles:
            what = f"Giao ước năm {year} không có Điều {entry.value.article}."
            yield entry.finding(
                "article", what, remedy="Hãy ghi số điều có trong trang “Giao ước”."
            )
        if not entry.value.planned:
            what = f"Chỉ tiêu {entry.value.code} chưa giao cho đơn vị nào."
            yield entry.finding("code", what, remedy="Hãy nhập chỉ tiêu dưới cột của từng đơn vị.")


def progress_is_assigned(
    progress: Sequence[Entry[ProgressPlan]], targets: Sequence[Entry[TargetPlan]]
) -> Iterator[Finding]:
    planned = {entry.value.code: entry.value.planned for entry in targets}
    for entry in progress:
        if entry.value.unit not in planned.get(entry.value.target, {entry.value.unit}):
            what = f"Chỉ tiêu {entry.value.target} không giao cho {entry.value.unit}."
            remedy = "Hãy nhập chỉ tiêu ở trang “Chỉ tiêu” hoặc xóa dòng này."
            yield entry.finding("unit", what, "Kết quả được so với chỉ tiêu đã giao.", remedy)


def cross_scorers(
    cross: Sequence[Entry[CrossPlan]], members: Sequence[Entry[MemberPlan]]
) -> Iterator[Finding]:
    for entry in cross:
        if entry.value.scorer == entry.value.scored:
            what = f"Đơn vị {entry.value.scored} được phân công chấm chính mình."
            why = "Chấm chéo do đơn vị khác chấm."
            yield entry.finding("scorer", what, why, "Hãy chọn đơn vị chấm khác.")
    scored = [entry.value.scored for entry in cross]
    for code in missing([m.value.code for m in members], scored) if cross else ():
        what = f"Chưa phân công đơn vị chấm chéo cho {code}."
        yield cross[0].finding("scored", what, remedy="Hãy thêm một dòng cho đơn vị này.")


def missing(wanted: Collection[str], found: Collection[str]) -> list[str]:
    return [code for code in wanted if code not in found]
