"""Preparing a bloc's year from nothing, a small page for each step; one can leave and come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from thidua.apps.planning.enums import NamingWay
from thidua.apps.planning.policy import MAY
from thidua.apps.planning.queries import draft_for, drafts_for
from thidua.apps.planning.services import setup_discard, setup_save, setup_start
from thidua.apps.units.enums import BlocKind, Position
from thidua.apps.units.policy import Ask
from thidua.apps.units.queries import roles_of
from thidua.web.fields import DateText, TextField
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.shell import now, person_of, signed_in
from thidua.year.pasting import read_members, read_work
from thidua.year.setting_up import (
    LAST,
    STEPS,
    Prepared,
    open_prepared,
    suggested_members,
    suggested_work,
)

if TYPE_CHECKING:
    from datetime import datetime

    from thidua.apps.people.models import Person
    from thidua.apps.planning.models import SetupDraft
    from thidua.apps.units.models import Authority, BlocYear

PASTED = forms.Textarea(attrs={"rows": 14, "wrap": "off", "spellcheck": "false"})


class StepForm(forms.Form):
    """A step's form; `kept` is what the preparation keeps of it, `start` what it begins with."""

    def __init__(self, *args: Any, prepared: Prepared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepared = prepared

    def kept(self) -> dict[str, object]:
        return dict(self.cleaned_data)

    @classmethod
    def start(cls, prepared: Prepared, step: str) -> dict[str, object]:
        return prepared.typed(step)

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        chooser = self.fields[name]
        assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- the steps call it on those only
        chooser.choices = choices


class BlocForm(StepForm):
    bloc = forms.ChoiceField(label="Khối, cụm đã có", required=False)
    name = TextField(
        label="Tên khối mới", max_length=200, required=False,
        help_text="Chỉ ghi khi lập khối mới, ví dụ: Khối thi đua các cơ quan tổng hợp.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Loại", choices=BlocKind.choices, required=False)
    year = forms.IntegerField(label="Năm thi đua", min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blocs = self.prepared.draft.authority.blocs.order_by("name", "code")
        self.choose("bloc", [("", "— khối mới —"), *((str(b.pk), str(b)) for b in blocs)])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("bloc") and not given.get("name"):
            self.add_error("name", "Hãy chọn một khối đã có hoặc ghi tên khối mới.")
        if given.get("bloc") and given.get("name"):
            self.add_error("name", "Đã chọn khối có sẵn thì để trống ô này.")
        return given


class MembersForm(StepForm):
    text = forms.CharField(
        label="Bảng đơn vị thành viên", max_length=60_000, widget=PASTED, strip=False,
        help_text="Chép bảng trong Excel rồi dán vào đây, kể cả dòng tiêu đề. Cần cột tên đơn vị; "
        "có thể thêm cột tên viết tắt, chức danh thủ trưởng, vai trò.",
        error_messages={"required": "Hãy dán danh sách đơn vị."},
    )  # fmt: skip

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if faults := read_members(text)[1]:
            raise forms.ValidationError([fault.line for fault in faults])
        return text

    @classmethod
    def start(cls, prepared: Prepared, step: str) -> dict[str, object]:
        return prepared.typed(step) or {"text": suggested_members(prepared)}


class LeadForm(StepForm):
    lead = forms.ChoiceField(label="Khối trưởng")
    deputies = forms.MultipleChoiceField(
        label="Khối phó", required=False, widget=forms.CheckboxSelectMultiple
    )
    way = forms.ChoiceField(label="Khối trưởng do", choices=NamingWay.choices)
    paper_number = TextField(label="Số văn bản", max_length=80, required=False)
    paper_date = DateText(label="Ngày văn bản", required=False)
    issuer = TextField(label="Cơ quan ban hành", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = [(str(n), m.name) for n, m in enumerate(self.prepared.members)]
        self.choose("lead", members)
        self.choose("deputies", members)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("lead") in given.get("deputies", ()):
            self.add_error("deputies", "Khối trưởng không đồng thời là Khối phó.")
        elected = given.get("way") == NamingWay.ELECTED
        if not elected and not (given.get("paper_number") and given.get("paper_date")):
            self.add_error("paper_number", "Cách này phải có số và ngày văn bản.")
        return given

    def kept(self) -> dict[str, object]:
        given = self.cleaned_data
        day = given["paper_date"]
        return given | {
            "lead": int(given["lead"]), "deputies": [int(n) for n in given["deputies"]],
            "paper_date": day.isoformat() if day else "",
            "of": [member.name for member in self.prepared.members],
        }  # fmt: skip

    @classmethod
    def start(cls, prepared: Prepared, step: str) -> dict[str, object]:
        given = prepared.typed(step)
        if given and prepared.stands(step):
            day = given["paper_date"]
            return given | {"paper_date": date.fromisoformat(day) if day else None}
        places = [(str(n), m.position) for n, m in enumerate(prepared.members)]
        leads = [n for n, position in places if position == Position.LEAD]
        deputies = [n for n, position in places if position == Position.DEPUTY]
        return {"lead": leads[0] if leads else "", "deputies": deputies}


class CalendarForm(StepForm):
    text = forms.CharField(
        label="Các việc có ngày", max_length=60_000, required=False, widget=PASTED, strip=False,
        help_text="Mỗi dòng một việc: ngày; việc; ai làm. Dán từ Excel cũng được. Ngày trùng ngày "
        "nghỉ được dời sang ngày làm việc kế tiếp.",
    )  # fmt: skip

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if faults := read_work(text, self.prepared.year)[1]:
            raise forms.ValidationError([fault.line for fault in faults])
        return text

    @classmethod
    def start(cls, prepared: Prepared, step: str) -> dict[str, object]:
        return prepared.typed(step) or {"text": suggested_work(prepared)}


class RulesForm(StepForm):
    take = forms.ChoiceField(
        label="Các bước chấm điểm, quy tắc biểu quyết và xếp hạng",
        choices=[
            ("later", "Đặt sau, ở trang của từng việc"),
            ("before", "Lấy theo năm trước của khối này"),
        ],
        help_text="Hệ thống không đặt sẵn tỷ lệ hay số có mặt nào: mỗi khối theo quy chế của mình.",
    )

    def clean_take(self) -> str:
        take = str(self.cleaned_data["take"])
        if take == "before" and self.prepared.before is None:
            raise forms.ValidationError("Khối chưa có năm trước để lấy theo.")
        return take


FORMS: dict[str, type[StepForm]] = {
    "bloc": BlocForm, "members": MembersForm, "lead": LeadForm, "calendar": CalendarForm,
    "rules": RulesForm,
}  # fmt: skip
HINTS = {
    "calendar": "Ngày ghi sẵn lấy từ kế hoạch năm trước của khối; khối mới thì là ngày nhiều khối đã "
    "làm, chỉ để gợi ý. Hãy sửa theo kế hoạch của khối, hoặc xóa hết để đặt sau.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rung:
    """A step on the way, as every page of the preparation lists them."""

    step: str
    name: str
    done: bool
    current: bool


def rungs(prepared: Prepared, current: str) -> list[Rung]:
    steps = [Rung(s, name, prepared.stands(s), s == current) for s, name in STEPS.items()]
    return [*steps, Rung(LAST, "Xem lại và mở", done=False, current=current == LAST)]


def authorities_of(person: Person, at: datetime) -> list[Authority]:
    """Return for which authorities a person may prepare a year."""
    found = {role.authority.pk: role.authority for role in roles_of(person, localdate(at))}
    may = MAY["planning.setup.save"]
    return [one for one in found.values() if may.test(Ask(person, at, one))]


@signed_in
def setups(request: HttpRequest) -> HttpResponse:
    """List what is being prepared; begin another."""
    person, at = person_of(request), now()
    authorities = authorities_of(person, at)
    if not authorities:
        raise Http404
    if request.method == "POST":
        asked = request.POST.get("authority", "")
        chosen = next((a for a in authorities if str(a.pk) == asked), authorities[0])
        draft = setup_start(authority=chosen, actor=person, at=at)
        return redirect("setup-step", key=draft.pk, step="bloc")
    drafts = [Prepared(draft) for draft in drafts_for(person, localdate(at))]
    context = {"drafts": drafts, "authorities": authorities}
    return render(request, "setup/list.html", context)


def draft_or_404(request: HttpRequest, key: UUID) -> SetupDraft:
    draft = draft_for(person_of(request), key, localdate(now()))
    if draft is None:
        raise Http404
    return draft


@signed_in
def step(request: HttpRequest, key: UUID, step: str) -> HttpResponse:
    """Ask for one step; once it is in order keep it and go on to the next."""
    draft, names = draft_or_404(request, key), list(STEPS)
    if step not in names:
        raise Http404
    prepared = Prepared(draft)
    if first := unready(prepared, step):
        messages.warning(request, f"Hãy điền bước “{STEPS[first]}” trước.")
        return redirect("setup-step", key=key, step=first)
    kind = FORMS[step]
    form = kind(request.POST or None, initial=kind.start(prepared, step), prepared=prepared)
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(
            lambda: setup_save(
                draft=draft, step=step, data=form.kept(), actor=person_of(request), at=now()
            )
        )
        if refused is None:
            return go_on(key, [*names, LAST][names.index(step) + 1])
    context = {
        "draft": draft, "form": form, "step": step, "name": STEPS[step], "refused": refused,
        "rungs": rungs(prepared, step), "prepared": prepared, "hint": HINTS.get(step, ""),
    }  # fmt: skip
    status = REFUSED if refused else FAULTY if form.errors else 200
    return render(request, "setup/step.html", context, status=status)


def unready(prepared: Prepared, step: str) -> str:
    """Return the step that must stand before this one can be asked; empty where it can."""
    needs = {
        "members": ["bloc"],
        "lead": ["bloc", "members"],
        "calendar": ["bloc"],
        "rules": ["bloc"],
    }
    return next((s for s in needs.get(step, ()) if not prepared.stands(s)), "")


def go_on(key: UUID, step: str) -> HttpResponse:
    if step == LAST:
        return redirect("setup-review", key=key)
    return redirect("setup-step", key=key, step=step)


@signed_in
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show everything that would be opened; open it, or say why not with nothing kept."""
    draft, at, person = draft_or_404(request, key), now(), person_of(request)
    prepared = Prepared(draft)
    opened: list[BlocYear] = []
    refused = None
    if request.method == "POST":
        refused = refusal_of(lambda: opened.append(open_prepared(draft, person, at)))
    if opened:
        messages.success(
            request,
            f"Đã mở năm thi đua {opened[0].year} của {opened[0].bloc}. Việc còn lại ở mục “Cần có trong năm”.",
        )
        return redirect("year", key=opened[0].pk)
    context = {
        "draft": draft, "prepared": prepared, "rungs": rungs(prepared, LAST), "refused": refused,
        "members": [(m, prepared.position(n).label) for n, m in enumerate(prepared.members)],
        "missing": prepared.missing(), "lead": prepared.typed("lead"),
        "way": dict(NamingWay.choices).get(prepared.typed("lead").get("way", ""), ""),
        "may_open": MAY["planning.setup.open"].test(Ask(person, at, draft.authority)),
    }  # fmt: skip
    return render(request, "setup/review.html", context, status=REFUSED if refused else 200)


@require_POST
@signed_in
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    setup_discard(draft=draft_or_404(request, key), actor=person_of(request), at=now())
    messages.success(request, "Đã bỏ bản chuẩn bị.")
    return redirect("setups")


urls: list[URLPattern] = [
    path("mo-nam/", setups, name="setups"),
    path("mo-nam/<uuid:key>/xem-lai/", review, name="setup-review"),
    path("mo-nam/<uuid:key>/bo/", discard, name="setup-discard"),
    path("mo-nam/<uuid:key>/<slug:step>/", step, name="setup-step"),
]
