"""What a dossier is made of: articles and their front matter, names, the whole, and problems.

This room imports only `milaff.arabic`.
"""

from milaff.arabic.partial_date import PartialDate
from milaff.model.article import Article, Derived, Heading, MakePart, digest_of, word_count
from milaff.model.dossier import Dossier, SectionEntry
from milaff.model.front_matter import (
    Contributor,
    Doubt,
    FrontMatter,
    Link,
    Original,
    dump,
    parse,
)
from milaff.model.library import Bodies, Library, Page, Term, Year
from milaff.model.markdown import escape_markdown, figure, table
from milaff.model.names import Name, Names
from milaff.model.problem import Problem, ProblemsFound, nearest, printable
from milaff.model.slugs import is_slug, slug_for, term_id

__all__ = [
    "Article", "Bodies", "Contributor", "Derived", "Dossier", "Doubt", "FrontMatter", "Heading",
    "Library", "Link", "MakePart", "Name", "Names", "Original", "Page", "PartialDate", "Problem",
    "ProblemsFound", "SectionEntry", "Term", "Year", "digest_of", "dump", "escape_markdown",
    "figure", "is_slug", "nearest", "parse", "printable", "slug_for", "table", "term_id",
    "word_count",
]  # fmt: skip
