"""Days for people's own calendars, as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_OCTETS = 75  # of a line, by the standard
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A whole day, or several up to `until`; `key` stays the same when the day is moved."""

    key: str
    on: date
    title: str
    about: str = ""
    until: date | None = None


def calendar(days: Iterable[Day], at: datetime) -> bytes:
    """Return the file; the same days and instant give the same bytes."""
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//thidua//VI", "CALSCALE:GREGORIAN"]
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day.key}@thidua",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{(day.until or day.on) + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{day.title.translate(_ESCAPED)}",
            f"DESCRIPTION:{day.about.translate(_ESCAPED)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _folded(line: str) -> Iterator[str]:
    """Break a line before it is too long; a letter of several octets stays whole."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > _OCTETS:
            yield part
            part = " "
        part += letter
    yield part
