"""The facts that awards ask for, each as a small form that knows its deed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from thidua import law
from thidua.apps.assessments.services import finding_enter, initiative_enter, record_enter
from thidua.apps.awards.services import prior_award_enter
from thidua.apps.campaigns.services import registration_record
from thidua.web.fields import DateText, TextField

if TYPE_CHECKING:
    from thidua.apps.people.models import Person
    from thidua.apps.units.models import Membership


def choices(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(slug, word[0].upper() + word[1:]) for slug, word in words.items()]


def people(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, required=False)


class FactForm(forms.Form):
    """A fact about a member; `already` says that it is on record, since each is entered once."""

    title: ClassVar[str]
    lead: ClassVar[str] = ""

    def __init__(
        self, *args: Any, member: Membership, awards: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        chooser = self.fields.get("award")
        if isinstance(chooser, forms.ChoiceField):
            chooser.choices = awards

    @abstractmethod
    def enter(self, actor: Person, at: datetime) -> None:
        """Do the deed; only after `is_valid`."""


class RegistrationForm(FactForm):
    title = "Đăng ký danh hiệu thi đua"
    lead = "Đăng ký đầu năm là căn cứ để xét danh hiệu theo luật."
    award = forms.ChoiceField(label="Danh hiệu, hình thức")
    registered_on = DateText(label="Ngày đăng ký")
    paper_number = TextField(label="Số văn bản đăng ký", max_length=60)

    def clean_award(self) -> str:
        award = str(self.cleaned_data["award"])
        if self.member.registrations.filter(
            award=award, subject="", withdrawn_at__isnull=True
        ).exists():
            raise forms.ValidationError("Đơn vị đã đăng ký danh hiệu này.")
        return award

    def enter(self, actor: Person, at: datetime) -> None:
        registration_record(membership=self.member, actor=actor, at=at, **self.cleaned_data)


class RecordForm(FactForm):
    title = "Xếp loại và số liệu cán bộ trong năm"
    lead = "Theo quyết định xếp loại; số liệu chưa biết thì để trống, không ghi 0."
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    rating = forms.ChoiceField(
        label="Xếp loại", choices=[("", "Chưa xếp loại"), *choices(law.RATINGS)], required=False
    )
    decision_number = TextField(label="Số quyết định", max_length=60, required=False)
    decision_on = DateText(label="Ngày quyết định", required=False)
    headcount = people("Tổng số người")
    completed = people("Hoàn thành nhiệm vụ trở lên")
    advanced_workers = people("Lao động tiên tiến")
    grassroots_fighters = people("Chiến sĩ thi đua cơ sở")
    worst_discipline = forms.ChoiceField(
        label="Kỷ luật cao nhất",
        choices=[("", "Chưa rõ"), *choices(law.DISCIPLINE)],
        required=False,
    )
    new_models = TextField(
        label="Mô hình mới, nhân tố mới",
        required=False,
        help_text="Mỗi dòng một mô hình.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if self.member.unit.year_records.filter(year=year).exists():
            raise forms.ValidationError(f"Năm {year} đã được ghi.")
        return year

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        rated = {bool(given.get(n)) for n in ("rating", "decision_number", "decision_on")}
        if not self.errors and len(rated) > 1:
            self.add_error("rating", "Xếp loại phải đi cùng số và ngày quyết định.")
        return given

    def enter(self, actor: Person, at: datetime) -> None:
        models = [line.strip() for line in self.cleaned_data["new_models"].splitlines()]
        given: dict[str, Any] = {**self.cleaned_data, "new_models": [m for m in models if m]}
        record_enter(unit=self.member.unit, actor=actor, at=at, **given)


class InitiativeForm(FactForm):
    title = "Sáng kiến được công nhận"
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    name = TextField(label="Tên sáng kiến", max_length=300)
    author = TextField(label="Tác giả", max_length=120, required=False)
    scope = forms.ChoiceField(label="Phạm vi", choices=choices(law.SCOPES))
    kind = forms.ChoiceField(label="Loại", choices=choices(law.WORKS))
    decision_number = TextField(label="Số quyết định công nhận", max_length=60)
    decision_on = DateText(label="Ngày quyết định")
    used_for = TextField(
        label="Đã dùng để đề nghị",
        max_length=200,
        required=False,
        help_text="Danh hiệu, hình thức và năm; để trống nếu chưa dùng.",
    )
    replicable = forms.ChoiceField(label="Nhân rộng được", choices=[("yes", "Có"), ("no", "Không")])

    def clean_replicable(self) -> bool:
        return bool(self.cleaned_data["replicable"] == "yes")

    def enter(self, actor: Person, at: datetime) -> None:
        given = dict(self.cleaned_data)
        initiative_enter(
            unit=self.member.unit, title=given.pop("name"), actor=actor, at=at, **given
        )


class FindingForm(FactForm):
    title = "Nhận xét của tập thể có thẩm quyền"
    lead = "Điều luật hỏi mà chỉ con người kết luận được; ghi rõ cơ quan nào kết luận, ngày nào."
    kind = forms.ChoiceField(label="Nội dung nhận xét", choices=choices(law.FINDINGS))
    holds = forms.ChoiceField(label="Kết luận", choices=[("yes", "Đạt"), ("no", "Không đạt")])
    found_by = TextField(label="Cơ quan, tập thể nhận xét", max_length=200)
    found_on = DateText(label="Ngày nhận xét")
    paper = TextField(label="Văn bản", max_length=200, required=False)

    def clean_kind(self) -> str:
        kind = str(self.cleaned_data["kind"])
        if self.member.findings.filter(kind=kind).exists():
            raise forms.ValidationError("Nội dung này đã có nhận xét.")
        return kind

    def clean_holds(self) -> bool:
        return bool(self.cleaned_data["holds"] == "yes")

    def enter(self, actor: Person, at: datetime) -> None:
        finding_enter(membership=self.member, actor=actor, at=at, **self.cleaned_data)


class PriorAwardForm(FactForm):
    title = "Khen thưởng đã có trước khi dùng hệ thống"
    award = forms.ChoiceField(label="Danh hiệu, hình thức")
    basis = forms.ChoiceField(label="Khen theo", choices=choices(law.BASES))
    year = forms.IntegerField(label="Thành tích năm", min_value=1945, max_value=2100)
    period_to = forms.IntegerField(
        label="Thành tích tính đến năm",
        min_value=1945,
        max_value=2100,
        required=False,
        help_text="Năm cuối của thời gian tính thành tích ghi trong quyết định; không ghi thì để trống.",
    )
    decision_number = TextField(label="Số quyết định", max_length=60)
    decided_on = DateText(label="Ngày quyết định")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        same = {name: given.get(name) for name in ("award", "year", "basis")}
        if not self.errors and self.member.unit.prior_awards.filter(**same).exists():
            self.add_error("award", "Khen thưởng này đã được ghi.")
        return given

    def enter(self, actor: Person, at: datetime) -> None:
        prior_award_enter(unit=self.member.unit, actor=actor, at=at, **self.cleaned_data)


FORMS: Mapping[str, type[FactForm]] = {
    "dang-ky": RegistrationForm,
    "xep-loai": RecordForm,
    "sang-kien": InitiativeForm,
    "nhan-xet": FindingForm,
    "khen-thuong": PriorAwardForm,
}
