"""Laying out a vote of a unit's staff: the question, the rule, the roll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django import forms

from thidua.apps.journal.base import Refused
from thidua.apps.meetings.services import RollLine
from thidua.text import clean
from thidua.voting import AbsentRule, Ballot, Base, Op, RuleStatus, VoteRule
from thidua.voting.rules import BASE_WORDS
from thidua.web.fields import TextField
from thidua.year.workbook.findings import WorkbookRefused
from thidua.year.workbook.opening import open_grids

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from thidua.apps.people.models import Person
    from thidua.apps.units.models import Unit

ROLL_ROWS = 20_000
SEEN = {
    RuleStatus.SEEN.value: "Đã xem văn bản quy định",
    RuleStatus.UNVERIFIED.value: "Chưa kiểm chứng",
}


class PollForm(forms.Form):
    unit = forms.ChoiceField(label="Đơn vị")
    title = TextField(label="Tên cuộc lấy phiếu", max_length=300)
    question = TextField(label="Nội dung ghi trên phiếu", max_length=400)
    candidates = TextField(
        label="Danh sách để chọn một",
        help_text="Mỗi dòng một tên. Để trống thì phiếu có: Đồng ý, Không đồng ý, Không có ý kiến.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    op = forms.ChoiceField(
        label="Tỷ lệ phải đạt", choices=[(Op.GT.value, "trên"), (Op.GE.value, "ít nhất")]
    )
    percent = forms.IntegerField(label="Phần trăm", min_value=0, max_value=100, initial=50)
    base = forms.ChoiceField(
        label="Tính trên", choices=[(base.value, words) for base, words in BASE_WORDS.items()]
    )
    provision = TextField(label="Căn cứ (điều, quy chế)", max_length=300, required=False)
    rule_status = forms.ChoiceField(
        label="Căn cứ này", choices=list(SEEN.items()), initial=RuleStatus.UNVERIFIED.value
    )
    roll = forms.CharField(
        label="Danh sách người được bỏ phiếu",
        help_text="Mỗi dòng một người: họ tên, bộ phận, thư điện tử nếu có. Dán được từ Excel.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    workbook = forms.FileField(
        label="Hoặc tệp Excel (.xlsx)",
        help_text="Trang đầu, mỗi hàng một người; hàng đầu có chữ “Họ” được bỏ qua.",
        required=False,
    )
    tellers = forms.MultipleChoiceField(
        label="Người kiểm phiếu giữ khóa", widget=forms.CheckboxSelectMultiple
    )

    def offer(self, units: Iterable[Unit], people: Iterable[Person]) -> None:
        """Fill the choices: the units the person acts for, and who may count there."""
        choosable: dict[str, forms.Field] = self.fields
        choosable["unit"].choices = [(str(unit.pk), unit.name) for unit in units]  # type: ignore[attr-defined]  # a choice field
        choosable["tellers"].choices = [(str(p.pk), str(p)) for p in people]  # type: ignore[attr-defined]  # as above

    @property
    def rule(self) -> VoteRule:
        told = self.cleaned_data
        return VoteRule(
            ballot=Ballot.SECRET,
            op=Op(told["op"]),
            percent=told["percent"],
            base=Base(told["base"]),
            absent=AbsentRule.NONE,
            quorum_percent=None,
            provision=told["provision"],
            status=RuleStatus(told["rule_status"]),
        )

    def clean(self) -> None:
        told = self.cleaned_data
        if told.get("op") == Op.GT.value and told.get("percent") == 100:
            self.add_error("percent", "“Trên 100%” không bao giờ đạt được; hãy chọn “ít nhất”.")

    @property
    def names(self) -> list[str]:
        return [
            name for line in self.cleaned_data["candidates"].split("\n") if (name := clean(line))
        ]

    @property
    def lines(self) -> list[RollLine]:
        """Return the roll as pasted, or as the workbook has it.

        Raises:
            Refused: the workbook can't be read.
        """
        file: UploadedFile[bytes] | None = self.cleaned_data["workbook"]
        if file is not None:
            return roll_of(rows_of(file.read()))
        pasted = self.cleaned_data["roll"].replace(";", "\t").split("\n")
        return roll_of(line.split("\t") for line in pasted)


def rows_of(content: bytes) -> list[list[str]]:
    try:
        grids = open_grids(content, max_rows=ROLL_ROWS + 1)
    except WorkbookRefused as wrong:
        raise Refused("Không đọc được tệp danh sách.", str(wrong)) from wrong
    grid = next(iter(grids.values()))
    rows = [["" if cell is None else str(cell) for cell in row] for row in grid.rows]
    return [row for row in rows if not (row and clean(row[0]).startswith("Họ"))]


def roll_of(rows: Iterable[Sequence[str]]) -> list[RollLine]:
    """Read lines of cells: what has an @ is the address, all else the name and the department."""
    lines = []
    for row in rows:
        cells = [cell for raw in row if (cell := clean(raw)) and not is_number(cell)]
        name = ", ".join(cell for cell in cells if "@" not in cell)
        if name:
            lines.append(RollLine(name, next((cell for cell in cells if "@" in cell), "")))
    return lines


def is_number(cell: str) -> bool:
    """Tell a running number in front of the names."""
    return cell.replace(".", "").isdecimal()
