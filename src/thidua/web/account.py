"""Signing in and out."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.forms import CharField, PasswordInput, TextInput
from django.urls import path

SAMPLE_PASSWORD = "thidua2021"  # noqa: S105 -- printed on the sign-in page of a trial copy


@dataclass(frozen=True, slots=True)
class Sample:
    """A sign-in of the trial copy, with what it lets one see."""

    sign_in: str
    who: str
    does: str


SAMPLES = (
    Sample("thuky", "Thư ký khối (Văn phòng Đoàn ĐBQH)", "điều hành cả năm thi đua, hội nghị"),
    Sample("canbo-snv", "Cán bộ thi đua, Sở Nội vụ", "ghi kết quả, tự chấm, chấm chéo"),
    Sample("thutruong-snv", "Giám đốc Sở Nội vụ", "ký giao ước, bỏ phiếu"),
    Sample("banthidua", "Ban Thi đua - Khen thưởng", "thẩm định, trình Hội đồng, ghi sổ"),
    Sample("hoidong", "Thành viên Hội đồng", "biểu quyết ở Hội đồng"),
    Sample("kyduyet", "Người có thẩm quyền", "ban hành quyết định"),
    Sample("thanhtra", "Thanh tra", "xem nhật ký, đi ngược từng khen thưởng"),
)


class SignInForm(AuthenticationForm):
    username = CharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=TextInput(attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none"}),
    )
    password = CharField(
        label="Mật khẩu",
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock.",
        "inactive": "Tài khoản này đã ngừng sử dụng.",
    }


def samples() -> dict[str, object]:
    """Return what the trial copy offers on its sign-in page; elsewhere nothing."""
    return {"samples": SAMPLES, "sample_password": SAMPLE_PASSWORD} if settings.DEMO else {}


class SignIn(auth.LoginView):
    template_name = "account/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(**kwargs), **samples()}


urls = [
    path("dang-nhap/", SignIn.as_view(), name="sign-in"),
    path("dang-xuat/", auth.LogoutView.as_view(), name="sign-out"),
]
