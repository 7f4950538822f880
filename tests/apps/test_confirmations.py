"""An authority's word that it has read a provision: refused twice where it must be, and what it changes."""

from datetime import date, timedelta
from typing import Any

import pytest
from council import neighbour
from django.db import DatabaseError, connection, transaction

import cast
from thidua import law
from thidua.apps.awards.models import Confirmation, Nomination, Withdrawal
from thidua.apps.awards.queries import candidates_for, confirmed_by, provisions, unread_changes
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.year.steps import close_motion
from web.confirming import PROVISION, SOURCE, confirm, withdraw
from web.evening import begin, conference, nomination_on_the_table, opened, vote

pytestmark = pytest.mark.django_db

FLAG = "co-thi-dua-bo-tinh"


def test_a_confirmation_is_kept_with_its_source_and_told_to_the_journal() -> None:
    made = confirm(source=f"  {SOURCE} ", quotation="nguyên văn")
    assert (made.source, made.quotation, made.confirmed_by) == (SOURCE, "nguyên văn", cast.board())
    entry = Entry.objects.get(subject_id=made.pk)
    assert (entry.deed, entry.facts) == (
        "awards.provision.confirm",
        {"provision": made.citation, "source": SOURCE, "read_on": "2021-12-17"},
    )


@pytest.mark.parametrize("who", ["thuky", "canbo-stc", "kyduyet", "thanhtra", "hoidong"])
def test_only_the_standing_office_confirms_and_withdraws(who: str) -> None:
    made = confirm()
    with pytest.raises(NotAllowed, match="cơ quan thường trực"):
        confirm(provision="vn:law:15-2003-qh11:d26:k2", actor=cast.person(who))
    with pytest.raises(NotAllowed, match="cơ quan thường trực"):
        withdraw(made, actor=cast.person(who))


def test_the_board_of_another_province_neither_confirms_nor_withdraws_here() -> None:
    made, other = confirm(), neighbour()
    with pytest.raises(NotAllowed):
        confirm(provision="vn:law:15-2003-qh11:d26:k2", actor=other.board)
    with pytest.raises(NotAllowed):
        withdraw(made, actor=other.board)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"provision": "vn:law:15-2003-qh11:d999"}, "Không có tiêu chuẩn nào"),
        ({"provision": "vn:decree:91-2017-nd-cp:d12:k1"}, "đã được kiểm chứng"),
        ({"source": " \u200b "}, "Chưa ghi đã đọc"),
        ({"read_on": cast.DAY + timedelta(days=1)}, "ở sau hôm nay"),
    ],
)
def test_a_confirmation_names_an_unverified_provision_a_source_and_a_day_gone_by(
    changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        confirm(**changed)


def test_reading_is_not_enough_where_the_rules_themselves_have_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "thidua.apps.awards.services.provisions.unread_changes", lambda: frozenset({PROVISION})
    )
    with pytest.raises(Refused, match="thay đổi các quy định đang nạp"):
        confirm()


def test_the_changes_nobody_wrote_down_are_those_of_the_regimes() -> None:
    named = {book.unread.citation.provision for book in law.rulebooks() if book.unread}
    assert unread_changes() == named
    assert named <= set(provisions())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"source": ""}, "has_source"),
        ({"read_on": date(2022, 1, 1), "confirmed_on": date(2021, 12, 31)}, "after_reading"),
    ],
)
def test_the_database_keeps_source_and_order_of_days(changed: dict[str, Any], said: str) -> None:
    made = confirm()
    withdraw(made)
    row = {f.attname: getattr(made, f.attname) for f in Confirmation._meta.concrete_fields[1:]}
    with pytest.raises(DatabaseError, match=said), transaction.atomic():
        Confirmation.objects.create(**row | changed)


def test_a_provision_is_confirmed_once_until_that_is_withdrawn() -> None:
    made = confirm()
    with pytest.raises(Refused, match="đã có người xác nhận"):
        confirm()
    row = {f.attname: getattr(made, f.attname) for f in Confirmation._meta.concrete_fields[1:]}
    with pytest.raises(DatabaseError, match="confirmed once"), transaction.atomic():
        Confirmation.objects.create(**row)
    withdraw(made)
    assert confirm(source="Bản đóng dấu").source == "Bản đóng dấu"


def test_a_withdrawal_gives_a_reason_happens_once_and_is_told_to_the_journal() -> None:
    made = confirm()
    with pytest.raises(Refused, match="Chưa nêu lý do"):
        withdraw(made, reason=" ")
    with pytest.raises(DatabaseError, match="has_reason"), transaction.atomic():
        Withdrawal.objects.create(
            confirmation=made, reason="", withdrawn_by=cast.board(), withdrawn_on=cast.DAY
        )
    ended = withdraw(made)
    entry = Entry.objects.get(subject_id=ended.pk)
    assert entry.facts == {"provision": made.citation, "reason": "Đọc nhầm bản"}
    with pytest.raises(Refused, match="đã được rút"):
        withdraw(made)


STROKES = ["UPDATE {} SET id = id", "DELETE FROM {}"]
EMPTY = {"postgresql": "TRUNCATE {} CASCADE"}


@pytest.mark.parametrize("table", ["awards_confirmation", "awards_withdrawal"])
def test_what_was_confirmed_and_withdrawn_is_neither_changed_nor_removed(table: str) -> None:
    withdraw(confirm())
    connection.check_constraints()
    for stroke in [*STROKES, EMPTY.get(connection.vendor, STROKES[-1])]:
        with (
            pytest.raises(DatabaseError, match=r"append-only|never emptied"),
            transaction.atomic(),
        ):
            connection.cursor().execute(stroke.format(table))


def unread_standards(award: str) -> set[str]:
    first = candidates_for(cast.before_conference(), award, cast.DAY)[0]
    return {s.citation.provision for s in first.verdict.standards if not s.citation.verified}


def test_what_is_confirmed_counts_in_the_authority_s_verdicts_until_it_is_withdrawn() -> None:
    before = unread_standards(FLAG)
    made = confirm()
    assert before - unread_standards(FLAG) == {PROVISION}
    assert confirmed_by(neighbour().authority.pk) == frozenset()
    withdraw(made)
    assert unread_standards(FLAG) == before


def test_a_nomination_keeps_the_verdict_and_the_confirmations_of_its_moment() -> None:
    made = confirm()
    meeting = conference()
    seats = begin(meeting)
    motion = opened(nomination_on_the_table(meeting))
    vote(motion, {seat.pk: "yes" for seat in seats})
    close_motion(motion=motion, actor=cast.secretary(), at=cast.AT)
    withdraw(made)
    kept = Nomination.objects.get(motion=motion).verdict
    assert kept["confirmed"] == [{"provision": PROVISION, "text": made.citation, "source": SOURCE}]
    assert PROVISION not in unread_in(kept["standards"])


def unread_in(standards: list[dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    for standard in standards:
        if not standard["citation"]["verified"]:
            found.add(standard["citation"]["provision"])
        found |= unread_in(standard["routes"])
    return found


def test_verdicts_already_given_stay() -> None:
    before = list(Nomination.objects.order_by("pk").values_list("verdict", flat=True))
    confirm()
    assert list(Nomination.objects.order_by("pk").values_list("verdict", flat=True)) == before
