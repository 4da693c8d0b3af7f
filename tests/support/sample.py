"""A small dossier with every kind of page, for tests that look at the whole site."""

from __future__ import annotations

from pathlib import Path

from support.sites import article

DOSSIER = """
title: ملف الموانئ والطرق
id: trial
subtitle: مقالات كُتبت لتجربة الموقع
description: ملف صغير لتجربة الموقع
introduction: |
  يضم هذا الملف مقالات قصيرة كُتبت لتجربة صفحات الموقع **كلها**.
editors: [فريق التجربة]
sections:
  - {id: ports, title: الموانئ, summary: ما نُشر عن الموانئ}
  - {id: roads, title: الطرق, summary: ما نُشر عن الطرق}
page_size: 5
"""
LONG_TITLE = (
    "رئيس هيئة الموانئ يعلن في ندوة صحفية مطوّلة عن برنامج لتوسيع الأرصفة وتحديث الرافعات "
    "وربطها بشبكة السكك الحديدية قبل نهاية العقد"
)
BODY = """\
أعلنت هيئة الموانئ عن برنامج لتوسيع الأرصفة، يشمل المكتبات البحرية ومخازن الحبوب.

## الأرصفة الجديدة

> سنبدأ بالرصيف الشمالي، ثم ننتقل إلى غيره.

![رافعة على الرصيف](<> "رافعة تُفرغ سفينة")

- الرصيف الأول
- الرصيف الثاني

| الرصيف | الطول |
|---|---|
| الشمالي | 400 |

انظر [المصدر](https://example.org/a-very-long-address/that-goes-on/and-on/and-on/without-a-break.html).
"""


def write_sample(root: Path) -> Path:
    """Write the dossier into `root` and return it."""
    files = {
        "dossier.yml": DOSSIER,
        "pages/about.md": article("عن الملف", "كتبنا هذا الملف لتجربة الموقع."),
        "articles/long.md": article(
            LONG_TITLE,
            BODY,
            date="2021-03-31T11:58",
            author="[ليلى بن أحمد, كريم عادل, Jane O’Hara]",
            source="صحيفة العينة",
            section="ports",
            keywords="[ميناء, سكك حديدية, Tanger Med]",
            summary="برنامج لتوسيع الأرصفة.",
            note="راجعنا الأرقام.",
            source_url="https://example.org/article/1",
            hijri='"17 شعبان 1442"',
            original=f"{{file: long.txt, sha256: {'ab' * 32}}}",
        ),
        "articles/undated.md": article("مقال بلا تاريخ", "نص قصير عن الطرق.", section="roads"),
    }
    for number in range(1, 25):
        files[f"articles/maqal-{number}.md"] = article(
            f"طريق رقم {number}",
            f"وصل الطريق رقم {number} بين القرى والأسواق، وأشرفت عليه الوزارة.",
            date=f"{2000 + number}-05",
            source="مجلة النموذج" if number % 2 else "صحيفة العينة",
            author="كريم عادل" if number % 3 == 0 else "سلمى يونس",
            section="roads",
            keywords="[طرق, جسور]" if number % 4 == 0 else "[طرق]",
        )
    for name, text in files.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
