"""Who signed: people, what they did, and what is no person."""

from __future__ import annotations

import pytest

from milaff.intake.bylines import read_people, read_role
from milaff.intake.names import Kind, kind_of
from milaff.intake.openings import read_opening
from milaff.intake.outlets import known_outlets

OUTLETS = known_outlets().names


@pytest.mark.parametrize(
    ("line", "authors", "contributors"),
    [
        ("كتب: أحمد عادل", ["أحمد عادل"], []),
        ("كتبت - منى السيد", ["منى السيد"], []),
        ("بقلم الدكتورة/ منى السعيد", ["منى السعيد"], []),
        ("بقلم: أ.د. خالد عمر", ["خالد عمر"], []),
        ("أعدّه للنشر: سامي حسن", ["سامي حسن"], []),
        ("إعداد: نوال حسن وكريم عمر", ["نوال حسن", "كريم عمر"], []),
        ("إعداد: وليد عمر ووائل حسن", ["وليد عمر", "وائل حسن"], []),
        ("حاورها: رامي حسن", ["رامي حسن"], []),
        ("ترجمة: هدى علي", [], [("هدى علي", "مترجم")]),
        ("نقلها إلى العربية: هدى علي", [], [("هدى علي", "مترجم")]),
        ("كتب: علي حسن - تصوير: سعد عمر", ["علي حسن"], [("سعد عمر", "مصوّر")]),
        ("رسوم : حازم بدر", [], [("حازم بدر", "رسّام")]),
        ("تحرير: قاسم بكري", [], [("قاسم بكري", "محرّر")]),
        ("مرسلة بواسطة محمود عمر في 10:42 ص", ["محمود عمر"], []),
        ("| كتب: محمد السيد, هالة نور", ["محمد السيد", "هالة نور"], []),
        ("✍️ بقلم: سمير عطا", ["سمير عطا"], []),
        ("حاورته في صنعاء / منى السيد -", ["منى السيد"], []),
    ],
)
def test_a_role_names_who_did_what(
    line: str, authors: list[str], contributors: list[tuple[str, str]]
) -> None:
    byline = read_role(line, OUTLETS)
    assert byline is not None
    assert (list(byline.authors), list(byline.contributors)) == (authors, contributors)


@pytest.mark.parametrize(
    "line",
    ["كتب: وكالات", "بقلم: المحرر", "متابعات: رويترز", "ترجمة النص سهلة", "كتب الله لنا النجاة"],
)
def test_agencies_desks_and_sentences_are_nobody(line: str) -> None:
    assert not read_role(line, OUTLETS)


@pytest.mark.parametrize(
    ("line", "authors", "outlet", "place"),
    [
        ("الأهرام - أحمد عادل", ["أحمد عادل"], "الأهرام", ""),
        ("بغداد - المدى - نصار الحاج", ["نصار الحاج"], "المدى", "بغداد"),
        ("أحمد عادل من الرباط", ["أحمد عادل"], "", "الرباط"),
        ("مهدي القاضي (عمّان) @mahdi", ["مهدي القاضي"], "", "عمّان"),
        ("مهدي القاضي (عمّان) mahdi@", ["مهدي القاضي"], "", "عمّان"),
        ("ناهد عمر، سعاد حسن", ["ناهد عمر", "سعاد حسن"], "", ""),
        ("القاهرة - رويترز", [], "رويترز", "القاهرة"),
    ],
)
def test_people_stand_beside_outlets_and_places(
    line: str, authors: list[str], outlet: str, place: str
) -> None:
    byline = read_people(line, OUTLETS)
    assert (list(byline.authors), byline.outlet, byline.place) == (authors, outlet, place)


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("أحمد علي", Kind.NAMED),
        ("عبد الله بن عمر", Kind.NAMED),
        ("عبد الحاج", Kind.NAMED),
        ("عبد الرحمن", Kind.UNKNOWN),
        ("Sample Media", Kind.OUTLET),
        ("نجاح العمري", Kind.PERSON),
        ("م. حداد", Kind.PERSON),
        ("شمّاخ البحري", Kind.MAYBE),
        ("وكالات", Kind.NOBODY),
        ("قسم الاقتصاد", Kind.NOBODY),
        ("و.م.ع", Kind.OUTLET),
        ("مجلة العيّنة", Kind.OUTLET),
        ("«القدس العربي»", Kind.OUTLET),
        ("بيروت", Kind.PLACE),
        ("كاتب وباحث لبناني", Kind.NOTE),
        ("أسعار النفط", Kind.UNKNOWN),
        ("بقلم كاتب العيّنة", Kind.UNKNOWN),
        ("نجاح تغطية طرح اكتتاب", Kind.UNKNOWN),
    ],
)
def test_a_piece_of_a_byline_is_of_one_kind(piece: str, kind: Kind) -> None:
    assert kind_of(piece, OUTLETS) is kind


@pytest.mark.parametrize(
    ("opening", "place", "outlet"),
    [
        ("الرباط – أعلنت الإدارة", "الرباط", ""),
        ("دمشق-سانا: أعلنت الإدارة", "دمشق", "سانا"),
        ("لندن ـ «القدس العربي»: أعلنت", "لندن", "القدس العربي"),
        ("الدوحة في 10 فبراير /قنا/ أعلنت", "الدوحة", "قنا"),
        ("تونس 12 فيفري 2018 (وات) - أعلنت", "تونس", "وات"),
        ("(رويترز) - أعلنت الإدارة", "", "رويترز"),
        ("بيت لحم- معا- أعلنت الإدارة", "بيت لحم", "معا"),
        ("أعلنت الإدارة - أمس - عن", "", ""),
    ],
)
def test_the_opening_of_a_report_says_where_from_and_by_which_agency(
    opening: str, place: str, outlet: str
) -> None:
    byline, _ = read_opening(f"{opening} عن توسعة الميناء.", OUTLETS)
    assert (byline.place, byline.outlet) == (place, outlet)
