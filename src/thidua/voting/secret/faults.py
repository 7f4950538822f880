"""Why a ballot, a request or a tally is refused: a code for programs, a sentence for people."""

from thidua.voting.counts import Fault

MESSAGES = {
    "not-on-roll": "Người này không có tên trong danh sách được bỏ phiếu; hãy kiểm tra lại danh sách đại biểu.",
    "already-given": "Người này đã nhận phiếu của nội dung này; mỗi người chỉ được nhận một phiếu.",
    "closed": "Việc bỏ phiếu đã kết thúc; không nhận thêm phiếu.",
    "not-open": "Hòm phiếu của nội dung này chưa mở; hãy chờ thư ký mở hòm.",
    "still-open": "Việc bỏ phiếu chưa kết thúc; phải đóng hòm phiếu trước khi kiểm phiếu.",
    "asking-over": "Đã thôi cấp phiếu cho nội dung này.",
    "other-question": "Phiếu thuộc nội dung khác; hãy bỏ phiếu vào đúng hòm của nội dung đó.",
    "changed-question": "Nội dung hoặc danh sách trên phiếu khác với bản đã niêm phong; hãy tải lại phiếu của bản đã niêm phong.",
    "wrong-length": "Phiếu không đúng độ dài quy định; phiếu có thể đã hỏng trên đường gửi, hãy gửi lại.",
    "wrong-request": "Yêu cầu cấp phiếu không đúng dạng; hãy tải lại trang bỏ phiếu.",
    "foreign-token": "Mã phiếu không do Ban Kiểm phiếu cấp cho nội dung này.",
    "not-holder": "Lá phiếu không do người giữ mã phiếu niêm phong; phiếu đã bị thay hoặc bị chép.",
    "used-token": "Mã phiếu này đã được dùng; mỗi mã chỉ bỏ được một lần.",
    "two-marks": "Phiếu đánh dấu quá số lượng được chọn.",
    "unreadable": "Phiếu mở được nhưng nội dung không phải là một lựa chọn.",
    "unopened": "Phiếu không mở được bằng khóa của Ban Kiểm phiếu.",
    "keys-of-others": "Khóa mở phiếu không phải là khóa đã công bố của Ban Kiểm phiếu; cần đủ khóa của mọi thành viên, đúng thứ tự.",
    "shared-keys": "Hai nội dung dùng chung khóa; mỗi nội dung phải có khóa cấp phiếu và khóa mở phiếu riêng.",
    "impossible-count": "Số liệu kiểm phiếu không khớp:",
}


class BallotError(ValueError):
    """A refusal; `fault` holds the code and the Vietnamese sentence."""

    def __init__(self, code: str, more: str = "") -> None:
        self.fault = Fault(code, f"{MESSAGES[code]} {more}".strip())
        super().__init__(self.fault.message)
