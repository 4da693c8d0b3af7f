"""What a page claims of itself, weighed against what it prints.

What is printed beside the article wins: pages are stamped with the day they were saved, with local
times marked as UTC, with the template's author and the outlet's standing keywords. Claims fill what
is not printed, and tell which of several printed dates is that of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from milaff.arabic.dates import read_line
from milaff.arabic.partial_date import PartialDate
from milaff.arabic.text import clean, fold
from milaff.intake.blocks import Claim
from milaff.intake.names import is_nobody, is_organisation, is_outlet, is_person
from milaff.intake.words import words

#: How much a claim of the outlet's name is worth, by where it stands.
_SOURCE_WEIGHTS = {
    "og:site_name": 3.0,
    "JSON-LD": 3.0,
    "JSON-LD site": 2.0,
    "home": 2.0,
    "dc.publisher": 2.0,
    "dcterms.publisher": 2.0,
    "title": 2.0,
    "rights": 1.6,
    "feed": 1.5,
    "logo": 1.5,
    "masthead": 1.5,
    "application-name": 1.5,
    "publisher": 1.5,
    "al:android:app_name": 1.0,
    "copyright": 1.0,
}
_NAMES_OF_SITES = frozenset(("og:site_name", "JSON-LD", "JSON-LD site", "logo", "home"))
#: What an editor calls a page until somebody names it.
_UNNAMED = re.compile(
    r"صفحة جديدة|(?:تفاصيل|عرض)\s(?:الخبر|المقال|المقالة|الموضوع)|مستند|بدون عنوان|"
    r"new page|untitled|document\b|home ?page|index\b",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"(?<!\w)(?:ال)?عدد\s*:?\s*\(?\d")
#: Who made the program that a site runs on.
_MAKER = re.compile(
    r"blogger|blogspot|word ?press|wix(?:\.com)?|medium|tumblr|drupal|joomla!?|spip|typo3|"
    r"dotnetnuke|sharepoint|vbulletin|phpbb|php-?nuke|xoops|e107|mambo|squarespace|weebly|webflow|ghost",
    re.IGNORECASE,
)
_FRONT_PAGE = frozenset(("الرييسيه", "الصفحه الرييسيه", "home", "الموقع", "my site", "site"))
_ARABIC = "[\u0620-\u064a]"
#: What headlines announce before the title: no outlet's name.
_ANNOUNCEMENTS = frozenset(
    "بالصور|صور|بالفيديو|فيديو|عاجل|خاص|حصري|شاهد|انفراد|انفوجرافيك|رأي|تحديث".split("|")
)
_DATE_ORDER = (
    "JSON-LD", "article:published_time", "og:article:published_time", "datepublished", "time",
)  # fmt: skip
#: Keywords of no article: what a site is.
_OF_SITES = frozenset(
    "اخبار|الاخبار|اخبار عاجله|اخبار اليوم|شبكه|منتدي|منتديات|المنتدي|صحيفه|جريده|موقع|وكاله|"
    "وكاله انباء|بوابه|news|newspaper|arabic news|forum".split("|")
)
_KEYWORD_ORDER = ("article:tag", "news_keywords", "JSON-LD", "keywords")
_PARTS = re.compile(r"\s*(?:\||:::?|<|>|›|‹|–|—|\s-+\s|\s/\s|•|·|::|~)\s*|\s+-|-\s+")
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|net|org|info)\b", re.IGNORECASE)
#: «BBCArabic.com»: a site that calls itself by its domain.
_DOMAIN = re.compile(r"[A-Za-z][\w-]+\.(?:com|net|org|info)")
_DATE_IN_ADDRESS = re.compile(
    r"/(20[0-3]\d|199\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/-])"
    r"|/(20[0-3]\d|199\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/-])"
)
_RIGHTS = re.compile(
    r"(?:جميع|كافة|كل)?\s*(?:ال)?حقوق\s*(?:النشر|الطبع|الملكية)?(?:\s*و\s*(?:النشر|"
    r"الطبع))?\s*محفوظ[ةه]?"
    r"|^\W*(?:جميع|كافة|كل)?\s*حقوق\s+(?:النشر|الطبع)"
    r"|copyrights?|all rights reserved|©|\(c\)|&copy;",
    re.IGNORECASE,
)

_SOFTWARE = re.compile(
    r"vbulletin|jelsoft|php-?(?:bb|nuke)|wordpress|joomla|drupal|blogger|themes?\b|mybb|invision"
    r"|wayback|internet archive",
    re.IGNORECASE,
)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


# Title


def title_parts(page_title: str) -> list[str]:
    """`العنوان - القسم | الصحيفة` → its parts."""
    if ("«" in page_title) != ("»" in page_title):
        # Alone they are arrows, in pairs they quote.
        page_title = re.sub("[«»]", "|", page_title)
    return [part for part in map(_bare, _PARTS.split(page_title)) if part]


def _bare(part: str) -> str:
    """A part without the signs around it; a bracket with its pair is of the name."""
    bare = part.strip(" -–—|:«».,،()\\/")
    return f"{bare})" if f"{bare})" in part and "(" in bare else bare


def title_of(claims: Sequence[Claim]) -> str:
    """The title that is claimed, without the outlet's name behind it; empty where there is none."""
    sources = {_letters(c.value) for c in claims if c.field == "source"}
    for claim in claims:
        if claim.field in ("title", "page_title"):
            kept = [p for p in title_parts(claim.value) if _letters(p) not in sources]
            if len(kept) > 1:
                kept = [p for p in kept if not is_organisation(p) or len(p.split()) > 5] or kept
            if kept and claim.field == "page_title":
                return max(kept, key=len)
            if kept:
                whole = clean(claim.value)
                ends = [p for p in title_parts(claim.value) if p not in kept]
                return max(kept, key=len) if ends else whole
    return ""


# Dates


def date_of(claims: Sequence[Claim]) -> PartialDate | None:
    """The day of publication that is claimed; of several the one that standards define best."""
    dates = [claim for claim in claims if claim.field == "date"]
    dates.sort(
        key=lambda c: _DATE_ORDER.index(c.where) if c.where in _DATE_ORDER else len(_DATE_ORDER)
    )
    for claim in dates:
        if date := _read_date(claim.value):
            return date
    for claim in claims:
        if claim.field == "source_url" and (found := _DATE_IN_ADDRESS.search(claim.value)):
            return _parsed("-".join(part.zfill(2) for part in found.groups() if part))
    for claim in claims:
        if claim.field == "page_title":
            # «العنوان | القسم | 12.04.2017»
            read = (_read_date(part) for part in title_parts(claim.value))
            return next((date for date in read if date and date.day), None)
    return None


def _read_date(text: str) -> PartialDate | None:
    iso = re.match(
        r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?",
        text,
    )
    if iso:
        day, clock, zone = iso[1], iso[2], iso[3] or ""
        # What is stamped Z is local time as often as not: only the day is sure.
        if not clock or zone == "Z" or re.fullmatch(r"[+-]00:?00", zone):
            return _parsed(day)
        if zone and ":" not in zone:
            zone = f"{zone[:3]}:{zone[3:]}"
        return _parsed(f"{day}T{clock}{zone}") or _parsed(day)
    read = read_line(text) if len(text) < 100 else None
    return read.published or read.updated if read else None


def _parsed(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


# People


def authors_of(claims: Sequence[Claim], source: str, outlets: frozenset[str]) -> list[str]:
    """The people that are claimed: not the outlet, and not whoever runs the site."""
    names = {_letters(c.value) for c in claims if c.field == "source"} | {_letters(source)}
    for where in ("JSON-LD", "author", "article:author", "dc.creator", ""):
        found = [
            name
            for claim in claims
            if claim.field == "author" and (not where or claim.where == where)
            for name in re.split(r"\s*[،,;؛|]\s*", claim.value)
            if _may_be_author(name, names, outlets)
        ]
        if found:
            return list(dict.fromkeys(found))[:4]
    return []


def _may_be_author(name: str, names: set[str], outlets: frozenset[str]) -> bool:
    folded = fold(name).strip(" .:-")
    if not folded or is_nobody(name) or _letters(name) in names or _ADDRESS.search(name):
        return False
    if is_organisation(name, outlets) or re.search(r"\d", name):
        return False
    return is_person(name, outlets)


# Outlet


def source_of(
    claims: Sequence[Claim], title: str, outlets: frozenset[str], people: Sequence[str] = ()
) -> str:
    """The outlet's name that most is said for; Arabic before Latin, a name before a slogan.

    A browser's tab may name the author beside the title: of `people` none is the outlet by it.
    """
    signed = {_letters(name) for name in people}
    scores: dict[str, float] = {}
    spellings: dict[str, dict[str, float]] = {}
    for name, where, weight in _names(claims, title, outlets):
        key = _letters(name)
        if where in ("title", "tab") and key in signed:
            continue
        if _UNNAMED.match(name) or fold(name) in _FRONT_PAGE or _MAKER.fullmatch(name):
            continue  # «الرئيسية»: what a template says where nobody named the site
        is_domain = where == "title" and _DOMAIN.fullmatch(name)
        if not key or (_ADDRESS.search(name) and not is_domain):
            continue
        if len(name.split()) > 7 or name.isdigit():
            continue
        weight -= 1.5 * bool(is_domain)
        weight += 1.0 * bool(re.search(_ARABIC, name))
        weight += 0.7 * is_organisation(name, outlets)
        weight -= 0.5 * max(0, len(name.split()) - 4)
        weight -= 0.5 * (fold(name) in words("section_outlets"))  # «الأخبار» is a paper, too
        scores[key] = scores.get(key, 0.0) + weight
        spelled = spellings.setdefault(key, {})
        spelled[name] = spelled.get(name, 0.0) + weight
    # A name inside a longer one is the same outlet's: «سهيل» and «شبكة سهيل», no part of a word.
    said = {key: f" {fold(next(iter(names)))} " for key, names in spellings.items()}
    for key in list(scores):
        for other in scores:
            if key != other and said[key] in said[other] and len(key) >= 4:
                scores[key] += 0.5 * scores[other]
    best = max(scores, key=lambda key: scores[key], default="")
    spelled = spellings.get(best, {"": 0.0})
    return max(spelled, key=lambda name: spelled[name])


def outlet_names(claims: Sequence[Claim]) -> frozenset[str]:
    """The letters of every name that is claimed for the outlet in so many words."""
    names = (
        name for name, where, _ in _names(claims, "", frozenset()) if where not in ("title", "tab")
    )
    return frozenset(map(_letters, names)) - {""}


def is_guess(name: str, claims: Sequence[Claim], title: str, outlets: frozenset[str]) -> bool:
    """Whether only a browser's tab that says nothing of the title may call the outlet so."""
    key = _letters(name)
    said = {where for other, where, _ in _names(claims, title, outlets) if _letters(other) == key}
    return said == {"tab"}


_FORUM = re.compile(
    r"(?<!\w)(?:منتدي|منتديات|ملتقي|ملتقيات|الساحات)(?!\w)|vbulletin|phpbb|mybb|xenforo|smf\b|invision|forum"
)


def is_forum(claims: Sequence[Claim]) -> bool:
    """Whether people post here what others wrote, by the site's name or its software."""
    told = [c.value for c in claims if c.field in ("source", "software")]
    for tab in (c.value for c in claims if c.field == "page_title"):
        parts = title_parts(tab)
        told += sorted(parts, key=len)[:-1]  # the longest is the article's title
    return any(_FORUM.search(fold(text)) for text in told)


def outlets_named(claims: Sequence[Claim]) -> frozenset[str]:
    """The folded names of several words that a page gives its site, for itself to be known by."""
    said = (c.value for c in claims if c.field == "source" and c.where in _NAMES_OF_SITES)
    return frozenset(fold(name) for name in said if 2 <= len(name.split()) <= 4)


def _names(
    claims: Sequence[Claim], title: str, outlets: frozenset[str]
) -> Iterator[tuple[str, str, float]]:
    """Each name that is claimed, where, and how much that is worth."""
    for claim in claims:
        if claim.field == "source":
            yield _named_by(claim, outlets), claim.where, _SOURCE_WEIGHTS.get(claim.where, 1.0)
        elif claim.field == "description":
            # «شبكة المثال - أخبار الشمال»: what every page of a site is described as.
            parts = title_parts(claim.value)
            if len(parts) == 2 and is_outlet(parts[0]):
                yield parts[0], "description", 1.0
        elif claim.field == "page_title" and _ISSUE.search(claim.value):
            # «نشرة المثال - العدد 27»: of a number of a paper nothing else is said.
            for part in title_parts(claim.value):
                name = _ISSUE.split(part)[0].strip(" -،,(")
                if name and len(name.split()) <= 5:
                    yield name, "issue", _SOURCE_WEIGHTS["title"]
        elif claim.field == "page_title" and (told := _told_in(claim.value, claims)):
            yield told, "title", _SOURCE_WEIGHTS["title"]
        elif claim.field == "page_title":
            says_it = bool(title) and _letters(title) in _letters(claim.value)
            for part in beside_title(claim.value, title, outlets):
                is_sure = says_it or is_organisation(part, outlets)
                yield part, "title" if is_sure else "tab", _SOURCE_WEIGHTS["title"]


def _told_in(page_title: str, claims: Sequence[Claim]) -> str:
    """The part of a browser's tab that the page calls its outlet elsewhere, too."""
    sources = {_letters(c.value) for c in claims if c.field == "source"} - {""}
    return next((part for part in title_parts(page_title) if _letters(part) in sources), "")


def _named_by(claim: Claim, outlets: frozenset[str]) -> str:
    """The outlet's name in what is claimed: of a claim of rights the holder, without a slogan."""
    if claim.where in ("copyright", "rights"):
        return rights_holder(claim.value)
    name = claim.value.removeprefix("@")
    parts = title_parts(name) if "|" in name or " - " in name else []
    return (_likeliest(parts, outlets) or name) if len(parts) == 2 else name


def beside_title(page_title: str, title: str, outlets: frozenset[str] = frozenset()) -> list[str]:
    """What a browser's tab shows around the title and may be the outlet, the likeliest first."""
    if title and title in page_title:
        before, _, behind = page_title.partition(title)
        ends = [title_parts(behind)[::-1], title_parts(before)]
    else:
        parts = title_parts(page_title)
        ends = [[part for part in parts[::-1] if _letters(part) not in _letters(title)]]
        if len(ends[0]) == len(parts) == 1:
            parts = [part.strip() for part in re.split(r"(?<=\w)\s?:\s", page_title)]
            ends = [[part for part in parts if not re.search(r"\d", part)]]
        if len(ends[0]) == len(parts) > 1:
            # A tab that says nothing of the title shows the outlet, perhaps with its section.
            names = [part for part in ends[0] if _may_be_outlet(part, frozenset())]
            ends = [names if len(names) == 1 and re.search(_ARABIC, names[0]) else []]
    named = (_likeliest([p for p in end if _may_be_outlet(p, outlets)], outlets) for end in ends)
    return [name for name in named if name]


def _may_be_outlet(part: str, outlets: frozenset[str]) -> bool:
    folded = fold(part)
    if folded in outlets:
        return True
    is_section = folded in words("sections") or folded in words("controls")
    return not (is_section or folded in _ANNOUNCEMENTS or _UNNAMED.match(part))


def _likeliest(parts: list[str], outlets: frozenset[str]) -> str:
    """The outlet's name among parts, the outermost first: a known one, and no slogan."""
    known = [part for part in parts if is_organisation(part, outlets)]
    if known or not parts:
        return known[0] if known else ""
    shorter = [part for part in parts if len(part.split()) <= len(parts[0].split()) - 2]
    return shorter[0] if shorter else parts[0]


def is_rights_notice(text: str) -> bool:
    """Whether a line claims rights for the outlet, and not for the makers of its software."""
    found = _RIGHTS.search(text)
    if found is None or _SOFTWARE.search(text):
        return False
    # A sign alone is of a picture.
    return len(found[0]) > 3 or bool(re.search(r"(?:19|20)\d\d", text))


def rights_holder(text: str) -> str:
    """`جميع الحقوق محفوظة لصحيفة المثال © 2014` → `صحيفة المثال`."""
    if not _RIGHTS.search(text):
        return text
    text = re.sub(r"(محفوظ[ةه]\s+)ل(?:ـ\s*|(?=[^\W\dل]{3}))", r"\1", text)
    rest = _RIGHTS.sub("\n", text)
    rest = re.sub(
        r"\b(?:19|20)\d\d\b|[-–—|©:.,،()]+|powered.*|designed.*|تصميم.*|برمجة.*",
        "\n",
        rest,
        flags=re.IGNORECASE,
    )
    for part in rest.split("\n"):
        part = re.sub(r"^(?:بواسطة|من إنتاج)\s+", "", part.strip())
        part = re.sub(r"^(?:لدى|الى|إلى)\s+", "", part)
        part = re.sub(r"^لل(?=\w)", "ال", part)
        part = re.sub(
            r"^ل(?=(?:صحيفة|جريدة|موقع|وكالة|مجلة|شبكة|قناة|بوابة|مؤسسة|دار|شركة|مدونة|منتدى|"
            r"منتديات)\b)",
            "",
            part,
        )
        if 1 <= len(part.split()) <= 6 and re.search(r"[^\W\d_]{3}", part):
            return part
    return ""


# Keywords


def keywords_of(claims: Sequence[Claim], title: str, paragraphs: Sequence[str]) -> list[str]:
    """Claimed keywords that are about this article, not about the outlet."""
    text = fold(" ".join([title, *paragraphs]))
    sources = {name for c in claims if c.field == "source" for name in _spellings(c.value)}
    for where in _KEYWORD_ORDER:
        found = list(
            dict.fromkeys(c.value for c in claims if c.field == "keywords" and c.where == where)
        )
        names = [term for term in found if _letters(term) in sources]
        found = [term for term in found if term not in names and len(term) < 60]
        inside = [term for term in found if _is_told(term, text)]
        is_title_cut_up = len(found) > 2 and sum(
            " " not in term and fold(term) in fold(title).split() for term in found
        ) > 0.7 * len(found)
        of_sites = [term for term in found if where == "keywords" and fold(term) in _OF_SITES]
        if len(of_sites) > 1:
            continue  # «اخبار», «منتديات»: they were set once for all pages
        # What sites set once for all their pages needs more of them.
        least = 0.3 if where != "keywords" else 0.8 if names else 0.5
        if found and len(inside) >= least * len(found) and len(found) <= 25 and not is_title_cut_up:
            return found
    return []


def _spellings(source: str) -> Iterator[str]:
    """The letters of an outlet's names in a claim: «وكالة المثال (مثال)» has two."""
    yield _letters(source)
    yield from filter(None, map(_letters, re.split(r"[()]", rights_holder(source))))


def _is_told(term: str, text: str) -> bool:
    """Whether a folded text has a term, or each of its words."""
    folded = fold(term)
    return folded in text or all(word.removeprefix("ال") in text for word in folded.split())


def address_of(claims: Sequence[Claim]) -> str:
    return next((claim.value for claim in claims if claim.field == "source_url"), "")
