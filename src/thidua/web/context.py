"""What the frame of every page shows."""

from django.conf import settings
from django.http import HttpRequest

from thidua.web.shell import visitor_of


def shell(request: HttpRequest) -> dict[str, object]:
    return {"demo": settings.DEMO, "visitor": visitor_of(request)}
