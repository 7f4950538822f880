"""Rules of the end: signers (box 7), recipients (box 9b), stamps, annexes."""

import re
from collections.abc import Iterator, Sequence

from thidua.papers.blocks import roman
from thidua.papers.conformance.catalogue import RULES
from thidua.papers.conformance.findings import Finding
from thidua.papers.conformance.kinds import ATTACHED
from thidua.papers.conformance.parts import AnnexPart, Parts, text_of
from thidua.papers.conformance.reading import Line
from thidua.papers.conformance.signing import SignedBlock
from thidua.text import fold

_PREFIX = re.compile(r"(TM|KT|TL|TUQ|Q)\. \S")
_BAD_PREFIX = re.compile(
    r"(T\s?[./]?\s?M|K\s?[./]?\s?T|T\s?\.?\s?L|T\s?\.?\s?U\s?\.?\s?Q|Q)[\s.,/:]", re.IGNORECASE
)
_DEGREE = re.compile(
    r"(ông|bà|ts|ths|th\.s|pgs|gs|bs|ks|cn|tiến sĩ|thạc sĩ|giáo sư|phó giáo sư|kỹ sư|bác sĩ|"
    r"đại tá|thượng tá|trung tá|thiếu tá|nghệ sĩ|luật sư)\b\.?\s", re.IGNORECASE,
)  # fmt: skip
_BRACKET = re.compile(r"\(.*?\)")
_ASIDE = 6.0
_UNADDRESSED = {"", "BIÊN BẢN", *ATTACHED}


def end_rules(parts: Parts) -> Iterator[Finding]:
    """Check signers, recipients, stamps and annexes."""
    if not parts.signed:
        yield RULES["signer-missing"].found("Không thấy phần ký.")
    for block in parts.signed:
        yield from _signer(block)
    yield from _recipients(parts)
    yield from _stamps(parts)
    yield from _annexes(parts)


def _signer(block: SignedBlock) -> Iterator[Finding]:
    yield from _prefixes(block)
    if not block.name:
        if block.capacity:
            yield RULES["signer-name"].found("Không có họ và tên.", block.capacity[-1])
        return
    name = text_of(block.name)
    if _DEGREE.match(name):
        yield RULES["name-degree"].found(f"Đang ghi “{name}”.", block.name[0])
    bare = _BRACKET.sub("", name)
    if any(word[:1].islower() for word in bare.split()):
        yield RULES["name-capitals"].found(f"Đang ghi “{name}”.", block.name[0])
    if block.capacity and abs(block.name[0].middle - block.capacity[-1].middle) > _ASIDE - 2:
        yield RULES["name-centred"].found("Họ tên lệch so với chức vụ.", block.name[0])


def _prefixes(block: SignedBlock) -> Iterator[Finding]:
    lines = [line for line in block.capacity if _BAD_PREFIX.match(line.text)]
    for line in lines:
        if not _PREFIX.match(line.text):
            yield RULES["prefix-form"].found(f"Đang viết “{line.text}”.", line)
    if lines and not lines[0].text.upper().startswith("Q") and lines[-1] is block.capacity[-1]:
        yield RULES["prefix-post"].found("Không có dòng chức vụ bên dưới.", lines[-1])
    if any(line.text.startswith("TM.") for line in lines[1:]):
        yield RULES["prefix-order"].found("Dòng “TM.” không ở trên cùng.", lines[0])


def _recipients(parts: Parts) -> Iterator[Finding]:
    if not parts.label:
        if parts.letter or parts.kind not in _UNADDRESSED:
            yield RULES["recipients-missing"].found("Không thấy “Nơi nhận:”.")
        return
    label = parts.label[0]
    if label.text != "Nơi nhận:" or abs(label.x0 - label.room[0]) > 3:
        yield RULES["recipients-label"].found(f"Đang viết “{label.text}”.", label)
    if len(parts.signed) == 1 and parts.signed[0].capacity:
        first = parts.signed[0].capacity[0]
        if first.page == label.page and abs(first.base - label.base) > 4:
            yield RULES["recipients-level"].found("Không cùng hàng với phần ký.", label)
    yield from _items(parts)


def _items(parts: Parts) -> Iterator[Finding]:
    items = parts.recipients
    if not items:
        yield RULES["recipients-form"].found("Không có nơi nhận nào.", parts.label[0])
        return
    for n, item in enumerate(items, 1):
        mark = "." if n == len(items) else ";"
        if not item.text.startswith("- ") or not item.text.endswith(mark):
            yield RULES["recipients-form"].found(f"Đang viết “{item.text}”.", item.first)
    if not re.match(r"-\s*Lưu\s*:\s*VT\b", items[-1].text):
        yield RULES["recipients-file"].found(f"Dòng cuối là “{items[-1].text}”.", items[-1].first)
    if parts.addressed and not re.match(r"-\s*Như trên\b", items[0].text):
        yield RULES["recipients-above"].found(f"Dòng đầu là “{items[0].text}”.", items[0].first)


def _stamps(parts: Parts) -> Iterator[Finding]:
    marks = parts.marks
    for line in marks.draft:
        yield RULES["draft"].found("Văn bản có chữ “DỰ THẢO”.", line)
    for line in marks.urgency:
        if not _is_red(line):
            yield RULES["stamp-colour"].found("Dấu khẩn không phải màu đỏ.", line)
    for line in (*marks.urgency, *marks.secrecy):
        if line.middle > parts.reading.sheet(line.page).width / 2:
            yield RULES["stamp-place"].found("Dấu ở bên phải.", line)
    for line in (*marks.urgency, *marks.circulation):
        if not line.framed:
            yield RULES["stamp-frame"].found("Không thấy khung quanh chữ.", line)


def _is_red(line: Line) -> bool:
    color = line.spans[0].color
    return len(color) == 6 and int(color[:2], 16) > 180 and int(color[2:4], 16) < 90


def _annexes(parts: Parts) -> Iterator[Finding]:
    labelled = [annex for annex in parts.annexes if annex.label]
    if len(parts.annexes) > 1:
        yield from _numbered(parts.annexes)
    for annex in parts.annexes:
        for line in (*annex.label, *annex.title):
            if not line.centred:
                yield RULES["annex-centred"].found("Dòng không canh giữa.", line)
        if not annex.reference:
            yield RULES["annex-reference-missing"].found("Không thấy dòng chỉ dẫn.", annex.first)
    if labelled or parts.annexes:
        yield from _mentioned(parts)


def _numbered(annexes: Sequence[AnnexPart]) -> Iterator[Finding]:
    for n, annex in enumerate(annexes, 1):
        label = text_of(annex.label)
        if fold(label) != fold(f"Phụ lục {roman(n)}") or not label.endswith(roman(n)):
            yield RULES["annex-number"].found(f"Phụ lục thứ {n} ghi “{label}”.", annex.first)


def _mentioned(parts: Parts) -> Iterator[Finding]:
    text = fold(" ".join(p.text for p in (*parts.bases, *parts.body)))
    if not re.search(r"phu luc|kem theo|dinh kem|danh sach", text):
        yield RULES["annex-mention"].found(
            "Nội dung không nhắc đến phụ lục.", parts.annexes[0].first
        )
