"""What the papers of the year say, as far as it needs no database; playing a year files them all."""

from datetime import date
from decimal import Decimal

import pytest

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Criterion, Mark, Standing
from thidua.apps.assessments.queries import SheetRow
from thidua.apps.awards.models import Decision
from thidua.apps.awards.queries import award_name
from thidua.apps.campaigns.enums import Figure
from thidua.apps.campaigns.models import Assignment, Progress, Target
from thidua.apps.filing.queries import check_code
from thidua.apps.journal.base import Refused
from thidua.apps.units.models import Authority, Bloc, BlocYear, Unit
from thidua.papers import Heading, Number
from thidua.year.papers.bases import commendation_bases
from thidua.year.papers.checking import verification
from thidua.year.papers.citations import legal_ground
from thidua.year.papers.common import (
    bloc_heading,
    council_name,
    marked,
    notice,
    post_of,
    share,
    signer_name,
)
from thidua.year.papers.decision import body_of, capacity_of, is_central, number_of, place_of
from thidua.year.papers.ranking import place_text
from thidua.year.papers.results import figure_label, reached_share
from thidua.year.papers.score_book import told_reasons

PROVINCE = Authority(code="nam-dinh", name="Ủy ban nhân dân tỉnh Nam Định", place="Nam Định")
BLOC = Bloc(code="tong-hop", name="Khối thi đua các sở, ngành tổng hợp tỉnh Nam Định")
YEAR = BlocYear(authority=PROVINCE, bloc=BLOC, year=2021)


def decision(number: str, issuer: str) -> Decision:
    return Decision(authority=PROVINCE, bloc_year=YEAR, number=number, issuer=issuer)


def test_a_bloc_writes_under_the_authority_with_its_name_in_lines() -> None:
    assert bloc_heading(YEAR) == Heading(
        "UBND TỈNH NAM ĐỊNH", "KHỐI THI ĐUA\nCÁC SỞ, NGÀNH TỔNG HỢP\nTỈNH NAM ĐỊNH"
    )


def test_the_council_is_named_after_the_province() -> None:
    assert council_name(PROVINCE) == "Hội đồng Thi đua - Khen thưởng tỉnh Nam Định"


@pytest.mark.parametrize(
    ("post", "unit", "printed"),
    [
        ("Giám đốc", "Sở Nội vụ", "GIÁM ĐỐC SỞ NỘI VỤ"),
        ("Trưởng ban", "Ban Dân tộc tỉnh", "TRƯỞNG BAN DÂN TỘC TỈNH"),
        ("Chánh Thanh tra", "Thanh tra tỉnh", "CHÁNH THANH TRA TỈNH"),
    ],
)
def test_the_post_of_a_head_names_the_unit_once(post: str, unit: str, printed: str) -> None:
    assert post_of(Unit(head_post=post, name=unit)) == printed


def test_a_signature_has_no_title_before_the_name() -> None:
    assert signer_name("Ông Nguyễn Văn A (minh họa)") == "Nguyễn Văn A (minh họa)"
    assert signer_name("Bà Trần Thị B (minh họa)") == "Trần Thị B (minh họa)"
    assert signer_name("Bành Văn C (minh họa)") == "Bành Văn C (minh họa)"


def test_anything_illustrative_on_a_paper_puts_the_notice_on_it() -> None:
    assert notice("published", "recorded") == ""
    assert notice("published", "illustrative").startswith("Số liệu minh họa")


def test_a_paper_of_a_practice_year_has_the_blocs_own_name_and_says_so_at_its_foot() -> None:
    practised = BlocYear(
        authority=PROVINCE, bloc=Bloc(name=BLOC.name, practice="Luyện tập: hội nghị"), year=2021
    )
    assert bloc_heading(practised) == bloc_heading(YEAR)
    assert marked("Số liệu minh họa.", practised) == (
        "Bản luyện tập, không có giá trị sử dụng. Số liệu minh họa."
    )
    assert (marked("", YEAR), marked("Số liệu minh họa.", YEAR)) == ("", "Số liệu minh họa.")


def test_a_share_of_nothing_is_a_dash() -> None:
    assert share(8, 9) == "88,89%"
    assert share(0, 0) == "–"


def test_the_code_of_a_paper_is_the_same_for_ever() -> None:
    assert check_code(YEAR, "to-trinh-2021", 1, "TTr-KTĐ") == "JMMM-FRXT-QNOF"


def test_papers_of_other_names_numbers_or_years_have_other_codes() -> None:
    next_year = BlocYear(authority=PROVINCE, bloc=BLOC, year=2022)
    codes = {
        check_code(YEAR, "to-trinh-2021", 1, "TTr-KTĐ"),
        check_code(YEAR, "to-trinh-2021", 2, "TTr-KTĐ"),
        check_code(YEAR, "bao-cao-2021", 1, "TTr-KTĐ"),
        check_code(next_year, "to-trinh-2021", 1, "TTr-KTĐ"),
    }
    assert len(codes) == 4


def test_the_foot_prints_the_address_without_its_scheme() -> None:
    check = verification(YEAR, "to-trinh-2021", Number(1, "TTr-KTĐ"), address="https://a.vn/kt/")
    assert check.url == "https://a.vn/kt/JMMM-FRXT-QNOF/"
    assert check.text == "Kiểm tra văn bản: a.vn/kt/JMMM-FRXT-QNOF"


def test_papers_of_the_old_regime_cite_its_law_by_dates_and_its_decree_in_full() -> None:
    law, decree = commendation_bases(date(2022, 1, 5))
    assert law.startswith("Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003;")
    assert "Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ" in decree


def test_from_2024_the_new_law_is_cited() -> None:
    law, decree = commendation_bases(date(2024, 1, 1))
    assert law.endswith("ngày 15 tháng 6 năm 2022")
    assert "98/2023/NĐ-CP" in decree


def test_from_july_2025_the_decree_of_decentralisation_is_cited() -> None:
    assert "152/2025/NĐ-CP" in commendation_bases(date(2025, 7, 1))[1]


def test_a_day_whose_law_is_not_recorded_is_refused() -> None:
    for day in (date(2017, 9, 30), date(2026, 10, 1)):
        with pytest.raises(Refused, match="Chưa có căn cứ pháp lý"):
            commendation_bases(day)


def citation(text: str, *, verified: bool = True) -> dict[str, object]:
    return {"citation": {"text": text, "verified": verified}}


def test_clauses_of_one_article_are_cited_together_and_once() -> None:
    standards = [
        citation("khoản 1 Điều 25 Luật X"),
        citation("khoản 1 Điều 25 Luật X"),
        citation("khoản 2 Điều 25 Luật X", verified=False),
        citation("Điều 11 Nghị định Y"),
    ]
    assert legal_ground(standards) == (
        "khoản 1, khoản 2 (chưa kiểm chứng) Điều 25 Luật X; Điều 11 Nghị định Y"
    )


def test_a_provision_that_is_not_verified_keeps_its_mark() -> None:
    assert legal_ground([citation("Điều 12 Nghị định Y", verified=False)]) == (
        "Điều 12 Nghị định Y (chưa kiểm chứng)"
    )


def test_awards_of_a_province_are_named_after_it() -> None:
    day = date(2021, 12, 17)
    assert award_name("co-thi-dua-bo-tinh", day, PROVINCE) == (
        "Cờ thi đua của Ủy ban nhân dân tỉnh Nam Định"
    )
    assert award_name("co-thi-dua-chinh-phu", day, PROVINCE) == "Cờ thi đua của Chính phủ"


def test_a_chairmans_decision_comes_from_the_committee_at_its_seat() -> None:
    chairman = decision("5/QĐ-UBND", "Chủ tịch Ủy ban nhân dân tỉnh Nam Định")
    assert body_of(chairman) == "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH"
    assert place_of(chairman) == "Nam Định"
    assert number_of(chairman) == Number(5, "QĐ-UBND")


def test_a_decision_of_the_prime_minister_is_dated_in_the_capital() -> None:
    minister = decision("45/QĐ-TTg", "Thủ tướng Chính phủ")
    assert is_central(minister)
    assert place_of(minister) == "Hà Nội"


@pytest.mark.parametrize(
    ("issuer", "post", "lines"),
    [
        ("Chủ tịch Ủy ban nhân dân tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh", ("CHỦ TỊCH",)),
        ("Ủy ban nhân dân tỉnh", "Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Chủ tịch Ủy ban nhân dân tỉnh", "Phó Chủ tịch", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ", ("THỦ TƯỚNG",)),
        ("Bộ Nội vụ", "Bộ trưởng", ("BỘ TRƯỞNG",)),
    ],
)
def test_a_deputy_signs_for_the_head_and_anyone_for_a_committee(
    issuer: str, post: str, lines: tuple[str, ...]
) -> None:
    signed = decision("5/QĐ", issuer)
    signed.signer_post = post
    assert capacity_of(signed) == lines


def test_a_number_of_another_shape_is_refused_with_an_example() -> None:
    with pytest.raises(Refused, match="112/QĐ-UBND"):
        number_of(decision("QĐ 45", "Thủ tướng Chính phủ"))


@pytest.mark.parametrize(
    ("planned", "reached", "told"),
    [("95", "97", "102,11%"), ("98.5", "98", "99,49%"), ("2", "3", "150%"), ("0", "3", "–")],
)
def test_a_figure_is_told_as_a_share_of_its_plan(planned: str, reached: str, told: str) -> None:
    plan = Assignment(planned=Decimal(planned), target=Target())
    assert reached_share(plan, Progress(value=Decimal(reached))) == told


def test_a_figure_that_is_missing_has_no_share() -> None:
    assert reached_share(Assignment(planned=Decimal(1)), None) == "–"


def test_an_estimate_is_called_one() -> None:
    final, estimate = Progress(figure=Figure.FINAL), Progress(figure=Figure.ESTIMATE)
    assert figure_label([final, None, final]) == "Thực hiện"
    assert figure_label([final, estimate]) == "Ước thực hiện"


def test_reasons_in_a_cell_are_parted_by_one_mark() -> None:
    row = SheetRow(
        criterion=Criterion(), engine=scoring.Criterion("", "", scoring.Kind.RATIO, Decimal(1)),
        depth=1, is_leaf=True, computed=True, sums={},
        beyond_margin=False, evidence=(),
        marks={
            Stage.SELF: Mark(explanation="Đạt 102,11% kế hoạch.", reason=""),
            Stage.APPRAISED: Mark(reason="Thiếu một minh chứng."),
        },
    )  # fmt: skip
    assert told_reasons(row) == "Đạt 102,11% kế hoạch; Thẩm định: Thiếu một minh chứng"


def test_a_shared_place_says_so() -> None:
    assert place_text(Standing(place=1, shared=False)) == "1"
    assert "đồng\N{NO-BREAK SPACE}hạng" in place_text(Standing(place=2, shared=True))
