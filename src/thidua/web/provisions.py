"""Provisions nobody has read: what rests on them, where to look, and the word that they were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from thidua import law
from thidua.apps.awards.policy import MAY
from thidua.apps.awards.queries import confirmations_of, provisions, unread_changes
from thidua.apps.awards.services import provision_confirm, provision_withdraw
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.policy import Ask
from thidua.apps.units.queries import roles_of
from thidua.law.outline import flat
from thidua.text import fold
from thidua.web.fields import DateText, TextField
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.law_words import days_of, figure, span_words
from thidua.web.lawbook import award_address
from thidua.web.shell import now, person_of, signed_in, visitor_of

if TYPE_CHECKING:
    from thidua.apps.awards.models import Confirmation
    from thidua.apps.journal.base import Refused
    from thidua.apps.units.models import Authority

STATES = {"": "Tất cả", "cho": "Chờ đối chiếu", "da": "Đã đối chiếu"}
INSTRUMENT = re.compile(
    r"\b(?:Hiến pháp|Luật|Nghị quyết|Nghị định|Quyết định|Thông tư|Công văn)\b.+"
)


class ConfirmForm(forms.Form):
    source = TextField(
        label="Đã đọc ở đâu",
        max_length=500,
        help_text="Địa chỉ trang, hoặc số Công báo, số trang, nơi giữ bản đóng dấu.",
    )
    read_on = DateText(label="Ngày đọc")
    quotation = TextField(
        label="Trích nguyên văn hoặc ghi chú",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WithdrawForm(forms.Form):
    reason = TextField(label="Vì sao rút", max_length=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """On whose behalf provisions are read: an authority, and whether the visitor may speak for it."""

    authority: Authority | None
    may: bool
    confirmations: tuple[Confirmation, ...]
    others: tuple[Authority, ...]

    @property
    def standing(self) -> dict[str, Confirmation]:
        """The confirmations not withdrawn, by provision."""
        return {
            made.provision: made for made in self.confirmations if not hasattr(made, "withdrawal")
        }


def desk_of(request: HttpRequest) -> Desk:
    """Find the authority a visitor works for: the one the address names, or the first they serve."""
    visitor, at = visitor_of(request), now()
    roles = list(roles_of(visitor, localdate(at))) if visitor else []
    roles.sort(key=lambda role: role.kind != RoleKind.EMULATION_BOARD)
    served = {role.authority.code: role.authority for role in roles}
    authority = served.get(request.GET.get("co-quan", ""), next(iter(served.values()), None))
    if visitor is None or authority is None:
        return Desk(authority=None, may=False, confirmations=(), others=())
    return Desk(
        authority=authority,
        may=bool(MAY["awards.provision.confirm"].test(Ask(visitor, at, authority))),
        confirmations=tuple(confirmations_of(authority)),
        others=tuple(other for other in served.values() if other != authority),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """An unverified provision in the list."""

    use: law.Use
    names: list[str]
    confirmed: Confirmation | None
    changes_rules: bool

    @property
    def host(self) -> str:
        return urlsplit(self.use.citation.source).hostname or ""


def listing(request: HttpRequest) -> HttpResponse:
    """List the provisions in use that nobody has read."""
    desk, state = desk_of(request), request.GET.get("tinh-trang", "")
    sought = request.GET.get("tim", "").strip()
    rows = [row_of(use, desk) for use in unread()]
    found = [row for row in rows if fold(sought) in search_key(row)]
    done = sum(row.confirmed is not None for row in found)
    counts = {"": len(found), "cho": len(found) - done, "da": done}
    shown = [
        row for row in found if state not in {"cho", "da"} or (state == "da") == bool(row.confirmed)
    ]
    context = {
        "desk": desk,
        "groups": list(by_instrument(shown)),
        "everything": len(rows),
        "states": [(key, label, counts[key]) for key, label in STATES.items()],
        "state": state,
        "sought": sought,
        "all_provisions": len(provisions()),
    }
    return render(request, "law/provisions.html", context)


def unread() -> list[law.Use]:
    """Return the unverified provisions in the order of their places in the law."""
    found = (use for use in provisions().values() if not use.citation.verified)
    return sorted(found, key=lambda use: in_order(use.citation.provision))


def in_order(provision: str) -> list[tuple[int, str]]:
    """Return a key that puts Article 9 before Article 10."""
    parts = re.findall(r"\d+|\D+", provision)
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def row_of(use: law.Use, desk: Desk) -> Row:
    provision = use.citation.provision
    books = {book.id: book for book in law.rulebooks()}
    names = dict.fromkeys(books[book].awards[slug].name for book, slug in use.used_by)
    return Row(use, list(names), desk.standing.get(provision), provision in unread_changes())


def search_key(row: Row) -> str:
    return fold(" ".join((row.use.citation.text, row.use.note, *row.names)))


def by_instrument(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(":".join(row.use.citation.provision.split(":")[:3]), []).append(row)
    for group in groups.values():
        texts = [row.use.citation.text for row in group]
        named = [match[0] for text in texts if (match := INSTRUMENT.search(text))]
        yield min(named, key=len, default=texts[0]), group


@dataclass(frozen=True, slots=True)
class Wording:
    """What the rules in use take a provision to say, with the awards that rest on it."""

    text: str
    figures: tuple[str, ...]
    awards: dict[str, str]


def wordings(use: law.Use) -> list[Wording]:
    """Return what to compare with the text of the provision, each wording once."""
    found: dict[tuple[str, tuple[str, ...]], Wording] = {}
    for book_id, slug in use.used_by:
        book = law.rulebook_named(book_id)
        name = book.awards[slug].name
        for on in law.turning_days(book, slug):
            for text, figures in said_in(law.outline(slug, on), use.citation.provision):
                wording = found.setdefault((text, figures), Wording(text, figures, {}))
                wording.awards.setdefault(name, award_address(slug, on))
    return list(found.values())


def said_in(lines: Iterable[law.Outline], provision: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what standards, and what they count by, take a provision to say."""
    for line in resting_on(lines, provision):
        yield line.text, tuple(f"{a.label}: {figure(a.value, a.unit)}" for a in line.amounts)
    for line in flat(lines):
        yield from ((text, ()) for text, one in line.besides if one.provision == provision)


def resting_on(lines: Iterable[law.Outline], provision: str) -> Iterator[law.Outline]:
    for line in lines:
        named = {line.citation.provision, *(a.citation.provision for a in line.amounts)}
        if provision in named:
            yield line
        yield from resting_on(line.parts, provision)


def provision(request: HttpRequest, provision: str) -> HttpResponseBase:
    """Show a provision with all that rests on it; who may confirms here that it was read."""
    if request.method == "POST":
        return confirm(request, provision)
    return show(request, provision)


def use_or_404(provision: str) -> law.Use:
    use = provisions().get(provision)
    if use is None:
        raise Http404
    return use


def show(
    request: HttpRequest,
    provision: str,
    *,
    form: forms.Form | None = None,
    ending: forms.Form | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    use, desk = use_or_404(provision), desk_of(request)
    faulty = any(sent is not None and sent.errors for sent in (form, ending))
    context = {
        "desk": desk,
        "use": use,
        "days": span_words(use.span),
        "wordings": wordings(use),
        "eras": regimes_of(use),
        "changes_rules": provision in unread_changes(),
        "history": [made for made in desk.confirmations if made.provision == provision],
        "form": form or ConfirmForm(initial={"read_on": localdate(now())}),
        "ending": ending or WithdrawForm(),
        "refused": refused,
    }
    status = REFUSED if refused else FAULTY if faulty else 200
    return render(request, "law/provision.html", context, status=status)


def regimes_of(use: law.Use) -> list[tuple[str, str]]:
    books = [law.rulebook_named(id_) for id_ in dict.fromkeys(id_ for id_, _ in use.used_by)]
    return [(book.title, days_of(book)) for book in books]


@signed_in
def confirm(request: HttpRequest, provision: str) -> HttpResponse:
    """Record that the text of the provision was held in hand."""
    authority, form = authority_or_404(request), ConfirmForm(request.POST)
    if not form.is_valid():
        return show(request, provision, form=form)
    refused = refusal_of(
        lambda: provision_confirm(
            authority=authority,
            provision=provision,
            actor=person_of(request),
            at=now(),
            **form.cleaned_data,
        )
    )
    return done(request, provision, refused, "Đã ghi lời xác nhận.", form=form)


@signed_in
@require_POST
def withdraw(request: HttpRequest, provision: str) -> HttpResponse:
    """Withdraw the confirmation of the provision for a reason."""
    authority, form = authority_or_404(request), WithdrawForm(request.POST)
    made = confirmations_of(authority).filter(provision=provision, withdrawal=None).first()
    if made is None:
        raise Http404
    if not form.is_valid():
        return show(request, provision, ending=form)
    refused = refusal_of(
        lambda: provision_withdraw(
            confirmation=made, actor=person_of(request), at=now(), **form.cleaned_data
        )
    )
    return done(request, provision, refused, "Đã rút lời xác nhận.", ending=form)


def authority_or_404(request: HttpRequest) -> Authority:
    authority = desk_of(request).authority
    if authority is None:
        raise Http404
    return authority


def done(
    request: HttpRequest,
    provision: str,
    refused: Refused | None,
    said: str,
    **sent: forms.Form,
) -> HttpResponse:
    """Go back to the provision after a deed, or show why it was refused with what was typed."""
    if refused:
        return show(request, provision, refused=refused, **sent)
    messages.success(request, said)
    kept = {"co-quan": code} if (code := request.GET.get("co-quan")) else {}
    address = reverse("provision", args=[provision])
    return redirect(f"{address}?{urlencode(kept)}" if kept else address)


urls: list[URLPattern] = [
    path("luat/chua-kiem-chung/", listing, name="provisions"),
    path("luat/chua-kiem-chung/<str:provision>/", provision, name="provision"),
    path("luat/chua-kiem-chung/<str:provision>/rut/", withdraw, name="provision-withdraw"),
]
