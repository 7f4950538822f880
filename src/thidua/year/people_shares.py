"""Shares of persons in a year's workbook that its own figures exceed: told, and taken as they are."""

from collections.abc import Iterator

from django.utils.timezone import localdate

from thidua import law
from thidua.year.plan import RecordPlan, YearPlan
from thidua.year.workbook.findings import Finding
from thidua.year.workbook.sheets.honours import RECORDS


def exceeded_shares(plan: YearPlan) -> Iterator[Finding]:
    """Yield a warning per unit and award; none of them keeps the workbook from being taken."""
    on = localdate(plan.conference.held_at)
    for record in plan.records:
        if record.year == plan.bloc.year:
            figures = {name: getattr(record, name) for name in law.PEOPLE_FIGURES}
            shares = law.unit_shares(figures, on)
            yield from (_warning(record, share) for share in shares if share.exceeded)


def _warning(record: RecordPlan, share: law.UnitShare) -> Finding:
    what = f"Đơn vị {record.unit}, năm {record.year}: {share.words}"
    why = f"Theo {share.tally.quota.citation.text}."
    return Finding(RECORDS.sheet, "", what, why, "Vẫn nạp được; hãy kiểm lại hai số này.")
