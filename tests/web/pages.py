"""Opening pages as the people of the example year, and reading what they say."""

import re
from html import unescape

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client

from thidua.apps.people.models import Account, Person

BACKEND = "django.contrib.auth.backends.ModelBackend"


def client_of(sign_in: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(sign_in=sign_in), backend=BACKEND)
    return client


def stranger() -> Client:
    """Someone who may sign in and holds no role anywhere."""
    someone = Person.objects.create(full_name="Người Lạ (minh họa)", illustrative=True)
    client = Client()
    client.force_login(Account.objects.create(sign_in="nguoi-la", person=someone), backend=BACKEND)
    return client


def text_of(response: HttpResponse) -> str:
    """Return a page as its reader sees it: without tags, spaces run together."""
    shown = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(shown))


def messages_of(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]
