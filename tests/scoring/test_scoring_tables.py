from decimal import Decimal

import pytest
from sample_tables import YEAR, line, table

from thidua.scoring import Criterion, Fault, Kind, Options, Table, total


def messages(*lines: Criterion) -> list[str]:
    return [fault.message for fault in table(*lines).check()]


def test_a_table_whose_sections_add_up_has_no_fault() -> None:
    assert YEAR.check() == ()


def test_leaves_and_children_keep_the_order_of_the_table() -> None:
    assert [c.code for c in YEAR.leaves()] == [
        "I.1.a", "I.1.b", "I.2", "II.1", "III.1", "III.2", "IV.1", "IV.2",
    ]  # fmt: skip
    assert [c.code for c in YEAR.children_of("I")] == ["I.1", "I.2"]
    assert [c.code for c in YEAR.children_of("")] == ["I", "II", "III", "IV"]
    assert YEAR.children_of("I.2") == ()


def test_a_section_that_does_not_add_up_is_told_with_both_sums() -> None:
    assert table(
        line("II", Kind.SUM, 25),
        line("II.1", Kind.JUDGEMENT, 10, "II"),
        line("II.2", Kind.CHECKLIST, 14, "II"),
    ).check() == (Fault("II", "Mục II: tổng điểm các tiêu chí con là 24, mục ghi 25."),)


@pytest.mark.parametrize("printed", [20, 30])
def test_bonuses_may_stand_inside_or_beside_the_marks_of_their_section(printed: int) -> None:
    bonus = line("II.2", Kind.BONUS, 10, "II")
    assert (
        messages(line("II", Kind.SUM, printed), line("II.1", Kind.JUDGEMENT, 20, "II"), bonus) == []
    )


def test_deductions_never_count_into_the_marks_of_their_section() -> None:
    deduction = line("II.2", Kind.DEDUCTION, 10, "II")
    lines = (line("II.1", Kind.JUDGEMENT, 20, "II"), deduction)
    assert messages(line("II", Kind.SUM, 20), *lines) == []
    assert messages(line("II", Kind.SUM, 30), *lines) == [
        "Mục II: tổng điểm các tiêu chí con là 20, mục ghi 30."
    ]


def test_a_cap_above_all_bonuses_is_a_fault() -> None:
    assert messages(line("III", Kind.SUM, 20), line("III.1", Kind.BONUS, 8, "III")) == [
        "Mục III: mức trần điểm thưởng ghi 20, phải lớn hơn 0 và không quá tổng các tiêu chí con là 8."
    ]


def test_a_limit_above_all_deductions_is_a_fault_unless_one_has_no_limit() -> None:
    section, limited = line("IV", Kind.SUM, 20), line("IV.1", Kind.DEDUCTION, 8, "IV")
    assert messages(section, limited) == [
        "Mục IV: mức trừ tối đa ghi 20, không được âm và không quá tổng các tiêu chí con là 8."
    ]
    assert messages(section, limited, line("IV.2", Kind.DEDUCTION, 0, "IV")) == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([line("I", Kind.CHECKLIST, 1), line("I", Kind.CHECKLIST, 1)], "Mã tiêu chí I dùng 2 lần."),
        (
            [line("I.1", Kind.CHECKLIST, 1, "I")],
            "Tiêu chí I.1: không có mục cha I trong bảng.",
        ),
        ([line("", Kind.CHECKLIST, 1)], "Tiêu chí “Tiêu chí ” chưa có mã."),
        (
            [line("I", Kind.SUM, 1, "I")],
            "Mục I: các mục cha của mục này quay vòng lại chính nó.",
        ),
    ],
)
def test_lines_that_make_no_tree_are_told_and_cannot_be_scored(
    lines: list[Criterion], message: str
) -> None:
    broken = table(*lines)
    assert message in [fault.message for fault in broken.check()]
    with pytest.raises(ValueError, match=r"Bảng “Bảng chấm điểm \(minh họa\)” chưa dùng để chấm"):
        total(broken, {})


def test_a_circle_of_sections_is_found_without_blaming_what_hangs_on_it() -> None:
    lines = (
        line("A", Kind.SUM, 1, "B"),
        line("B", Kind.SUM, 1, "A"),
        line("C", Kind.SUM, 1, "B"),
        line("C.1", Kind.CHECKLIST, 1, "C"),
    )
    assert [fault.criterion for fault in table(*lines).check()] == ["A", "B"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([line("I", Kind.SUM, 1)], "Mục I: chưa có tiêu chí con."),
        (
            [line("I", Kind.CHECKLIST, 1), line("I.1", Kind.CHECKLIST, 1, "I")],
            "Tiêu chí I có tiêu chí con nên phải là mục cộng điểm.",
        ),
        ([line("I", Kind.RATIO, 0)], "Tiêu chí I: điểm tối đa phải lớn hơn 0."),
        ([line("I", Kind.DEDUCTION, -1)], "Tiêu chí I: điểm tối đa phải lớn hơn 0."),
        (
            [line("I", Kind.RATIO, "9.985")],
            "Tiêu chí I: điểm tối đa 9,985 có nhiều hơn 2 chữ số thập phân.",
        ),
        (
            [line("I", Kind.STEPS, 2)],
            "Tiêu chí I: chấm theo mức nhưng chưa ghi các mức điểm.",
        ),
        (
            [line("I", Kind.STEPS, 2, options=Options(steps=(Decimal("0.5"), Decimal(1))))],
            "Tiêu chí I: mức cao nhất là 1, điểm tối đa ghi 2.",
        ),
        (
            [line("I", Kind.RATIO, 2, options=Options(steps=(Decimal(2),)))],
            "Tiêu chí I: chỉ tiêu chí chấm theo mức mới ghi các mức điểm.",
        ),
        (
            [line("I", Kind.RATIO, 2, options=Options(per_occurrence=Decimal(2)))],
            "Tiêu chí I: chỉ điểm thưởng, điểm trừ và tiêu chí đếm số lần mới ghi điểm mỗi lần.",
        ),
        (
            [line("I", Kind.JUDGEMENT, 2, options=Options(cap_percent=120))],
            "Tiêu chí I: chỉ tiêu chí theo tỷ lệ mới ghi tỷ lệ tối đa, tối thiểu.",
        ),
    ],
)
def test_a_line_that_cannot_be_scored_is_told(lines: list[Criterion], message: str) -> None:
    assert messages(*lines) == [message]


def test_a_section_may_hold_sections_to_any_depth() -> None:
    deep = [line("0", Kind.SUM, 5)]
    deep += [line(str(n), Kind.SUM, 5, str(n - 1)) for n in range(1, 50)]
    deep += [line("leaf", Kind.JUDGEMENT, 5, "49")]
    tower = table(*deep)
    assert tower.check() == ()
    assert total(tower, {"leaf": Decimal(4)}).sections["0"] == Decimal(4)


def test_tables_are_values() -> None:
    again = Table(title=YEAR.title, criteria=YEAR.criteria, places=YEAR.places)
    assert again == YEAR
    assert hash(again) == hash(YEAR)
