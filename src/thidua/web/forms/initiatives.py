"""Forms about an initiative: its file, the council's answer, its use by others."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from thidua import law
from thidua.apps.assessments.services import AuthorShare, InitiativeText
from thidua.text import decimal_text, parse_decimal
from thidua.web.fields import DateText, DecimalText, TextField
from thidua.web.forms.facts import choices

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Initiative

LONG = 20_000
AUTHORS = "Mỗi dòng một tác giả: họ tên; tỷ lệ %. Ví dụ: Trần Văn Mẫu (minh họa); 60. Cộng lại phải đủ 100."


def long_text(label: str, help_text: str = "", *, required: bool = True) -> TextField:
    area = forms.Textarea(attrs={"rows": 5})
    return TextField(
        label=label, help_text=help_text, widget=area, max_length=LONG, required=required
    )


class FileForm(forms.Form):
    """What is handed in."""

    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    title = TextField(label="Tên sáng kiến", max_length=300)
    kind = forms.ChoiceField(label="Loại", choices=choices(law.WORKS))
    authors = TextField(
        label="Tác giả", help_text=AUTHORS, widget=forms.Textarea(attrs={"rows": 3})
    )
    known = long_text("Giải pháp đã biết", "Trước đây làm thế nào, hạn chế gì.")
    novelty = long_text("Điểm mới", "Khác cách cũ ở chỗ nào.")
    application = long_text("Cách áp dụng", "Các bước đã làm, điều kiện cần có.")
    effect = long_text("Hiệu quả", "Lợi ích đo được, so trước và sau.")
    money = DecimalText(
        label="Số tiền làm lợi (đồng)", help_text="Số nguyên; để trống nếu không tính được thành tiền.",
        required=False,
    )  # fmt: skip
    applied_on = DateText(label="Ngày áp dụng lần đầu")
    applied_at = TextField(label="Nơi áp dụng lần đầu", max_length=200)
    paper = TextField(
        label="Văn bản minh chứng", max_length=200, required=False, help_text="Số, ngày, trích yếu."
    )

    def clean_authors(self) -> list[AuthorShare]:
        lines = [line for line in self.cleaned_data["authors"].splitlines() if line.strip()]
        return [author_in(line) for line in lines]

    def clean_money(self) -> int | None:
        money = self.cleaned_data["money"]
        if money is None:
            return None
        if money < 0 or money != int(money) or money > 10**15:
            raise forms.ValidationError("Ghi số đồng nguyên, không âm.")
        return int(money)

    def text(self) -> InitiativeText:
        given = dict(self.cleaned_data)
        given.pop("year")
        return InitiativeText(**given)


def author_in(line: str) -> AuthorShare:
    """Read "name; share"; a line without a share is an author alone."""
    name, told, share = line.rpartition(";")
    if not told:
        return AuthorShare(line.strip()[:120], Decimal(100))
    try:
        return AuthorShare(
            name.strip()[:120], parse_decimal(share.strip().removesuffix("%").strip())
        )
    except ValueError as wrong:
        raise forms.ValidationError(f"Dòng “{line.strip()}”: {wrong}") from wrong


def started_from(initiative: Initiative) -> dict[str, Any]:
    """Start a correction from what was handed in."""
    kept = ("year", "title", "kind", "known", "novelty", "application", "effect",
            "applied_on", "applied_at", "paper")  # fmt: skip
    authors = "\n".join(f"{a.name}; {decimal_text(a.share)}" for a in initiative.authors.all())
    money = None if initiative.money is None else Decimal(initiative.money)
    return {name: getattr(initiative, name) for name in kept} | {"authors": authors, "money": money}


class RecognitionForm(forms.Form):
    """The council's answer, as its decision has it."""

    scope = forms.ChoiceField(label="Phạm vi công nhận", choices=choices(law.SCOPES))
    recognised_by = TextField(label="Hội đồng, cơ quan công nhận", max_length=200)
    decision_number = TextField(label="Số quyết định", max_length=60)
    decision_on = DateText(label="Ngày quyết định")
    replicable = forms.ChoiceField(label="Nhân rộng được", choices=[("yes", "Có"), ("no", "Không")])
    votes_yes = forms.IntegerField(
        label="Số phiếu đồng ý", min_value=0, max_value=999, required=False
    )
    votes_of = forms.IntegerField(
        label="Tổng số thành viên Hội đồng", min_value=1, max_value=999, required=False
    )

    def clean_replicable(self) -> bool:
        return bool(self.cleaned_data["replicable"] == "yes")


class ReasonForm(forms.Form):
    reason = long_text("Lý do")

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"])
        if len(reason) > 500:
            raise forms.ValidationError("Lý do dài quá 500 ký tự.")
        return reason


class AdoptionForm(forms.Form):
    adopted_on = DateText(label="Ngày bắt đầu áp dụng")
    result = long_text("Kết quả")

    def clean_result(self) -> str:
        result = str(self.cleaned_data["result"])
        if len(result) > 1000:
            raise forms.ValidationError("Kết quả dài quá 1000 ký tự.")
        return result


class RestForm(forms.Form):
    """Which initiatives of the unit a nomination rests on."""

    initiatives = forms.MultipleChoiceField(
        label="Sáng kiến làm căn cứ", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, rows: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["initiatives"]
        assert isinstance(chooser, forms.MultipleChoiceField)  # noqa: S101 -- declared so above
        chooser.choices = rows
