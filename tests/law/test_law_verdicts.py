from dataclasses import replace
from datetime import date

import pytest
from law_cases import DAY, empty, finding, full, standing_of, walk, with_figures, with_findings

from thidua import law


def told(dossier: law.Dossier, award: str, id_: str) -> law.Standing:
    return standing_of(law.explain(dossier, award, on=DAY), id_)


def test_facts_are_sentences_with_number_and_date_of_the_paper() -> None:
    unit, person = full(), full(law.SubjectKind.PERSON)
    assert told(unit, "co-thi-dua-chinh-phu", "ctdcp-1a").facts == (
        "6/6 chỉ tiêu đạt kế hoạch, 5 chỉ tiêu vượt (theo hồ sơ năm 2021).",
    )
    assert told(unit, "co-thi-dua-chinh-phu", "ctdcp-4a-dan-dau").facts == (
        "Xếp thứ 1/9 trong bảng xếp hạng của Khối thi đua số 1 năm 2021.",
    )
    assert told(unit, "co-thi-dua-chinh-phu", "ctdcp-1b").facts == (
        (
            "Hội đồng (minh họa) nhận định ngày 05/01/2022 (Biên bản số 01/BB-HĐ): "
            "là tập thể tiêu biểu xuất sắc trong toàn quốc."
        ),
    )
    assert told(unit, "co-thi-dua-chinh-phu", "ctdcp-dang-ky").facts == (
        (
            "Đã đăng ký “Cờ thi đua cấp bộ, ban, ngành, tỉnh, đoàn thể trung ương” "
            "ngày 05/03/2021 (12/ĐK-SKH)."
        ),
    )
    assert told(unit, "tap-the-lao-dong-xuat-sac", "ttldxs-3").facts == (
        (
            "20/20 cá nhân hoàn thành nhiệm vụ được giao, bằng 100% (mức quy định: ít nhất 100%) "
            "(theo hồ sơ năm 2021)."
        ),
        (
            "18/20 cá nhân đạt danh hiệu “Lao động tiên tiến”, bằng 90% (mức quy định: ít nhất 70%) "
            "(theo hồ sơ năm 2021)."
        ),
    )
    assert told(unit, "tap-the-lao-dong-tien-tien", "ttldtt-1").facts == (
        "Năm 2021: hoàn thành xuất sắc nhiệm vụ (Quyết định số 15/QĐ-SNV ngày 05/01/2022).",
    )
    assert told(person, "cstd-co-so", "cstdcs-2-sang-kien").facts == (
        "Năm 2021: có 1 sáng kiến được công nhận (cấp cơ sở trở lên), yêu cầu 1.",
        "Sáng kiến “Rút ngắn hồ sơ” năm 2021 (Quyết định số 8/QĐ-SKH ngày 02/11/2021).",
    )


def test_a_missing_finding_names_the_paper_and_who_makes_it() -> None:
    dossier = with_findings(full(), {"xuat-sac-toan-quoc": None})
    standing = told(dossier, "co-thi-dua-chinh-phu", "ctdcp-1b")
    assert standing.missing == (
        (
            "Chưa có nhận định “là tập thể tiêu biểu xuất sắc trong toàn quốc”; cần: "
            "Biên bản họp và kết quả bỏ phiếu kín của Hội đồng Thi đua - Khen thưởng tỉnh."
        ),
    )
    assert standing.settled_by == "Hội đồng Thi đua - Khen thưởng tỉnh"


def test_what_is_missing_below_a_group_is_told_at_the_group() -> None:
    standing = told(empty(), "co-thi-dua-chinh-phu", "ctdcp-4")
    below = [text for part in walk(standing.routes) for text in part.missing]
    assert sorted(standing.missing) == sorted(set(below))


def test_the_latest_finding_counts() -> None:
    later = replace(finding("xuat-sac-toan-quoc", holds=False), found_on=date(2022, 2, 1))
    dossier = full()
    for order in ((later, *dossier.findings), (*dossier.findings, later)):
        standing = told(replace(dossier, findings=order), "co-thi-dua-chinh-phu", "ctdcp-1b")
        assert standing.outcome is law.Outcome.NOT_MET


def test_a_failure_on_an_unverified_provision_is_spared_and_says_so() -> None:
    standing = told(with_figures(full(), new_models=0), "co-thi-dua-bo-tinh", "ctdct-2")
    assert standing.outcome is law.Outcome.UNKNOWN
    assert standing.unverified
    assert standing.note == (
        "Theo lời văn đang dùng thì chưa đạt; điều khoản này chưa kiểm chứng nên không lấy làm "
        "căn cứ loại."
    )
    assert standing.missing == (
        (
            "Cần đối chiếu văn bản gốc: khoản 2 Điều 26 Luật Thi đua, khen thưởng năm 2003 "
            "(sửa đổi, bổ sung năm 2013)."
        ),
    )


def test_a_verdict_that_rests_on_unverified_law_says_so_in_its_sentence() -> None:
    verdict = law.explain(full(), "co-thi-dua-bo-tinh", on=DAY)
    assert (verdict.outcome, verdict.unverified) == (law.Outcome.MET, True)
    assert verdict.sentence == (
        "Sở Kế hoạch (minh họa) đủ tiêu chuẩn “Cờ thi đua cấp bộ, ban, ngành, tỉnh, đoàn thể trung "
        "ương” năm 2021; kết luận có dựa trên điều khoản chưa kiểm chứng."
    )


def test_a_verdict_on_law_that_was_read_carries_no_mark() -> None:
    verdict = law.explain(full(), "tap-the-lao-dong-xuat-sac", on=DAY)
    assert verdict.unverified is False
    assert verdict.sentence == (
        "Sở Kế hoạch (minh họa) đủ tiêu chuẩn “Tập thể lao động xuất sắc” năm 2021."
    )


def test_a_refusal_names_its_provision_and_never_rests_on_unverified_law() -> None:
    verdict = law.explain(with_figures(full(), targets_met=5), "co-thi-dua-chinh-phu", on=DAY)
    assert verdict.unverified is False
    assert verdict.sentence == (
        "Sở Kế hoạch (minh họa) không đủ tiêu chuẩn “Cờ thi đua của Chính phủ” năm 2021 "
        "(khoản 1 Điều 25 Luật Thi đua, khen thưởng năm 2003 (sửa đổi, bổ sung năm 2013))."
    )


def test_an_open_verdict_counts_what_is_left() -> None:
    verdict = law.explain(with_figures(full(), headcount=None), "tap-the-lao-dong-xuat-sac", on=DAY)
    assert verdict.sentence == (
        "Sở Kế hoạch (minh họa) chưa đủ căn cứ để kết luận về tiêu chuẩn “Tập thể lao động xuất sắc” "
        "năm 2021: còn 2/7 tiêu chuẩn chưa đủ căn cứ."
    )


def test_one_verified_route_is_enough_for_an_unmarked_group() -> None:
    standing = told(full(), "co-thi-dua-chinh-phu", "ctdcp-4")
    assert [route.unverified for route in standing.routes] == [True, False, False]
    assert standing.unverified is False
    only_a = with_findings(
        full(), {"dan-dau-cum-trung-uong": False, "tieu-bieu-phong-trao-chuyen-de": None}
    )
    assert told(only_a, "co-thi-dua-chinh-phu", "ctdcp-4").unverified is True


def test_citations_are_distinct_in_order_and_marked_when_unverified() -> None:
    verdict = law.explain(full(), "co-thi-dua-bo-tinh", on=DAY)
    basis = "Luật Thi đua, khen thưởng năm 2003 (sửa đổi, bổ sung năm 2013)"
    assert law.citations(verdict) == (
        f"quy định về căn cứ xét tặng danh hiệu thi đua của {basis}",
        f"khoản 1 Điều 26 {basis} (chưa kiểm chứng)",
        f"khoản 2 Điều 26 {basis} (chưa kiểm chứng)",
        f"khoản 3 Điều 26 {basis} (chưa kiểm chứng)",
        "khoản 1 Điều 12 Nghị định số 91/2017/NĐ-CP",
    )


def test_the_registration_of_the_unit_is_not_asked_again_of_the_award_it_must_meet() -> None:
    verdict = law.explain(full(), "co-thi-dua-chinh-phu", on=DAY)
    ids = [standing.id for standing in walk(verdict.standards)]
    assert [id_ for id_ in ids if id_.endswith("dang-ky")] == ["ctdcp-dang-ky"]


def test_a_flag_is_not_given_to_a_person() -> None:
    with pytest.raises(law.WrongSubject) as refusal:
        law.explain(full(law.SubjectKind.PERSON), "co-thi-dua-chinh-phu", on=DAY)
    assert str(refusal.value) == (
        "“Cờ thi đua của Chính phủ” không xét cho cá nhân (Sở Kế hoạch (minh họa))."
    )


def test_an_unknown_award_is_refused_with_those_it_may_mean() -> None:
    with pytest.raises(law.UnknownAward) as refusal:
        law.explain(full(), "co-thi-dua-chinh-phuu", on=DAY)
    assert str(refusal.value) == (
        "Chế độ theo Luật Thi đua, khen thưởng năm 2003: không có danh hiệu, hình thức khen thưởng "
        "“co-thi-dua-chinh-phuu”. Có phải: co-thi-dua-chinh-phu, co-thi-dua-bo-tinh?"
    )


def test_a_day_before_every_regime_has_no_rulebook() -> None:
    with pytest.raises(law.NoRulebook) as refusal:
        law.explain(full(), "co-thi-dua-chinh-phu", on=date(2017, 9, 30))
    told = str(refusal.value)
    assert told.startswith(
        "Chưa nạp bộ quy định nào áp dụng cho ngày 30/09/2017. Đã nạp: Chế độ theo Luật Thi đua, "
        "khen thưởng năm 2003 (từ 01/10/2017 đến 31/12/2023); "
    )
    assert told.endswith("Hãy chọn ngày trong các khoảng đó hoặc bổ sung bộ quy định.")


@pytest.mark.parametrize("day", [date(2017, 10, 1), date(2023, 12, 31)])
def test_the_first_and_last_day_of_the_regime_belong_to_it(day: date) -> None:
    assert law.rulebook_on(day).id == "vn-2003"


def test_a_figure_of_the_wrong_kind_is_refused() -> None:
    dossier = with_figures(full(), headcount="hai mươi")
    with pytest.raises(ValueError, match=r"^Số liệu “headcount” phải là một số nguyên"):
        law.explain(dossier, "tap-the-lao-dong-tien-tien", on=DAY)


def test_an_unknown_rating_scope_or_source_is_refused_when_entered() -> None:
    with pytest.raises(ValueError, match=r"^Không có mức xếp loại “tốt”"):
        law.YearRating(2021, "tốt")
    with pytest.raises(ValueError, match=r"^Không có phạm vi sáng kiến “huyen”"):
        law.Initiative("Mẫu", 2021, "huyen")
    with pytest.raises(ValueError, match=r"^Không có nguồn dữ liệu “so-sach”"):
        replace(full(), complete_from={"so-sach": 2020})
