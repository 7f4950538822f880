"""What a signer sends: an image, a key file, a certificate, a signature made elsewhere."""

import base64
import binascii
import re

from django.http import HttpRequest

from thidua.apps.journal.base import Refused
from thidua.papers.signing.certificates import read_certificates
from thidua.papers.signing.errors import SigningError
from thidua.papers.signing.keys import FileKey, open_pkcs12
from thidua.text import parse_decimal
from thidua.year.signing.signing import Look

KILOBYTE = 1024
LARGEST_KEY, LARGEST_IMAGE = 64 * KILOBYTE, 1024 * KILOBYTE
WIDEST_MM = 60
_HEX, _BASE64 = re.compile(rb"[0-9A-Fa-f\s]+\Z"), re.compile(rb"[A-Za-z0-9+/=\s]+\Z")


def sent_file(request: HttpRequest, name: str, what: str, largest: int = LARGEST_KEY) -> bytes:
    """Return a file that was sent.

    Raises:
        Refused: none was, it is empty, or larger than it may be.
    """
    sent = request.FILES.get(name)
    if sent is None or isinstance(sent, list) or not sent.size:
        raise Refused(f"Chưa chọn {what}.", remedy="Hãy chọn tệp rồi gửi lại.")
    if sent.size > largest:
        raise Refused(f"Tệp {what} lớn hơn {largest // KILOBYTE} KB nên không nhận.")
    content: bytes = sent.read()
    return content


def read_look(request: HttpRequest) -> Look:
    """Return the image to show, if one was sent, with the real width it is printed at.

    Raises:
        Refused: it is too large, or the width is no number of millimetres.
    """
    if "image" not in request.FILES:
        return Look()
    told = request.POST.get("width", "").strip()
    try:
        width = float(parse_decimal(told)) if told else 0
    except ValueError as wrong:
        raise Refused(f"Bề rộng ảnh: {wrong}", remedy="Ghi số mm, ví dụ 36.") from wrong
    if not 0 <= width <= WIDEST_MM:
        raise Refused(f"Bề rộng ảnh phải từ 0 đến {WIDEST_MM} mm.")
    return Look(sent_file(request, "image", "ảnh chữ ký", LARGEST_IMAGE), width)


def read_key_file(request: HttpRequest) -> FileKey:
    """Open the PKCS#12 file that was sent; it lives in memory until the answer is given.

    Raises:
        Refused: none was sent, or the PIN doesn't open it.
    """
    try:
        return open_pkcs12(sent_file(request, "key", "tệp khóa"), request.POST.get("pin", ""))
    except SigningError as fault:
        raise Refused(fault.what, fault.why, fault.remedy) from fault


def read_sent_certificates(request: HttpRequest) -> tuple[bytes, ...]:
    """Return the signer's certificate, then those above it if the file has them.

    Raises:
        Refused: the file holds no certificate.
    """
    try:
        return read_certificates(sent_file(request, "certificate", "chứng thư số"))
    except SigningError as fault:
        raise Refused(fault.what, fault.why, fault.remedy) from fault


def read_value(request: HttpRequest) -> bytes:
    """Return a signature made elsewhere, from a file that holds it raw, in base64 or in hex."""
    content = sent_file(request, "value", "tệp chữ ký")
    try:
        if _HEX.match(content):
            return bytes.fromhex(content.decode())
        return base64.b64decode(content) if _BASE64.match(content) else content
    except (binascii.Error, ValueError):
        return content
