import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from few_rules import but_a_few_and_no_layer

from thidua import law
from thidua.law import library
from thidua.law.catalogue import FigureType
from thidua.law.library import shipped
from thidua.law.loader import load

SHIPPED = Path(library.__file__).with_name("rulebooks")
FLAG = "vn-2003/awards/co-thi-dua-chinh-phu.yaml"
LAW = "legislation/law-15-2003.yaml"
PARAMETERS = "vn-2003/parameters.yaml"
SALARY = "base-salary.yaml"


@dataclass(frozen=True)
class Edit:
    """Replace the first `old` of a file; the error is then expected at the line of `at`.

    `seen_in` is the file in which the fault shows, if it is another one.
    """

    file: str
    old: str
    new: str
    at: str
    key: str
    rule: str
    seen_in: str = ""


def edited(root: Path, edit: Edit) -> tuple[Path, str]:
    books = root / "rulebooks"
    shutil.copytree(SHIPPED, books, ignore=but_a_few_and_no_layer)
    text = (books / edit.file).read_text(encoding="utf-8")
    assert edit.old in text
    (books / edit.file).write_text(text.replace(edit.old, edit.new, 1), encoding="utf-8")
    seen_in = edit.seen_in or edit.file
    shown = (books / seen_in).read_text(encoding="utf-8")
    line = shown[: shown.index(edit.at)].count("\n") + 1
    return books, f"{seen_in}, dòng {line}, “{edit.key}”: {edit.rule}"


WHOLE = [
    kind.name for kind in shipped().catalogue.figures.values() if kind.type is FigureType.WHOLE
]
NO_WORD_ON_BONUS = (
    "mỗi loại đối tượng phải có mức thưởng; nếu không thì ghi một trong: none (quy định là không có), "
    "unknown (chưa ai đọc quy định)."
)
REFUSALS = {
    "an unknown key": Edit(
        FLAG, "decided_by:", "color: đỏ\ndecided_by:", "color", "color",
        "khóa lạ “color”; chỉ dùng: aliases, award, bases, bonus, consultation, decided_by, "
        "dossier, kind, legal_basis, level, name_en, note, public_notice, quota, receipt, sets, "
        "special, standards, subjects, vote.",
    ),
    "a missing key": Edit(
        FLAG, "decided_by: Thủ tướng Chính phủ\n", "", "award:", "", "thiếu khóa “decided_by”."
    ),
    "a key written twice": Edit(
        FLAG, "kind: emulation_title", "kind: emulation_title\nkind: commendation",
        "kind: commendation", "kind", "khóa “kind” ghi hai lần.",
    ),
    "an unknown provision": Edit(
        FLAG, "d25:k1\n", "d25:k9\n", "d25:k9", "standards[1].provision",
        "không có điều khoản “vn:law:15-2003-qh11:d25:k9” trong các văn bản đã nạp.",
    ),
    "a provision not in force throughout the rulebook": Edit(
        LAW, "  d25:k3:\n", '  d25:k3:\n    to: "2020-12-31"\n', "d25:k3\n",
        "standards[4].provision",
        "điều khoản “vn:law:15-2003-qh11:d25:k3” chỉ có hiệu lực từ 2004-07-01 đến 2020-12-31, "
        "không trùm hết thời gian áp dụng từ 2017-10-01 đến 2023-12-31.",
        seen_in=FLAG,
    ),
    "a provision that outlives its instrument": Edit(
        LAW, "  d25:k1:\n", '  d25:k1:\n    to: "2024-01-01"\n', "  d25:k1:\n",
        "provisions.d25:k1",
        "hiệu lực từ 2004-07-01 đến 2024-01-01 vượt ra ngoài hiệu lực của văn bản "
        "(từ 2004-07-01 đến 2023-12-31).",
    ),
    "a provision marked seen without its source": Edit(
        LAW, "  d26:\n    status: unverified", "  d26:\n    status: seen", "  d26:\n",
        "provisions.d26", "đã ghi “seen” thì phải có “source”.",
    ),
    "a place that is no article, clause or point": Edit(
        LAW, "  d72:", "  dieu-72:", "  dieu-72:", "provisions.dieu-72",
        "ghi vị trí dạng d27:k1:c (Điều, khoản, điểm) hoặc thêm khóa “place”.",
    ),
    "dates that overlap": Edit(
        PARAMETERS,
        '      to: "2023-12-31"\n      value: 1\n',
        '      to: "2023-12-31"\n      value: 1\n'
        "      provision: vn:law:15-2003-qh11:d25:k1\n"
        '    - from: "2020-01-01"\n      value: 2\n      to: "2023-12-31"\n',
        'from: "2020-01-01"', "chi-tieu-vuot-toi-thieu.values[2]",
        "thời gian từ 2020-01-01 đến 2023-12-31 chồng lên hoặc đứng trước "
        "từ 2017-10-01 đến 2023-12-31.",
    ),
    "dates that run backwards": Edit(
        SALARY, 'to: "2018-06-30"', 'to: "2017-06-30"', 'from: "2017-07-01"',
        "luong-co-so.values[1]", "ngày “to” đứng trước ngày “from”.",
    ),
    "a date without quotes": Edit(
        PARAMETERS, 'from: "2017-10-01"', "from: 2017-10-01", "from: 2017-10-01",
        "chi-tieu-vuot-toi-thieu.values[1].from", "ngày phải đặt trong dấu ngoặc kép.",
    ),
    "a date that is no day": Edit(
        PARAMETERS, 'from: "2017-10-01"', 'from: "01/10/2017"', 'from: "01/10/2017"',
        "chi-tieu-vuot-toi-thieu.values[1].from", 'phải là ngày dạng "2017-10-01".',
    ),
    "a decimal without quotes": Edit(
        FLAG, 'multiple: "12.0"', "multiple: 12.0", "multiple: 12.0", "bonus.unit.multiple",
        "không nhận giá trị “12.0”; số thập phân và chữ phải đặt trong dấu ngoặc kép.",
    ),
    "a yes that is not written true": Edit(
        FLAG, "subjects: [unit]", "subjects: [yes]", "subjects: [yes]", "subjects[1]",
        "không nhận giá trị “yes”; số thập phân và chữ phải đặt trong dấu ngoặc kép.",
    ),
    "a subject without a bonus and without a word on it": Edit(
        FLAG, 'bonus:\n  unit: {multiple: "12.0", provision: "vn:decree:91-2017-nd-cp:d69"}',
        "bonus: {}", "bonus: {}", "bonus", NO_WORD_ON_BONUS,
    ),
    "a bonus that is both known and unknown": Edit(
        FLAG, "bonus:\n", "bonus:\n  unknown: true\n", "bonus:", "bonus", NO_WORD_ON_BONUS
    ),
    "awards of a year by names and by levels at once": Edit(
        "vn-2003/rulebook.yaml", "    levels: [state]", "    levels: [state]\n    awards: [giay-khen]",
        "  - id: mot-lan-cap-nha-nuoc", "one_a_year[2]", "phải có đúng một trong: awards, levels.",
    ),
    "days that count as work by a flag": Edit(
        "vn-2003/rulebook.yaml", "days: days_off_treatment", "days: treatment_concluded",
        "days: treatment_concluded", "counts_as_worked[2].days",
        f"chỉ nhận một trong: {', '.join(WHOLE)}.",
    ),
    "an unknown finding": Edit(
        FLAG, "finding: xuat-sac-toan-quoc", "finding: xuat-sac", "finding: xuat-sac}",
        "standards[2].check.finding", f"chỉ nhận một trong: {', '.join(law.FINDINGS)}.",
    ),
    "two conditions in one": Edit(
        FLAG, "{finding: xuat-sac-toan-quoc}", "{finding: xuat-sac-toan-quoc, registered: any}",
        "{finding: xuat-sac-toan-quoc,", "standards[2].check", "phải có đúng một khóa.",
    ),
    "a standard with a check and routes": Edit(
        FLAG, "    any:\n", "    check: {registered: any}\n    any:\n", "  - id: ctdcp-4\n",
        "standards[5]", "phải có đúng một trong: check, any, all, meets.",
    ),
    "an award that must meet itself": Edit(
        FLAG, "meets: co-thi-dua-bo-tinh", "meets: co-thi-dua-chinh-phu", "award:", "",
        "các “meets” dẫn vòng về chính danh hiệu này.",
    ),
    "an award that must meet one for other subjects": Edit(
        FLAG, "meets: co-thi-dua-bo-tinh", "meets: cstd-co-so", "award:", "",
        "“meets: cstd-co-so” không có tệp, hoặc không dành cho đối tượng này.",
    ),
    "a standard id used twice": Edit(
        FLAG, "id: ctdcp-1b", "id: ctdcp-1a", "award:", "", "tiêu chuẩn “ctdcp-1a” ghi 2 lần.",
    ),
    "a parameter without a value on some day": Edit(
        PARAMETERS, 'to: "2023-12-31"', 'to: "2022-12-31"', "exceeded_at_least",
        "standards[1].check.targets.exceeded_at_least",
        "tham số “chi-tieu-vuot-toi-thieu” không có giá trị cho mọi ngày "
        "từ 2017-10-01 đến 2023-12-31.",
        seen_in="vn-2003/awards/co-thi-dua-bo-tinh.yaml",
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", REFUSALS.values(), ids=REFUSALS.keys())
def test_the_loader_refuses(edit: Edit, tmp_path: Path) -> None:
    root, message = edited(tmp_path, edit)
    with pytest.raises(law.BrokenRulebook) as refusal:
        load(root)
    assert str(refusal.value) == message


def copied(root: Path, folder: str) -> Path:
    """A second rulebook beside the first, without awards."""
    shutil.copytree(SHIPPED, root / "rulebooks", ignore=but_a_few_and_no_layer)
    (root / "rulebooks" / folder).mkdir()
    shutil.copy(SHIPPED / PARAMETERS, root / "rulebooks" / folder / "parameters.yaml")
    return root / "rulebooks"


def test_two_rulebooks_for_one_day_are_refused(tmp_path: Path) -> None:
    root = copied(tmp_path, "vn-2004")
    text = 'id: vn-2004\ntitle: Mẫu\nfrom: "2023-12-31"\nto: "2024-06-30"\n'
    (root / "vn-2004" / "rulebook.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(law.BrokenRulebook) as refusal:
        load(root)
    assert str(refusal.value) == (
        "vn-2003/rulebook.yaml, dòng 1, “”: bộ quy định “vn-2003” trùng thời gian với “vn-2004”."
    )


def test_a_rulebook_that_ends_the_day_before_is_loaded(tmp_path: Path) -> None:
    root = copied(tmp_path, "vn-2004")
    text = 'id: vn-2002\ntitle: Mẫu\nfrom: "2017-07-01"\nto: "2017-09-30"\n'
    (root / "vn-2004" / "rulebook.yaml").write_text(text, encoding="utf-8")
    assert [book.id for book in load(root).rulebooks][:2] == ["vn-2002", "vn-2003"]


def test_a_file_that_is_no_yaml_is_refused_by_name(tmp_path: Path) -> None:
    root = copied(tmp_path, "spare")
    (root / SALARY).write_text("luong: [", encoding="utf-8")
    with pytest.raises(
        law.BrokenRulebook, match=r"^base-salary\.yaml: tệp không đúng cú pháp YAML"
    ):
        load(root)


def test_an_empty_file_is_refused_by_name(tmp_path: Path) -> None:
    root = copied(tmp_path, "spare")
    (root / SALARY).write_text("# trống\n", encoding="utf-8")
    with pytest.raises(law.BrokenRulebook) as refusal:
        load(root)
    assert str(refusal.value) == "base-salary.yaml: tệp không có nội dung."
