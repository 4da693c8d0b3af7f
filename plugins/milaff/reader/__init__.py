"""Read: Markdown → HTML, and `content/` → Library. A Pelican plugin."""

from milaff.reader.content import read_dossier
from milaff.reader.plain import derive

__all__ = ["derive", "read_dossier", "register"]


def register() -> None:
    """Called by Pelican; only then is Pelican loaded, since reading does without it."""
    from milaff.reader.plugin import connect

    connect()
