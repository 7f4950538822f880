"""Figures about titles and people of the units, summed over the bloc."""

from collections import Counter
from collections.abc import Iterator

from thidua.apps.assessments.models import YearRecord
from thidua.apps.assessments.queries import recognised
from thidua.apps.awards.queries import award_name
from thidua.apps.campaigns.queries import registrations_of
from thidua.apps.units.models import BlocYear
from thidua.text import padded
from thidua.year.papers.common import share


def registered_titles(bloc_year: BlocYear) -> Iterator[str]:
    """Tell how many units registered for each award of the year."""
    registrations = registrations_of(bloc_year).filter(subject="").order_by("registered_on")
    counts = Counter(registrations.values_list("award", flat=True))
    if not counts:
        return
    last = max(registrations.values_list("registered_on", flat=True))
    listed = [
        f"{award_name(slug, last, bloc_year.authority)}: {padded(count)} đơn vị"
        for slug, count in counts.items()
    ]
    yield f"Đăng ký danh hiệu, hình thức khen thưởng: {'; '.join(sorted(listed))}."


def people_figures(bloc_year: BlocYear) -> Iterator[str]:
    """Tell the titles of people and the initiatives of the year, of the units that stated them."""
    records = list(
        YearRecord.objects.filter(
            unit__memberships__bloc_year=bloc_year, year=bloc_year.year, headcount__isnull=False
        )
    )
    if records:
        heads = sum(r.headcount or 0 for r in records)
        advanced = sum(r.advanced_workers or 0 for r in records)
        fighters = sum(r.grassroots_fighters or 0 for r in records)
        yield (
            f"Danh hiệu của cá nhân ({padded(len(records))} đơn vị có báo cáo, {heads} người): "
            f"Lao động tiên tiến {advanced} người ({share(advanced, heads)}); "
            f"Chiến sĩ thi đua cơ sở {fighters} người ({share(fighters, heads)})."
        )
    yield from initiative_figures(bloc_year)


def initiative_figures(bloc_year: BlocYear) -> Iterator[str]:
    initiatives = recognised().filter(unit__memberships__bloc_year=bloc_year, year=bloc_year.year)
    units = initiatives.values("unit").distinct().count()
    if units:
        yield (
            f"Sáng kiến được công nhận trong năm: {padded(initiatives.count())} sáng kiến "
            f"của {padded(units)} đơn vị."
        )
