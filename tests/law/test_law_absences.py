"""Absences that count as work: what the law of a day counts, and how local limits make use of it."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from case_book import full
from few_rules import AWARDS
from law_cases import with_figures

from thidua import law
from thidua.law import library
from thidua.law.judge import Confirmed
from thidua.law.loader import Library, load

SHIPPED = Path(library.__file__).with_name("rulebooks")
FIRST, SECOND = date(2024, 6, 1), date(2025, 9, 1)
STUDY = ("vn:circular:01-2024-tt-bnv:thoi-gian-nghi-hoc-tap", "bản chụp công báo")
LAYER = """layer: tinh-mau
title: Quy định của tỉnh mẫu (minh họa)
authority: Tỉnh mẫu (minh họa)
level: authority
from: "2024-02-24"

standards:
  lao-dong-tien-tien:
    - id: dia-phuong-ngay-nghi
      text: Không nghỉ từ 40 ngày làm việc trở lên.
      provision: vn:law:06-2022-qh15:d24:k4
      check: {days_off: {under: 40}}
"""


def but_the_titles(folder: str, names: list[str]) -> set[str]:
    if Path(folder).name == "awards":
        return {name for name in names if name.removesuffix(".yaml") not in AWARDS}
    return {name for name in names if name == "nam-dinh"}


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The shipped law with a province that does not consider who was off for 40 days."""
    root = tmp_path_factory.mktemp("law") / "rulebooks"
    shutil.copytree(SHIPPED, root, ignore=but_the_titles)
    (root / "local" / "tinh-mau").mkdir(parents=True)
    (root / "local" / "tinh-mau" / "layer.yaml").write_text(LAYER, encoding="utf-8")
    return load(root)


def judged(
    local: Library, on: date, figures: Mapping[str, int | bool | None], confirmed: Confirmed
) -> law.Standing:
    books = {book.id: book for book in local.rulebooks if on in book}
    (id_,) = books
    kind = law.SubjectKind.PERSON
    book = local.layered[id_, "tinh-mau"]
    program = library.program("lao-dong-tien-tien", kind, on, book=book, confirmed=confirmed)
    verdict = library.judged(program, with_figures(full(kind, on.year - 1), **figures))
    (found,) = (s for s in verdict.standards if s.id == "dia-phuong-ngay-nghi")
    return found


@pytest.mark.parametrize("on", [FIRST, SECOND], ids=str)
@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"days_off": 39}, "met"),
        ({"days_off": 130, "days_off_maternity": 126}, "met"),
        ({"days_off": 166, "days_off_maternity": 126}, "unknown"),
        ({"days_off": 60, "days_off_treatment": 50}, "met"),
        ({"days_off": 60, "days_off_treatment": 50, "treatment_concluded": False}, "unknown"),
        ({"days_off": 60, "days_off_short_study": 50}, "met"),
        ({"days_off": 60, "days_off_short_study": 50, "short_study_done_well": False}, "unknown"),
        ({"days_off": 240, "days_off_long_study": 240}, "met"),
        ({"days_off": 240, "days_off_long_study": 240, "long_study_fair": False}, "unknown"),
        ({"days_off": 130, "days_off_maternity": None}, "unknown"),
    ],
)
def test_a_local_limit_on_days_off_leaves_out_what_the_law_counts_as_work(
    local: Library, on: date, figures: dict[str, int | bool | None], expected: str
) -> None:
    standing = judged(local, on, figures, frozenset())
    assert standing.outcome.value == expected


def test_a_limit_refuses_only_once_every_rule_on_what_counts_as_work_was_read(
    local: Library,
) -> None:
    figures: dict[str, int | bool | None] = {"days_off": 60}
    assert judged(local, FIRST, figures, frozenset()).outcome is law.Outcome.UNKNOWN
    confirmed = frozenset({STUDY, ("vn:law:06-2022-qh15:d24:k4", "bản chụp công báo")})
    assert judged(local, FIRST, figures, confirmed).outcome is law.Outcome.NOT_MET


def test_the_verdict_tells_what_was_counted_and_by_which_provision(local: Library) -> None:
    told = judged(local, FIRST, {"days_off": 130, "days_off_maternity": 126}, frozenset()).facts
    assert told[1].startswith("Nghỉ thai sản và các chế độ nghỉ tương tự theo quy định: 126 ngày, ")
    assert "Thông tư số 01/2024/TT-BNV" in told[1]
    assert told[2].endswith("còn 4 ngày (mức quy định: dưới 40).")


def test_only_what_is_missing_and_matters_is_asked_for(local: Library) -> None:
    absent = {"days_off_maternity": None, "days_off_treatment": None, "treatment_concluded": None}
    few = judged(local, FIRST, {"days_off": 5, **absent}, frozenset())
    many = judged(local, FIRST, {"days_off": 90, **absent}, frozenset())
    assert few.missing == ()
    assert ["thai sản" in line for line in many.missing] == [False, False, True]


def test_the_rules_on_what_counts_as_work_are_among_the_provisions_in_use() -> None:
    used = {use.citation.provision for use in law.provisions_in_use()}
    assert {"vn:decree:91-2017-nd-cp:d10:thai-san", "vn:decree:91-2017-nd-cp:d10:k4"} <= used
