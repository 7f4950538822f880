"""The order of a year: what is done in each phase, as a musician reads a score."""

from collections.abc import Callable
from datetime import datetime

from thidua.apps.campaigns.queries import agreement_of
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase
from thidua.year.phases import advance
from thidua.year.plan import Dates, YearPlan
from thidua.year.play import campaign, evening, honours, opening, scores
from thidua.year.play.cast import Cast

Step = Callable[[Cast], object]
Tell = Callable[[str, int, int], None]


def sign(cast: Cast) -> None:
    agreement = agreement_of(cast.bloc_year)
    if agreement is not None:
        campaign.sign_by_all(cast, agreement)


STEPS: dict[Phase, tuple[tuple[str, Step], ...]] = {
    Phase.AGREEMENT: (
        ("Lập cơ quan quản lý, đơn vị, con người", opening.open_authority),
        ("Thành lập khối và mở năm thi đua", opening.open_bloc_year),
        ("Ghi nhận chỉ thị, phát động phong trào", campaign.launch_movements),
        ("Soạn giao ước và chỉ tiêu", campaign.draft_agreement),
        ("Ký giao ước", sign),
    ),
    Phase.TARGETS: (
        ("Đăng ký danh hiệu thi đua", campaign.register_titles),
        ("Thông qua bảng chấm điểm", scores.adopt_table),
        ("Đặt quy tắc biểu quyết và số lượng đề nghị", evening.set_rules),
        ("Ghi kết quả chỉ tiêu và minh chứng", campaign.record_progress),
        ("Giải trình chỉ tiêu chưa đạt", campaign.explain_missed),
        ("Mở phiếu chấm điểm", scores.open_cards),
    ),
    Phase.SELF_SCORING: (
        ("Tự chấm điểm", scores.self_score),
        ("Phân công chấm chéo", scores.assign_cross),
    ),
    Phase.CROSS_SCORING: (("Chấm chéo", scores.cross_score),),
    Phase.APPRAISAL: (
        ("Ghi hồ sơ năm, sáng kiến, khen thưởng đã có", scores.enter_records),
        ("Thẩm định", scores.appraise),
        ("Đơn vị ghi không kiến nghị", scores.waive),
        ("Chốt bảng xếp hạng", scores.close),
        ("Ghi nhận xét của tập thể có thẩm quyền", scores.enter_findings),
        ("Soạn báo cáo tổng kết", evening.draft_report),
        ("Triệu tập hội nghị", evening.call_conference),
    ),
    Phase.CONFERENCE: (
        ("Gửi giấy mời hội nghị", evening.invite),
        ("Hội nghị: báo cáo, bỏ phiếu, bầu, ký giao ước", evening.hold_conference),
    ),
    Phase.NOMINATION: (("Trình đề nghị khen thưởng", honours.submit),),
    Phase.COUNCIL: (
        ("Hội đồng xét khen thưởng", honours.hold_council),
        ("Quyết định, sổ khen thưởng, bằng", honours.issue_decisions),
        ("Thông báo kết quả, bàn giao Khối trưởng", honours.finish),
    ),
    Phase.CLOSED: (),
}


def play(
    plan: YearPlan, *, until: Phase = Phase.CLOSED, password: str = "", tell: Tell | None = None
) -> Cast:
    """Play a year up to, not including, the phase `until`; with a password, accounts are opened.

    `tell` hears the name of each step, its place and the number of steps.

    Raises:
        Refused: a deed said no; what it says names the rule and the remedy.
    """
    cast = Cast(plan=plan, password=password)
    total = sum(len(steps) for phase, steps in STEPS.items() if phase.place < until.place)
    done = 0
    for phase in Phase:
        if phase.place >= until.place:
            break
        for label, step in STEPS[phase]:
            step(cast)
            done += 1
            if tell:
                tell(label, done, total)
        advance(
            bloc_year=cast.bloc_year, actor=actor_of(cast, phase), at=ended(plan.dates, cast, phase)
        )
    return cast


def actor_of(cast: Cast, phase: Phase) -> Person:
    return cast.board if phase is Phase.COUNCIL else cast.secretary


def ended(dates: Dates, cast: Cast, phase: Phase) -> datetime:
    return {
        Phase.AGREEMENT: dates.agreement_signed,
        Phase.TARGETS: dates.progress,
        Phase.SELF_SCORING: dates.self_scored,
        Phase.CROSS_SCORING: dates.cross_scored,
        Phase.APPRAISAL: dates.ranked,
        Phase.CONFERENCE: cast.plan.conference.closed_at,
        Phase.NOMINATION: dates.submitted,
        Phase.COUNCIL: dates.decided,
    }[phase]
