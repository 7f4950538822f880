"""Confirming for tests that a provision was read."""

from typing import Any

import cast
from thidua.apps.awards.models import Confirmation, Withdrawal
from thidua.apps.awards.services import provision_confirm, provision_withdraw

PROVISION = "vn:law:15-2003-qh11:d26:k1"
SOURCE = "Công báo số 255, năm 2013, trang 12"


def confirm(**changed: Any) -> Confirmation:
    given: dict[str, Any] = {
        "authority": cast.played().authority, "provision": PROVISION, "source": SOURCE,
        "quotation": "", "read_on": cast.DAY, "actor": cast.board(), "at": cast.AT,
    }  # fmt: skip
    return provision_confirm(**given | changed)


def withdraw(confirmation: Confirmation, **changed: Any) -> Withdrawal:
    given: dict[str, Any] = {"reason": "Đọc nhầm bản", "actor": cast.board(), "at": cast.AT}
    return provision_withdraw(confirmation=confirmation, **given | changed)
