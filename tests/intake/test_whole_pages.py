"""What stands around and inside an article that was copied with its page."""

from __future__ import annotations

import pytest

from milaff.intake import convert

TITLE = "مركب صيد قديم يعود إلى ميناء العيّنة بعد الترميم"
FIRST = (
    "عاد مركب الصيد القديم إلى ميناء العيّنة صباح الاثنين بعد عامين من الترميم، واصطف الصيادون "
    "على الرصيف لاستقباله كما كانوا يفعلون قبل ثلاثين سنة."
)
SECOND = (
    "وقال نجار المراكب إن الخشب كله من غابات الجبل القريب، وإن المسامير وحدها جاءت من المدينة "
    "مع ثلاثة صناديق من القطران."
)


def labels(raw: str) -> dict[str, str]:
    return {row.raw.strip(): row.label for row in convert(raw.encode(), "raw.txt").ledger}


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("heading", ["خشب من الجبل القريب", "مسامير وقطران"])
def test_a_sub_heading_under_a_related_box_is_kept(heading: str, blank: str) -> None:
    raw = (
        f"{TITLE}\n12/3/2020\n\n{FIRST}\n\nاقرأ أيضا\n"
        f"ورشة صغيرة في المدينة القديمة تعلّم الشبان صناعة الشباك\n{heading}\n{blank}{SECOND}\n"
    )
    found = labels(raw)
    assert found[heading] == "heading"
    assert found["ورشة صغيرة في المدينة القديمة تعلّم الشبان صناعة الشباك"] == "related"


@pytest.mark.parametrize(
    "line",
    [
        "بواسطة",
        "+A -A",
        "الأكثر رواجا",
        "تعليق على الصورة،",
    ],
)
def test_scraps_of_the_page_are_junk(line: str) -> None:
    assert labels(f"{TITLE}\n12/3/2020\n\n{line}\n\n{FIRST}\n\n{SECOND}\n")[line] == "junk"


@pytest.mark.parametrize(
    "above",
    [
        "بحث Skip Navigation Links",
        "بحث هذه المدونة الإلكترونية",
        "الساعة 00:00 م",
        "الحوار المتمدن - موبايل",
        "أخبار 24 ساعة أعمدة الواجهة جهات طالع الصيد",
    ],
)
def test_what_a_page_prints_above_is_no_title(above: str) -> None:
    raw = f"{above}\n\n{TITLE}\n\n12/3/2020\n\n{FIRST}\n\n{SECOND}\n"
    assert convert(raw.encode(), "raw.txt").front_matter.title == TITLE


def test_what_is_written_for_search_engines_is_junk() -> None:
    line = "ميناء مركب صيد بحر " * 6
    assert labels(f"{TITLE}\n12/3/2020\n\n{FIRST}\n\n{SECOND}\n\n{line}\n")[line.strip()] == "junk"


def test_a_ticker_above_the_title_is_no_paragraph() -> None:
    ticker = " ".join([f"{TITLE} مساء أمس", "سوق السمك يغلق أبوابه يومين للصيانة"] * 3)
    raw = f"{ticker}\n\n{TITLE}\n12/3/2020\n\n{FIRST}\n\n{SECOND}\n"
    found = convert(raw.encode(), "raw.txt")
    assert found.front_matter.title == TITLE
    assert "سوق السمك" not in found.body
    assert FIRST in found.body


@pytest.mark.parametrize(
    "under",
    [
        "تونس - المتحدث باسم ميناء العيّنة: المركب يعود إلى الصيد بعد الترميم",
        "مركب الصيد في ميناء العيّنة بعد الترميم (صدى العيّنة/ سمير العلمي)",
    ],
)
def test_what_explains_a_title_is_not_the_title(under: str) -> None:
    raw = f"{TITLE}\n{under}\n12/3/2020\n\n{FIRST}\n\n{SECOND}\n"
    assert convert(raw.encode(), "raw.txt").front_matter.title == TITLE


@pytest.mark.parametrize(
    ("raw", "source"),
    [
        (f"fbpx\n\n{TITLE}\n12/3/2020\n\n{FIRST}\n\n{SECOND}\n", ""),
        (f"Categories\n\n{TITLE}\n12/3/2020\n\n{FIRST}\n\n{SECOND}\n", ""),
        (f"{TITLE}\n12/3/2020\n\nنافذة العيّنة - خاص\n\n{FIRST}\n\n{SECOND}\n", "نافذة العيّنة"),
        (f"{TITLE}\n12/3/2020\n\n{FIRST}\n\n{SECOND}\nعن مجلة العيّنة\n", "مجلة العيّنة"),
        (f'{TITLE}\n12/3/2020\n\n{FIRST}\n\n{SECOND}\nجريدة "العيّنة"\n', "جريدة العيّنة"),
        (
            f"النهار\nيومية مستقلة\nمحليات\nعربيات\nدوليات\nرياضة\n\n{TITLE}\n12/3/2020\n\n"
            f"{FIRST}\n\n{SECOND}\n",
            "النهار",
        ),
    ],
)
def test_the_outlet_is_a_name_and_no_scrap(raw: str, source: str) -> None:
    assert convert(raw.encode(), "raw.txt").front_matter.source == source
