"""The form of an award decision: what it says of itself, and a typed word before it is issued."""

from datetime import date

from django import forms

from thidua.apps.awards.services import DecisionText
from thidua.text import fold, parse_date

WORD = "ban hành"


class DecisionForm(forms.Form):
    number = forms.CharField(label="Số, ký hiệu", max_length=60)
    signed_on = forms.CharField(label="Ngày ký", max_length=10, help_text="Ví dụ 05/01/2022.")
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200)
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=200)
    signer = forms.CharField(label="Người ký", max_length=120)
    word = forms.CharField(
        label=f"Gõ “{WORD}” để xác nhận",
        max_length=20,
        help_text="Quyết định đã ban hành không sửa được; sai sót chỉ đính chính bằng văn bản mới.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_signed_on(self) -> date:
        try:
            return parse_date(str(self.cleaned_data["signed_on"]))
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

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
