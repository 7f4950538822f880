"""Forms about movements: what one says, joining, results, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from thidua.apps.campaigns.enums import Level, MovementForm as Form
from thidua.apps.campaigns.services import MovementText, Result
from thidua.web.fields import DateText, TextField

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Directive, Movement

SAYS = (
    "title", "form", "launcher", "period", "starts_on", "ends_on", "departs", "goal", "scope",
    "subjects", "content", "criteria", "plan", "launch_number", "launched_on", "launch_place",
)  # fmt: skip


def lines(label: str, *, rows: int = 3, required: bool = False, hint: str = "") -> TextField:
    """Make a field for several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, widget=area, required=required, max_length=5000, help_text=hint)


class MovementForm(forms.Form):
    title = TextField(label="Tên phong trào", max_length=300)
    form = forms.ChoiceField(
        label="Hình thức", choices=[("", "Chưa rõ"), *Form.choices], required=False
    )
    launcher = TextField(
        label="Người, cơ quan phát động", max_length=200, required=False,
        help_text="Ví dụ: Thủ tướng Chính phủ. Để trống nếu là chính khối, đơn vị.",
    )  # fmt: skip
    starts_on = DateText(label="Bắt đầu", required=False)
    ends_on = DateText(label="Kết thúc", required=False)
    period = TextField(
        label="Giai đoạn bằng lời", max_length=60, required=False,
        help_text="Ví dụ: 2021 - 2025, Hằng năm.",
    )  # fmt: skip
    departs = TextField(
        label="Lý do khác thời gian của cấp trên", max_length=400, required=False,
        help_text="Chỉ cần khi bắt đầu trước hoặc kết thúc sau phong trào cấp trên.",
    )  # fmt: skip
    goal = lines("Mục tiêu")
    scope = lines("Phạm vi", rows=2)
    subjects = lines("Đối tượng", rows=2)
    content = lines("Nội dung")
    criteria = lines("Tiêu chí")
    plan = lines("Kế hoạch, biện pháp")
    launch_number = TextField(label="Số văn bản phát động", max_length=60, required=False)
    launched_on = DateText(label="Ngày phát động", required=False)
    launch_place = TextField(label="Nơi phát động", max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        levels: list[Level],
        parents: list[Movement],
        directives: list[Directive],
        changing: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parents = {str(m.pk): m for m in parents}
        self.directives = {str(d.pk): d for d in directives}
        if levels:
            shown = [(level.value, level.label) for level in reversed(levels)]
            preferred = Level.BLOC if Level.BLOC in levels else levels[-1]
            self.fields["level"] = forms.ChoiceField(
                label="Cấp phát động", choices=shown, initial=preferred
            )
        above = [(k, f"{m.title} ({m.get_level_display()})") for k, m in self.parents.items()]
        self.add("parent", "Hưởng ứng phong trào cấp trên", above)
        self.add("directive", "Theo văn bản", [(k, str(d)) for k, d in self.directives.items()])
        if changing:
            self.fields["reason"] = TextField(label="Lý do sửa", max_length=400)
        self.order_fields(["level", "title", "form", "parent", "directive"])

    def add(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=[("", "—"), *choices], required=False
        )

    def text(self) -> MovementText:
        return MovementText(**{name: self.cleaned_data[name] for name in SAYS})

    def parent(self) -> Movement | None:
        return self.parents.get(self.cleaned_data["parent"])

    def directive(self) -> Directive | None:
        return self.directives.get(self.cleaned_data["directive"])


class JoinForm(forms.Form):
    on = DateText(label="Tham gia từ ngày")
    plan = lines("Việc đơn vị sẽ làm")


class CloseForm(forms.Form):
    on = DateText(label="Ngày kết thúc")
    reason = TextField(
        label="Lý do", max_length=400, required=False, help_text="Cần ghi nếu chưa tổng kết."
    )


class ResultForm(forms.Form):
    told_on = DateText(label="Ngày")
    paper_number = TextField(label="Số báo cáo", max_length=60, required=False)
    figures = lines(
        "Kết quả bằng số", rows=4,
        hint="Mỗi dòng một số liệu: tên, dấu hai chấm, con số, đơn vị tính. Ví dụ: Mô hình mới: 12 mô hình.",
    )  # fmt: skip
    words = lines("Kết quả bằng lời", rows=5, required=True)
    models_found = lines("Mô hình, cách làm đáng nhân rộng")

    def result(self) -> Result:
        return Result(**self.cleaned_data)
