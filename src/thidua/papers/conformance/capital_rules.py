"""Capitals (Annex II), as far as a program can be sure; the rest are hints."""

import re
from collections.abc import Iterator

from thidua.papers.conformance.catalogue import RULES
from thidua.papers.conformance.findings import Finding
from thidua.papers.conformance.parts import Parts
from thidua.papers.conformance.reading import Line

# The capitals among Latin letters, Vietnamese ones too.
_CAPITAL = f"[{''.join(chr(n) for n in (*range(0x41, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(n).isupper())}]"
_UNITS = "Tỉnh|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn|Thành phố"
_CHECKS = (
    ("caps-people", re.compile(r"(?:Ủy|Uỷ) ban Nhân dân|Hội đồng Nhân dân|(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân")),
    ("caps-place", re.compile(r"thủ đô Hà Nội|thành phố Hồ Chí Minh")),
    ("caps-unit", re.compile(rf"(?<=[a-zà-ỹđ,] )(?:{_UNITS}) (?!Hồ Chí Minh){_CAPITAL}")),
    ("caps-cited", re.compile(r"(?<=[a-zà-ỹđ,] )(?:Khoản|Điểm) (?:\d+|[a-zđ]\b)|(?<=[a-zà-ỹđ,\d] )điều \d+")),
    ("caps-class", re.compile(r"(?:Huân chương|Huy chương)[^,;.]*? hạng (?:nhất|nhì|ba)\b")),
)  # fmt: skip


def capital_rules(parts: Parts) -> Iterator[Finding]:
    """Check the running text, the summary and the bases."""
    texts: list[tuple[str, Line]] = [(p.text, p.first) for p in (*parts.bases, *parts.body)]
    texts += [(line.text, line) for line in (*parts.summary, *parts.subject, *parts.addressed)]
    for text, line in texts:
        for code, pattern in _CHECKS:
            if found := pattern.search(text):
                yield RULES[code].found(f"Đang viết “{found[0]}”.", line)
