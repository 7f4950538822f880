from collections.abc import Sequence
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


class SigningConfig(AppConfig):
    name = "thidua.apps.signing"
    label = "signing"

    def ready(self) -> None:
        register(no_demo_authority)


def no_demo_authority(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 -- Django's signature
    **_: object,
) -> list[CheckMessage]:
    """Refuse to work with the demo's certification authority anywhere but in a demo."""
    places = (Path(settings.DATA) / "demo-ca", Path(settings.TRUST_FOLDER) / "demo")
    found = [place for place in places if place.exists()]
    if settings.DEMO or not found:
        return []
    return [
        Error(
            f"The demo's certification authority lies in {', '.join(map(str, found))}.",
            hint="Remove it, or use a data folder that never was a demo's.",
            id="signing.E001",
        )
    ]
