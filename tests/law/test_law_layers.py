"""Local layers may tighten the law or fill what it leaves open, never loosen it."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from few_rules import but_a_few
from law_cases import DAY, full

from thidua import law
from thidua.law import library
from thidua.law.loader import Library, load

SHIPPED = Path(library.__file__).with_name("rulebooks")
LAYER = "local/nam-dinh/layer.yaml"
UNSET = "value: chua-quy-dinh"
VOTE = 'co-thi-dua-bo-tinh: {provision: "vn:nam-dinh:05-2019-qd-ubnd:ty-le-phieu"}'


def edited(root: Path, file: str, old: str, new: str) -> Path:
    books = root / "rulebooks"
    if not books.exists():
        shutil.copytree(SHIPPED, books, ignore=but_a_few)
    text = (books / file).read_text(encoding="utf-8")
    assert old in text
    (books / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return books


def loaded(root: Path, old: str, new: str) -> Library:
    return load(edited(root, LAYER, old, new))


def quota(library_: Library, day: date) -> int | None:
    parameter = library_.layered["vn-2003", "nam-dinh"].parameters["ty-le-cstd-co-so"]
    value = parameter.on(day)
    assert value is not None
    return value.value


def test_a_stricter_share_takes_the_place_of_the_national_one(tmp_path: Path) -> None:
    assert quota(loaded(tmp_path, UNSET, "value: 10"), DAY) == 10


def test_before_and_after_its_days_the_national_share_stands(tmp_path: Path) -> None:
    library_ = loaded(tmp_path, UNSET, "value: 10")
    assert quota(library_, date(2019, 3, 14)) == 15
    assert quota(library_, date(2019, 3, 15)) == 10


def test_a_looser_share_is_refused_with_both_citations(tmp_path: Path) -> None:
    with pytest.raises(law.BrokenRulebook) as refusal:
        loaded(tmp_path, UNSET, "value: 20")
    told = str(refusal.value)
    assert told.startswith(f"{LAYER}, dòng ")
    assert "mức 20 (quy định về tỷ lệ Chiến sĩ thi đua cơ sở của Quyết định số 05/2019" in told
    assert "nới lỏng mức 15 (khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP)" in told


def test_a_figure_that_is_not_the_province_s_to_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(law.BrokenRulebook, match="không phải là mức địa phương được quy định"):
        loaded(tmp_path, "  ty-le-cstd-co-so:\n", "  so-nam-bang-khen-bo-tinh:\n")


def test_a_figure_no_regime_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(law.BrokenRulebook, match="không bộ quy định nào có tham số “ty-le-la”"):
        loaded(tmp_path, "  ty-le-cstd-co-so:\n", "  ty-le-la:\n")


def test_a_share_of_votes_the_law_leaves_open_may_be_filled(tmp_path: Path) -> None:
    filled = loaded(tmp_path, VOTE, VOTE.replace("{", "{percent: 80, "))
    flag = filled.layered["vn-2003", "nam-dinh"].awards["co-thi-dua-bo-tinh"]
    assert (flag.vote.percent, flag.vote.citation.verified) == (80, False)


def test_a_lower_share_of_votes_than_the_national_one_is_refused(tmp_path: Path) -> None:
    edited(
        tmp_path,
        "vn-2003/awards/co-thi-dua-bo-tinh.yaml",
        "  base: all_members\n",
        "  base: all_members\n  percent: 90\n",
    )
    with pytest.raises(law.BrokenRulebook, match=r"mức 80% .* nới lỏng mức 90%"):
        loaded(tmp_path, VOTE, VOTE.replace("{", "{percent: 80, "))


STANDARD = """
standards:
  cstd-co-so:
    - id: nd-cstdcs-1
      text: Đơn vị nhận xét đoàn kết, gương mẫu.
      provision: vn:nam-dinh:05-2019-qd-ubnd:ty-le-cstd-co-so
      check: {finding: doan-ket-guong-mau}
"""


def test_an_added_standard_stands_after_the_national_ones(tmp_path: Path) -> None:
    library_ = loaded(tmp_path, "\nvotes:", f"{STANDARD}\nvotes:")
    added = library_.layered["vn-2003", "nam-dinh"].awards["cstd-co-so"].standards[-1]
    assert (added.id, added.span.first) == ("nd-cstdcs-1", date(2019, 3, 15))
    plain = next(book for book in library_.rulebooks if book.id == "vn-2003")
    assert plain.awards["cstd-co-so"].standards[-1].id != "nd-cstdcs-1"


def test_the_shipped_layer_names_what_the_province_may_set_and_knows_none_of_it() -> None:
    layer = library.shipped().layers["nam-dinh"]
    assert layer.unset() == ("ty-le-cstd-co-so",)
    assert {vote.percent for vote in layer.votes.values()} == {None}
    with_layer = law.explain(full(), "co-thi-dua-bo-tinh", on=DAY, layer="nam-dinh")
    national = law.explain(full(), "co-thi-dua-bo-tinh", on=DAY).to_json()
    assert with_layer.to_json() == {
        **national,
        "layer": "nam-dinh",
        "local": ["Quy định của tỉnh Nam Định"],
    }


def test_an_unknown_layer_is_named() -> None:
    with pytest.raises(law.NoRulebook, match="Không có quy định địa phương “ha-nam”"):
        law.rulebook_on(DAY, "ha-nam")


def test_outside_the_days_of_a_layer_the_law_stands_alone() -> None:
    before = date(2018, 1, 1)
    assert law.rulebook_on(before, "nam-dinh") is law.rulebook_on(before)
