"""Writes and checks archives, and says what came of it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from thidua.cli.start import django_on
from thidua.papers.archive import faults_of

if TYPE_CHECKING:
    from thidua.apps.people.models import Person
    from thidua.apps.units.models import BlocYear
    from thidua.year.archive import Archived

DONE, FAULTY = 0, 1
Wanted = tuple[str, str, int]


def check_archives(packs: Sequence[Path], console: Console) -> int:
    """Check each pack and print its faults by name; returns the exit code."""
    return max(_checked(pack, console) for pack in packs)


def _checked(pack: Path, console: Console) -> int:
    found = faults_of(pack)
    told = "không còn nguyên vẹn:" if found else "nguyên vẹn."
    for line in (f"{pack}: {told}", *(f"  • {fault}" for fault in found)):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    return FAULTY if found else DONE


def make_archive(wanted: Wanted, by: str, target: Path, console: Console) -> int:
    """Write the archive of a year, or say why not; returns the exit code."""
    django_on()
    from thidua.apps.journal.base import Refused  # noqa: PLC0415 -- after django.setup()

    try:
        made = write_new(target, year_of(*wanted), person_of(by))
    except Refused as refused:
        console.print(str(refused), style="bold red", highlight=False, soft_wrap=True)
        return FAULTY
    console.print(
        f"{target}: {made.files} tệp, {made.size // 1024} kB. SHA-256 của SHA256SUMS: {made.sums}",
        highlight=False, markup=False, soft_wrap=True,
    )  # fmt: skip
    return DONE


def write_new(target: Path, bloc_year: "BlocYear", person: "Person") -> "Archived":
    """Write an archive where no file is yet; what could not be finished is taken away again.

    Raises:
        Refused: the file is there or can't be written, or the deed says no.
    """
    from django.utils.timezone import now  # noqa: PLC0415 -- after django.setup()

    from thidua.apps.journal.base import Refused  # noqa: PLC0415 -- after django.setup()
    from thidua.year.archive import archive_year  # noqa: PLC0415 -- after django.setup()

    try:
        with target.open("xb") as file:
            return archive_year(bloc_year, file, actor=person, at=now(), largest=sys.maxsize)
    except FileExistsError:
        raise Refused(f"Tệp {target} đã có.", remedy="Hãy chọn tên khác bằng --out.") from None
    except OSError as fault:
        raise Refused(f"Không ghi được tệp {target}: {fault.strerror}.") from fault
    except Refused:
        target.unlink()
        raise


def year_of(authority: str, bloc: str, year: int) -> "BlocYear":
    from thidua.apps.journal.base import Refused  # noqa: PLC0415 -- after django.setup()
    from thidua.apps.units.models import BlocYear  # noqa: PLC0415 -- after django.setup()

    rows = BlocYear.objects.filter(bloc__code=bloc, year=year)
    rows = rows.filter(authority__code=authority) if authority else rows
    found = list(rows.select_related("bloc", "authority"))
    if len(found) > 1:
        codes = ", ".join(one.authority.code for one in found)
        raise Refused(f"Nhiều cơ quan có khối “{bloc}”.", remedy=f"Hãy thêm --authority: {codes}.")
    if not found:
        codes = ", ".join(sorted({f"{y.bloc.code} {y.year}" for y in BlocYear.objects.select_related("bloc")}))  # fmt: skip
        raise Refused(f"Không có năm {year} của khối “{bloc}”.", remedy=f"Đang có: {codes}.")
    return found[0]


def person_of(sign_in: str) -> "Person":
    from thidua.apps.journal.base import Refused  # noqa: PLC0415 -- after django.setup()
    from thidua.apps.people.models import Account  # noqa: PLC0415 -- after django.setup()

    account = Account.objects.filter(sign_in=sign_in).select_related("person").first()
    if account is None:
        raise Refused(f"Không có tài khoản “{sign_in}”.", remedy="Hãy ghi tên đăng nhập ở --by.")
    return account.person
