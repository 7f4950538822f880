"""What goes wrong when a paper is set, or a packed file is opened."""

import zipfile
import zlib

# All that `zipfile` raises over an archive that is broken, cut off, or kept by a password.
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


class RenderError(Exception):
    """A paper cannot be rendered; the message (Vietnamese) says which paper and why."""
