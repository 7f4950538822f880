"""Points of one criterion: computed from figures, or checked when typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

from thidua.scoring.bands import band_of
from thidua.scoring.criteria import EVENTS, Criterion, Kind
from thidua.scoring.options import Direction
from thidua.text import decimal_text


@dataclass(frozen=True, slots=True)
class Points:
    """Points with the sentence that says how they came about.

    `provisional` points may still change: by an estimate that becomes final, or by another unit.
    """

    points: Decimal
    explanation: str
    provisional: bool = False


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up to `places` figures after the comma."""
    return value.quantize(_step(places), rounding=ROUND_HALF_UP)


@cache
def _step(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def against_plan(direction: str, planned: Decimal, reached: Decimal) -> str:
    """Say how a figure stands against its plan, for every page and paper alike.

    What is to be reached has a percentage. A limit has none that reads right either way up: it was
    kept or passed. Empty where nothing was to be reached.
    """
    if direction == Direction.LOWER:
        over = reached - planned
        return f"quá mức {decimal_text(over)}" if over > 0 else "trong mức"
    if planned == 0:
        return ""
    return f"{decimal_text(nearest(Fraction(reached) * 100 / Fraction(planned), 2))}%"


def points_for_ratio(
    criterion: Criterion, planned: Decimal, reached: Decimal, places: int
) -> Points:
    """Give points in proportion to the plan: full marks at `cap_percent`, none below the floor.

    For a lower-is-better target the percentage is planned over reached, and reaching 0 is full
    marks. Points are never below 0 nor above the maximum, or `most_percent` of it.

    Raises:
        ValueError: a negative figure, or a plan of 0, which has no ratio (message in Vietnamese).
    """
    _refuse_without_ratio(criterion, planned, reached)
    percent = _percent_of_plan(criterion.options.direction, planned, reached)
    below_floor = percent is not None and percent < (criterion.options.floor_percent or 0)
    points = Decimal(0) if below_floor else _proportional(criterion, percent, places)
    return Points(points, _ratio_in_words(criterion, planned, reached, percent, points))


def points_for_occurrences(criterion: Criterion, times: int, places: int) -> Points:
    """Give the points of `times` events of a bonus or a deduction, up to its maximum.

    Raises:
        ValueError: no points per event are set, or a negative number (message in Vietnamese).
    """
    each = criterion.options.per_occurrence
    if each is None:
        raise ValueError(f"Tiêu chí {criterion.code}: chưa ghi điểm cho mỗi lần.")
    if times < 0:
        raise ValueError(f"Tiêu chí {criterion.code}: số lần ({times}) không được âm.")
    limited = _is_limited(criterion) and each * times > criterion.maximum
    points = rounded(criterion.maximum if limited else each * times, places)
    limit = f", tối đa {decimal_text(criterion.maximum)}" if limited else ""
    sign = "trừ" if criterion.kind is Kind.DEDUCTION else "cộng"
    return Points(
        points,
        f"{times} lần × {decimal_text(each)} điểm{limit} → {sign} {decimal_text(points)} điểm",
    )


def points_for_figure(criterion: Criterion, figure: Decimal, places: int) -> Points:
    """Give the points that follow from a figure alone.

    Raises:
        ValueError: a figure below 0, in no range or above the other body's scale, or a line whose
            points don't follow from a figure of its own (message in Vietnamese).
    """
    if criterion.kind not in _WAYS:
        raise ValueError(f"Tiêu chí {criterion.code}: không tính được điểm từ một con số.")
    if figure < 0:
        raise ValueError(
            f"Tiêu chí {criterion.code}: số liệu ({decimal_text(figure)}) không được âm."
        )
    return _WAYS[criterion.kind](criterion, figure, places)


def _by_plan(criterion: Criterion, figure: Decimal, places: int) -> Points:
    plan = criterion.options.plan
    if plan is None:
        raise ValueError(f"Tiêu chí {criterion.code}: chưa ghi mức phải đạt.")
    return points_for_ratio(criterion, plan, figure, places)


def _by_band(criterion: Criterion, figure: Decimal, places: int) -> Points:
    band, unit = band_of(criterion.options.bands, figure), criterion.options.unit
    if band is None:
        ranges = "; ".join(band.text for band in criterion.options.bands)
        raise ValueError(
            f"Tiêu chí {criterion.code}: {decimal_text(figure)} không thuộc khoảng nào "
            f"trong các khoảng {ranges}."
        )
    points = rounded(band.points, places)
    told = f"{decimal_text(figure)}{f' {unit}' if unit else ''}, thuộc khoảng {band.text}"
    return Points(points, f"{told} → {decimal_text(points)} điểm")


def _by_count(criterion: Criterion, figure: Decimal, places: int) -> Points:
    if figure != int(figure):
        raise ValueError(
            f"Tiêu chí {criterion.code}: số lần phải là số nguyên, không phải {decimal_text(figure)}."
        )
    return points_for_occurrences(criterion, int(figure), places)


def _by_other_body(criterion: Criterion, figure: Decimal, places: int) -> Points:
    scale = criterion.options.scale
    if scale is None:
        raise ValueError(f"Tiêu chí {criterion.code}: chưa ghi thang điểm của cơ quan chấm.")
    if figure > scale:
        raise ValueError(
            f"Tiêu chí {criterion.code}: điểm của cơ quan chấm ({decimal_text(figure)}) "
            f"vượt thang {decimal_text(scale)} điểm."
        )
    points = nearest(Fraction(criterion.maximum) * Fraction(figure) / Fraction(scale), places)
    told = f"{decimal_text(figure)}/{decimal_text(scale)} × {decimal_text(criterion.maximum)}"
    return Points(points, f"{told} → {decimal_text(points)} điểm")


_WAYS: Mapping[Kind, Callable[[Criterion, Decimal, int], Points]] = {
    Kind.RATIO: _by_plan,
    Kind.BANDED: _by_band,
    Kind.COUNT: _by_count,
    Kind.EXTERNAL: _by_other_body,
}


def check_points(criterion: Criterion, points: Decimal) -> str | None:
    """Return why points can't be given to a criterion, as a Vietnamese sentence; None if they can.

    A deduction is typed as the positive number of points to take off.
    """
    if fault := _fault_of_points(criterion, points):
        return f"Tiêu chí {criterion.code}: {fault}."
    return None


def _refuse_without_ratio(criterion: Criterion, planned: Decimal, reached: Decimal) -> None:
    if planned < 0 or reached < 0:
        raise ValueError(
            f"Tiêu chí {criterion.code}: kế hoạch ({decimal_text(planned)}) và kết quả "
            f"({decimal_text(reached)}) không được âm."
        )
    if planned == 0:
        raise ValueError(
            f"Tiêu chí {criterion.code}: kế hoạch bằng 0 nên không tính được tỷ lệ hoàn thành; "
            "hãy gắn tiêu chí với một chỉ tiêu khác hoặc đổi sang chấm trực tiếp."
        )


def _percent_of_plan(direction: Direction, planned: Decimal, reached: Decimal) -> Fraction | None:
    """Return the percentage of the plan; None when nothing of what should be low happened."""
    if direction is Direction.HIGHER:
        return Fraction(reached) * 100 / Fraction(planned)
    return None if reached == 0 else Fraction(planned) * 100 / Fraction(reached)


def _proportional(criterion: Criterion, percent: Fraction | None, places: int) -> Decimal:
    if percent is None:
        return criterion.maximum
    share = Fraction(criterion.maximum) * percent / criterion.options.full_percent
    return min(nearest(share, places), criterion.most)


def nearest(share: Fraction, places: int) -> Decimal:
    """Round an exact share half up; a decimal quotient could fall short of the half."""
    whole, part = 2 * share.numerator * 10**places, share.denominator
    return Decimal((whole + part) // (2 * part)).scaleb(-places)


def _ratio_in_words(
    criterion: Criterion,
    planned: Decimal,
    reached: Decimal,
    percent: Fraction | None,
    points: Decimal,
) -> str:
    done, plan = decimal_text(reached), decimal_text(planned)
    share = "" if percent is None else f"{decimal_text(nearest(percent, 2))}%"
    if criterion.options.direction is Direction.HIGHER:
        figures = f"{done}/{plan} = {share} kế hoạch"
    else:
        ratio = f"; kế hoạch/thực hiện = {plan}/{done} = {share}" if share else ""
        figures = f"thực hiện {done}, mức tối đa {plan}{ratio}"
    return f"{figures}{_ratio_note(criterion, percent)} → {decimal_text(points)} điểm"


def _ratio_note(criterion: Criterion, percent: Fraction | None) -> str:
    options = criterion.options
    if percent is not None and percent < (options.floor_percent or 0):
        return f", dưới mức tối thiểu {options.floor_percent}%"
    return f", đủ điểm từ {options.full_percent}%" if options.full_percent != 100 else ""


def _is_limited(criterion: Criterion) -> bool:
    return criterion.kind is not Kind.DEDUCTION or criterion.maximum > 0


def _fault_of_points(criterion: Criterion, points: Decimal) -> str:
    if criterion.kind is Kind.SUM:
        return "là mục cộng điểm, hãy chấm các tiêu chí con"
    if not points.is_finite():
        return "điểm phải là một số"
    if points < 0:
        return _negative(criterion, points)
    if criterion.kind is Kind.DISQUALIFIER:
        return "" if points in {0, 1} else "ghi 1 nếu có vi phạm, 0 nếu không có"
    return _beyond(criterion, points) or _fault_of_kind(criterion, points)


def _beyond(criterion: Criterion, points: Decimal) -> str:
    if _is_limited(criterion) and points > criterion.most:
        return f"điểm {decimal_text(points)} vượt mức tối đa {decimal_text(criterion.most)}"
    least = criterion.options.minimum
    if least is not None and points < least:
        return f"điểm {decimal_text(points)} dưới mức tối thiểu {decimal_text(least)}"
    return ""


def _negative(criterion: Criterion, points: Decimal) -> str:
    if criterion.kind is Kind.DEDUCTION:
        return f"điểm trừ ghi bằng số dương, không ghi {decimal_text(points)}"
    return f"điểm {decimal_text(points)} không được âm"


def _fault_of_kind(criterion: Criterion, points: Decimal) -> str:
    steps = criterion.options.steps
    if criterion.kind is Kind.STEPS and points not in steps:
        listed = "; ".join(decimal_text(step) for step in steps)
        return f"điểm {decimal_text(points)} không phải là một trong các mức {listed}"
    if criterion.kind is Kind.CHECKLIST and points not in {Decimal(0), criterion.maximum}:
        full = decimal_text(criterion.maximum)
        return f"chỉ chấm 0 hoặc {full} điểm, không chấm {decimal_text(points)}"
    each = criterion.options.per_occurrence
    if each is not None and criterion.kind in EVENTS:
        return _fault_of_events(criterion, points, each)
    return ""


def _fault_of_events(criterion: Criterion, points: Decimal, each: Decimal) -> str:
    if points % each == 0 or points == criterion.maximum:
        return ""
    return (
        f"mỗi lần {decimal_text(each)} điểm, điểm {decimal_text(points)} "
        "không phải là bội số của mức đó"
    )
