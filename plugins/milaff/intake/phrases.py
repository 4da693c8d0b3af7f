"""What pages of every kind say around their articles: phrases that texts and markup share.

All are of folded text (see `milaff.arabic.text.fold`).
"""

from __future__ import annotations

import re

_WHOSE = r"(?:\s+(?:الزوار|القراء|الفيسبوك|فيسبوك|المنشوره|السابقه|الاعضاء|المشاهدين))?"
_HOW_MANY = r"\s*[:(\[]*\s*\d*\s*[)\]]*\s*:?"
#: What heads the comments of readers, as a whole line: «ردود الفعل» heads a part of a text.
COMMENTS = re.compile(
    rf"(?:\d+\s+)?(?:ال)?(?:تعليق|تعليقات|ردود|رد|تعقيبات|مشاركات القراء){_WHOSE}{_HOW_MANY}"
    r"|(?:\d+\s+)?(?:ال)?(?:تعليق|تعليقات|رد|ردود|افكار|فكره|راي|اراء)\s+(?:علي|في|حول|"
    r"عن)\s*[\"'«“”:(].*"
    r"|(?:اترك|اتركوا|اضف|اضيفوا|اكتب|ضع|ارسل|شارك|شاركنا|كتابه|ارسال|اضافه|نشر)/?ي?\s+(?:لنا\s+)?"
    r"(?:ب?تعليق|ب?راي|رد)\w*(?:\s+\S+){0,3}"
    rf"|comments?{_HOW_MANY}|\d+\s+comments?"
    r"|رد مع اقتباس|ليست? هناك تعليقات|لا (?:توجد|يوجد) تعليقات.*|لا تعليقات"
    r"|هناك\s+(?:\d+\s+)?تعليق\w*(?:\s*\(?\d+\)?)?"
    r"|leave a (?:reply|comment)|post a comment|no comments"
)
#: One word that heads comments as often as a part of a text.
_MAY_BE = re.compile(r"(?:ال)?(?:تعليق|ردود|رد)\W*")


def heads_comments(folded: str) -> bool:
    """Whether a whole line heads the comments of readers."""
    return COMMENTS.fullmatch(folded) is not None


def may_head_a_part(folded: str) -> bool:
    """Whether what heads comments may head a part of a text as well: «تعليق»."""
    return _MAY_BE.fullmatch(folded) is not None
