"""Who is who in the tests: the invented people of the example year, by what they may do."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from thidua.apps.people.models import Account, Person
from thidua.apps.units.models import BlocYear, Membership

DAY = date(2021, 12, 17)
AT = datetime(2021, 12, 17, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
AFTER_OBJECTIONS = AT + timedelta(days=8)  # to what was appraised at AT, five working days


def person(sign_in: str) -> Person:
    return Account.objects.select_related("person").get(sign_in=sign_in).person


def secretary() -> Person:
    return person("thuky")


def board() -> Person:
    return person("banthidua")


def head(unit: str) -> Person:
    return person(f"thutruong-{unit}")


def officer(unit: str) -> Person:
    return person(f"canbo-{unit}")


def year(bloc: str = "khoi-tong-hop", number: int = 2021) -> BlocYear:
    return BlocYear.objects.select_related("bloc", "authority").get(bloc__code=bloc, year=number)


def played() -> BlocYear:
    """The example year, played to its end."""
    return year()


def before_conference() -> BlocYear:
    """The practice year whose conference has been called and not yet opened."""
    return year("luyen-hoi-nghi")


def before_scoring() -> BlocYear:
    """The practice year whose cards wait for self-scores."""
    return year("luyen-cham-diem")


def seat(bloc_year: BlocYear, unit: str) -> Membership:
    return bloc_year.memberships.select_related("unit", "bloc_year__authority").get(unit__code=unit)
