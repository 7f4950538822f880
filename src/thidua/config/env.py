"""Settings read from the environment; a wrong value stops the start with its name."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """Return `NAME`, or the content of the file that `NAME_FILE` points to."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, str(default)).strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: expected one of {sorted(TRUE | FALSE)}")


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str) -> dict[str, object]:
    """Turn `sqlite:///path` or `postgresql://user:password@host:port/name` into Django's form.

    A socket folder is given as libpq takes it: `postgresql://user@/name?host=/run/postgresql`.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path.removeprefix("/"))))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise ImproperlyConfigured(
        f"THIDUA_DATABASE={parts.scheme}://…: expected sqlite:///file or postgresql://user@host/name"
    )


def sqlite(path: Path) -> dict[str, object]:
    """One file that loses neither a concurrent write nor, in a power cut, a vote."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


class SilentBallots(logging.Filter):
    """Keeps what happens where ballots are cast out of the log: a line there would be a time."""

    PLACE = "/hom-phieu/"

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", "")
        return not path.startswith(self.PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """How letters leave: by a server, or written to a folder or to the screen."""

    backend: str
    folder: Path | None = None
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    ssl: bool = False


def mail(url: str, folder: Path) -> Mail:
    """Read `smtp://user:password@host:port`, `smtps://…`, `console:`; nothing writes to the folder.

    A server on port 587 is spoken to by STARTTLS.
    """
    parts = urlsplit(url)
    backends = "django.core.mail.backends"
    if not url:
        return Mail(backend=f"{backends}.filebased.EmailBackend", folder=folder)
    if parts.scheme == "console":
        return Mail(backend=f"{backends}.console.EmailBackend")
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        ssl = parts.scheme == "smtps"
        port = parts.port or (465 if ssl else 25)
        return Mail(
            backend=f"{backends}.smtp.EmailBackend",
            host=parts.hostname,
            port=port,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=port == 587,
            ssl=ssl,
        )
    raise ImproperlyConfigured(
        f"THIDUA_MAIL={parts.scheme}://…: expected smtp://user:password@host:port, smtps://… or console:"
    )
