"""Movements, papers of the library, good practice, photos and news, made by the shortest way."""

import struct
import zlib
from datetime import date

import cast
from thidua.apps.campaigns.enums import Level, ReviewStage
from thidua.apps.campaigns.models import (
    Directive,
    Movement,
    News,
    Outcome,
    Participation,
    Photo,
    Practice,
)
from thidua.apps.campaigns.services import (
    MovementText,
    NewsText,
    Place,
    PracticeText,
    Result,
    directive_record,
    movement_join,
    movement_review,
    movement_start,
    news_publish,
    news_write,
    photo_add,
    place_of_bloc,
    practice_share,
)
from thidua.apps.filing.base import Upload
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Unit

TEXT = MovementText(
    title="Thi đua chuyển đổi số", starts_on=date(2021, 1, 1), ends_on=date(2025, 12, 31)
)
RESULT = Result(told_on=cast.DAY, words="Đã làm xong", figures="Mô hình mới: 12 mô hình")


def unit(code: str = "stc") -> Unit:
    return Unit.objects.select_related("authority").get(code=code)


def place(level: Level) -> Place:
    year = cast.played()
    if level is Level.BLOC:
        return place_of_bloc(year)
    return Place(year.authority, level, unit=unit() if level is Level.UNIT else None)


def start(
    level: Level = Level.NATION,
    actor: Person | None = None,
    text: MovementText = TEXT,
    parent: Movement | None = None,
    code: str = "",
) -> Movement:
    return movement_start(
        place=place(level), code=code or f"thu-{level.value}", text=text, directive=None,
        parent=parent, actor=actor or cast.board(), at=cast.AT,
    )  # fmt: skip


def joined(movement: Movement, code: str = "stc") -> Participation:
    return movement_join(
        movement=movement,
        unit=unit(code),
        plan="",
        on=cast.DAY,
        actor=cast.officer(code),
        at=cast.AT,
    )


def reviewed(movement: Movement, stage: ReviewStage, result: Result = RESULT) -> Outcome:
    return movement_review(
        movement=movement, stage=stage, result=result, actor=cast.board(), at=cast.AT
    )


def document(number: str, day: date = date(2021, 3, 1), title: str = "Kế hoạch thử") -> Directive:
    return directive_record(
        authority=cast.played().authority, number=number, issued_on=day, issuer="UBND tỉnh",
        title=title, actor=cast.board(), at=cast.AT,
    )  # fmt: skip


def png(width: int = 2, height: int = 3) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    sums = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + sums


def share(unit: str = "stc", year: BlocYear | None = None, actor: Person | None = None) -> Practice:
    return practice_share(
        membership=cast.seat(year or cast.played(), unit),
        text=PracticeText(title="Trả kết quả qua bưu chính", words="Làm theo ba bước."),
        actor=actor or cast.officer(unit), at=cast.AT,
    )  # fmt: skip


def picture(
    practice: Practice, upload: Upload, who: str = "canbo-stc", alt: str = "Hội trường"
) -> Photo:
    return photo_add(
        of=practice, upload=upload, caption="Hội nghị", alt=alt, actor=cast.person(who), at=cast.AT
    )


def write(
    title: str = "Khối ra quân",
    words: str = "Chín đơn vị cùng ra quân.",
    year: BlocYear | None = None,
) -> News:
    return news_write(
        bloc_year=year or cast.played(), text=NewsText(title, words), draft=None,
        actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip


def publish(news: News) -> News:
    return news_publish(news=news, actor=cast.secretary(), at=cast.AT)
