from datetime import date
from decimal import Decimal

import pytest
from law_cases import DAY, PAIRS

from thidua import law

PERSON, UNIT = law.SubjectKind.PERSON, law.SubjectKind.UNIT


@pytest.mark.parametrize(
    ("slug", "kind", "multiple", "amount"),
    [
        ("co-thi-dua-chinh-phu", UNIT, "12.0", 17_880_000),
        ("co-thi-dua-bo-tinh", UNIT, "8.0", 11_920_000),
        ("bang-khen-bo-tinh", PERSON, "1.0", 1_490_000),
        ("bang-khen-bo-tinh", UNIT, "2.0", 2_980_000),
        ("tap-the-lao-dong-xuat-sac", UNIT, "1.5", 2_235_000),
        ("tap-the-lao-dong-tien-tien", UNIT, "0.8", 1_192_000),
        ("cstd-co-so", PERSON, "1.0", 1_490_000),
        ("lao-dong-tien-tien", PERSON, "0.3", 447_000),
    ],
)
def test_bonus_is_the_multiple_of_the_base_salary_unrounded(
    slug: str, kind: law.SubjectKind, multiple: str, amount: int
) -> None:
    bonus = law.bonus(slug, kind, date(2022, 3, 1))
    assert (bonus.multiple, bonus.base, bonus.amount) == (Decimal(multiple), 1_490_000, amount)
    assert bonus.verified


@pytest.mark.parametrize(
    ("day", "base"),
    [
        (date(2017, 10, 1), 1_300_000),
        (date(2018, 7, 1), 1_390_000),
        (date(2019, 6, 30), 1_390_000),
        (date(2019, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
    ],
)
def test_bonus_uses_the_base_salary_of_the_day_of_decision(day: date, base: int) -> None:
    assert law.bonus("cstd-co-so", PERSON, day).amount == base


@pytest.mark.parametrize(
    ("slug", "day", "amount"),
    [
        ("cstd-co-so", date(2024, 6, 30), 1_800_000),
        ("cstd-co-so", date(2024, 7, 1), 2_340_000),
        ("lao-dong-tien-tien", date(2024, 7, 1), 710_000),  # 0.3 x 2,340,000 = 702,000
        ("bang-khen-bo-tinh", date(2025, 7, 1), 3_510_000),
        ("bang-khen-thu-tuong", date(2025, 7, 1), 8_190_000),
    ],
)
def test_from_2024_a_bonus_is_rounded_up_to_ten_thousand(slug: str, day: date, amount: int) -> None:
    bonus = law.bonus(slug, PERSON, day)
    assert bonus.amount == amount
    assert bonus.rounding is not None
    assert not bonus.rounding.verified


def test_there_is_no_bonus_for_a_subject_the_award_is_not_given_to() -> None:
    with pytest.raises(law.WrongSubject):
        law.bonus("co-thi-dua-chinh-phu", PERSON, DAY)


def test_a_bonus_cites_what_sets_the_multiple_and_the_base() -> None:
    bonus = law.bonus("bang-khen-bo-tinh", UNIT, DAY)
    assert bonus.citation.text == "Điều 73 Nghị định số 91/2017/NĐ-CP"
    assert bonus.base_citation.text == "quy định về mức lương cơ sở của Nghị định số 38/2019/NĐ-CP"


@pytest.mark.parametrize(
    ("slug", "percent", "provision"),
    [
        ("co-thi-dua-chinh-phu", 20, "vn:decree:91-2017-nd-cp:d11:k1"),
        ("cstd-co-so", 15, "vn:decree:91-2017-nd-cp:d9:k3"),
    ],
)
def test_quotas_are_shown_with_their_provision(slug: str, percent: int, provision: str) -> None:
    quota = law.award(slug, DAY).quota
    assert quota is not None
    assert (quota.percent, quota.citation.provision) == (percent, provision)


def test_a_quota_rounds_down_on_whole_numbers() -> None:
    quota = law.award("cstd-co-so", DAY).quota
    assert quota is not None
    assert [quota.allowed(n) for n in (6, 7, 13, 14, 20, 100)] == [0, 1, 1, 2, 3, 15]


def test_no_other_award_has_a_quota() -> None:
    limited = [award.slug for award in law.awards(DAY) if award.quota]
    assert limited == ["co-thi-dua-chinh-phu", "cstd-co-so"]


NINETY = {"cstd-bo-tinh", "cstd-toan-quoc", "anh-hung-lao-dong", "anh-hung-llvtnd"}


def test_ninety_percent_of_all_members_in_secret_for_fighters_and_heroes_until_2023() -> None:
    votes = {award.slug: award.vote for award in law.awards(DAY) if award.slug in NINETY}
    assert set(votes) == NINETY
    told = {(v.percent, v.op, v.base, v.ballot, v.absent) for v in votes.values()}
    assert told == {(90, "ge", "all_members", "secret", "written")}
    assert {vote.citation.text for vote in votes.values()} == {
        "khoản 8 Điều 45 Nghị định số 91/2017/NĐ-CP"
    }
    assert all(vote.citation.verified for vote in votes.values())


def test_for_the_other_awards_the_share_of_votes_is_left_to_the_province() -> None:
    others = [award.vote for award in law.awards(DAY) if award.slug not in NINETY]
    assert {vote.percent for vote in others} == {None}


def test_flags_are_voted_in_secret() -> None:
    flags = {a.slug: a.vote.ballot for a in law.awards(DAY) if a.slug.startswith("co-thi-dua")}
    assert flags == {"co-thi-dua-bo-tinh": "secret", "co-thi-dua-chinh-phu": "secret"}


def test_a_certificate_is_a_commendation_and_a_flag_a_title() -> None:
    kinds = {award.slug: award.kind for award in law.awards(DAY)}
    assert kinds["bang-khen-bo-tinh"] is law.AwardKind.COMMENDATION
    assert kinds["co-thi-dua-bo-tinh"] is law.AwardKind.EMULATION_TITLE
    assert kinds["hc-lao-dong-ba"] is law.AwardKind.ORDER


def test_every_award_says_to_whom_it_is_given() -> None:
    pairs = {(kind, award.slug) for award in law.awards(DAY) for kind in award.subject_kinds}
    assert set(PAIRS) <= pairs
    assert all(award.subject_kinds for award in law.awards(DAY))


def test_an_award_carries_its_names_and_legal_basis() -> None:
    flag = law.award("co-thi-dua-chinh-phu", DAY)
    assert flag.name_vi == "Cờ thi đua của Chính phủ"
    assert flag.name_en == "Government Emulation Flag"
    assert flag.decided_by == "Thủ tướng Chính phủ"
    assert [basis.text for basis in flag.legal_basis] == [
        "Điều 25 Luật Thi đua, khen thưởng năm 2003 (sửa đổi, bổ sung năm 2013)",
        "Điều 11 Nghị định số 91/2017/NĐ-CP",
    ]


@pytest.mark.parametrize("day", [date(2021, 1, 1), date(2024, 6, 1), date(2025, 9, 1)])
def test_each_subject_of_an_award_has_a_bonus_or_none_or_an_unread_one(day: date) -> None:
    for award in law.awards(day):
        for kind in award.subject_kinds:
            places = [kind in award.no_bonus, kind in award.bonus_unknown]
            if any(places):
                with pytest.raises(law.WrongSubject):
                    law.bonus(award.slug, kind, day)
            else:
                assert law.bonus(award.slug, kind, day).amount > 0
            assert sum(places) <= 1


def test_no_bonus_and_a_bonus_nobody_has_read_are_refused_in_other_words() -> None:
    day, person = date(2021, 1, 1), law.SubjectKind.PERSON
    with pytest.raises(law.WrongSubject, match=r"không có tiền thưởng cho cá nhân .*91/2017"):
        law.bonus("huy-hieu", person, day)
    with pytest.raises(law.WrongSubject, match="chưa ai đọc quy định"):
        law.bonus("hc-dung-cam", person, day)
