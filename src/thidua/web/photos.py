"""Photos of results and of good practice: the form to add one, and handing one out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries.movements import photo_seen_in
from thidua.apps.filing.base import Upload, read_upload
from thidua.web.fields import REQUIRED, TextField
from thidua.web.shell import signed_in, year_page

# A picture is all that a browser may make of the bytes, whatever they say they are.
SAFE = {
    "Content-Disposition": "inline",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=3600",
}


class FileChoice(forms.FileField):
    """A file to send; what it may be is checked by the deed."""

    def __init__(self, accept: str, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": accept})
        super().__init__(error_messages={**REQUIRED, "empty": "Tệp không có nội dung."},
                         widget=widget, **kwargs)  # fmt: skip

    def upload(self, form: forms.Form, name: str) -> Upload | None:
        sent = form.cleaned_data.get(name)
        return read_upload(sent.name or "", sent.read()) if sent else None


class PhotoForm(forms.Form):
    file = FileChoice(
        "image/png,image/jpeg", label="Ảnh", help_text="PNG hoặc JPEG, không quá 5 MB."
    )
    caption = TextField(label="Chú thích", max_length=200)
    alt = TextField(
        label="Ảnh cho thấy gì",
        max_length=300,
        help_text="Đọc cho người không nhìn được ảnh, ví dụ: Hội trường treo cờ, đại biểu ngồi kín.",
    )

    def told(self) -> dict[str, Any]:
        """Return what was sent; only after `is_valid`."""
        upload = sent_file(self, "file")
        return {
            "upload": upload, "caption": self.cleaned_data["caption"], "alt": self.cleaned_data["alt"],
        }  # fmt: skip


def sent_file(form: forms.Form, name: str) -> Upload | None:
    """Read a form's file.

    Raises:
        Refused: it can't be kept.
    """
    chooser = form.fields[name]
    assert isinstance(chooser, FileChoice)  # noqa: S101 -- declared so by whoever asks
    return chooser.upload(form, name)


@signed_in
def photo(request: HttpRequest, key: UUID, photo: UUID) -> HttpResponse:
    page = year_page(request, key)
    file = photo_seen_in(page.bloc_year, photo, hidden=page.may(MAY["campaigns.practice.hide"]))
    if file is None:
        raise Http404
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    for name, value in SAFE.items():
        response[name] = value
    return response


urls: list[URLPattern] = [
    path("nam/<uuid:key>/anh/<uuid:photo>/", photo, name="photo"),
]
