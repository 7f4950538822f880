"""The demo's data: the example year played to its end, and two copies to practise on."""

from dataclasses import replace

from django.db import transaction

from thidua.apps.people.models import Account
from thidua.apps.people.services import email_set
from thidua.apps.units.enums import Phase
from thidua.year.plan import YearPlan
from thidua.year.play import play

PASSWORD = "thidua2021"  # noqa: S105 -- of the sample people, printed on the demo's sign-in page
SIGN_INS = (
    ("thuky", "Thư ký khối (đơn vị Khối trưởng)"),
    ("canbo-stc", "Cán bộ thi đua của một đơn vị thành viên"),
    ("thutruong-snv", "Thủ trưởng một đơn vị thành viên"),
    ("banthidua", "Cơ quan thường trực thi đua, khen thưởng"),
    ("hoidong", "Thành viên Hội đồng Thi đua - Khen thưởng"),
    ("kyduyet", "Người có thẩm quyền quyết định"),
    ("thanhtra", "Thanh tra"),
)
DOMAIN = "thidua.example"  # of no one: the name is reserved for examples
PRACTICE = (
    ("luyen-cham-diem", "Luyện tập: chấm điểm", Phase.SELF_SCORING),
    ("luyen-hoi-nghi", "Luyện tập: hội nghị", Phase.CONFERENCE),
)


@transaction.atomic
def load_demo(plan: YearPlan, *, password: str) -> None:
    """Load the whole year, then copies of it that stop where there is something to try."""
    play(plan, password=password)
    for code, what, until in PRACTICE:
        play(practice(plan, code, what), until=until, password=password)
    for account in Account.objects.select_related("person"):
        email_set(person=account.person, email=f"{account.sign_in}@{DOMAIN}")


def practice(plan: YearPlan, code: str, what: str) -> YearPlan:
    """Make the same year for a copy of the bloc, of the same name, on which `what` is practised."""
    return replace(plan, bloc=replace(plan.bloc, code=code, practice=what))
