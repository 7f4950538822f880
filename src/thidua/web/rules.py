"""How the year's questions are voted, and how many members may be put forward for each award."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from rules.predicates import Predicate

from thidua import law
from thidua.apps.awards.policy import MAY as MAY_AWARD
from thidua.apps.awards.queries import award_name, slots_of
from thidua.apps.awards.services import SlotPlan, slots_set
from thidua.apps.meetings.enums import RULED, MeetingKind, MotionKind
from thidua.apps.meetings.policy import OF_THE_COUNCIL, who_may
from thidua.apps.meetings.queries import rule_of, rules_of
from thidua.apps.meetings.queries.kinds import revote_rule_of, revotes_of, ruled_as
from thidua.apps.meetings.services import rule_set
from thidua.apps.units.policy import MAY as MAY_UNITS
from thidua.voting import AbsentRule, Ballot, Base, Op, RevoteRule, RuleStatus, VoteRule
from thidua.web.fields import TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.local_rules import chosen_in
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.years import law_day, year_before

if TYPE_CHECKING:
    from thidua.apps.units.models import BlocYear

BALLOTS = [
    (Ballot.SECRET.value, "Bỏ phiếu kín"),
    (Ballot.OPEN.value, "Biểu quyết công khai"),
    (Ballot.EITHER.value, "Bỏ phiếu kín hoặc biểu quyết công khai"),
]
OPS = [(Op.GE.value, "Ít nhất"), (Op.GT.value, "Trên")]
BASES = [
    (Base.ALL_MEMBERS.value, "Tổng số thành viên"),
    (Base.PRESENT.value, "Số thành viên có mặt"),
    (Base.ISSUED.value, "Số phiếu phát ra"),
    (Base.VALID.value, "Số phiếu hợp lệ"),
]
ABSENTS = [
    (AbsentRule.NONE.value, "Không lấy ý kiến"),
    (AbsentRule.WRITTEN.value, "Cho ý kiến bằng văn bản"),
    (AbsentRule.BALLOT.value, "Gửi phiếu"),
]
STATUSES = [
    (RuleStatus.UNVERIFIED.value, "Chưa kiểm chứng"),
    (RuleStatus.SEEN.value, "Đã đối chiếu với văn bản"),
    (RuleStatus.ILLUSTRATIVE.value, "Minh họa"),
]
AWARDS_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A kind of question with its rule, if set; `editable` while none of its kind is on the table."""

    kind: MotionKind
    rule: VoteRule | None
    revote: RevoteRule | None
    editable: bool


@signed_in
def rules(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    slots = list(slots_of(page.bloc_year))
    return render_year(
        request,
        "year/rules.html",
        page,
        "conference",
        lines=rule_lines(page),
        slots=[(slot, name_of(page, slot.award)) for slot in slots],
        may_slots=page.may(MAY_AWARD["awards.slots.set"])
        and MotionKind.NOMINATE not in tabled(page.bloc_year),
        chosen=chosen_in(page),
        may_choose=page.may(MAY_UNITS["units.local_rules.choose"]),
    )


def rule_lines(page: YearPage) -> list[RuleLine]:
    known = {row.kind: rule_of(row) for row in rules_of(page.bloc_year)}
    again = {kind: revote_rule_of(row) for kind, row in revotes_of(page.bloc_year).items()}
    had = tabled(page.bloc_year)
    return [
        RuleLine(
            kind=kind,
            rule=known.get(kind),
            revote=again.get(kind),
            editable=kind not in had and page.may(setter_of(kind)),
        )
        for kind in RULED
    ]


def setter_of(kind: MotionKind) -> Predicate:
    meeting = MeetingKind.COUNCIL if kind in OF_THE_COUNCIL else MeetingKind.CONFERENCE
    return who_may("meetings.rule.set", meeting)


def tabled(bloc_year: BlocYear) -> set[str]:
    """Return the kinds of question already put on a table this year."""
    asked = bloc_year.meetings.values_list("motions__kind", flat=True)
    return {ruled_as(kind) for kind in asked if kind}


def name_of(page: YearPage, award: str) -> str:
    on = law_day(page.bloc_year, page.day)
    return award_name(award, on, page.bloc_year.authority)


def awards_for_units(page: YearPage) -> list[tuple[str, str]]:
    """Return the awards that a unit may be given by the law of the year's conference."""
    on = law_day(page.bloc_year, page.day)
    return [
        (award.slug, name_of(page, award.slug))
        for award in law.awards(on)
        if law.SubjectKind.UNIT in award.subject_kinds
    ]


class RuleForm(forms.Form):
    ballot = forms.ChoiceField(label="Hình thức", choices=BALLOTS)
    op = forms.ChoiceField(label="Phải đạt", choices=OPS)
    percent = forms.IntegerField(label="Tỷ lệ (%)", min_value=0, max_value=100)
    base = forms.ChoiceField(label="Tính trên", choices=BASES)
    quorum_percent = forms.IntegerField(
        label="Số có mặt tối thiểu (% tổng số thành viên)",
        min_value=0,
        max_value=100,
        required=False,
    )
    absent = forms.ChoiceField(label="Người vắng mặt", choices=ABSENTS)
    provision = TextField(
        label="Căn cứ", max_length=300, help_text="Ví dụ: Điều 8 Quy chế hoạt động của Khối."
    )
    rule_status = forms.ChoiceField(label="Tình trạng căn cứ", choices=STATUSES)

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            try:
                self.rule()
            except ValueError as wrong:
                self.add_error("percent", str(wrong))
        return self.cleaned_data

    def rule(self) -> VoteRule:
        given = self.cleaned_data
        return VoteRule(
            ballot=Ballot(given["ballot"]),
            op=Op(given["op"]),
            percent=given["percent"],
            base=Base(given["base"]),
            absent=AbsentRule(given["absent"]),
            quorum_percent=given["quorum_percent"],
            provision=given["provision"],
            status=RuleStatus(given["rule_status"]),
        )


@signed_in
def rule(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Set how one kind of question is voted; the form starts as the year before had it."""
    page = year_page(request, key)
    if kind not in RULED or not page.may(setter_of(MotionKind(kind))):
        raise Http404
    form = RuleForm(request.POST or None, initial=rule_before(page.bloc_year, kind))
    asked = Asked(
        tab="conference",
        heading=f"Quy tắc biểu quyết: {MotionKind(kind).label}",
        lead="Theo quy chế của khối, của tỉnh. Đổi được đến khi nội dung đầu tiên loại này được đưa ra.",
        button="Lưu quy tắc",
        back=reverse("rules", args=[key]),
        done=f"Đã đặt quy tắc biểu quyết: {MotionKind(kind).label}.",
    )
    return answer(
        request, page, form,
        lambda: rule_set(
            bloc_year=page.bloc_year, kind=MotionKind(kind), rule=form.rule(),
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


def rule_before(bloc_year: BlocYear, kind: str) -> dict[str, object]:
    for year in (bloc_year, year_before(bloc_year)):
        row = rules_of(year).filter(kind=kind).first() if year else None
        if row:
            return {name: getattr(row, name) for name in RuleForm.base_fields}
    return {}


class SlotsForm(forms.Form):
    """A few awards in their order, each with its number; a line without a number is left out."""

    source = TextField(
        label="Văn bản ấn định số lượng", max_length=300, help_text="Số, ngày và cơ quan ban hành."
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, AWARDS_AT_MOST + 1):
            self.fields[f"award_{place}"] = forms.ChoiceField(
                label=f"Hình thức thứ {place}", choices=[("", "—"), *choices], required=False
            )
            self.fields[f"maximum_{place}"] = forms.IntegerField(
                label="Số lượng tối đa", min_value=1, max_value=1000, required=False
            )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        places = range(1, AWARDS_AT_MOST + 1)
        return [(self[f"award_{place}"], self[f"maximum_{place}"]) for place in places]

    def clean(self) -> dict[str, Any]:
        chosen = [plan.award for plan in self.slots()]
        if not chosen:
            self.add_error("award_1", "Hãy chọn ít nhất một hình thức và số lượng.")
        if len(chosen) != len(set(chosen)):
            self.add_error("award_1", "Mỗi hình thức chỉ ghi một lần.")
        return self.cleaned_data

    def slots(self) -> list[SlotPlan]:
        given = self.cleaned_data
        pairs = [
            (given.get(f"award_{n}"), given.get(f"maximum_{n}"))
            for n in range(1, AWARDS_AT_MOST + 1)
        ]
        return [
            SlotPlan(award, maximum, given.get("source", ""))
            for award, maximum in pairs
            if award and maximum
        ]


@signed_in
def slots(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if not page.may(MAY_AWARD["awards.slots.set"]):
        raise Http404
    form = SlotsForm(
        request.POST or None,
        initial=slots_before(page.bloc_year),
        choices=awards_for_units(page),
    )
    asked = Asked(
        tab="conference",
        heading="Số lượng được đề nghị",
        lead="Ghi từ hình thức cao nhất; hội nghị xét lần lượt theo thứ tự này.",
        button="Lưu số lượng",
        back=reverse("rules", args=[key]),
        done="Đã đặt số lượng đề nghị khen thưởng.",
    )
    return answer(
        request, page, form,
        lambda: slots_set(
            bloc_year=page.bloc_year, slots=form.slots(), actor=page.person, at=page.at
        ),
        asked,
        template="year/slots.html",
    )  # fmt: skip


def slots_before(bloc_year: BlocYear) -> dict[str, object]:
    """Start from this year's numbers, else from those of the year before, without their source."""
    own = list(slots_of(bloc_year))
    before = year_before(bloc_year)
    rows = own or (list(slots_of(before)) if before else [])
    started: dict[str, object] = {"source": own[0].source} if own else {}
    for place, row in enumerate(rows, start=1):
        started |= {f"award_{place}": row.award, f"maximum_{place}": row.maximum}
    return started


urls: list[URLPattern] = [
    path("nam/<uuid:key>/quy-che/", rules, name="rules"),
    path("nam/<uuid:key>/quy-che/so-luong/", slots, name="slots"),
    path("nam/<uuid:key>/quy-che/<slug:kind>/", rule, name="rule"),
]
