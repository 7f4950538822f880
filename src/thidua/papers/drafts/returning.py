"""An edited Word document against the draft as it stands: what changed, one by one.

Paragraphs are found again by their keys and, where keys were lost, by their text. What wasn't
touched in Word is no change, even if the draft was edited in the browser meanwhile.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from thidua.papers.drafts.differences import Stretch, out_of_order, word_differences
from thidua.papers.drafts.errors import Unreadable
from thidua.papers.drafts.outline import Form, Outline, Room, Words, Written, words_in
from thidua.papers.drafts.sending import Origin, Printed, form_of, text_in
from thidua.papers.drafts.units import Document, Remark, Unit, canonical, digest_of

_ALIKE = 0.6
_AT_LEAST = 0.3


class Kind(StrEnum):
    """What happened to a paragraph in Word.

    The first four concern free words and may be taken over; FIXED is a paragraph of data or form,
    STRAY a new one where the kind of paper leaves no room.
    """

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    FIXED = "fixed"
    STRAY = "stray"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change.

    Args:
        number: by which the reader takes it over or refuses it.
        key: of the paragraph; of a new one, its own until it is kept.
        after_keys: the paragraphs before it in its room, nearest first: it goes behind the first
            of them that is still there.
    """

    number: int
    kind: Kind
    key: str
    before: str = ""
    after: str = ""
    room: Room | None = None
    after_keys: tuple[str, ...] = ()
    source: str = ""
    page: str = ""
    authors: tuple[str, ...] = ()

    @property
    def may_be_taken(self) -> bool:
        return self.kind not in {Kind.FIXED, Kind.STRAY}

    @property
    def words(self) -> tuple[Stretch, ...]:
        return word_differences(self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft a file came back to.

    Args:
        own: the draft as Word would get it now, read back.
        lines: what is printed in it.
        sent: the keys of free paragraphs that the file was sent out with.
    """

    outline: Outline
    written: Written
    lines: Sequence[Printed]
    own: Document
    sent: Collection[str]


@dataclass(frozen=True, slots=True)
class Said:
    """A comment in the file, with the paragraph it stands at."""

    key: str
    beside: str
    remark: Remark


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came back: changes in the order of the file, comments, text read from old fonts."""

    changes: tuple[Change, ...]
    comments: tuple[Said, ...]
    converted: tuple[tuple[str, str], ...]


def compare(draft: Draft, came: Document) -> Comparison:
    """Compare what came back with the draft as it stands.

    Raises:
        Unreadable: the file is of another paper, or of none of ours.
    """
    if came.identity and came.identity != draft.own.identity:
        raise Unreadable(
            "Tệp là bản dự thảo của một văn bản khác.",
            "Hãy mở trang dự thảo của đúng văn bản đó, hoặc tải lại bản Word từ trang này.",
        )
    walk = _Walk(draft, came, _meet(draft, came))
    changes = tuple(_in_numbers([*walk.changes(), *walk.removed()]))
    return Comparison(changes, tuple(walk.comments()), tuple(_converted(came)))


def taken_over(
    outline: Outline, written: Written, changes: Sequence[Change], chosen: Collection[int]
) -> Written:
    """Return what was written with the chosen changes in it; those of data are never among them."""
    rooms = {room.key: list(words_in(room, written)) for room in outline.rooms}
    for change in changes:
        if change.number in chosen and change.may_be_taken and change.room is not None:
            _take_over(rooms, change, change.room)
    return {key: tuple(_fresh(words)) for key, words in rooms.items()}


def _take_over(rooms: Mapping[str, list[Words]], change: Change, room: Room) -> None:
    text = change.after
    if change.kind is Kind.CHANGED:
        words = rooms[room.key]
        words[:] = [Words(w.key, text) if w.key == change.key else w for w in words]
        return
    if change.kind is Kind.MOVED:
        now = (w.text for words in rooms.values() for w in words if w.key == change.key)
        text = next(now, change.before)
    for words in rooms.values():
        words[:] = [w for w in words if w.key != change.key]
    if change.kind is not Kind.REMOVED:
        keys = [w.key for w in rooms[room.key]]
        behind = next((keys.index(key) + 1 for key in change.after_keys if key in keys), 0)
        rooms[room.key].insert(behind, Words(change.key, text))


def _fresh(words: Sequence[Words]) -> Iterator[Words]:
    """Leave new paragraphs without a key: the draft gives them one when it is kept."""
    return (Words("" if one.key.startswith("+") else one.key, one.text) for one in words)


def _in_numbers(changes: Sequence[Change]) -> Iterator[Change]:
    for number, one in enumerate(changes, 1):
        yield Change(
            number=number, kind=one.kind, key=one.key, before=one.before, after=one.after,
            room=one.room, after_keys=one.after_keys, source=one.source, page=one.page,
            authors=one.authors,
        )  # fmt: skip


def _converted(came: Document) -> Iterator[tuple[str, str]]:
    return ((unit.converted, unit.plain) for unit in came.units if unit.converted)


def _meet(draft: Draft, came: Document) -> list[str | None]:
    """Return for each unit that came the key of the unit of the draft it is, if any."""
    left = {unit.keys[0][0]: unit for unit in draft.own.units}
    met: list[str | None] = [None] * len(came.units)
    for finds in (_by_key, _by_text, _by_likeness):
        if finds is _by_likeness and len(left) > (1 - _AT_LEAST) * len(draft.own.units):
            raise _foreign()
        for number, unit in enumerate(came.units):
            if met[number] is None and (key := finds(unit, left)) is not None:
                met[number] = key
                del left[key]
    return met


def _foreign() -> Unreadable:
    return Unreadable(
        "Tệp không phải là bản dự thảo của văn bản này.",
        "Hãy tải bản Word từ trang dự thảo, sửa trong bản đó rồi nộp lại.",
    )


def _by_key(unit: Unit, left: Mapping[str, Unit]) -> str | None:
    """Two paragraphs run together carry both keys: the one whose words are there counts."""
    known = [key for key, _ in unit.keys if key in left]
    same = (key for key in known if canonical(left[key].plain) == canonical(unit.plain))
    alike = sorted(known, key=lambda key: -_likeness(left[key].plain, unit.plain))
    return next(same, alike[0] if alike else None)


def _by_text(unit: Unit, left: Mapping[str, Unit]) -> str | None:
    wanted = canonical(unit.plain)
    return next((key for key, one in left.items() if canonical(one.plain) == wanted), None)


def _by_likeness(unit: Unit, left: Mapping[str, Unit]) -> str | None:
    if unit.is_row or not left:
        return None
    likeness = {key: _likeness(one.plain, unit.plain) for key, one in left.items()}
    best = max(likeness, key=lambda key: likeness[key])
    return best if likeness[best] >= _ALIKE else None


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    # The quick ratios are never below the true one.
    quick = matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE
    return matcher.ratio() if quick else 0


@dataclass(slots=True)
class _Walk:
    """A walk through what came, knowing at each paragraph which room one stands in."""

    draft: Draft
    came: Document
    met: Sequence[str | None]
    lines: Mapping[str, Printed] = field(init=False)
    own: Mapping[str, Unit] = field(init=False)
    place: int = -1
    is_past: bool = False
    stood: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.lines = {line.key: line for line in self.draft.lines}
        self.own = {unit.keys[0][0]: unit for unit in self.draft.own.units}

    def changes(self) -> Iterator[Change]:
        moved = self._moved()
        for number, (unit, key) in enumerate(zip(self.came.units, self.met, strict=True)):
            line = self.lines.get(key) if key else None
            if line is not None and line.origin is Origin.FREE:
                yield from self._free(unit, line, moved)
                self._step(line)
            elif key is not None:
                yield from self._fixed(unit, key, line)
                self._step(line)
            elif not _is_left_over(unit):
                yield self._new(unit, f"+{number}")

    def removed(self) -> Iterator[Change]:
        # Where records changed since the draft was sent, what is missing may be what is new.
        moved_on = any(
            key is None and _is_left_over(unit)
            for unit, key in zip(self.came.units, self.met, strict=True)
        )
        for key, unit in self.own.items():
            line = self.lines.get(key)
            if key in self.met or (
                line and line.origin is Origin.FREE and key not in self.draft.sent
            ):
                continue
            if line is not None and line.origin is Origin.FREE:
                yield Change(number=0, kind=Kind.REMOVED, key=key, before=line.text, room=line.room)
            elif not moved_on:
                yield self._of_data(key, line, unit.plain, "", ())

    def comments(self) -> Iterator[Said]:
        for unit, key in zip(self.came.units, self.met, strict=True):
            yield from (Said(key or "", unit.plain, remark) for remark in unit.remarks)

    def _free(self, unit: Unit, line: Printed, moved: Collection[str]) -> Iterator[Change]:
        room = line.room
        text = text_in(unit, form_of(line))
        stands = text_in(self.own[line.key], form_of(line))
        same = canonical(text) == canonical(stands)
        rewritten = not same and not _untouched(unit, line.key, text)
        if rewritten:
            yield Change(
                number=0, kind=Kind.CHANGED, key=line.key, before=line.text, after=text,
                room=room, authors=unit.authors,
            )  # fmt: skip
        elsewhere = self._room()
        if line.key in moved or (elsewhere and room and elsewhere.key != room.key
                                 and not self._may_begin(room)):  # fmt: skip
            target = room if line.key in moved or elsewhere is None else elsewhere
            yield Change(
                number=0, kind=Kind.MOVED, key=line.key, before=line.text, after=line.text,
                room=target, authors=unit.authors,
                after_keys=self.stood if self._room() == target else (),
            )  # fmt: skip

    def _fixed(self, unit: Unit, key: str, line: Printed | None) -> Iterator[Change]:
        before = self.own[key].plain
        same = canonical(before) == canonical(unit.plain)
        if not same and not _untouched(unit, key, unit.plain):
            yield self._of_data(key, line, before, unit.plain, unit.authors)

    def _of_data(
        self, key: str, line: Printed | None, before: str, after: str, authors: tuple[str, ...]
    ) -> Change:
        source, page = (line.source, line.page) if line else ("", "")
        return Change(
            number=0, kind=Kind.FIXED, key=key, before=before, after=after, source=source,
            page=page, authors=authors,
        )  # fmt: skip

    def _new(self, unit: Unit, key: str) -> Change:
        room = None if unit.is_row else self._room()
        text = text_in(unit, room.form if room else None)
        change = Change(
            number=0, kind=Kind.ADDED if room else Kind.STRAY, key=key, after=text, room=room,
            after_keys=self.stood, authors=unit.authors,
        )  # fmt: skip
        if room:
            self.stood = (key, *self.stood)
        return change

    def _step(self, line: Printed | None) -> None:
        if line is None:
            # Head of the paper: the outline is still to come; signatures, annexes: it is over.
            self.is_past = self.place >= 0
            return
        if line.place != self.place:
            self.stood = ()
        self.place, self.is_past = line.place or 0, False
        if line.origin is Origin.FREE:
            self.stood = (line.key, *self.stood)

    def _room(self) -> Room | None:
        """Return the room a new paragraph here belongs to: the one around, else the next one."""
        pieces = self.draft.outline.pieces
        if self.place >= 0 and isinstance(pieces[self.place], Room) and not self.is_past:
            return self._as_room(self.place)
        return None if self.is_past else self._as_room(self._next_place())

    def _next_place(self) -> int:
        """Return the next piece that is printed, or a room that is empty now."""
        pieces = self.draft.outline.pieces
        shown = {line.place for line in self.draft.lines}
        later = range(self.place + 1, len(pieces))
        return next((n for n in later if n in shown or isinstance(pieces[n], Room)), -1)

    def _as_room(self, place: int) -> Room | None:
        piece = self.draft.outline.pieces[place] if place >= 0 else None
        return piece if isinstance(piece, Room) else None

    def _may_begin(self, room: Room) -> bool:
        """Tell whether a room follows on the piece one stands at, with nothing printed between."""
        pieces = self.draft.outline.pieces
        shown = {line.place for line in self.draft.lines}
        for n in range(self.place + 1, len(pieces)):
            if pieces[n] == room:
                return True
            if n in shown:
                return False
        return False

    def _moved(self) -> set[str]:
        before = [line.key for line in self.draft.lines if line.origin is Origin.FREE]
        rooms = {line.key: line.room.key for line in self.draft.lines if line.room}
        after = [key for key in self.met if key in rooms]
        return {
            key
            for room in dict.fromkeys(rooms.values())
            for key in out_of_order(
                [k for k in before if rooms[k] == room],
                [k for k in after if k and rooms[k] == room],
            )
        }


def _is_left_over(unit: Unit) -> bool:
    """Tell whether a paragraph came back as it was sent, but no longer stands in the draft."""
    sent = {digest for _, digest in unit.keys}
    return any(digest_of(text_in(unit, form)) in sent for form in (None, *Form))


def _untouched(unit: Unit, key: str, text: str) -> bool:
    """Tell whether a paragraph came back as it was sent, whatever the draft says by now."""
    return (key, digest_of(text)) in unit.keys
