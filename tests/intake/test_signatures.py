"""Who signed, where no label says so."""

from __future__ import annotations

import pytest

from milaff.intake import convert

TITLE = "مركب صيد قديم يعود إلى ميناء العيّنة بعد الترميم"
TEXT = (
    "عاد مركب الصيد القديم إلى ميناء العيّنة صباح الاثنين بعد عامين من الترميم، واصطف الصيادون "
    "على الرصيف لاستقباله كما كانوا يفعلون قبل ثلاثين سنة.\n\n"
    "وقال نجار المراكب إن الخشب كله من غابات الجبل القريب، وإن المسامير وحدها جاءت من المدينة."
)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("حابس العلمي", "حابس العلمي"),
        ("عبدالزهرة محمد العلمي", "عبدالزهرة محمد العلمي"),
        ("* مراد العلمي", "مراد العلمي"),
        ("عبدالله العلمي (الرياض) @example_ar", "عبدالله العلمي"),
        ("القاهرة - من سمير العلمي:", "سمير العلمي"),
        ("ثقافة_ سمير العلمي", "سمير العلمي"),
        ("صدى العيّنة متابعة: لحبيب العلمي", "لحبيب العلمي"),
        ("وكالة العيّنة - نوار حيدر:", "نوار حيدر"),
        ("د ناصر العلمي", "ناصر العلمي"),
    ],
)
def test_a_name_alone_between_the_title_and_the_text_signs(line: str, author: str) -> None:
    raw = f"{TITLE}\n12/3/2020\n\nطباعة\n\n{line}\n\n{TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.authors == (author,)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("بسكرة: ل. العلمي", "ل. العلمي"),
        ("د- ناصر العلمي كاتب ومؤرخ", "ناصر العلمي"),
        ("مرسلة بواسطة سلام عبود في 10:22 م", "سلام عبود"),
    ],
)
def test_a_name_under_the_text_signs(line: str, author: str) -> None:
    raw = f"{TITLE}\n12/3/2020\n\n{TEXT}\n{line}\n"
    assert convert(raw.encode(), "raw.txt").front_matter.authors == (author,)


@pytest.mark.parametrize(
    "line", ["على مسؤوليتي", "أبو سالم أمام رفوف الدكان", "شؤون محلية", "سوق العيّنة القديم"]
)
def test_other_words_sign_nothing(line: str) -> None:
    raw = f"{TITLE}\n12/3/2020\n\n{line}\n\n{TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.authors == ()


def test_whoever_runs_the_paper_signs_no_article() -> None:
    raw = f"رئيس مجلس الإدارة رئيس التحرير\nمؤيد العلمي\n\n{TITLE}\n12/3/2020\n\n{TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.authors == ()
