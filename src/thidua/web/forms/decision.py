"""The form of an award decision: what it says of itself, and a typed word before it is issued."""

from django import forms

from thidua.apps.awards.services import DecisionText
from thidua.text import fold
from thidua.web.fields import DateText, TextField

WORD = "ban hành"


class DecisionForm(forms.Form):
    number = TextField(label="Số, ký hiệu", max_length=60)
    signed_on = DateText(label="Ngày ký")
    issuer = TextField(label="Cơ quan ban hành", max_length=200)
    signer_post = TextField(label="Chức vụ người ký", max_length=200)
    signer = TextField(label="Người ký", max_length=120)
    word = TextField(
        label=f"Gõ “{WORD}” để xác nhận",
        max_length=20,
        help_text="Quyết định đã ban hành không sửa được; sai sót chỉ đính chính bằng văn bản mới.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_word(self) -> str:
        if fold(str(self.cleaned_data["word"])) != fold(WORD):
            raise forms.ValidationError(f"Hãy gõ đúng chữ “{WORD}”.")
        return WORD

    def text(self) -> DecisionText:
        """Return what was entered; only after `is_valid`."""
        given = self.cleaned_data
        return DecisionText(
            number=given["number"],
            signed_on=given["signed_on"],
            issuer=given["issuer"],
            signer_post=given["signer_post"],
            signer=given["signer"],
        )
