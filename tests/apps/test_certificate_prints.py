"""Patterns in versions, and certificates printed once, or again for a reason that stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

import cast
from pictures import png
from thidua.apps.awards.models import RegisterEntry
from thidua.apps.awards.queries import honours_of
from thidua.apps.filing.base import MEGABYTE, Upload, read_upload
from thidua.apps.filing.enums import PaperKind, PrintReason, TextStatus
from thidua.apps.filing.models import CertificatePattern, NumberEntry, Paper, Printing, PrintRun
from thidua.apps.filing.queries import GOLDEN_BOOK, engine_pattern, pattern_for, reprints_of
from thidua.apps.filing.services import PatternText, certificates_print, pattern_save
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.people.models import Person
from thidua.papers import STANDARD, Mode, Pattern, Sheet
from thidua.year.papers.certificate import Group, groups_of, print_certificates

pytestmark = pytest.mark.django_db
AWARD = "bang-khen-bo-tinh"


def saved(
    pattern: Pattern = STANDARD, *, valid_from: date = cast.DAY, actor: Person | None = None,
    source: str = "Quyết định (minh họa)", emblem: Upload | None = None,
    without_emblem: bool = False,
) -> CertificatePattern:  # fmt: skip
    text = PatternText(
        pattern=pattern, valid_from=valid_from, status=TextStatus.UNVERIFIED, source=source,
        emblem=emblem, without_emblem=without_emblem,
    )  # fmt: skip
    return pattern_save(
        authority=cast.played().authority, award=AWARD, text=text, actor=actor or cast.board(),
        at=cast.AT,
    )  # fmt: skip


def groups() -> list[Group]:
    year = cast.played()
    decisions = set(year.decisions.values_list("pk", flat=True))
    return groups_of(list(honours_of(year.authority, decisions)))


def printed(
    reason: PrintReason = PrintReason.FIRST, note: str = "", actor: Person | None = None
) -> list[PrintRun]:
    return print_certificates(
        authority=cast.played().authority, groups=groups(), reason=reason, note=note,
        actor=actor or cast.board(), at=cast.AT,
    )  # fmt: skip


def test_a_saved_pattern_is_a_new_version_and_the_earlier_stays() -> None:
    first = saved()
    second = saved(replace(STANDARD, offset_x=2), valid_from=cast.DAY + timedelta(days=1))
    assert [first.version, second.version] == [1, 2]
    authority = cast.played().authority
    held = [pattern_for(authority, AWARD, cast.DAY + timedelta(days=n)) for n in (-1, 0, 1)]
    assert held == [None, first, second]
    assert engine_pattern(second).offset_x == 2


def test_what_was_saved_of_a_pattern_is_never_changed() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CertificatePattern.objects.filter(pk=saved().pk).update(version=9)


def test_a_pattern_that_cannot_be_printed_by_is_not_saved() -> None:
    with pytest.raises(Refused, match="khung trong không lớn hơn khổ giấy"):
        saved(replace(STANDARD, sheet=Sheet(inner_width=999)))
    with pytest.raises(Refused, match="Chưa nêu căn cứ"):
        saved(source=" ")
    assert not CertificatePattern.objects.exists()


def test_the_emblem_stays_with_the_next_version_until_it_is_left_out() -> None:
    picture = read_upload("quoc-huy.png", png())
    versions = [saved(emblem=picture), saved(), saved(without_emblem=True)]
    assert [v.emblem_id is not None for v in versions] == [True, True, False]
    assert "data:image/png;base64," in engine_pattern(versions[1]).emblem


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (Upload("x.pdf", "application/pdf", b"%PDF-1"), "không phải ảnh PNG hoặc JPEG"),
        (Upload("x.jpg", "image/jpeg", b"x" * (2 * MEGABYTE + 1)), "lớn hơn 2 MB"),
        (Upload("x.png", "image/png", png(4001, 1)), "quá 4000 điểm"),
        (Upload("x.png", "image/png", b"\x89PNG"), "hoặc bị hỏng"),
    ],
)
def test_a_file_that_is_no_fit_picture_is_refused(upload: Upload, said: str) -> None:
    with pytest.raises(Refused, match=said):
        saved(emblem=upload)


@pytest.mark.parametrize("who", ["thuky", "kyduyet", "canbo-stc"])
def test_the_standing_office_alone_saves_patterns(who: str) -> None:
    with pytest.raises(NotAllowed):
        saved(actor=cast.person(who))


def test_what_is_printed_is_grouped_by_award_and_size() -> None:
    found = groups()
    assert len({(g.award, g.size) for g in found}) == len(found)
    runs = printed()
    assert [run.printings.count() for run in runs] == [len(g.items) for g in found]
    assert sum(len(g.items) for g in found) == cast.played().register.count()


def test_a_certificate_is_printed_first_once_and_again_for_a_reason_that_the_register_tells() -> (
    None
):
    printed()
    with pytest.raises(Refused, match="Mỗi số trong sổ vàng chỉ có một bằng"):
        printed()
    with pytest.raises(Refused, match="Chưa ghi lý do in lại"):
        printed(PrintReason.SPOILED, "  ")
    printed(PrintReason.SPOILED, "Phôi bị nhòe")
    honours = [e.nomination_id for e in cast.played().register.all()]
    told = reprints_of(honours)
    assert [[p.run.note for p in told[key]] for key in honours] == [["Phôi bị nhòe"]] * len(honours)
    deed = Entry.objects.filter(deed="filing.certificates.print").latest("number")
    assert (deed.facts["reason"], deed.facts["note"]) == ("In lại: hỏng phôi", "Phôi bị nhòe")


def test_what_was_never_printed_is_not_printed_again() -> None:
    with pytest.raises(Refused, match="chưa in lần nào"):
        printed(PrintReason.REISSUED, "Mất")


def test_a_print_keeps_the_pattern_of_the_day_its_decision_was_signed() -> None:
    signed = cast.played().decisions.filter(award=AWARD).values_list("signed_on", flat=True)[0]
    old = saved(replace(STANDARD, mode=Mode.OVERLAY), valid_from=signed)
    saved(valid_from=signed + timedelta(days=1))
    runs = {run.pattern for run in printed() if run.title.startswith("Bằng khen")}
    assert runs == {old}


@pytest.mark.parametrize("who", ["thuky", "thanhtra", "canbo-stc"])
def test_who_neither_keeps_the_register_nor_signs_prints_nothing(who: str) -> None:
    with pytest.raises(NotAllowed):
        printed(actor=cast.person(who))


def test_only_certificates_of_the_authority_go_to_the_printer() -> None:
    other = Paper.objects.exclude(kind=PaperKind.CERTIFICATE)[0]
    for papers, said in (([other], "không phải bằng"), ([], "Chưa chọn bằng")):
        with pytest.raises(Refused, match=said):
            certificates_print(
                authority=cast.played().authority, papers=papers, pattern=None, pdf=b"%PDF-",
                title="x", reason=PrintReason.FIRST, note="", actor=cast.board(), at=cast.AT,
            )  # fmt: skip


def test_the_database_knows_no_second_first_print_nor_a_first_reprint() -> None:
    run = printed()[0]
    one = run.printings.all()[0]
    for ordinal in (1, 2):
        with pytest.raises(DatabaseError), transaction.atomic():
            Printing.objects.create(
                authority=run.authority, run=run, paper=one.paper, ordinal=ordinal
            )


def test_every_honour_has_its_own_number_in_the_golden_book() -> None:
    honours = RegisterEntry.objects.order_by("year", "number").values_list("year", "number")
    lines = NumberEntry.objects.filter(book__issuer=GOLDEN_BOOK, state="issued")
    numbered = lines.order_by("book__year", "number").values_list("book__year", "number")
    assert list(numbered) == list(honours)
    assert len(set(numbered)) == len(numbered)
