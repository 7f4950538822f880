"""Signing in and out."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db

RIGHT = {"username": "thuky", "password": "thidua2021"}
WRONG = {"username": "thuky", "password": "sai"}


def test_signing_in_leads_to_what_waits(client: Client) -> None:
    response = client.post(reverse("sign-in"), RIGHT)
    assert (response.status_code, response["Location"]) == (302, "/")


def test_signing_in_leads_back_to_the_page_asked_for(client: Client) -> None:
    response = client.post(reverse("sign-in"), {**RIGHT, "next": "/kiem-tra/"})
    assert response["Location"] == "/kiem-tra/"


def test_signing_in_never_leads_to_another_site(client: Client) -> None:
    response = client.post(reverse("sign-in"), {**RIGHT, "next": "http://elsewhere.example/"})
    assert response["Location"] == "/"


def test_a_wrong_password_is_told_without_saying_which_half_is_wrong(client: Client) -> None:
    pages = [
        text_of(client.post(reverse("sign-in"), given))
        for given in (WRONG, {**WRONG, "username": "khong-co"})
    ]
    assert ["Tên đăng nhập hoặc mật khẩu chưa đúng." in page for page in pages] == [True, True]


def test_after_eight_wrong_passwords_signing_in_is_locked_and_says_so(client: Client) -> None:
    statuses = [client.post(reverse("sign-in"), WRONG).status_code for _ in range(8)]
    response = client.post(reverse("sign-in"), RIGHT)
    assert (statuses[:7], response.status_code, "Tạm khóa đăng nhập" in text_of(response)) == (
        [200] * 7,
        429,
        True,
    )


def test_signing_out_leads_to_the_public_page() -> None:
    client = client_of("thuky")
    response = client.post(reverse("sign-out"))
    assert (response["Location"], client.get("/").status_code) == (reverse("public"), 302)


@pytest.mark.parametrize(("demo", "shown"), [(True, True), (False, False)])
def test_sample_sign_ins_are_listed_in_a_trial_copy_only(
    client: Client,
    settings: Settings,
    demo: bool,  # noqa: FBT001 -- a case of the test
    shown: bool,  # noqa: FBT001 -- a case of the test
) -> None:
    settings.DEMO = demo
    assert ("thidua2021" in text_of(client.get(reverse("sign-in")))) is shown
