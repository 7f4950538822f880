import pytest
from sample_votes import count

from thidua.voting import Fault, faults


def test_a_count_that_adds_up_has_no_fault() -> None:
    assert faults(count()) == ()


def test_more_ballots_may_be_issued_than_members_are_present() -> None:
    assert faults(count(present=6)) == ()


@pytest.mark.parametrize(
    ("figures", "fault"),
    [
        (
            {"present": 10},
            Fault(
                "present-over-members",
                "Số thành viên có mặt (10) nhiều hơn tổng số thành viên (09).",
            ),
        ),
        (
            {"issued": 10},
            Fault(
                "issued-over-members", "Số phiếu phát ra (10) nhiều hơn tổng số thành viên (09)."
            ),
        ),
        (
            {"returned": 9, "invalid": 2},
            Fault("returned-over-issued", "Số phiếu thu về (09) nhiều hơn số phiếu phát ra (08)."),
        ),
        (
            {"invalid": 0},
            Fault(
                "returned-not-sum",
                "Số phiếu thu về (08) không bằng số phiếu hợp lệ (07) cộng số phiếu không hợp lệ (00).",
            ),
        ),
        (
            {"yes": 6},
            Fault(
                "valid-not-sum",
                "Số phiếu hợp lệ (07) không bằng số phiếu đồng ý (06) cộng số phiếu không đồng ý (01) "
                "cộng số phiếu không có ý kiến (01).",
            ),
        ),
        (
            {"no": -1, "yes": 7},
            Fault("no-negative", "Số phiếu không đồng ý (-1) là số âm."),
        ),
    ],
)
def test_a_count_that_cannot_be_is_told_with_its_figures(
    figures: dict[str, int], fault: Fault
) -> None:
    assert faults(count(**figures)) == (fault,)


def test_every_fault_is_told_at_once() -> None:
    codes = [fault.code for fault in faults(count(issued=10, returned=11, yes=9))]
    assert codes == [
        "issued-over-members",
        "returned-over-issued",
        "returned-not-sum",
        "valid-not-sum",
    ]
