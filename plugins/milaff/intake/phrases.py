"""Phrases by which pages and texts alike say what follows: readers' comments, other articles.

They are matched against folded text without the signs around it. A word that may as well begin a
sub-heading («ردود الفعل», «الأكثر تضررا») counts only with what makes a phrase of it.
"""

from __future__ import annotations

import re

_COUNT = r"(?:\s*[:(]?\s*\d+\s*\)?)?"
_COMMENTS = re.compile(
    rf"(?:\d+\s+)?(?:ال)?(?:تعليق|تعليقات|ردود|رد|تعقيبات)(?:\s+(?:الزوار|القراء|الفيسبوك|"
    rf"المنشوره|\d+))?{_COUNT}"
    r"|(?:\d+\s+)?(?:ال)?(?:تعليق|تعليقات|رد|ردود|افكار|فكره|راي|اراء)\s+(?:علي|في|حول|"
    r"عن)\s*[\"'«“”:(].*"
    r"|(?:اترك|اضف|اكتب|ضع|ارسل)\s+(?:لنا\s+)?(?:تعليق|رد)\S*|شارك(?:نا)?\s+(?:ب?تعليق|ب?راي)\S*"
    r"|(?:تعليقات|comments?)\s*\(?\d*\)?|\d+\s+comments?"
    r"|رد مع اقتباس|ليست? هناك تعليقات|(?:ارسال|اضافه|نشر) تعليق\S*|لا (?:توجد|يوجد) تعليقات.*"
    r"|هناك\s+(?:\d+\s+)?تعليق\w*(?:\s*\(?\d+\)?)?"
    r"|leave a (?:reply|comment)|post a comment|no comments?"
)
#: Alone they say as well that somebody comments, or replies, in the article.
_MAY_BE_OF_THE_TEXT = frozenset(("تعليق", "التعليق", "رد", "الرد", "ردود", "الردود"))
#: What lists of a paper's articles are called by: «الأكثر تضررا» heads a part of a text.
MOST = (
    r"الاكثر\s+(?:قراءه|مقروءه|مشاهده|تعليقا|شيوعا|رواجا|تداولا|متابعه|بحثا|زياره|تفاعلا|شعبيه|مشاركه|"
    r"تصفحا|تحميلا|استماعا|ارسالا)"
)
#: What heads a list of the paper's articles, or leads to one of them.
LEADS_TO_OTHERS = (
    r"(?:ال)?(?:مواضيع|موضوعات|اخبار|مقالات|مواد|قصص|روابط)\s+(?:ذات|متعلقه|مرتبطه|مشابهه|مماثله|قد|"
    r"مقترحه|اخري)"
    r"(?:\s+(?:ال)?صله|\s+تهمك|\s+تعجبك|\s+نهايه|\s+بالموضوع)?"
    rf"|(?:قد|ربما)\s+(?:ي|ت)(?:همك|عجبك)|(?:مواد\s+)?ذات صله|المزيد من|المزيد عن|{MOST}"
    r"|(?:اخر|احدث|اكثر|اهم)\s+الاخبار|related|read also|في هذا السياق|حول هذه القصه"
)
_TO_OTHERS = re.compile(
    rf"\W*(?:(?:اقرا|طالع|شاهد)\w*\s+(?:ايضا|المزيد|كذلك)|{LEADS_TO_OTHERS}|المزيد في"
    r"|اشهر\s+(?:قراءه|مشاهده)|(?:اخر|احدث)\s+(?:ال)?(?:اخبار|مقالات)"
    r"|you may also|more from|popular)"
)
#: Ways to reach somebody; a line with two of them is an outlet's imprint.
_WAYS = re.compile(
    r"(?<!\w)(?:(?:ال)?(?:هاتف|تلفون|تليفون|جوال|فاكس|عنوان|بريد(?: ال\w+)?)|ص\s?\.?\s?ب"
    r"|tel|fax|e-?mail)"
    r"\s*[.:/]?\s*(?=[\d+(:]|\w+@)|\w@\w"
)
#: None of them is without one of these, which are quicker to look for.
_SIGN_OF_A_WAY = re.compile(r"[\d+(:@]")


def opens_comments(folded: str) -> bool:
    """Whether what readers wrote below an article begins with a line."""
    return _COMMENTS.fullmatch(folded) is not None


def surely_opens_comments(folded: str) -> bool:
    """Whether it does even where more of the article seems to follow."""
    return opens_comments(folded) and folded not in _MAY_BE_OF_THE_TEXT


def leads_to_others(folded: str) -> bool:
    """Whether a line heads a list of other articles, or leads to one of them."""
    return _TO_OTHERS.match(folded) is not None


def is_imprint(folded: str) -> bool:
    """Whether a line tells how to reach an outlet: its telephone, its fax, its letter box."""
    if len(folded) >= 200 or folded.endswith(".") or not _SIGN_OF_A_WAY.search(folded):
        return False
    return len({found[0] for found in _WAYS.finditer(folded)}) > 1
