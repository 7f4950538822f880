"""The tabs of a bloc's year, in the order of its work."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

TABS = (
    ("year", "Tổng quan"),
    ("agreement", "Giao ước"),
    ("targets", "Chỉ tiêu"),
    ("scorecards", "Chấm điểm"),
    ("ranking", "Xếp hạng"),
    ("initiatives", "Sáng kiến"),
    ("conference", "Hội nghị"),
    ("nominations", "Đề nghị khen thưởng"),
    ("papers", "Văn bản"),
    ("register", "Sổ khen thưởng"),
)
JOURNAL = ("journal", "Nhật ký")


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    href: str
    current: bool


def tabs_of(key: UUID, current: str, *, inspects: bool) -> list[Tab]:
    """Lay out the tabs; the journal is for those who inspect."""
    shown = (*TABS, JOURNAL) if inspects else TABS
    return [Tab(label, reverse(name, args=[key]), name == current) for name, label in shown]
