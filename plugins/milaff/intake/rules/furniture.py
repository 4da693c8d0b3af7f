"""Page furniture: buttons, counters, claims of rights, comments, ways to other articles."""

from __future__ import annotations

import re
from functools import cache

from milaff.arabic.dates import read_line
from milaff.arabic.text import fold, unfolded
from milaff.intake.blocks import Label, Line
from milaff.intake.names import is_named, is_outlet
from milaff.intake.phrases import LEADS_TO_OTHERS, is_imprint, opens_comments
from milaff.intake.rules.page import Mark, Page, stems_of
from milaff.intake.words import words

_SIGNS = ' .:|<>«»‹›-–—•·*+()[]!؟?،"”“#&;=_~'
_SIGNS_BEFORE_A_NUMBER = _SIGNS.replace("(", "")
# `تابعوا … عبر …`: what nobody but a page asks, and what a sentence may begin with too.
_CALL = re.compile(
    r"(?:لمتابعه|للاشتراك|للانضمام|تابعوا|تابعونا|تابعنا|تابعي|انضموا|انضم|انضمي|اشتركوا|اشترك|"
    r"اشتركي|حملوا|"
    r"سجلوا|شاركونا|شاركنا|احصل|احصلوا|لتصلك|لتصلكم|تصفحوا|زوروا|زورونا|ادعموا|تواصلوا|راسلونا|"
    r"للحصول|يمكنك|يمكنكم|بامكانك|بامكانكم|"
    r"ابق|ابقوا|لتلقي|تلقوا|لمشاهده|لقراءه|للمزيد|لمزيد|شاهدوا|تابع)(?:/ي|/وا)?\b"
)
_CHANNEL = re.compile(
    r"فيسبوك|فيس بوك|تويتر|واتساب|واتس اب|تلغرام|تليجرام|تيليغرام|تليغرام|تيليجرام|انستغرام|"
    r"انستجرام|"
    r"يوتيوب|google|جوجل|غوغل|قناه|صفحه|صفحتنا|قناتنا|حسابنا|مجموعتنا|مجموعه|نشرتنا|نشره|النشره|"
    r"قائمتنا|"
    r"تطبيق|من هنا|اضغط|الرابط|newsletter|whatsapp|telegram|بريدك|اخر الاخبار|احدث الاخبار|"
    r"اهم الاخبار|"
    r"facebook|twitter|instagram|youtube|خدمه الرسائل|الاشعارات|البودكاست|rss"
)
_WEAK_CALL = re.compile(
    r"(?:متابعه|اشتراك|انضمام|تحميل|تسجيل|شارك|مشاركه|شاهد|مشاهده|قم|اقرا|قراءه|ارسل|ارسلوا|حمل|"
    r"سجل|تواصل|"
    r"تصفح|مزيد)(?:/ي|/وا)?\b"
)
_OWN_CHANNEL = re.compile(
    r"قناتنا|قناتك|صفحتنا|حسابنا|مجموعتنا|نشرتنا|قائمتنا|تطبيقنا|بريدك|نشره \w+ البريديه|"
    r"من هنا$|اضغط هنا|"
    r"(?:عبر|علي|في)\s+(?:قنوات\s+)?(?:فيسبوك|فيس بوك|تويتر|واتساب|واتس اب|تلغرام|تليجرام|"
    r"تيليجرام|google\S*|جوجل|غوغل)$|"
    r"^(?:شارك|مشاركه|ارسل)\s+(?:هذا\s+|هذه\s+)?(?:ال)?(?:خبر|مقال|مقاله|موضوع|صفحه|قصه)"
)
_PLAIN_CALL = re.compile(
    r"(?:اضغط|انقر|كليك)\s+(?:هنا|علي|لل)|(?:التصنيفات?|الاقسام|القسم|تصنيف|نشرت? في قسم|النسخه|"
    r"الصفحه|الطبعه|الباب|رقم العدد|العدد|"
    r"القسم الفرعي|المجلد)\s*:"
    r"|(?:اضف|اضيفوا|اترك|اتركوا|اكتب|اكتبوا|ضع|شاركنا|شارك|شاركونا|سجل)/?ي?\s*(?:تعليق\S*|"
    r"ب?تعليق\S*|رد\S*|ب?راي\S*)"
    r"|(?:احفظ|حفظ|تحميل|تنزيل|طباعه|استمع|استمعوا)\s+(?:الي\s+)?(?:هذا\s+)?(?:ال)?(?:مقال|خبر|ماده|ملخص|"
    r"موضوع|ملف|لقاء|مقابله|حلقه|تقرير|حوار)\b"
    r"|(?:فعل|فعلوا|تفعيل|حمل|حملوا|تحميل)\s+(?:ال)?(?:اشعارات|تنبيهات|تطبيقنا|تطبيق \S+)|"
    r"متوفر\s+(?:باللغه|بال)|متاح\s+باللغه|اليوم\s+\d{1,2}:\d{2}$"
    r"|(?:الطبعه|السنه)\s+(?:ال)?(?:اولي|ثاني\w*|ثالث\w*|رابع\w*|خامس\w*|سادس\w*|سابع\w*|"
    r"ثامن\w*|تاسع\w*|"
    r"عاشر\w*|حادي\w*|\d+)"
    r"|(?:احفظ|حفظ|اضف|اضافه|اقرا\w*)\s.{0,40}(?:لاحقا|المفضله|المحفوظات|قايمه القراءه)"
    r"|(?:للابلاغ|ابلغ|ابلغنا|بلغ|لتصحيح|اقترح|اذا وجدت|ان وجدت|وجدتم)\s.{0,40}(?:خطا|تصحيح|تعديل)"
    r"|(?:نزل|نزلوا|حملوا?|حمل|لا تفوتك?|لا تفوتوا|استقبل|كن)\s.{0,50}(?:تطبيق|اشعار|هاتفك|"
    r"google play|app store)"
    r"|اذا كنت\s.{0,20}(?:تعتقد|تري|تظن|لاحظت|وجدت)\S*\s.{0,80}(?:خطا|خاطي\S*|تصحيح\S*)"
    r"|(?:نرحب|ترحب|يرحب)\s.{0,80}(?:تعليق|نقاش|مشاركات)"
    r"|ميزه\s+[\"«]|(?:english|francais|français|espanol|español|turkce|türkçe|deutsch)\s*\(\w+\)"
    r"|(?:هذا|هذه)\s.{0,30}(?:من الارشيف|مورشف\w*|للمشتركين|للمشترك)|(?:مقال|ماده|خبر) من الارشيف"
    r"|(?:اشترك|سجل)\s.{0,30}(?:لقراءه|لمتابعه القراءه|لاكمال)|بودكاست\b"
    r"|(?:ابحث|بحث|البحث)\s+(?:في|عن)(?:\s+\S+){0,2}\s*:?$|(?:\w+\s+)?skip\b|بحث هذه المدونه"
    r"|(?:وصلتك|تصلك|تلقيت|عرض)\s+هذه\s+(?:ال)?(?:رساله|نشره)|الغاء الاشتراك"
    r"|كن اول|لن يتم نشر|لا تعليقات|لا توجد? تعليقات|الحقول الالزاميه|الرجاء|يرجي\s+(?:الالتزام|"
    r"كتابه|ادخال|الانتباه)"
    r"|نرجو\s+الاختصار|ادخل\s+\S*بريد\S*|هل اعجبك\S*|هذه الصفحه|اوافق علي|بروتوكول نشر|"
    r"تصميم وتطوير|"
    r"تم التصميم|برمجه وتصميم|powered by|designed by|developed by|follow\b|share\b|tweet\b|"
    r"sign up|log ?in|"
    r"subscribe|leave a (?:comment|reply)|post a comment|older posts?|newer posts?|no comments|"
    r"view all|read more|skip to|click here|انت هنا|انت الان|تصويت|استطلاع|عرض \S+ كامل|"
    r"وسيتم نشر|جاري التحميل|حدث خطا|شكرا لاشتراك\S*|انضم/ي"
)
COUNTER = re.compile(
    r"(?:عدد\s+)?(?:ال)?(?:قراءات|مشاهدات|زيارات|زوار|تعليقات|قراء|القراء)\s*[:|"
    r"(]?\s*[\d,.]*(?:\s*(?:مره|مرات))?\s*[)|]?"
    r"|\d+\s+(?:دقيقه|دقايق)(?:\s+واحده)?"
    r"|[\d,.]+\s*[kم]?\s*(?:زياره|زيارات|مشاهده|مشاهدات|قراءه|قراءات|تعليق|تعليقات|قاري|مشاركه|مشاركات|views?|"
    r"comments?|"
    r"shares?|likes?|اعجاب)"
    r"|(?:تعليق|تعليقات|زياره|مشاهده|شوهد|قري|قراءه)\s*[:(]?\s*[\d,]+\s*\)?(?:\s*(?:مره|مرات|"
    r"مشاهده))?"
    r"|(?:مده|وقت|زمن)\s+القراءه.*|(?:قراءه\s+)?(?:في\s+)?\d+\s+(?:دقايق|دقيقه|ثانيه|minutes?|min)"
    r"(?:\s+ل?ل?قراءه|\s+read)?|(?:قراءه\s+)?(?:في\s+)?(?:دقيقه|دقيقتان|دقيقتين)(?:\s+واحده)?"
    r"(?:\s+ل?ل?قراءه)?|اقل من دقيقه|\d+\s*%"
    r"|قراءه\s*:?\s*\d+\s*د\w*[\s،,]+\d+\s*ث\w*|(?:(?:الساعه|التوقيت|الوقت|استمع|شاهد)\s*[:–-]?\s*)?\d{1,2}:\d{2}"
    r"(?:\s*(?:[صم]|am|pm))?"
    r"(?:\s*(?:بتوقيت\s+\S+|gmt))?"
    r"|(?:\d{1,2}:)?\d{1,2}:\d{2}\s*/\s*(?:\d{1,2}:)?\d{1,2}:\d{2}|(?:ال)?مده\s*:?\s*\d{1,2}:\d{2}"
    r"|(?:نشرت?\s+)?(?:منذ|قبل)\s*:?\s+(?:\d+\s+)?\w+(?:\s+واحده?)?(?:\s+و\s?\d+ \w+){0,3}"
)
#: What claims rights holds one of these: they are quicker to look for.
_SAYS_RIGHTS = re.compile("حقوق|©|copyright|rights")
_RIGHTS = re.compile(
    r"جميع\s+الحقوق|كل(?:\s+|\s*ال)حقوق\s+محفوظه|الحقوق\s+محفوظه|"
    r"^\W*(?:كافه\s+)?حقوق\s+(?:ال)?(?:نشر|طبع|ملكيه)|حقوق\s+(?:النشر|الطبع|الملكيه)\s.*محفوظه|"
    r"©|copyright|"
    r"all rights reserved|حقوق محفوظه"
)
_DISCLAIMER = re.compile(
    r"(?<!\w)[وفبل]?(?:"
    r"(?:لا|ليست?)\s+(?:ت|ي)?عبر\w*\s.*(?:عن|وجهه|راي|اراء|سياسه|موقف)"
    r"|(?:الاراء|المقالات|المواد|التعليقات|الافكار)\s+(?:الوارده|المنشوره|الصادره)\s.*"
    r"(?:عن\s+(?:راي|وجهه|اراء|اصحاب|كاتب)|مسوول\w*)"
    r"|(?:التعليقات|الاراء)\s+(?:المنشوره\s+|الوارده\s+)?(?:ت|لا ت)عبر\s"
    r"|(?:هذا|هذه)\s+(?:ال)?(?:مقال|محتوي|ماده|مقاله)\s+(?:متاح\w*|مخصص\w*|حصري\w*)\s"
    r"|(?:وجدت|لاحظت|رصدت)\s+خطا\s|ابلغنا عن خطا"
    r"|غير\s+(?:مسوول|مسيول)\w*\s+عن\s+(?:محتوي|مضمون|التعليقات|ما)"
    r"|الاخبار المنشوره علي الصفحه|(?:[تي]حوي|ينتهك)\s+(?:معلومات خاطئه|ايا من المبادئ)"
    r"|هذه?\s+(?:الماده|المقال|الخبر|المقاله)\s.*(?:منقول|مترجم\w*\s+(?:اليا))"
    r"|(?:تم|يمنع|يحظر)\s+(?:اعاده\s+)?(?:نشر|نقل|نسخ)\s.*(?:اذن|موافقه|المصدر)"
    r"|^\W*(?:نشرت?|ينشر|تنشر|اعيد نشر)\s+(?:هذا|هذه)\s+(?:ال)?"
    r"(?:مقال|مقاله|تقرير|نص|ماده|حوار)\s.*(?:في|عن|علي|ب)\s"
    r"|منظمه غير ربحيه|صحافه مستقله|ادعموا?\s+(?:الصحافه|استقلال))"
)
_RELATED = re.compile(
    r"^[\[«(\-•*|>»\s]*(?:و?(?:اقرا|اقرءوا|اقراوا|اقرووا|طالع|طالعوا|شاهد|شاهدوا|انظر|"
    r"راجع)(?:/ي|/وا)?"
    r"\s*(?:ايضا|المزيد|كذلك|في هذا السياق|عن)?"
    rf"|{LEADS_TO_OTHERS})"
    r"(?:\s+ايضا)?\s*(?P<sign>[:|»\-–]|$)?(?P<rest>.*)$"
)
MASTHEAD = re.compile(
    r"(?:(?:رييس|رييسه|مدير|مديره|نايب رييس|سكرتير)\s+(?:مجلس\s+)?(?:ال)?(?:تحرير|نشر|اداره|"
    r"مسوول)\s*){1,3}[:/–-]"
    r"|(?:ال)?(?:اشراف|مشرف|مشرفه)\s+(?:ال)?عام\w*\s*[:/–-]"
    r"|(?:صاحب|صاحبه)\s+(?:ال)?امتياز\s*[:/–-]|المدير\s+(?:العام|المسوول)\s*[:/–-]|"
    r"تاسست\s+(?:عام|سنه)"
    r"|(?:يوميه|اسبوعيه|شهريه)\s+(?:سياسيه|مستقله|شامله|جامعه)"
    r"|(?:اول|اقدم|اعرق)\s+(?:صحيفه|جريده|مجله|وكاله|موقع)\s+(?:\S+\s+){0,6}(?:صدرت|تاسست|صادره|الكترونيه?|"
    r"يوميه|اسبوعيه|مستقله|خاصه)"
    r"|(?:صحيفه|جريده|مجله)\s+(?:\S+\s+){0,4}تصدر\s|تصدر\s+عن\s|رقم\s+الاعتماد|"
    r"صدر\s+(?:ال)?عدد\w*\s+(?:ال)?اول"
)
_ABOUT_THE_AUTHOR = frozenset("معلومات الكاتب|عن الكاتب|نبذه عن الكاتب|عن المولف".split("|"))
_END = re.compile(
    r"[/\\*\-ـ=.()\s]*(?:انتهي|انتهت|النهايه|يتبع|تتمه|the end|-30-)[/\\*\-ـ=.()\s]*"
    # The initials of who wrote, edited and checked it: م.ج، ع.م/ ح.ز (أ ف ب), وام/سع/زا
    r"|[ء-ي]{3,5}\s?(?:/\s?[ء-ي]{1,3}\s?){1,4}"
    r"|[=\-ـ_*/\s]*(?:[ء-ي]\s?[.،]\s?){1,3}[ء-ي]?\s?[.]?(?:\s*[/\\،-]\s*(?:[ء-ي]\s?[.]?\s?){1,3})*"
    r"(?:\s*[(/]\s*[^)]{2,60}\)?)?"
    r"|[ء-ي]{1,2}\s*[/\\]\s*[ء-ي]{1,2}(?:\s*[/\\]\s*[ء-ي]{1,2})*|\d{1,2}:\d{2}\s?ت\s?[صم]|\d{4}"
)
_URL = re.compile(r"(?:https?://|www\.)\S+")
_HANDLE = re.compile(r"@\w{3,}|[^\s@]{1,64}@[^\s@]{1,250}\.\w")
#: More words than any button, call or claim has.
_MOST_WORDS = 45


def blank(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if not line.text:
            mark(at, Label.BLANK)


_LETTER_OR_DIGIT = re.compile(r"[^\W_ـ]")
_FIGURES = re.compile(r"[\s|,()*•]*(?:\d{1,6}[\s|,()*•]*){1,3}")


def signs_only(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if "row" in line.block.extra:
            continue  # of a table: numbers are what it says
        is_count = len(line.text) <= 16 and _FIGURES.fullmatch(line.text)
        if is_count or not _LETTER_OR_DIGIT.search(line.text):
            mark(at, Label.JUNK)


#: `#ad { width: 100%; }`, `var a = b();`: a piece of the page's style or program.
_PROGRAM = re.compile(
    r"[\w\s.#@>:,\-()*/]*\{[^{}]*[:;=][^{}]*[}{].*|(?:var|let|const|function|window\.|document\.)\s?[\w$]+.*[;({].*",
    re.DOTALL,
)
#: What is longer is no line of a page's head, and would be read for long.
_LONGEST_PROGRAM = 2000


def program(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if len(line.text) > _LONGEST_PROGRAM:
            continue
        is_code = "{" in line.text or line.text.endswith((";", "("))
        if is_code and _LATIN.search(line.text[:4]) and _PROGRAM.fullmatch(line.text):
            mark(at, Label.JUNK)


_CRUMBS = re.compile(r"[A-Za-z]{1,3}(?:[\s+\-|/]+[A-Za-z]{1,3})*[\s+\-|/]*")
_LANGUAGES = re.compile(r"[\W_]*(?:[A-Za-z]{2}[\W_]+){0,6}[A-Za-z]{2}[\W_]*")
_HASH = re.compile(
    r"[A-Za-z0-9_-]{16,}(?:\.(?:jpe?g|png|gif|webp))?|[\w-]+\.(?:jpe?g|png|gif|webp)"
)
_LATIN = re.compile(r"[A-Za-z0-9_-]")
_SIZES = re.compile(r"[+\-]?[اأعآA][+\-]?(?:[\s|/]+[+\-]?[اأعآA][+\-]?)*")


def latin_crumbs(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        is_size = line.words <= 5 and _SIZES.fullmatch(line.text)
        if is_size or (len(line.text) < 80 and _LATIN.search(line.text) and _is_crumb(line)):
            mark(at, Label.JUNK)


def _is_crumb(line: Line) -> bool:
    if _CRUMBS.fullmatch(line.text) or _LANGUAGES.fullmatch(line.text):
        return True
    return line.words == 1 and bool(_HASH.fullmatch(line.text))


_FILED_UNDER = frozenset(
    "posted in|filed under|categories|category|تصنيفات|"
    "التصنيفات|اقسام|الاقسام|نشر في قسم|نشرت في قسم|مصنف في|مصنف تحت".split("|")
)


_YEAR = re.compile(r"(?<!\d)(?:1[34]|19|20)\d\d(?!\d)")
_GAPS = re.compile(r"\s{3,}|\s*\*{2,}\s*|\s+[●•|]{1,2}\s+")


def ticker(page: Page, mark: Mark) -> None:
    """Several headlines on one line, parted by wide gaps or signs."""
    for at, line in page.open():
        if line.words < 12 or line.text.endswith((".", "،", ":")) or _YEAR.search(line.folded):
            continue
        parts = _GAPS.split(line.block.raw.strip())
        if len(parts) > 2 and all(part.count(" ") >= 2 for part in parts):
            mark(at, Label.JUNK)


def filed_under(page: Page, mark: Mark) -> None:
    """`Categories`, and the sections that an article was filed under on the next line."""
    for at, line in list(page.open()):
        if line.folded.strip(_SIGNS) not in _FILED_UNDER:
            continue
        below = page.next_visible(at)
        if below is None:
            continue
        mark(at, Label.JUNK)
        names = page.lines[below]
        if below == at + 1 and names.label is None and names.words <= 12 and not names.has_stop:
            mark(below, Label.JUNK)


def repeated_words(page: Page, mark: Mark) -> None:
    """What a page writes for search engines: the same few words again and again."""
    behind = False  # a text that repeats itself from the start is the curator's
    for at, line in page.open():
        behind = behind or (line.is_paragraph and line.has_stop)
        if not behind or line.words < 16 or line.has_stop or "،" in line.text:
            continue
        tokens = line.folded.split()
        if len(set(tokens)) < 0.5 * len(tokens):
            mark(at, Label.JUNK)


_COUNTERS = re.compile(
    r"(?:(?:ال)?(?:زيارات|مشاهدات|قراءات|قراء|زوار|تعليقات|ردود|مشاركات)\s?:?\s?\d+"
    r"(?:\s(?:مره|مرات))?[\s|،,-]*)+"
)
_COMMENTS = re.compile(
    r"\s*(?:(?:لا|ليس) (?:توجد|يوجد|هناك) تعليقات|\d+ تعليقات?|تعليق واحد|تعليقان"
    r"|(?:اضف|اترك|اكتب) (?:تعليقا|تعليقك|تعليق|ردا))$"
)


def uncounted(part: str) -> str:
    """A part without the number of its readers or their comments: `سامي حسن لا توجد تعليقات`."""
    folded = fold(part)
    if COUNTER.fullmatch(folded) or _COUNTERS.fullmatch(folded):
        return ""
    found = _COMMENTS.search(folded)
    return part.removesuffix(unfolded(part, found.start())) if found else part


def comments(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        bare = line.folded.strip(_SIGNS_BEFORE_A_NUMBER) if line.words <= 30 else ""
        if opens_comments(bare) or bare in _ABOUT_THE_AUTHOR:
            mark(at, Label.JUNK)


#: A link to a section.
_MORE_OF = re.compile(r"المزيد (?:من|في|عن)(?:\s\S+){1,2}")


def page_controls(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words > _MOST_WORDS or "terms" in line.block.extra:
            continue
        bare = line.folded.strip(_SIGNS)
        if bare.startswith(("صوره :", "صوره:")):
            continue  # «صورة: أرشيف»
        if " " in bare and bare in words("related"):
            continue  # a list follows
        if bare in page.outlets and at == page.next_visible(-1):
            continue  # الأخبار is a newspaper, where a page begins with it
        is_one = (
            _MORE_OF.fullmatch(bare)
            or _is_trail(line.folded)
            or _is_controls(bare)
            or _is_call(line, bare)
        )
        # «السنة الثالثة - العدد 120 - 12 آذار 2020» is a paper's head.
        if is_one and not (_YEAR.search(line.folded) and read_line(line.text)):
            mark(at, Label.JUNK)


_BETWEEN_STEPS = re.compile(r"[»›>/\\|←]")


def _is_trail(folded: str) -> bool:
    """`الرئيسية » العالم العربي`: the way to a page."""
    if not _BETWEEN_STEPS.search(folded):
        return False
    trail = [part.strip() for part in _BETWEEN_STEPS.split(folded)]
    return trail[0] in words("controls") and all(len(part.split()) <= 3 for part in trail)


_TOKEN = re.compile(r"[^\s|•·/,،+:()\d]+")


@cache
def _first_of_controls() -> frozenset[str]:
    return frozenset(control.split()[0] for control in words("controls"))


def _is_controls(bare: str) -> bool:
    """Whether a line is one button, or several in a row."""
    controls = words("controls")
    if bare in controls:
        return True
    first = _TOKEN.search(bare)
    if first is None or first[0] not in _first_of_controls():
        return False
    # «حجم الخط: ع ع ع»: letters alone are sizes.
    tokens = [token for token in _TOKEN.findall(bare) if len(token) > 1]
    if not 1 <= len(tokens) <= 24:
        return False
    at = 0
    while at < len(tokens):
        ahead = (n for n in (4, 3, 2, 1) if at + n <= len(tokens))
        length = next((n for n in ahead if " ".join(tokens[at : at + n]) in controls), 0)
        if not length:
            return False
        at += length
    return True


def _is_call(line: Line, bare: str) -> bool:
    """`تابعوا آخر الأخبار عبر …`, `اضغط هنا`: what a page asks its reader to do."""
    if line.words <= 30 and _PLAIN_CALL.match(bare):
        return not line.is_paragraph or line.words <= 22
    if line.words > 30:
        return False
    if _CALL.match(bare) and _CHANNEL.search(bare):
        return True
    return bool(not line.is_paragraph and _WEAK_CALL.match(bare) and _OWN_CHANNEL.search(bare))


#: How a page alone speaks to its reader: a sentence that begins so is a call, wherever it stands.
_SPEAKS_TO_READERS = re.compile(
    r"(?:اضغط|انقر|كليك)\s+(?:هنا|علي الرابط|للاشتراك|لل)"
    r"|(?:اضف|اترك|اكتب|ضع|شارك|شاركنا|سجل)/?ي?\s+ب?(?:تعليق|راي|رد)"
    r"|كن اول|لن يتم نشر|لا تعليقات|الحقول الالزاميه|هل اعجبك|ادخل\s+\S*بريد|[a-z]"
)


def is_button(line: Line) -> bool:
    """Whether a line is a button, the way to a page or a call to its readers, beyond doubt."""
    bare = line.folded.strip(_SIGNS)
    if _is_trail(line.folded) or _is_controls(bare) or _SPEAKS_TO_READERS.match(bare):
        return True
    is_call = _CALL.match(bare) is not None and _CHANNEL.search(bare) is not None
    is_call = is_call or (_WEAK_CALL.match(bare) is not None)
    return is_call and (_OWN_CHANNEL.search(bare) is not None or not line.has_stop)


def leads_elsewhere(line: Line) -> bool:
    """Whether a line names a list of other articles, or one of them behind a sign."""
    if line.folded.strip(_SIGNS) in words("related"):
        return True
    found = _RELATED.match(line.folded)
    is_sure = not line.has_stop or "ايضا" in line.folded[:14]
    return found is not None and bool(found["sign"]) and is_sure


_SKIP = re.compile(r"تخط[يه]?\s+(?P<what>.+?)\s+وواصل(?:\s+القراءه)?$|list of \d+ items?$")


def skipped_box(page: Page, mark: Mark) -> None:
    """`تخطى البودكاست وواصل القراءة` … `البودكاست نهاية`: a box inside the body."""
    for at, line in page.open():
        found = _SKIP.match(line.folded) if line.words <= 10 else None
        if found is None:
            continue
        what = found["what"] or ""
        ends = {f"{what} نهايه", f"نهايه {what}", "end of list"}
        near = page.lines[at + 1 : at + 40]
        length = next((n for n, other in enumerate(near, 1) if other.folded in ends), 0)
        for inside in range(at, at + length + 1):
            if page.lines[inside].label is None:
                mark(inside, Label.JUNK)


def episodes(page: Page, mark: Mark) -> None:
    """A podcast's name and what it is, above the link to its episodes, amid the text."""
    for at in page.labelled(Label.JUNK):
        if page.lines[at].folded not in ("الحلقات", "كل الحلقات", "استمع الي الحلقه"):
            continue
        near = page.next_visible(at, -1)
        for _ in range(2):
            if near is None or page.lines[near].label is not None or page.lines[near].has_stop:
                break
            mark(near, Label.JUNK)
            near = page.next_visible(near, -1)


_DIGIT = re.compile(r"\d")


def counters(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words > 12 or not (line.words <= 3 or _DIGIT.search(line.text)):
            continue
        if "row" in line.block.extra:
            continue
        bare = line.folded.strip(" .:|-–•*+()[]؟?")
        counted = COUNTER.match(bare)
        # «عدد القراءات: 520 طباعة أرسل لصديق»: a counter and the buttons beside it.
        if counted and (
            COUNTER.fullmatch(bare) or _is_controls(bare[counted.end() :].strip(_SIGNS))
        ):
            mark(at, Label.JUNK)


def rights(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words > 25 or not _SAYS_RIGHTS.search(line.folded):
            continue
        if _RIGHTS.search(line.folded) and not _is_picture_credit(line):
            mark(at, Label.CREDIT, line.text)


def _is_picture_credit(line: Line) -> bool:
    """`مشهد من المدينة © أ ف ب`: words before the sign, and no claim."""
    before, sign, _ = line.folded.partition("©")
    return bool(sign) and len(before.split()) >= 2 and "حقوق" not in line.folded


def disclaimer(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words <= _MOST_WORDS and _DISCLAIMER.search(line.folded):
            mark(at, Label.CREDIT)


def masthead(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if is_imprint(line.folded):
            mark(at, Label.CREDIT)
            continue
        if line.words > 12 or not MASTHEAD.match(f"{line.folded.rstrip(' :')}:"):
            continue
        if read_line(line.text):
            continue
        mark(at, Label.CREDIT)
        below = page.next_visible(at)
        is_bare = line.words <= 6 and ":" not in line.text.rstrip(" :")
        if below is not None and is_bare and is_named(page.lines[below].text):
            mark(below, Label.CREDIT)


def end_mark(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words <= 12 and _END.fullmatch(line.folded) and not is_outlet(line.text):
            mark(at, Label.CREDIT)


_NEIGHBOUR = re.compile(
    r"\W*(?:(?:ال)?(?:خبر|مقال|موضوع|تدوينه)\s+)?(?:ال)?(?:سابق|تالي)[هة]?\s*[:»›>←]\s*\S"
)


def neighbours(page: Page, mark: Mark) -> None:
    """`السابق: …`, `الخبر التالي: …`: the ways to the articles before and behind this one."""
    for at, line in page.open():
        if line.words <= 30 and _NEIGHBOUR.match(line.folded):
            mark(at, Label.RELATED)


def related(page: Page, mark: Mark) -> None:
    for at, line in list(page.open()):
        if line.label is not None or line.words > _MOST_WORDS:
            continue
        bare = line.folded.strip(_SIGNS)
        found = _RELATED.match(line.folded)
        is_name = bare in words("related")
        if not is_name and (found is None or (line.is_paragraph and not found["sign"])):
            continue
        ends = is_name or not ((found and found["rest"]) or "").strip(" :|-–.…")
        is_more = line.words <= 5 and bare.startswith(("المزيد من ", "المزيد عن ", "المزيد في "))
        if not ends and not is_more and not (found and found["sign"]):
            continue
        mark(at, Label.RELATED)
        if ends:
            _below(page, at, mark)


def _below(page: Page, at: int, mark: Mark) -> None:
    """What such a label announces stands under it, a headline a line."""
    near, taken = at + 1, 0
    while near < len(page.lines) and taken < 10:
        line = page.lines[near]
        if line.label is Label.BLANK and taken:
            break
        if line.block.place and not line.block.extra.get("linked"):
            break
        if line.label is None:
            if line.is_paragraph or line.words < 3 or _heads_a_paragraph(page, near, taken):
                break
            mark(near, Label.RELATED)
            taken += 1
        elif line.label is not Label.BLANK:
            break
        near += 1


def _heads_a_paragraph(page: Page, at: int, taken: int) -> bool:
    """Whether a line is a sub-heading: few words over a paragraph, and no part of the list."""
    below = page.next_visible(at)
    line = page.lines[at]
    if below is None or line.words > 4 or not page.lines[below].is_paragraph:
        return False
    is_apart = page.lines[at - 1].label is Label.BLANK
    is_told = bool(stems_of(line.folded) & stems_of(page.lines[below].folded))
    # Headlines are longer than what heads a part of the text.
    is_shorter = taken > 0 and page.lines[at - 1].words >= line.words + 3
    return (is_told and (is_apart or is_shorter)) or (taken > 0 and below == at + 1)


def addresses(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        found = _URL.search(line.text)
        if found and line.words - len(found[0].split()) <= 4 and not line.is_paragraph:
            mark(at, Label.LINK, found[0].rstrip(".،,)"))
        elif line.words <= 2 and _HANDLE.search(line.text) and fold(line.text) == line.folded:
            mark(at, Label.JUNK)
