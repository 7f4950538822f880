"""Signing the papers of a year: in order, with one's own key, and nothing lost."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from django.core import mail
from django.db import DatabaseError, transaction
from pytest_django.fixtures import Settings

import cast
from thidua.apps.awards.models import Decision
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Blob, Paper
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.people.models import Person
from thidua.apps.signing.apps import no_demo_authority
from thidua.apps.signing.enums import RequestState
from thidua.apps.signing.models import HandedOut, Signatory, Signature, SigningRequest
from thidua.apps.signing.queries import (
    latest_version,
    requests_of,
    turn_now,
    versions_of,
    waiting_for_signature,
)
from thidua.apps.signing.services import (
    Overtaken,
    request_withdraw,
    signature_add,
    signature_refuse,
)
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.models import Role
from thidua.cli.serving import refuse_faulty_settings
from thidua.papers.signing import demo
from thidua.papers.signing.certificates import facts_of, loaded
from thidua.papers.signing.keys import FileKey, open_pkcs12
from thidua.papers.signing.sign import sign
from thidua.papers.signing.validate import validate
from thidua.year.papers.common import signer_name
from thidua.year.signing import trust
from thidua.year.signing.checks import examine
from thidua.year.signing.demo import PIN, demo_authority
from thidua.year.signing.reminding import remind_signers
from thidua.year.signing.signers import lay_out
from thidua.year.signing.signing import Look, hand_out, sign_paper, take_back
from year.signing_desk import (
    AT,
    PLAIN,
    agreement,
    decision,
    demo_in,
    key_of,
    laid_out,
    places,
    proposal,
    signed_by,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(tmp_path: Path, settings: Settings) -> None:
    demo_in(tmp_path, settings)


def test_every_members_head_signs_the_agreement_the_lead_first() -> None:
    request = laid_out()
    first, *others = places(request)
    assert first.unit == next(m.unit for m in cast.played().memberships.filter(position="lead"))
    assert {one.step for one in others} == {2}
    assert list(turn_now(request)) == [first]
    for number, one in enumerate(places(request)):
        signed_by(one, number)
    request.refresh_from_db()
    assert request.state == RequestState.COMPLETE
    content = bytes(latest_version(request).content)
    found = examine(content, sha256(content).hexdigest(), AT)
    assert found.good
    assert [one.certificate.name for one in found.report.signatures] == [
        one.name for one in places(request)
    ]


def test_in_turn_each_waits_for_the_one_before() -> None:
    request = laid_out(in_turn=True)
    first, second, third, *_ = places(request)
    with pytest.raises(
        Refused, match=f"Phải chờ {first.name}".replace("(", r"\(").replace(")", r"\)")
    ):
        signed_by(third)
    signed_by(first)
    assert list(turn_now(request)) == [second]


def test_who_signs_out_of_turn_loses_nothing_and_nothing_is_kept() -> None:
    request = laid_out()
    with pytest.raises(Refused, match="Chưa đến lượt"):
        signed_by(places(request)[1])
    assert not request.signatures.exists()


def test_each_signature_is_a_version_beside_what_was_filed() -> None:
    paper = agreement()
    filed, request = paper.pdf_id, laid_out(paper)
    first, second, *_ = places(request)
    signed_by(first)
    signed_by(second, 1)
    paper.refresh_from_db()
    versions = list(versions_of([paper]))
    assert paper.pdf_id == filed
    assert [one.version for one in versions] == [1, 2]
    assert [one.before_id for one in versions] == [request.prepared_id, versions[0].after_id]
    assert Blob.objects.filter(pk__in=[filed, *(v.after_id for v in versions)]).count() == 3


def test_a_signature_is_told_to_the_journal_with_serial_and_both_digests() -> None:
    request = laid_out()
    signature = signed_by(places(request)[0])
    entry = Entry.objects.get(deed="signing.paper.sign", subject_id=signature.pk)
    serial = x509.load_der_x509_certificate(key_of(places(request)[0]).certificate).serial_number
    assert entry.facts["serial"] == f"{serial:X}"
    assert (entry.facts["before"], entry.facts["after"]) == (
        request.prepared_id, signature.after_id,
    )  # fmt: skip
    assert PIN not in str(entry.facts)


def test_a_signature_is_not_edited_or_removed() -> None:
    signature = signed_by(places(laid_out())[0])
    for change in (
        lambda: Signature.objects.filter(pk=signature.pk).update(level="x"),
        signature.delete,
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_a_closed_request_stays_closed() -> None:
    request = laid_out()
    request_withdraw(request=request, reason="Sửa lại", actor=cast.secretary(), at=AT)
    with pytest.raises(DatabaseError, match="closed once"), transaction.atomic():
        SigningRequest.objects.filter(pk=request.pk).update(state="open")


def test_a_certificate_of_somebody_else_signs_nothing() -> None:
    request = laid_out()
    first, second, *_ = places(request)
    assert first.person is not None
    with pytest.raises(Refused, match=r"cấp cho .* không phải"):
        sign_paper(signatory=first, key=key_of(second), look=PLAIN, actor=first.person, at=AT)
    assert latest_version(request).pk == request.prepared_id


def test_somebody_else_may_not_sign_in_ones_place() -> None:
    first, second, *_ = places(laid_out())
    assert second.person is not None
    with pytest.raises(NotAllowed, match="không phải của Ông/Bà"):
        sign_paper(signatory=first, key=key_of(first), look=PLAIN, actor=second.person, at=AT)


def test_who_has_left_the_post_signs_no_more() -> None:
    request = laid_out()
    first = places(request)[0]
    Role.objects.filter(person=first.person).update(until=(AT - timedelta(days=1)).date())
    with pytest.raises(Refused, match="không giữ vai trò"):
        signed_by(first)


def expired_key(one: Signatory) -> FileKey:
    made = demo.issue(
        demo_authority(AT), one.name, "Sở", since=AT - timedelta(hours=20),
        life=timedelta(hours=1), pin=PIN,
    )  # fmt: skip
    return open_pkcs12(made, PIN)


def test_an_expired_certificate_signs_nothing() -> None:
    first = places(laid_out())[0]
    assert first.person is not None
    with pytest.raises(Refused, match="đã hết hạn"):
        sign_paper(signatory=first, key=expired_key(first), look=PLAIN, actor=first.person, at=AT)
    assert not Signature.objects.filter(signatory=first).exists()


def test_a_revoked_certificate_signs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = places(laid_out())[0]
    serial = x509.load_der_x509_certificate(key_of(first).certificate).serial_number
    listed = demo.revocation_list(demo_authority(AT), AT, [(serial, AT - timedelta(hours=1))])
    monkeypatch.setattr(trust, "revocation_list", lambda *_: listed)
    with pytest.raises(Refused, match="đã bị thu hồi"):
        signed_by(first)
    assert not Signature.objects.filter(signatory=first).exists()


def test_a_timestamp_server_that_cannot_be_reached_leaves_the_paper_unsigned(
    settings: Settings,
) -> None:
    settings.TIMESTAMP_SERVER = "http://127.0.0.1:9/tsa"
    request = laid_out()
    with pytest.raises(Refused, match="Không lấy được dấu thời gian"):
        signed_by(places(request)[0])
    assert latest_version(request).pk == request.prepared_id


def test_outside_a_demo_its_authority_is_refused_and_never_trusted(
    settings: Settings, tmp_path: Path
) -> None:
    first = places(laid_out())[0]
    key = key_of(first)
    settings.DEMO = False
    assert first.person is not None
    assert trust.anchors(AT) == ()
    assert [one.id for one in no_demo_authority(None)] == ["signing.E001"]
    with pytest.raises(SystemExit, match="demo-ca"):
        refuse_faulty_settings()
    with pytest.raises(Refused, match="danh sách tin cậy"):
        sign_paper(signatory=first, key=key, look=PLAIN, actor=first.person, at=AT)
    with pytest.raises(Refused, match="bản chạy thử"):
        demo_authority(AT)
    settings.DATA = tmp_path / "another"
    assert no_demo_authority(None) == []


def test_roots_put_into_the_folder_of_a_set_are_trusted(settings: Settings, tmp_path: Path) -> None:
    root = demo_authority(AT).certificate
    settings.DEMO = False
    (tmp_path / "trust" / "cong-vu").mkdir(parents=True)
    (tmp_path / "trust" / "cong-vu" / "root.cer").write_bytes(root)
    (tmp_path / "trust" / "cong-vu" / "broken.cer").write_bytes(b"broken")
    assert {one.key for one in trust.anchors(AT)} == {"cong-vu"}


def test_the_hash_goes_out_and_the_signature_comes_back() -> None:
    request = laid_out()
    first = places(request)[0]
    key = key_of(first)
    assert first.person is not None
    handed = hand_out(
        signatory=first, certificate=key.certificate, chain=key.chain, look=PLAIN,
        actor=first.person, at=AT,
    )  # fmt: skip
    kept = HandedOut.objects.get(pk=handed.pk)
    later = AT + timedelta(days=1)
    value = key.sign(bytes(kept.attributes))
    take_back(signatory=first, value=value, actor=first.person, at=later)
    assert not HandedOut.objects.filter(signatory=first).exists()
    report = validate(bytes(latest_version(request).content), trust.anchors(later))
    assert report.good


def test_a_signature_that_does_not_fit_the_hash_is_refused_and_may_be_given_again() -> None:
    first = places(laid_out())[0]
    key = key_of(first)
    assert first.person is not None
    hand_out(
        signatory=first, certificate=key.certificate, chain=key.chain, look=PLAIN,
        actor=first.person, at=AT,
    )  # fmt: skip
    with pytest.raises(Refused, match="không khớp"):
        take_back(signatory=first, value=b"nothing", actor=first.person, at=AT)
    assert HandedOut.objects.filter(signatory=first).exists()


def test_without_a_hash_handed_out_no_signature_is_taken() -> None:
    first = places(laid_out())[0]
    assert first.person is not None
    with pytest.raises(Refused, match="Chưa có giá trị băm"):
        take_back(signatory=first, value=b"x", actor=first.person, at=AT)


def test_a_hash_overtaken_by_another_signature_is_told_and_loses_none() -> None:
    request = laid_out()
    first, second, third, *_ = places(request)
    signed_by(first)
    key = key_of(second)
    assert second.person is not None
    handed = hand_out(
        signatory=second, certificate=key.certificate, chain=key.chain, look=PLAIN,
        actor=second.person, at=AT,
    )  # fmt: skip
    signed_by(third, 1)
    with pytest.raises(Overtaken, match="một người khác vừa ký"):
        take_back(
            signatory=second, value=key.sign(bytes(handed.attributes)), actor=second.person, at=AT
        )
    assert request.signatures.count() == 2


def test_a_signature_on_a_version_that_is_not_the_latest_is_never_kept() -> None:
    request = laid_out()
    first, second, third, *_ = places(request)
    signed_by(first)
    base = latest_version(request)
    key = key_of(second)
    stale = sign(bytes(base.content), second.field, key, at=AT)
    signed_by(third, 1)
    assert second.person is not None
    with pytest.raises(Overtaken):
        signature_add(
            signatory=second, base=base.pk, signed=stale,
            certificate=facts_of(loaded(key.certificate)), actor=second.person, at=AT,
        )  # fmt: skip


def test_refusing_to_sign_needs_a_reason_and_ends_the_signing() -> None:
    request = laid_out()
    first = places(request)[0]
    assert first.person is not None
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        signature_refuse(signatory=first, reason=" ", actor=first.person, at=AT)
    signature_refuse(signatory=first, reason="Sai tên đơn vị", actor=first.person, at=AT)
    request.refresh_from_db()
    assert request.state == RequestState.REFUSED
    assert first.refusal.reason == "Sai tên đơn vị"
    with pytest.raises(Refused, match="không còn chờ ký"):
        signed_by(places(request)[0])


def test_after_a_refusal_the_paper_may_be_laid_out_again() -> None:
    request = laid_out()
    first = places(request)[0]
    assert first.person is not None
    signature_refuse(signatory=first, reason="Sai", actor=first.person, at=AT)
    assert laid_out().pk != request.pk
    assert requests_of(agreement()).count() == 2


def test_a_paper_is_laid_out_once_at_a_time() -> None:
    laid_out()
    with pytest.raises(Refused, match="đã được đưa ra lấy chữ ký"):
        laid_out()


def test_who_has_no_say_may_not_lay_a_paper_out() -> None:
    with pytest.raises(NotAllowed, match="Đưa văn bản ra lấy chữ ký"):
        lay_out(paper=agreement(), in_turn=False, actor=cast.officer("stc"), at=AT)


def test_a_place_to_sign_waits_for_its_person_when_their_turn_comes() -> None:
    request = laid_out()
    first, second, *_ = places(request)
    assert first.person is not None
    assert second.person is not None
    day = AT.date()
    assert [one.pk for one in waiting_for_signature(first.person, day)] == [first.pk]
    assert list(waiting_for_signature(second.person, day)) == []
    signed_by(first)
    assert list(waiting_for_signature(first.person, day)) == []
    assert [one.pk for one in waiting_for_signature(second.person, day)] == [second.pk]


def test_a_reminder_goes_to_whose_turn_it_is_once_a_day(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    request = laid_out()
    first = places(request)[0]
    told = remind_signers(
        request=request, link="https://thidua.example/ky", actor=cast.secretary(), at=AT
    )
    assert told.sent == (first.name,)
    assert [letter.subject for letter in mail.outbox] == [f"Đề nghị ký số: {request.paper.title}"]
    with pytest.raises(Refused, match="Hôm nay đã nhắc"):
        remind_signers(request=request, link="x", actor=cast.secretary(), at=AT)


def test_the_leads_head_signs_the_proposal() -> None:
    request = laid_out(proposal())
    [one] = places(request)
    assert one.field == "nguoi-ky-1"
    signed_by(one)
    content = bytes(latest_version(request).content)
    found = examine(content, sha256(content).hexdigest(), AT)
    assert found.good
    assert [finding.kept for finding in found.findings] == [True, True, True]
    number = f"{request.paper.number:02d}/{request.paper.symbol}"
    assert found.findings[0].text == f"Số {number} đúng với hồ sơ lưu."


def test_a_decision_whose_printed_signer_holds_no_post_here_is_not_laid_out() -> None:
    with pytest.raises(Refused, match=r"không giữ vai trò “người có thẩm quyền quyết định”"):
        lay_out(paper=decision(), in_turn=False, actor=cast.person("kyduyet"), at=AT)


def test_a_decision_is_signed_by_the_person_with_authority_and_then_by_the_office() -> None:
    paper = decision()
    issued = Decision.objects.get(pk=paper.subject_id)
    person = Person.objects.create(full_name=signer_name(issued.signer), illustrative=True)
    Role.objects.create(
        authority=paper.authority, person=person, kind=RoleKind.SIGNING_AUTHORITY,
        since=AT.date(),
    )  # fmt: skip
    request = lay_out(paper=paper, in_turn=False, actor=cast.board(), at=AT)
    author, office = places(request)
    assert [author.field, office.field] == ["nguoi-ky-1", "co-quan"]
    seal = cast.board()
    with pytest.raises(Refused, match="Chưa đến lượt"):
        sign_paper(signatory=office, key=key_of(office), look=PLAIN, actor=seal, at=AT)
    signed_by(author)
    with pytest.raises(Refused, match="không giữ vai trò"):
        sign_paper(signatory=office, key=key_of(office), look=PLAIN, actor=person, at=AT)
    sign_paper(signatory=office, key=key_of(office), look=PLAIN, actor=seal, at=AT)
    content = bytes(latest_version(request).content)
    found = examine(content, sha256(content).hexdigest(), AT)
    assert found.good
    told = [finding.text for finding in found.findings]
    assert told[:2] == [
        f"Số {issued.number} đúng với hồ sơ lưu.",
        "Đủ chữ ký của người có thẩm quyền và của cơ quan (Nghị định số 30/2020/NĐ-CP, Điều 5).",
    ]


def test_papers_of_other_kinds_are_not_signed_here() -> None:
    paper = Paper.objects.filter(bloc_year=cast.played(), kind=PaperKind.CERTIFICATE).earliest("id")
    with pytest.raises(Refused, match="chưa ký số được ở đây"):
        laid_out(paper)


def test_a_file_changed_after_signing_is_told_from_the_one_filed() -> None:
    request = laid_out()
    signed_by(places(request)[0])
    content = bytes(latest_version(request).content)
    changed = content.replace(b"/Title", b"/Titel", 1)
    found = examine(changed, sha256(changed).hexdigest(), AT)
    assert (found.is_ours, found.good) == (False, False)
    assert found.paper == request.paper


def test_a_code_copied_onto_another_file_tells_nothing_of_a_paper_that_is_not_public() -> None:
    request = laid_out(proposal())
    signed_by(places(request)[0])
    changed = bytes(latest_version(request).content).replace(b"/Title", b"/Titel", 1)
    found = examine(changed, sha256(changed).hexdigest(), AT)
    assert (found.paper, found.findings) == (None, ())


def test_an_unsigned_copy_of_a_signed_paper_is_told_to_lack_its_signatures() -> None:
    request = laid_out(proposal())
    signed_by(places(request)[0])
    assert request.paper.pdf is not None
    content = bytes(request.paper.pdf.content)
    found = examine(content, sha256(content).hexdigest(), AT)
    assert found.is_ours
    assert not found.good
    assert "thiếu" in " ".join(one.text for one in found.findings)


def test_a_signature_in_anothers_place_breaks_the_rules_though_it_is_sound() -> None:
    request = laid_out()
    first, second, *_ = places(request)
    forged = sign(bytes(request.prepared.content), first.field, key_of(second), at=AT).pdf
    found = examine(forged, sha256(forged).hexdigest(), AT)
    assert found.report.good
    assert not found.good
    assert f"Ô ký của {first.name} mang chữ ký của {second.name}." in [
        one.text for one in found.findings
    ]


def test_an_image_that_is_no_png_is_refused() -> None:
    first = places(laid_out())[0]
    assert first.person is not None
    with pytest.raises(Refused, match="PNG"):
        sign_paper(signatory=first, key=key_of(first), look=Look(b"GIF"), actor=first.person, at=AT)


def test_the_demos_keys_are_kept_for_their_owner_alone(tmp_path: Path) -> None:
    key_of(places(laid_out())[0])
    made = list((tmp_path / "demo-ca").iterdir())
    assert len(made) == 2
    assert {path.stat().st_mode & 0o077 for path in made} == {0}


def test_a_signed_paper_is_still_the_same_paper_to_read() -> None:
    from pypdf import PdfReader

    request = laid_out(proposal())
    signed_by(places(request)[0])
    pages = [
        [page.extract_text() for page in PdfReader(BytesIO(bytes(blob.content))).pages]
        for blob in (request.paper.pdf, latest_version(request))
        if blob
    ]
    assert pages[0] == pages[1]
