"""Deeds about the summary report."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.apps.assessments.enums import ReportState
from thidua.apps.assessments.models import (
    Report,
)
from thidua.apps.assessments.services.base import may, tell
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear


@transaction.atomic
def report_draft(
    *, bloc_year: BlocYear, sections: Mapping[str, Sequence[str]], actor: Person, at: datetime
) -> Report:
    """Draft, or redraft, the summary report's free paragraphs."""
    may("assessments.report.draft", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    report, _ = Report.objects.get_or_create(bloc_year=bloc_year)
    if report.state == ReportState.ADOPTED:
        raise Refused(
            "Báo cáo tổng kết đã được hội nghị thông qua, không sửa được nữa.",
            remedy="Nội dung cần đính chính được ghi vào biên bản hoặc báo cáo bổ sung.",
        )
    report.sections = {name: list(paragraphs) for name, paragraphs in sections.items()}
    report.save(update_fields=["sections"])
    tell("assessments.report.draft", report, bloc_year, actor, at)
    return report


@transaction.atomic
def report_adopt(*, report: Report, adopted_on: date, actor: Person, at: datetime) -> Report:
    """Mark the report as adopted; the database refuses unless a motion about it carried."""
    may("assessments.report.adopt", report.bloc_year, actor, at)
    take_up(report, "state", authority_id=report.bloc_year.authority_id)
    if report.state == ReportState.ADOPTED:
        raise Refused("Báo cáo tổng kết đã được thông qua.")
    report.state, report.adopted_on = ReportState.ADOPTED, adopted_on
    report.save(update_fields=["state", "adopted_on"])
    tell("assessments.report.adopt", report, report.bloc_year, actor, at)
    return report
