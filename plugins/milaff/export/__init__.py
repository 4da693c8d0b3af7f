"""What the dossier gives to other programs: each export is `export(library, write)`.

`write(path, bytes)` takes a path relative to the site's root.
"""

from collections.abc import Callable

from milaff.export.feed import atom_feed
from milaff.export.sitemap import sitemap

Write = Callable[[str, bytes], None]

__all__ = ["Write", "atom_feed", "sitemap"]
