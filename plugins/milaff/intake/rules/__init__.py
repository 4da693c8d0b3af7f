"""The rules that label the lines of a raw article, in the order they are asked.

Each has a name, the reason it is right, and a function that marks lines. A rule sees the whole
page and marks only lines that no earlier rule has; a new rule is one more entry in `RULES`.
"""

from __future__ import annotations

from collections.abc import Iterable

from milaff.intake.rules.amid import amid_the_text
from milaff.intake.rules.body import basmala, body, items, repeated
from milaff.intake.rules.credits import credit_line
from milaff.intake.rules.dates import date_line, dated_among_words, dates_of
from milaff.intake.rules.furniture import (
    addresses,
    blank,
    comments,
    counters,
    disclaimer,
    end_mark,
    episodes,
    filed_under,
    latin_crumbs,
    masthead,
    neighbours,
    page_controls,
    program,
    related,
    repeated_words,
    rights,
    signs_only,
    skipped_box,
    ticker,
)
from milaff.intake.rules.head import (
    author_note,
    beside_the_date,
    brand,
    dateline,
    kicker,
    lone_outlet,
    lone_person,
    outlet_and_person,
    place_line,
    section_name,
    speaks_of_itself,
    subtitle,
)
from milaff.intake.rules.keywords import hashtags, keyword_label
from milaff.intake.rules.labelled import field_label, marked, source_label
from milaff.intake.rules.page import Headline, Page, Rule, headline_of
from milaff.intake.rules.pictures import (
    alt_and_caption,
    between_title_and_body,
    caption_again,
    picture_credit,
    picture_line,
)
from milaff.intake.rules.signed import (
    byline_role,
    filed_from,
    outlet_byline,
    signed,
    signed_and_dated,
)
from milaff.intake.rules.tail import (
    SAYS_OF_WHAT,
    around_the_article,
    author_box,
    bare_keywords,
    closing_sentence,
    day_heading,
    far_from_the_article,
    glued_keywords,
    in_article,
    inside,
    lead,
    notes,
    opening_sentence,
    quotation,
    signatories,
    signature,
    sub_heading,
)
from milaff.intake.rules.title import page_title, title, title_again

#: The rules that read an outlet beside a day on one line.
CREDITS = frozenset(("date-line", "signed-and-dated", "credit-line"))

__all__ = [
    "CREDITS",
    "RULES",
    "SAYS_OF_WHAT",
    "Headline",
    "Page",
    "Rule",
    "dates_of",
    "headline_of",
    "label",
]

RULES: tuple[Rule, ...] = (
    # What is no article's, wherever it stands
    Rule("blank", "the line holds nothing that can be seen", blank),
    Rule("signs-only", "the line holds signs or a small number, and no letter", signs_only),
    Rule(
        "latin-crumbs",
        "only Latin words of up to three letters: what is left of a banner",
        latin_crumbs,
    ),
    Rule("program", "a piece of the page's style or program", program),
    Rule(
        "repeated-words", "the same few words again and again, for search engines", repeated_words
    ),
    Rule("ticker", "several headlines on one line, parted by wide gaps or signs", ticker),
    Rule("filed-under", "the sections that the article was filed under", filed_under),
    Rule("comments", "opens what readers wrote below the article", comments),
    Rule(
        "page-control",
        "a button, a link or a call of the page: print, share, follow us, menu",
        page_controls,
    ),
    Rule("skipped-box", "a box in the page that its reader may skip", skipped_box),
    Rule("episodes", "what a podcast is, above the link to its episodes", episodes),
    Rule("neighbour", "leads to the article before or behind this one", neighbours),
    Rule("counter", "a number of readers, comments or minutes", counters),
    Rule("rights", "a claim of rights in the page", rights),
    Rule("masthead", "says who makes the outlet, or how to reach it", masthead),
    Rule("disclaimer", "says who answers for what the page holds", disclaimer),
    # What says by itself what it is
    Rule("marked", "the page's markup says that it is a name, a date or keywords", marked),
    Rule("keyword-label", "says that keywords follow", keyword_label),
    Rule("hashtags", "the line holds nothing but hashtags", hashtags),
    Rule("address", "the line is an address: of the web, of mail, of an account", addresses),
    Rule("field-label", "names a field of a database: title, text", field_label),
    Rule("source-label", "says that it names the source", source_label),
    Rule("picture-credit", "names whose picture it is, as under pictures", picture_credit),
    Rule("date-line", "the line holds nothing but a date", date_line),
    Rule("signed-and-dated", "a name, an outlet or a place, and a date", signed_and_dated),
    Rule("outlet-byline", "content/outlets.yml says that this outlet signs so", outlet_byline),
    Rule("byline-role", "begins with what its people did: كتب، بقلم، ترجمة", byline_role),
    Rule("signed", "a name with its outlet, place or work, each of them known", signed),
    Rule("filed-from", "says from where or for which outlet, and nothing else", filed_from),
    Rule("end-mark", "marks the end of a report, or its makers by their initials", end_mark),
    Rule("related", "leads to other articles", related),
    # The article
    Rule("body", "a paragraph in the richest run of paragraphs", body),
    Rule("list", "lines with the signs of a list right behind the last paragraph", items),
    Rule(
        "amid-the-text",
        "alone between two paragraphs, and neither a button nor a headline of another article",
        amid_the_text,
    ),
    Rule(
        "speaks-of-itself",
        "the first line names who speaks in the text below the title",
        speaks_of_itself,
    ),
    Rule("dated-among-words", "a date in figures on a short line", dated_among_words),
    Rule("repeated", "says once more what a paragraph of the body said", repeated),
    Rule("basmala", "the formula that a text opens with", basmala),
    Rule("title", "of the lines before the body the one nearest to what it says", title),
    Rule("title-again", "says the title once more", title_again),
    Rule(
        "credit-line",
        "around the text a name, a city or a day, and beside them the outlet",
        credit_line,
    ),
    Rule("page-title", "the title with the outlet's name beside it", page_title),
    # What stands around the title
    Rule(
        "alt-and-caption",
        "two lines, the first the beginning of the second or of the title",
        alt_and_caption,
    ),
    Rule("picture-line", "speaks as what is printed under a picture", picture_line),
    Rule("caption-again", "says once more what stands under a picture", caption_again),
    Rule("place-line", "a city, alone or with an agency, where reports begin", place_line),
    Rule("dateline", "a city, perhaps the paper, and who wrote from there", dateline),
    Rule(
        "outlet-and-person", "an outlet or a city and a name, parted by a dash", outlet_and_person
    ),
    Rule("lone-outlet", "names an outlet or an agency, near the title or the end", lone_outlet),
    Rule("brand", "a name that the page begins or ends with, or prints more than once", brand),
    Rule(
        "beside-the-date",
        "a short line right behind the date: the outlet, then who signed",
        beside_the_date,
    ),
    Rule("subtitle", "a line without a full stop right under the title", subtitle),
    Rule("kicker", "a few words right above the title", kicker),
    Rule("section-name", "the name of a section of the outlet", section_name),
    Rule("lone-person", "a name beside the title, the subtitle or the date", lone_person),
    Rule("author-note", "what an author is, right behind the name", author_note),
    Rule("signature", "a name, or what an author is, right behind the last paragraph", signature),
    # Inside and behind the body
    Rule("day-heading", "a day over a part of the text, not the day of its printing", day_heading),
    Rule("author-box", "behind the text once more who wrote it, and what they are", author_box),
    Rule(
        "sub-heading",
        "a heading of the page, or a short line without a full stop before a paragraph",
        sub_heading,
    ),
    Rule("inside", "stands between paragraphs of the body", inside),
    Rule("in-article", "stands in the element that holds the article", in_article),
    Rule("opening-sentence", "stands between the title and the first paragraph", opening_sentence),
    Rule(
        "picture-words",
        "speaks of what the article does, between its title and its body, and is nothing else",
        between_title_and_body,
    ),
    Rule("signatories", "an organisation that signed the statement, behind it", signatories),
    Rule("notes", "a numbered note, or the heading over them, behind the article", notes),
    Rule("closing-sentence", "a sentence right behind the last paragraph", closing_sentence),
    Rule(
        "glued-keywords", "short terms parted by commas behind the last paragraph", glued_keywords
    ),
    Rule("bare-keywords", "terms of the article, one a line, behind it", bare_keywords),
    Rule(
        "far-away", "belongs to another article: it stands far from this one", far_from_the_article
    ),
    Rule(
        "around-the-article",
        "stands before or behind everything that belongs to the article",
        around_the_article,
    ),
    # What the paragraphs of the body are
    Rule("quotation", "a paragraph that is one quotation", quotation),
    Rule("lead", "the paragraph that opens the article", lead),
)


def label(page: Page, rules: Iterable[Rule] | None = None) -> None:
    """Give every line of `page` a label, the rule that gave it and what was read in it."""
    for rule in RULES if rules is None else rules:
        page.ask(rule)
