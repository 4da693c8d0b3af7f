"""What the search page says: its words, the examples of its help, the indexes to browse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import permutations
from typing import Any

from milaff.arabic.calendar import written
from milaff.arabic.counts import ARTICLE, PLACE, RESULT, in_digits
from milaff.arabic.partial_date import PartialDate
from milaff.model import Library, Term

TITLE = "البحث"
#: What the page and the box say. `{…}` is filled in by the script.
WORDS: dict[str, Any] = {
    "loading": "يجري البحث…",
    "none": "لا نتائج.",
    "second": "ثانية",
    "more": "مزيد من النتائج",
    "undated": "بلا تاريخ",
    "sort": "ترتيب النتائج",
    "relevance": "الأنسب",
    "newest": "الأحدث",
    "oldest": "الأقدم",
    "filters": "التصفية",
    "by_year": "النتائج بحسب السنة: اضغط سنة لتصفّي بها، واستعمل الأسهم للتنقّل",
    "fields": {
        "section": "القسم",
        "source": "المصدر",
        "author": "الكاتب",
        "keyword": "الكلمة المفتاحية",
        "year": "السنة",
        "dates": "التاريخ",
    },
    "kinds": {
        "title": "مقالات",
        "keyword": "كلمات مفتاحية",
        "source": "مصادر",
        "author": "كتّاب",
        "section": "أقسام",
    },
    "chosen": "التصفية المختارة",
    "remove": "أزِل",
    "clear": "أزِل التصفية كلها",
    "without_filters": "ابحث بلا تصفية",
    "all_values": "أظهر الكل ({n})",
    "fewer": "أظهر الأكثر وحده",
    "no_such": "لا يعرف الملف {field} «{given}».",
    "no_value": "اكتب بعد اسم التصفية ما تريد: {field}.",
    "no_date": "لا شيء هنا بتاريخ {date}، فبُحث عن كلماته.",
    "there_is": "في الملف:",
    "understood": "فُهم من سؤالك:",
    "taken": {
        "word": "كلمة",
        "with": "لا بدّ من",
        "without": "بلا",
        "dropped": "لا يُبحث عن كلمة شائعة:",
        "phrase": "عبارة",
        "without_phrase": "بلا عبارة",
        "filter": "تصفية",
        "dates": "تاريخ",
    },
    "did_you_mean": "لعلك أردت:",
    "failed": "تعذّر تحميل جزء من فهرس البحث. إن فتحت الملف من حاسوبك ففُكَّ ضغطه كلّه أولًا.",
    "retry": "أعد المحاولة",
    "suggestions": "اقتراحات",
    "all_results": "كل النتائج عن «{query}»",
    "matches": "مواضع ما بحثت عنه",
    "nth": "{n} من {all}",
    "previous": "السابق",
    "next": "التالي",
    "results_again": "النتائج",
    "clear_marks": "أزِل",
    "browse": "أو تصفّح",
    "everything": "كل المقالات بالتصفية، الأحدث أولًا",
    "help": "كيف أسأل؟",
    "help_keys": (
        "المفتاح / يأتي بك إلى البحث من أي صفحة، والسهمان يمشيان بين النتائج، وEnter يفتح، "
        "وEsc يمحو. وفي المقال ينقلك N إلى الموضع التالي وShift+N إلى السابق."
    ),
}
#: How many keywords, the most used, an example is sought among.
_MOST_COMPARED = 30
_INDEXES = (
    ("sections", "الأقسام"),
    ("keywords", "الكلمات المفتاحية"),
    ("authors", "الكتّاب"),
    ("sources", "المصادر"),
)


def words(library: Library) -> dict[str, Any]:
    """What the scripts say."""
    return {
        **WORDS,
        "digits": library.dossier.digits,
        "results": asdict(RESULT),
        "articles": asdict(ARTICLE),
        "places": asdict(PLACE),
    }


def indexes(library: Library) -> list[dict[str, str]]:
    """Where to go on without a query."""
    kinds = [
        {"url": f"{kind}/index.html", "name": name}
        for kind, name in _INDEXES
        if getattr(library, kind)
    ]
    return [
        {"url": "search.html?sort=newest", "name": WORDS["everything"]},
        *kinds,
        {"url": "archive/index.html", "name": "الأرشيف"},
    ]


def years(library: Library) -> list[dict[str, str]]:
    """The years of the chart, the earliest first; none where there is nothing to compare."""
    found = sorted(year.year for year in library.years if year.year is not None)
    if len(found) < 2:
        return []
    return [{"id": str(year), "name": in_digits(year, library.dossier.digits)} for year in found]


def examples(library: Library) -> list[dict[str, str]]:
    """Queries that find something in this very dossier, each with what it means."""
    keywords = sorted(library.keywords, key=lambda term: -len(term.articles))
    years = [year.year for year in library.years if year.year is not None]
    found: list[dict[str, str]] = []

    def add(query: str, meaning: str) -> None:
        found.append({"query": query, "meaning": meaning})

    if keywords:
        add(keywords[0].name, "كلمة أو كلمات، كيفما كتبتها: يكفي أن يوجد بعضها، والأقرب أولًا")
    phrase = next((term.name for term in keywords if " " in term.name), "")
    if phrase:
        add(f'"{phrase}"', "العبارة نفسها بترتيب كلماتها")
    if pair := _pair(keywords):
        add("{} -{}".format(*pair), "بلا الكلمة التي قبلها -")
        add("+{} +{}".format(*pair), "لا بدّ من كل كلمة قبلها +")
    for field, meaning, terms in (
        ("مصدر", "من صحيفة بعينها", library.sources),
        ("كاتب", "لكاتب بعينه", library.authors),
        ("قسم", "في قسم بعينه", library.sections),
        ("وسم", "بكلمة مفتاحية بعينها", keywords),
    ):
        full = max(terms, key=lambda term: len(term.articles), default=None)
        if full and full.articles:
            add(f"{field}:{_quoted(full.name)}", meaning)
    if len(years) > 1:
        add(f"{min(years)}..{max(years)}", "بين سنتين، ويجوز أن تُترك إحداهما")
    month = next((a.date for a in library.articles if a.date and a.date.month), None)
    if month:
        only = PartialDate(month.year, month.month)
        add(written(only, library.dossier.calendar, "latin"), "في شهر بعينه")
    return found


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _pair(keywords: Sequence[Term]) -> tuple[str, str] | None:
    """A keyword, and one that some of its articles have and some have not."""
    words = [term for term in keywords if " " not in term.name][:_MOST_COMPARED]
    for first, second in permutations(words, 2):
        shared = set(first.articles) & set(second.articles)
        if 0 < len(shared) < len(first.articles):
            return first.name, second.name
    return None
