"""What the last build left in the site folder, and of what it was made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from milaff import kept


@dataclass(slots=True)
class Manifest:
    """Address → digest of what lies there; and what is known of exports and templates.

    `exports` says of each export whether it asks for bodies, the digest of the dossier it was run
    for, and the addresses that it wrote. `templates` is the digest of them all, and what is known
    of each.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    exports: dict[str, tuple[bool, bytes, list[str]]] = field(default_factory=dict)
    templates: tuple[bytes, dict[str, Any]] = (b"", {})

    @classmethod
    def load(cls, path: Path, code: bytes) -> Manifest:
        """The manifest that this very `code` left, or an empty one."""
        found = kept.load(path)
        return cls(*found[1:]) if found and found[0] == code else cls()

    def save(self, path: Path, code: bytes) -> None:
        kept.save(path, (code, self.files, self.exports, self.templates))
