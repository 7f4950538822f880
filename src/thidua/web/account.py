"""Signing in and out."""

from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.forms import CharField, PasswordInput, TextInput
from django.urls import path

from thidua.year.demo import PASSWORD, SIGN_INS


class SignInForm(AuthenticationForm):
    username = CharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=TextInput(
            attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none"}
        ),
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
    """Return what a trial copy offers on its sign-in page; elsewhere nothing."""
    return {"samples": SIGN_INS, "sample_password": PASSWORD} if settings.DEMO else {}


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
