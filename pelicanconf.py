"""Settings of the site for Pelican. What the dossier is, `content/dossier.yml` says."""

from pathlib import Path
from typing import Any

from milaff import export, output, pages, reader, search

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"

# Module objects, never dotted names: Pelican would take the last part for the plugin's name.
PLUGINS = [reader, pages, search, output]
JINJA_FILTERS = pages.FILTERS
JINJA_GLOBALS = pages.GLOBALS

# Our own settings: the Library (read when None), what rooms make of each body (pure functions of
# its Derived record, by name), what is built beside the pages, and switches.
MILAFF_LIBRARY = None
MILAFF_DERIVED: dict[str, Any] = {"search": search.count}
MILAFF_EXPORTS = [export.atom_feed, export.sitemap]
MILAFF_OPTIONS = {"search": True, "force": False}
# Where what is kept for the next build lies; and compiled templates, which are code: beside our
# own, never in a dossier, which may come from elsewhere.
MILAFF_CACHE = ".cache"
MILAFF_COMPILED = str(Path(__file__).parent / ".cache" / "templates")

# One build serves a site at any address, a subfolder and file://.
SITEURL = ""
RELATIVE_URLS = True
DELETE_OUTPUT_DIRECTORY = False

# Every page comes from our own generators: Pelican's stay idle.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = ""
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_ATOM = FEED_RSS = FEED_ALL_ATOM = CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
CACHE_CONTENT = False

TIMEZONE = "UTC"
DEFAULT_LANG = "ar"
