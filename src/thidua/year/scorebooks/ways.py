"""How a line is scored, in the words of who scores it."""

from collections.abc import Callable, Mapping

from thidua.scoring import Criterion, Direction, Kind
from thidua.text import decimal_text


def way_of(criterion: Criterion) -> str:
    """Say how the points of a line come about."""
    return _WAYS[criterion.kind](criterion)


def _ratio(criterion: Criterion) -> str:
    options = criterion.options
    share = (
        "kế hoạch / thực hiện" if options.direction is Direction.LOWER else "thực hiện / kế hoạch"
    )
    told = [f"Tỷ lệ {share}", f"đủ điểm từ {options.full_percent}%"]
    if options.floor_percent:
        told.append(f"dưới {options.floor_percent}% không có điểm")
    if options.most_percent:
        told.append(f"vượt thì tối đa {decimal_text(criterion.most)} điểm")
    return "; ".join(told)


def _relative(criterion: Criterion) -> str:
    better = "càng thấp càng tốt; " if criterion.options.direction is Direction.LOWER else ""
    return f"So với mức vượt cao nhất khối; {better}đạt chỉ tiêu được nửa số điểm"


def _banded(criterion: Criterion) -> str:
    bands = (f"{band.text}: {decimal_text(band.points)}" for band in criterion.options.bands)
    unit = f" ({criterion.options.unit})" if criterion.options.unit else ""
    return f"Theo khoảng{unit}: {'; '.join(bands)}"


def _each(criterion: Criterion) -> str:
    each = criterion.options.per_occurrence
    return "" if each is None else f", mỗi lần {decimal_text(each)} điểm"


def _external(criterion: Criterion) -> str:
    scale = criterion.options.scale
    return f"Điểm của cơ quan chấm, thang {decimal_text(scale)}" if scale else "Điểm cơ quan chấm"


def _steps(criterion: Criterion) -> str:
    return f"Các mức: {'; '.join(decimal_text(step) for step in criterion.options.steps)}"


def _judgement(criterion: Criterion) -> str:
    least = decimal_text(criterion.options.minimum or criterion.maximum * 0)
    return f"Từ {least} đến {decimal_text(criterion.maximum)}"


_WAYS: Mapping[Kind, Callable[[Criterion], str]] = {
    Kind.SUM: lambda _: "",
    Kind.RATIO: _ratio,
    Kind.RELATIVE: _relative,
    Kind.BANDED: _banded,
    Kind.COUNT: lambda c: f"Theo số lần{_each(c)}",
    Kind.EXTERNAL: _external,
    Kind.STEPS: _steps,
    Kind.CHECKLIST: lambda c: f"Đạt: {decimal_text(c.maximum)}; không đạt: 0",
    Kind.JUDGEMENT: _judgement,
    Kind.DEDUCTION: lambda c: f"Điểm trừ, ghi số dương{_each(c)}",
    Kind.BONUS: lambda c: f"Điểm cộng{_each(c)}",
    Kind.DISQUALIFIER: lambda _: "1 nếu có, 0 nếu không; có thì không xét",
}
