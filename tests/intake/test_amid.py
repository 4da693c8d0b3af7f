"""A line alone between two paragraphs: sentences and sub-headings that begin as furniture does."""

from __future__ import annotations

from pathlib import Path

import pytest

from milaff.arabic.text import clean, fold
from milaff.intake import convert

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.raw.txt"))
TITLE = "حديقة الضفة تفتح بابها بعد شتاء طويل من الأشغال"
FIRST = "فتحت حديقة الضفة بابها بعد شتاء طويل من الأشغال، وزرعت فيها سبعون شجرة من أشجار الوادي."
SECOND = "وقال البستاني إن المقاعد صنعت من خشب الأشجار التي كسرتها العاصفة في الشتاء الماضي."
THIRD = "وستبقى الحديقة مفتوحة حتى منتصف الليل في أشهر الصيف، وفي الشتاء حتى غروب الشمس."
FOURTH = "وتنتظر البلدية من الزوار أن يحفظوا الأشجار الصغيرة التي لم تشتد جذورها بعد."
HEADINGS = (
    "ردود الفعل", "تعليق الحكومة", "الأكثر تضررا", "المزيد من الضحايا", "بحث عن بديل",
    "وسوم على الجبين", "أخبار سيئة", "قراءة في النتائج", "إعلان الطوارئ", "البحث عن حل",
    "الرد على المنتقدين", "حقوق ضائعة", "مواضيع معلقة", "رأي السكان",
)  # fmt: skip
SENTENCES = (
    "اضغط على الزر الأحمر، قال له المهندس.",
    "حمل التطبيق الجديد اسم «أمان».",
    "شاهد الجميع ما حدث في تلك الليلة.",
    "فيديو نشره ناشطون أظهر الحادث.",
    "جميع الحقوق محفوظة للمرأة في الدستور.",
    "حقوق النشر لا تعني الحكومة في شيء.",
    "التالي: خطة الحكومة للسنة القادمة.",
    "السابق: كان الوضع أفضل من اليوم.",
    "المزيد من اللاجئين يصلون كل يوم.",
    "شارك في الندوة عدد من الباحثين والطلبة.",
)
FURNITURE = (
    "اقرأ أيضا: سوق الضفة يحترق",
    "إعلان",
    "شارك الخبر",
    "الأكثر قراءة",
    "تابعوا آخر الأخبار عبر قناتنا على تلغرام",
    "للمزيد من الأخبار تابعوا صفحتنا على فيسبوك.",
    "اضغط هنا للاشتراك في نشرتنا.",
)


def between(*lines: str) -> str:
    raw = "\n".join([TITLE, "12 آذار 2020", FIRST, SECOND, *lines, THIRD, FOURTH])
    return convert(raw.encode(), "raw.txt").body


@pytest.mark.parametrize("line", [*HEADINGS, *SENTENCES])
def test_a_line_of_the_text_is_kept_however_it_begins(line: str) -> None:
    kept = between(line).replace("\\", "").replace("## ", "").strip().split("\n\n")
    assert kept == [FIRST, SECOND, line, THIRD, FOURTH]


@pytest.mark.parametrize("line", FURNITURE)
def test_buttons_calls_and_headlines_of_others_are_left_out(line: str) -> None:
    assert between(line).strip().split("\n\n") == [FIRST, SECOND, THIRD, FOURTH]


def test_stars_between_two_parts_are_a_break_and_their_numbers_head_them() -> None:
    assert between("* * *").strip().split("\n\n") == [FIRST, SECOND, "***", THIRD, FOURTH]
    raw = "\n".join([TITLE, "12 آذار 2020", FIRST, "1", SECOND, "2", THIRD, FOURTH])
    body = convert(raw.encode(), "raw.txt").body.strip().split("\n\n")
    assert body == [FIRST, "## 1", SECOND, "## 2", THIRD, FOURTH]


@pytest.mark.parametrize("heading", HEADINGS)
def test_no_sub_heading_costs_a_paragraph_in_any_layout(heading: str) -> None:
    tried = 0
    for raw in LAYOUTS:
        lines = raw.read_bytes().decode("utf-8", "replace").splitlines()
        whole = _letters(convert("\n".join(lines).encode(), "raw.txt").body)
        texts = [n for n, line in enumerate(lines) if len(line) > 80 and _letters(line) in whole]
        if len(texts) < 3:
            continue
        tried += 1
        at = texts[len(texts) // 2]
        apart = [] if lines[at - 1].strip() else [""]
        changed = [*lines[:at], heading, *apart, *lines[at:]]
        found = _letters(convert("\n".join(changed).encode(), "raw.txt").body)
        lost = [lines[n] for n in texts if _letters(lines[n]) not in found]
        assert not lost, f"{raw.name}: {heading}"
    assert tried > 10


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(clean(text)) if sign.isalnum())
