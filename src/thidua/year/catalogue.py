"""Papers of a bloc's year that no step leaves by itself: drafted, then issued by a button."""

from collections.abc import Callable, Mapping

from thidua.apps.filing.enums import PaperKind
from thidua.papers import Kind
from thidua.year.composing import Asked, Composer, Issue
from thidua.year.papers.ballot import UNSEEN, ballot_name, ballot_outline, ballot_paper, ballots_of
from thidua.year.papers.council import (
    council_minutes_outline,
    council_minutes_paper,
    no_council,
    nothing_submitted,
    public_notice_outline,
    public_notice_paper,
)
from thidua.year.papers.handover import handover_outline, handover_paper, no_next_lead
from thidua.year.papers.invitation import invitation_outline, invitation_paper, no_conference
from thidua.year.papers.members import names_of, unit_name
from thidua.year.papers.merit_report import (
    COLLECTIVE,
    PERSON,
    merit_report_outline,
    merit_report_paper,
    person_name,
    person_report_outline,
    person_report_paper,
    persons_of,
    report_name,
    reports_of,
    unseen,
)
from thidua.year.papers.midyear import midyear_outline, midyear_paper
from thidua.year.papers.nominee_list import (
    nobody_proposed,
    nominee_list_outline,
    nominee_list_paper,
)
from thidua.year.papers.plans import (
    bloc_plan_outline,
    bloc_plan_paper,
    launch_plan_outline,
    launch_plan_paper,
)
from thidua.year.papers.registration import registration_outline, registration_paper
from thidua.year.papers.regulation import regulation_outline, regulation_paper
from thidua.year.papers.results_notice import (
    no_ranking,
    results_notice_outline,
    results_notice_paper,
)
from thidua.year.papers.unit_report import (
    unit_report_name,
    unit_report_outline,
    unit_report_paper,
    unit_reports_of,
)
from thidua.year.papers.unit_scores import (
    check_minutes_outline,
    check_minutes_paper,
    not_checked,
    not_self_scored,
    self_scores_outline,
    self_scores_paper,
)

REGULATION_UNSEEN = (
    "khối không phải cơ quan; việc Khối trưởng ký quyết định ban hành quy chế làm theo thông lệ, "
    "chưa thấy văn bản quy định."
)
NOTICE_UNSEEN = "thời hạn và nơi công khai theo quy định của cấp tỉnh, chưa đối chiếu."
CHECK_UNSEEN = "mẫu biên bản chấm chéo, thẩm định ghi theo thông lệ."
UNIT_REPORT_UNSEEN = "đề cương báo cáo của đơn vị ghi theo thông lệ, chưa thấy mẫu quy định."
REGISTRATION_UNSEEN = "bố cục theo mẫu đăng ký của một bộ; mẫu của tỉnh chưa đọc."


def _of_year(text: str) -> Callable[[Asked], str]:
    return lambda asked: f"{text} năm {asked.bloc_year.year}"


def _of_member(text: str) -> Callable[[Asked], str]:
    return lambda asked: f"{text} năm {asked.bloc_year.year} của {unit_name(asked)}"


def _marked(text: str) -> Callable[[Asked], str]:
    return lambda _: text


CATALOGUE: Mapping[PaperKind, Composer] = {
    PaperKind.REGULATION: Composer(
        outline=regulation_outline,
        paper=regulation_paper,
        mark=_marked(REGULATION_UNSEEN),
        issue=Issue(
            title=_of_year("Quyết định ban hành quy chế hoạt động của khối"), series=Kind.DECISION
        ),
    ),
    PaperKind.LAUNCH_PLAN: Composer(
        outline=launch_plan_outline,
        paper=launch_plan_paper,
        issue=Issue(title=_of_year("Kế hoạch phát động phong trào thi đua"), series=Kind.PLAN),
    ),
    PaperKind.REGISTRATION: Composer(
        outline=registration_outline,
        paper=registration_paper,
        abouts=names_of,
        named=unit_name,
        mark=_marked(REGISTRATION_UNSEEN),
        issue=Issue(title=_of_member("Bản đăng ký thi đua")),
    ),
    PaperKind.BLOC_PLAN: Composer(
        outline=bloc_plan_outline,
        paper=bloc_plan_paper,
        issue=Issue(title=_of_year("Kế hoạch hoạt động của khối"), series=Kind.PLAN),
    ),
    PaperKind.MIDYEAR_REPORT: Composer(
        outline=midyear_outline,
        paper=midyear_paper,
        issue=Issue(title=_of_year("Báo cáo sơ kết 6 tháng đầu"), series=Kind.REPORT),
    ),
    PaperKind.UNIT_REPORT: Composer(
        outline=unit_report_outline,
        paper=unit_report_paper,
        abouts=unit_reports_of,
        named=unit_report_name,
        mark=_marked(UNIT_REPORT_UNSEEN),
        issue=Issue(title=lambda asked: f"Báo cáo của {unit_report_name(asked)}"),
    ),
    PaperKind.SELF_SCORES: Composer(
        outline=self_scores_outline,
        paper=self_scores_paper,
        waits=not_self_scored,
        abouts=names_of,
        named=unit_name,
        issue=Issue(title=_of_member("Bảng tự chấm điểm")),
    ),
    PaperKind.CHECK_MINUTES: Composer(
        outline=check_minutes_outline,
        paper=check_minutes_paper,
        waits=not_checked,
        abouts=names_of,
        named=unit_name,
        mark=_marked(CHECK_UNSEEN),
        issue=Issue(title=_of_member("Biên bản chấm chéo, thẩm định"), series=Kind.MINUTES),
    ),
    PaperKind.INVITATION: Composer(
        outline=invitation_outline,
        paper=invitation_paper,
        waits=no_conference,
        issue=Issue(title=_of_year("Giấy mời hội nghị tổng kết"), series=Kind.INVITATION),
    ),
    PaperKind.BALLOT: Composer(
        outline=ballot_outline,
        paper=ballot_paper,
        waits=no_conference,
        abouts=ballots_of,
        named=ballot_name,
        mark=_marked(UNSEEN),
        issue=Issue(title=lambda asked: f"Phiếu {asked.bloc_year.year}: {ballot_name(asked)}"),
    ),
    PaperKind.MERIT_REPORT: Composer(
        outline=merit_report_outline,
        paper=merit_report_paper,
        abouts=reports_of,
        named=report_name,
        mark=lambda asked: unseen(asked, COLLECTIVE),
        issue=Issue(title=lambda asked: f"Báo cáo thành tích của {report_name(asked)}"),
    ),
    PaperKind.PERSON_REPORT: Composer(
        outline=person_report_outline,
        paper=person_report_paper,
        abouts=persons_of,
        named=person_name,
        mark=lambda asked: unseen(asked, PERSON),
        issue=Issue(title=lambda asked: f"Báo cáo thành tích, {person_name(asked)}"),
    ),
    PaperKind.NOMINEE_LIST: Composer(
        outline=nominee_list_outline,
        paper=nominee_list_paper,
        waits=nobody_proposed,
        issue=Issue(title=_of_year("Danh sách đề nghị khen thưởng")),
    ),
    PaperKind.COUNCIL_MINUTES: Composer(
        outline=council_minutes_outline,
        paper=council_minutes_paper,
        waits=no_council,
        issue=Issue(title=_of_year("Biên bản họp Hội đồng")),
    ),
    PaperKind.PUBLIC_NOTICE: Composer(
        outline=public_notice_outline,
        paper=public_notice_paper,
        waits=nothing_submitted,
        mark=_marked(NOTICE_UNSEEN),
        issue=Issue(title=_of_year("Thông báo công khai đề nghị khen thưởng"), is_public=True),
    ),
    PaperKind.RESULTS_NOTICE: Composer(
        outline=results_notice_outline,
        paper=results_notice_paper,
        waits=no_ranking,
        issue=Issue(title=_of_year("Thông báo kết quả thi đua, khen thưởng"), series=Kind.NOTICE),
    ),
    PaperKind.HANDOVER_MINUTES: Composer(
        outline=handover_outline,
        paper=handover_paper,
        waits=no_next_lead,
        issue=Issue(
            title=lambda asked: (
                f"Biên bản bàn giao nhiệm vụ Khối trưởng năm {asked.bloc_year.year + 1}"
            ),
            series=Kind.MINUTES,
        ),
    ),
}
"""The papers that a button issues, in the order of the year."""
