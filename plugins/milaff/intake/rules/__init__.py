"""The rules that label the lines of a raw article, in the order they are asked.

Each has a name, the reason it is right, and a function that marks lines. A rule sees the whole
page and marks only lines that no earlier rule has; a new rule is one more entry in `RULES`.
"""

from __future__ import annotations

from collections.abc import Iterable

from milaff.intake.blocks import Label
from milaff.intake.rules.article import body, page_title, title
from milaff.intake.rules.furniture import (
    addresses,
    blank,
    counters,
    latin_crumbs,
    page_controls,
    related,
    rights,
    signs_only,
)
from milaff.intake.rules.head import (
    alt_and_caption,
    beside_the_date,
    kicker,
    lone_outlet,
    lone_person,
    outlet_and_person,
    place_line,
    subtitle,
)
from milaff.intake.rules.page import Page, Rule
from milaff.intake.rules.printed import (
    byline_role,
    date_line,
    dated_among_words,
    dates_of,
    hashtags,
    keyword_label,
    signed_and_dated,
    source_label,
)
from milaff.intake.rules.tail import (
    around_the_article,
    closing_sentence,
    glued_keywords,
    inside,
    opening_sentence,
    signature,
    sub_heading,
)

__all__ = ["RULES", "Page", "Rule", "dates_of", "label"]

RULES: tuple[Rule, ...] = (
    Rule("blank", "the line holds nothing that can be seen", blank),
    Rule("signs-only", "the line holds signs and no letter or digit", signs_only),
    Rule(
        "latin-crumbs",
        "only Latin words of up to three letters: what is left of a banner",
        latin_crumbs,
    ),
    Rule(
        "page-control", "a button or link of the page: print, share, comment, menu", page_controls
    ),
    Rule("counter", "a number of readers, comments or minutes", counters),
    Rule("rights", "a claim of rights in the page", rights),
    Rule("related", "leads to other articles", related),
    Rule("address", "the line is a web address", addresses),
    Rule("keyword-label", "says that keywords follow", keyword_label),
    Rule("hashtags", "the line holds nothing but hashtags", hashtags),
    Rule("source-label", "says that it names the source", source_label),
    Rule("date-line", "the line holds nothing but a date", date_line),
    Rule("signed-and-dated", "a name and a date on one line", signed_and_dated),
    Rule("dated-among-words", "a date in figures on a short line", dated_among_words),
    Rule("byline-role", "begins with what its people did: كتب، بقلم، ترجمة", byline_role),
    Rule("body", "a paragraph in the richest run of paragraphs", body),
    Rule("title", "of the lines before the body the one nearest to what it says", title),
    Rule("page-title", "the title with the outlet's name beside it", page_title),
    Rule(
        "alt-and-caption",
        "two lines, the first the beginning of the second or of the title",
        alt_and_caption,
    ),
    Rule("place-line", "a city, alone or with an agency, where reports begin", place_line),
    Rule(
        "outlet-and-person", "an outlet or a city and a name, parted by a dash", outlet_and_person
    ),
    Rule(
        "beside-the-date",
        "a short line right behind the date: the outlet, then who signed",
        beside_the_date,
    ),
    Rule("subtitle", "a line without a full stop right under the title", subtitle),
    Rule("lone-person", "a name beside the title, the subtitle or the date", lone_person),
    Rule("lone-outlet", "names an outlet or an agency, near the title", lone_outlet),
    Rule("signature", "a name right behind the last paragraph", signature),
    Rule("kicker", "a few words right above the title", kicker),
    Rule(
        "sub-heading",
        "a heading of the page, or a short line without a full stop before a paragraph",
        sub_heading,
    ),
    Rule("inside", "stands between paragraphs of the body", inside),
    Rule("opening-sentence", "stands between the title and the first paragraph", opening_sentence),
    Rule("closing-sentence", "a sentence right behind the last paragraph", closing_sentence),
    Rule(
        "glued-keywords", "short terms parted by commas behind the last paragraph", glued_keywords
    ),
    Rule(
        "around-the-article",
        "stands before or behind everything that belongs to the article",
        around_the_article,
    ),
)


def label(page: Page, rules: Iterable[Rule] | None = None) -> None:
    """Give every line of `page` a label, the rule that gave it and what was read in it."""
    for rule in RULES if rules is None else rules:

        def mark(at: int, label: Label, value: object = None, *, name: str = rule.name) -> None:
            line = page.lines[at]
            line.label, line.rule, line.value = label, name, value

        rule.apply(page, mark)
