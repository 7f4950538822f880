"""One achievement is rewarded once: which awards of one year go against that, and which do not."""

from datetime import date

import pytest

from thidua import law

PERSON, UNIT = law.SubjectKind.PERSON, law.SubjectKind.UNIT


def held(*slugs: str, year: int = 2024, basis: str = "cong-trang") -> list[law.PastAward]:
    return [
        law.PastAward(slug, year, f"{n}/QĐ", date(year, 12, n), basis)
        for n, slug in enumerate(slugs, 1)
    ]


@pytest.mark.parametrize(
    ("kind", "slugs", "rule"),
    [
        (UNIT, ("co-thi-dua-chinh-phu", "co-thi-dua-bo-tinh"), "co-va-bang-khen"),
        (UNIT, ("bang-khen-bo-tinh", "co-thi-dua-bo-tinh"), "co-va-bang-khen"),
        (PERSON, ("cstd-toan-quoc", "bang-khen-thu-tuong"), "mot-lan-cap-nha-nuoc"),
        (UNIT, ("hc-lao-dong-ba", "bang-khen-thu-tuong"), "mot-lan-cap-nha-nuoc"),
    ],
)
def test_two_forms_for_the_merit_of_one_year_clash(
    kind: law.SubjectKind, slugs: tuple[str, str], rule: str
) -> None:
    (clash,) = law.clashes(kind, held(*slugs))
    assert (clash.first, clash.second, clash.rule.id) == (0, 1, rule)


@pytest.mark.parametrize(
    ("kind", "slugs"),
    [
        (PERSON, ("lao-dong-tien-tien", "cstd-co-so", "cstd-bo-tinh")),
        (UNIT, ("tap-the-lao-dong-xuat-sac", "co-thi-dua-bo-tinh")),
        (UNIT, ("bang-khen-thu-tuong", "bang-khen-bo-tinh")),
        (UNIT, ("giay-khen", "giay-khen")),
    ],
)
def test_a_title_may_stand_beside_the_one_it_rests_on_and_forms_for_other_merit(
    kind: law.SubjectKind, slugs: tuple[str, ...]
) -> None:
    assert law.clashes(kind, held(*slugs)) == ()


def test_awards_of_two_years_do_not_clash() -> None:
    two = [*held("co-thi-dua-bo-tinh"), *held("bang-khen-bo-tinh", year=2023)]
    assert law.clashes(UNIT, two) == ()


def test_a_certificate_for_a_sudden_feat_is_for_another_achievement() -> None:
    two = [*held("co-thi-dua-bo-tinh"), *held("bang-khen-bo-tinh", basis="dot-xuat")]
    assert law.clashes(UNIT, two) == ()


def test_the_law_of_the_day_of_the_later_decision_is_named() -> None:
    earlier = law.PastAward("co-thi-dua-bo-tinh", 2023, decided_on=date(2023, 12, 20))
    later = law.PastAward("bang-khen-bo-tinh", 2023, decided_on=date(2024, 1, 10))
    (clash,) = law.clashes(UNIT, [earlier, later])
    assert clash.rule.citation.text == "điểm c khoản 2 Điều 5 Luật Thi đua, khen thưởng năm 2022"
    assert clash.rule.citation.verified
    (before,) = law.clashes(UNIT, held("co-thi-dua-bo-tinh", "bang-khen-bo-tinh", year=2021))
    assert "năm 2003" in before.rule.citation.text or "15/2003" in before.rule.citation.text
    assert not before.rule.citation.verified


def test_until_2023_the_one_state_commendation_a_year_is_a_rule_for_persons() -> None:
    slugs = ("hc-lao-dong-ba", "bang-khen-thu-tuong")
    assert law.clashes(UNIT, held(*slugs, year=2021)) == ()
    assert len(law.clashes(PERSON, held(*slugs, year=2021))) == 1


def test_a_day_before_every_rulebook_clashes_with_nothing() -> None:
    assert law.clashes(UNIT, held("co-thi-dua-bo-tinh", "bang-khen-bo-tinh", year=2015)) == ()
