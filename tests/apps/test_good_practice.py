"""Good practice, photos and news of a bloc: who may, what is refused, what stays on record."""

import pytest
from django.db import DatabaseError, transaction

import cast
from movement_samples import picture, png, publish, share, write
from thidua.apps.campaigns.enums import NewsState
from thidua.apps.campaigns.models import News, Practice
from thidua.apps.campaigns.queries.movements import photo_seen_in, practices_of, public_news
from thidua.apps.campaigns.services import (
    NewsText,
    news_correct,
    news_publish,
    practice_adopt,
    practice_hide,
    practice_remark,
)
from thidua.apps.filing.base import Upload, picture_sides, read_upload
from thidua.apps.journal.base import NotAllowed, Refused

pytestmark = pytest.mark.django_db

JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x10\x00\x20" + b"\0" * 20


def adopt(practice: Practice, unit: str = "snv") -> None:
    practice_adopt(
        practice=practice, membership=cast.seat(cast.played(), unit), on=cast.DAY, result="tốt",
        actor=cast.officer(unit), at=cast.AT,
    )  # fmt: skip


def test_only_a_unit_of_the_bloc_shares_and_only_for_itself() -> None:
    with pytest.raises(NotAllowed):
        share("stc", actor=cast.officer("snv"))


def test_a_practice_is_adopted_by_another_unit_once() -> None:
    practice = share()
    with pytest.raises(Refused, match="của chính"):
        adopt(practice, "stc")
    adopt(practice)
    with pytest.raises(Refused, match="đã ghi nhận áp dụng"):
        adopt(practice)


def test_a_remark_comes_from_a_member_of_the_same_bloc() -> None:
    practice, elsewhere = share(), cast.seat(cast.before_scoring(), "snv")
    with pytest.raises(Refused, match="không thuộc khối"):
        practice_remark(
            practice=practice,
            membership=elsewhere,
            words="x",
            actor=cast.officer("snv"),
            at=cast.AT,
        )


def test_the_lead_takes_off_the_board_for_a_reason_and_it_stays_on_record() -> None:
    practice = share()
    with pytest.raises(NotAllowed):
        practice_hide(thing=practice, reason="x", actor=cast.officer("stc"), at=cast.AT)
    with pytest.raises(Refused, match="phải ghi lý do"):
        practice_hide(thing=practice, reason="", actor=cast.secretary(), at=cast.AT)
    practice_hide(thing=practice, reason="trùng", actor=cast.secretary(), at=cast.AT)
    assert practice not in practices_of(cast.played())
    assert practice in practices_of(cast.played(), hidden=True)
    with pytest.raises(Refused, match="đã được Khối trưởng gỡ"):
        adopt(practice)


@pytest.mark.parametrize(("content", "sides"), [(png(2, 3), (2, 3)), (JPEG, (32, 16))])
def test_a_picture_s_sides_are_read_from_its_head(content: bytes, sides: tuple[int, int]) -> None:
    assert picture_sides(content) == sides


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\x00\x00"]
)
def test_a_picture_with_a_broken_head_has_no_sides(content: bytes) -> None:
    assert picture_sides(content) is None


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (Upload("a.pdf", "application/pdf", b"%PDF-1.7"), "không phải ảnh"),
        (Upload("a.png", "image/png", png() + b"\0" * 5 * 1024 * 1024), "lớn hơn 5 MB"),
        (Upload("a.png", "image/png", png(9000, 1)), "quá 8000 điểm"),
        (Upload("a.jpg", "image/jpeg", b"\xff\xd8\xff"), "hỏng"),
    ],
)
def test_what_is_no_sound_photo_is_refused(upload: Upload, said: str) -> None:
    with pytest.raises(Refused, match=said):
        picture(share(), upload)


def test_a_page_that_calls_itself_a_photo_is_refused_by_its_bytes() -> None:
    with pytest.raises(Refused, match="Không nhận tệp"):
        read_upload("anh.png", b"<html><script>alert(1)</script>")


def test_a_photo_wants_a_description_and_the_unit_that_shared() -> None:
    practice, upload = share(), read_upload("a.png", png())
    with pytest.raises(Refused, match="lời mô tả"):
        picture(practice, upload, alt="")
    with pytest.raises(NotAllowed):
        picture(practice, upload, who="canbo-snv")
    assert picture(practice, upload).file.media_type == "image/png"


def test_a_photo_is_seen_in_its_own_bloc_and_while_its_practice_is_on_the_board() -> None:
    practice = share()
    photo = picture(practice, read_upload("a.png", png()))
    assert photo_seen_in(cast.played(), photo.pk) is not None
    assert photo_seen_in(cast.before_scoring(), photo.pk) is None
    practice_hide(thing=practice, reason="trùng", actor=cast.secretary(), at=cast.AT)
    assert photo_seen_in(cast.played(), photo.pk) is None
    assert photo_seen_in(cast.played(), photo.pk, hidden=True) is not None


def test_a_draft_is_read_by_nobody_outside_and_published_once() -> None:
    news = write()
    assert news not in public_news()
    publish(news)
    assert news in public_news()
    with pytest.raises(Refused, match="đã công bố, không sửa được"):
        publish(news)


def test_only_the_secretary_publishes() -> None:
    with pytest.raises(NotAllowed):
        news_publish(news=write(), actor=cast.officer("stc"), at=cast.AT)


def test_a_correction_takes_the_place_of_what_was_published_and_leaves_it_on_record() -> None:
    news = publish(write())
    made = news_correct(
        news=news, text=NewsText("Khối ra quân", "Mười đơn vị."), reason="ghi nhầm số",
        actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip
    assert (list(public_news()), News.objects.get(pk=news.pk).state) == (
        [made],
        NewsState.CORRECTED,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        News.objects.filter(pk=news.pk).update(words="sửa")
    with pytest.raises(DatabaseError), transaction.atomic():
        News.objects.filter(pk=news.pk).delete()


@pytest.mark.parametrize(
    "words",
    ["Đạt 8/9 phiếu tán thành", "được 7 phiếu", "đạt 100% phiếu", "Phiếu kín của Sở Tài chính"],
)
def test_no_number_of_votes_is_ever_published(words: str) -> None:
    with pytest.raises(Refused, match="số phiếu"):
        publish(write(words=words))


@pytest.mark.parametrize("words", ["đạt 95,5 điểm", "Điểm số: 98", "xếp thứ nhất", "dẫn đầu khối"])
def test_scores_and_ranks_wait_for_the_conference(words: str) -> None:
    assert publish(write(words=words)).state == NewsState.PUBLISHED
    with pytest.raises(Refused, match="điểm hoặc xếp hạng"):
        publish(write(words=words, year=cast.before_conference()))


def test_a_practice_bloc_s_news_is_on_no_public_page() -> None:
    assert publish(write(year=cast.before_scoring())) not in public_news()
