"""Form fields that read and show figures and days as Vietnamese offices write them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField, TextInput

from thidua.text import clean, decimal_text, parse_date, parse_decimal, short_date

REQUIRED = {"required": "Ô này cần được điền."}


class TextField(CharField):
    """A line of text, cleaned to NFC at the door."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"error_messages": REQUIRED, **kwargs})

    def to_python(self, value: object) -> Any:
        text = super().to_python(value)
        return clean(text) if isinstance(text, str) else text


class DecimalText(TextField):
    """A number written with a decimal comma: 95,25."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "num"}
        super().__init__(**{"widget": TextInput(attrs=attrs), "max_length": 24, **kwargs})

    def clean(self, value: object) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_decimal(text)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: object) -> object:
        return decimal_text(value) if isinstance(value, Decimal) else value


class DateText(TextField):
    """A day written dd/mm/yyyy."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(**{"widget": TextInput(attrs=attrs), "max_length": 10, **kwargs})

    def clean(self, value: object) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: object) -> object:
        return short_date(value) if isinstance(value, date) else value
