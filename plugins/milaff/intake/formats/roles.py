"""What the elements of a page are for, by their tags and by the names that templates give them."""

from __future__ import annotations

import re
from functools import lru_cache

from milaff.intake.formats.markup import Element

#: Rules of the ledger that say why something is no part of the article.
NAV, FOOTER, ASIDE, FORM, HIDDEN = (
    "html.nav",
    "html.footer",
    "html.aside",
    "html.form",
    "html.hidden",
)
COMMENTS, RELATED, FURNITURE = "html.comments", "html.related", "html.furniture"
AUTHOR, TICKER = "html.author", "html.ticker"
OUTSIDE, LINKS = "html.outside", "html.links"
#: What each rule says of the blocks that it marks.
REASONS = {
    NAV: "in an element for the ways through the site",
    FOOTER: "in an element for the page's foot",
    ASIDE: "in an element for what stands beside the article",
    FORM: "in a form or a button",
    HIDDEN: "in an element that the page does not show",
    COMMENTS: "in an element for readers' comments, or behind words that open them",
    RELATED: "in an element that leads to other articles, or that holds another one",
    FURNITURE: "in an element whose name says that it is no part of an article: share, ad, menu",
    AUTHOR: "in a box about the author",
    TICKER: "in a line of headlines that runs along the page",
    OUTSIDE: "far from the article's paragraphs",
    LINKS: "links beside the article's paragraphs",
    "html.title": "the most prominent line above the paragraphs, or the title that the page claims",
    "html.title-again": "the title once more",
    "html.lead": "between the title and the first paragraph, in an element for a summary or long",
    "html.label": "says that a name follows",
    "html.figure": "a picture in the article",
    "html.figure-again": "a picture that the article has shown",
    "html.picture-away": "a picture without an address or a word",
    "html.portrait": "a picture of whoever signed",
    "html.caption": "beside a picture, in an element for its caption or alone with it",
    "html.caption-again": "the caption of a picture once more",
    "html.table": "a table in the article",
    "html.embed": "a film, a map or a post of another site in the article",
    "html.list": "an item of a list in the article",
}

_TAGS = {
    "nav": NAV,
    "menu": NAV,
    "footer": FOOTER,
    "aside": ASIDE,
    "form": FORM,
    "button": FORM,
    "select": FORM,
    "dialog": FORM,
    "marquee": TICKER,
}


def _named(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(parts)})(?=$|[\s_-])", re.IGNORECASE)


_FURNITURE = _named(
    r"(?:main|top|site|page|bottom|side|nav|sub|mega|mobile|foot(?:er)?)menu\w*",
    r"nav|navbar\w*|navigation\w*|menu\w*|footer\w*|foot|bread-?crumbs?|bread",
    r"share\w*|sharing\w*|sharedaddy|socials?|social\w*|addthis\w*|addtoany\w*|a2a\w*",
    r"follow\w*|subscribe\w*|newsletter\w*|sidebar\w*|side-?bar|widget\w*|toolbar\w*|tools|toolbox",
    r"print(?!-?(?:title|date|text|content|body|article|main|story|head|area|view))\w*|cookies?\w*|gdpr|banners?|ads?|adv|advert\w*|adsbygoogle|google-?ads?|sponsor\w*",
    r"promo\w*|popup\w*|modal\w*|pagination|pager|paging|poll\w*|vot(?:e|ing)\w*|survey",
    r"ratings?|rate|login\w*|register|search\w*|ticker\w*|marquee|breaking\w*|weather|currency",
    r"copyrights?|skip-?link\w*|no-?print",
    r"(?:font|text)-?(?:size|resize\w*)|counter|views?-?count\w*|trending|playlist",
    r"prev-?next|next-?prev|post-?nav\w*|author-?(?:box|bio|info|about|desc\w*)|about-?author",
)
_UNSEEN = _named(r"screen-reader-text|visually-?hidden|sr-only|hidden|d-none|invisible")
_COMMENTS = _named(
    r"comments?",
    r"comment-?(?:list|form|area|section|body|text|content|box|block|wrap\w*)",
    r"commentlist|respond|repl(?:y|ies)|disqus\w*|fb-?comments?\w*|livefyre|guestbook",
)
_RELATED = _named(
    r"related\w*|relate|recommend\w*|read-?more|more-?(?:news|from|stories|posts|articles|topics)",
    r"most-?(?:read|viewed|popular|commented)\w*|also\w*|(?:see|read|watch)-?also|similar\w*",
    r"you-?may\w*|suggest\w*|latest\w*|last-?news|other-?(?:news|articles|posts|topics)",
    r"jp-relatedposts|outbrain\w*|taboola\w*|mgid\w*|popular\w*|teasers?|yarpp\w*|crp_related",
    r"linked-?(?:articles|news)|same-?(?:section|author|category)",
)
_CAPTION = re.compile(
    r"caption|cutline|(?:^|[\s_-])cap(?:$|[\s_-])"
    r"|(?:img|image|photo|pic|media)-?_{0,2}(?:desc|title|credit|source|text|alt|info)",
    re.IGNORECASE,
)
_KEYWORDS = _named(
    r"tags?|tag-?(?:links?|list|cloud|item|s)|tags-?\w+|tagcloud|td-tags|topics|keywords?",
    r"(?:post|article|entry|news|story|item)-?(?:tags?|keywords?|topics?|labels?)|labels",
)
_BYLINE = _named(
    r"authors?|user-?name|credits?|author-?(?:name|link|title)|by-?line\w*|writer\w*|journalist|"
    r"reporter|"
    r"katib",
    r"(?:post|entry|article|news|written)-?(?:author|by|writer)\w*",
)
_LEAD = _named(
    r"sub-?titles?|sub-?head\w*|leads?|lede|standfirst|excerpt|summary|intro\w*|dec?k|"
    r"short-?desc\w*",
    r"(?:post|article|news|entry|story)-?(?:sub-?title|lead|excerpt|summary|intro)\w*",
)
_DATE = _named(
    r"dates?|time|timestamp|published|pub-?date|posted-?on|(?:post|entry|article|news)-?(?:date|"
    r"time)\w*"
)
_TITLE = _named(
    r"(?:big|main)?-?titles?|headlines?|heading|(?:post|entry|article|news|story|page|main)-?(?:title|head\w*)\w*"
)
_BODY = _named(
    r"articles?|content|contents|entry|story|text|body|details?|detail|desc|description|news|topic",
    r"(?:post|entry|article|news|story|main|page|item)-?(?:body|content|text|details?|desc)\w*",
)
_LANDMARKS = frozenset(
    "navigation search banner contentinfo complementary region dialog alert toolbar menu".split()
)
_INLINE = frozenset("span time em i b strong small cite abbr label a bdi font button".split())
_SCRAP = _named(
    r"views?|hits|visits|reads?|cats?|categor(?:y|ies)|(?:post|entry)-?(?:cats?|views?)",
    r"comments?-?\w*",
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|writers?|columnists?|katib|journalists?|people|profiles?)[/?=-]", re.IGNORECASE
)
_NOT_SO = re.compile(
    r"(?:^|[\s_-])(?:with|has|no|without|open|closed|have|label)-?_?$", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


_BY_NAME = ((_COMMENTS, COMMENTS), (_RELATED, RELATED), (_UNSEEN, HIDDEN), (_FURNITURE, FURNITURE))


@lru_cache(maxsize=4096)
def _named_furniture(name: str) -> str:
    for pattern, rule in _BY_NAME:
        for found in pattern.finditer(name):
            # `has-sidebar`, `comments-open`: said of what is not the thing itself.
            before, after = name[: found.start() + 1], name[found.end() :]
            if not _NOT_SO.search(before) and not re.match(
                r"[\s_-]?(?:open|closed|enabled)\b", after
            ):
                return rule
    return ""


def furniture_of(element: Element) -> str:
    """The rule by which an element is no part of the article; empty where it may be."""
    tag = element.tag
    if tag in ("body", "html", "main", "article"):
        return ""
    attrs = element.attrs
    if tag == "form" or not attrs:
        return _TAGS.get(tag, "")
    if "hidden" in attrs or ("style" in attrs and _HIDDEN.search(attrs["style"])):
        return HIDDEN
    if attrs.get("role") in _LANDMARKS:
        return NAV
    if tag in _TAGS:
        return _TAGS[tag]
    return _named_furniture(element.name)


@lru_cache(maxsize=4096)
def _is(pattern: re.Pattern[str], name: str) -> bool:
    return bool(pattern.search(name))


def is_caption(element: Element) -> bool:
    return element.tag == "figcaption" or (bool(element.attrs) and _is(_CAPTION, element.name))


def is_keywords(element: Element) -> bool:
    attrs = element.attrs
    return bool(attrs) and ("tag" in attrs.get("rel", "").split() or _is(_KEYWORDS, element.name))


def is_byline(element: Element) -> bool:
    attrs = element.attrs
    return bool(attrs) and (
        attrs.get("itemprop") == "author"
        or "author" in attrs.get("rel", "").split()
        or _is(_BYLINE, element.name)
    )


def leads_to_author(anchor: Element) -> bool:
    return bool(_AUTHOR_PAGE.search(anchor.attrs.get("href", "")))


def is_lead(element: Element) -> bool:
    return bool(element.attrs) and _is(_LEAD, element.name)


def is_date(element: Element) -> bool:
    return element.tag == "time" or (bool(element.attrs) and _is(_DATE, element.name))


def is_title(element: Element) -> bool:
    attrs = element.attrs
    return bool(attrs) and (attrs.get("itemprop") == "headline" or _is(_TITLE, element.name))


def stands_apart(element: Element) -> bool:
    """Whether an inline element says something of its own: a date, a name, a number of readers."""
    if element.parent is not None and element.parent.tag == "figcaption":
        return False
    return element.tag in _INLINE and (
        bool(element.furniture)
        or is_date(element)
        or is_byline(element)
        or is_title(element)
        or _is(_SCRAP, element.name)
        or (element.tag in ("span", "button") and _is_term(element))
    )


def _is_term(element: Element) -> bool:
    """Whether an element is one of those that a box of keywords holds side by side."""
    box = element.parent
    return box is not None and box.tag in ("div", "section") and is_keywords(box)


def body_likeness(element: Element) -> float:
    """How much its tag and names say that an element holds an article: 1 is nothing."""
    attrs = element.attrs
    if "articlebody" in attrs.get("itemprop", "").lower().split():
        return 3.0
    if element.tag in ("article", "main"):
        return 1.3
    return 1.3 if attrs and _is(_BODY, element.name) else 1.0
