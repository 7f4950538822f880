"""Starting Django for a command."""

import os
from pathlib import Path


def django_on(database: Path | None = None) -> None:
    """Start Django; with a path, on that SQLite file whatever the environment says."""
    if database is not None:
        os.environ["THIDUA_DATABASE"] = f"sqlite:///{database}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    if "THIDUA_DATABASE" not in os.environ:
        Path(os.environ.get("THIDUA_DATA", "data")).mkdir(parents=True, exist_ok=True)
    import django  # noqa: PLC0415 -- settings are read at import, after the environment is set

    django.setup()
