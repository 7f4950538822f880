"""The journal for those who inspect: deeds in words, with a check that nothing was altered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.timezone import localdate

from thidua import law
from thidua.apps.awards.queries import award_name
from thidua.apps.journal.enums import DEEDS
from thidua.apps.journal.queries import chain_of, digest_of, first_break
from thidua.apps.meetings.enums import MotionKind
from thidua.apps.planning.enums import NamingWay
from thidua.apps.units.enums import Inheritance, Phase, RoleKind
from thidua.text import decimal_text, short_date
from thidua.web.shell import paged, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.journal.models import Entry
    from thidua.apps.units.models import Authority

AREAS = {
    "units": "Khối và đơn vị",
    "planning": "Kế hoạch, mở năm, bàn giao",
    "campaigns": "Giao ước, chỉ tiêu",
    "assessments": "Chấm điểm",
    "meetings": "Hội nghị, biểu quyết",
    "awards": "Khen thưởng",
    "filing": "Văn bản",
}
FACTS = {
    "sums": "mã SHA-256 của SHA256SUMS",
    "files": "số tệp",
    "to": "sang bước",
    "kind": "loại",
    "unit": "đơn vị",
    "predecessor": "đơn vị cũ",
    "successor": "đơn vị nhận",
    "decision": "quyết định",
    "effective_on": "từ ngày",
    "inherits": "thành tích",
    "target": "chỉ tiêu",
    "code": "mã",
    "figure": "loại số liệu",
    "value": "kết quả",
    "number": "số",
    "symbol": "ký hiệu",
    "abbreviation": "chữ viết tắt",
    "copies": "số bản",
    "version": "bản",
    "note": "ghi chú",
    "name": "tên",
    "title": "tiêu đề",
    "question": "nội dung",
    "year": "năm",
    "award": "hình thức",
    "state": "tình trạng",
    "stage": "lượt chấm",
    "yes": "đồng ý",
    "no": "không đồng ý",
    "abstain": "không ý kiến",
    "invalid": "không hợp lệ",
    "base": "tổng số tính",
    "carried": "kết quả",
    "presence": "điểm danh",
    "seats": "số ghế",
    "rating": "xếp loại",
    "provision": "điều khoản",
    "source": "nguồn",
    "reason": "lý do",
    "was": "hạn trước",
    "now": "hạn nay",
    "way": "cách chọn",
    "count": "số mục",
    "remark": "ý kiến bên nhận",
}
UNITS = ("unit", "predecessor", "successor")
WRITTEN: Mapping[str, Callable[[str], str]] = {
    "value": lambda value: decimal_text(Decimal(value)),
    **dict.fromkeys(
        ("effective_on", "was", "now"), lambda value: short_date(date.fromisoformat(value))
    ),
}
WORDS = {
    **dict(Phase.choices),
    **dict(RoleKind.choices),
    **dict(MotionKind.choices),
    **dict(Inheritance.choices),
    **dict(NamingWay.choices),
    "estimate": "ước thực hiện",
    "final": "chính thức",
    "mid_year": "6 tháng",
    "self": "tự chấm",
    "cross": "chấm chéo",
    "appraised": "thẩm định",
    "explanation": "giải trình",
    "second": "thẩm định lần hai",
    "office": "cơ quan thường trực",
    "present": "có mặt",
    "absent": "vắng",
    "proxy": "người được ủy quyền",
    "submitted": "đã trình Hội đồng",
    "approved": "Hội đồng nhất trí",
    "declined": "Hội đồng không nhất trí",
    "decided": "đã có quyết định",
    "True": "thông qua",
    "False": "không thông qua",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A deed as an inspector reads it."""

    entry: Entry
    deed: str
    actor: str
    facts: str
    sound: bool


@signed_in
def journal(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if not page.inspects:
        raise Http404
    authority = page.bloc_year.authority
    area = request.GET.get("mang", "")
    chain = chain_of(authority.pk).order_by("-number")
    shown = paged(request, chain.filter(deed__startswith=f"{area}.") if area in AREAS else chain)
    return render_year(
        request,
        "year/journal.html",
        page,
        "journal",
        entries=shown,
        lines=lines_of(authority, list(shown)),
        areas=AREAS,
        area=area,
        checked=checked(authority) if "kiem" in request.GET else None,
    )


def lines_of(authority: Authority, entries: list[Entry]) -> list[Line]:
    names = names_of(authority, {entry.actor_id for entry in entries})
    units = dict(authority.units.values_list("code", "short_name"))
    return [
        Line(
            entry=entry,
            deed=DEEDS.get(entry.deed, entry.deed),
            actor=names.get(entry.actor_id, "không còn vai trò"),
            facts=facts_in_words(entry, authority, units),
            sound=entry.digest == digest_of(entry),
        )
        for entry in entries
    ]


def names_of(authority: Authority, people: set[UUID]) -> dict[UUID, str]:
    """Return the names behind the actors: whoever acted holds or held a role of the authority."""
    held = authority.roles.filter(person__in=people).order_by()
    return dict(held.values_list("person_id", "person__full_name").distinct())


def facts_in_words(entry: Entry, authority: Authority, units: dict[str, str]) -> str:
    """Tell the facts that have a word; long lists and digests stay in the record itself."""
    told = (
        f"{FACTS[name]}: {word_for(name, str(value), entry, authority, units)}"
        for name, value in entry.facts.items()
        if name in FACTS and value not in ("", None)
    )
    return "; ".join(told)


def word_for(
    name: str, value: str, entry: Entry, authority: Authority, units: dict[str, str]
) -> str:
    """Return a value in words: a unit, a finding or an award by its name, a rating, a state."""
    if write := WRITTEN.get(name):
        return write(value)
    if words := {"rating": law.RATINGS, **dict.fromkeys(UNITS, units)}.get(name):
        return words.get(value, value)
    if entry.deed == "assessments.finding.enter" and name == "kind":
        return law.FINDINGS.get(value, value)
    if name != "award":
        return WORDS.get(value, value)
    try:
        return award_name(value, localdate(entry.at), authority)
    except law.LawError:
        return value


@dataclass(frozen=True, slots=True)
class Checked:
    """What recomputing the seals of a whole chain found."""

    count: int
    broken_at: int | None


def checked(authority: Authority) -> Checked:
    return Checked(chain_of(authority.pk).count(), first_break(authority.pk))


urls = [path("nam/<uuid:key>/nhat-ky/", journal, name="journal")]
