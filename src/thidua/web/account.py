"""Signing in and out."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.forms import CharField, PasswordInput, TextInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from thidua.apps.people.services import email_set
from thidua.web.forms.deeds import FAULTY
from thidua.web.shell import person_of, signed_in
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


class EmailForm(forms.Form):
    email = forms.EmailField(
        label="Địa chỉ thư điện tử",
        required=False,
        help_text="Chỉ dùng để nhắc việc của đơn vị; để trống nếu không muốn nhận thư.",
        error_messages={"invalid": "Địa chỉ này chưa đúng, ví dụ ten@co-quan.gov.vn."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@signed_in
def email(request: HttpRequest) -> HttpResponse:
    """Let a person say where letters reach them."""
    person = person_of(request)
    form = EmailForm(request.POST or None, initial={"email": person.email})
    if request.method == "POST" and form.is_valid():
        email_set(person=person, email=form.cleaned_data["email"])
        messages.success(request, "Đã lưu địa chỉ thư điện tử của Ông/Bà.")
        return redirect("email")
    status = FAULTY if form.errors else 200
    return render(request, "account/email.html", {"form": form}, status=status)


urls = [
    path("thu-dien-tu/", email, name="email"),
    path("dang-nhap/", SignIn.as_view(), name="sign-in"),
    path("dang-xuat/", auth.LogoutView.as_view(), name="sign-out"),
]
