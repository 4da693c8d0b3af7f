"""What a piece of a byline is: a name, a role, an outlet, a place, what somebody is.

What a role is called stands in `ROLES`; given names, places and professions are lists in
`words.yml`; outlets are those of `outlets.yml` and of the dossier's `content/outlets.yml`.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from milaff.arabic.text import fold, unfolded
from milaff.intake.words import words

#: The role that a byline names → what it begins with, folded; an author where the role is empty.
ROLES = {
    "": "بقلم|كتب|كتبت|كتبه|كتبها|كتبتها|كتبوا|كتبا|كتابه|تقرير|تحقيق|حوار|حاوره|حاورته|حاورها|"
    "حاورتها|اجري الحوار|اجرت الحوار|التقاه|التقاها|التقته|اعداد|اعده|شعر|قصيده|قصه|روايه|اعدته|"
    "اعدها|اعدتها|فريق الاعداد|فريق التحقيق|"
    "اعده للنشر|اعدته للنشر|اعدها للنشر|اعد التقرير|اعدت التقرير|اعد الملف|اعدت الملف|نص وصور|"
    "كتابه وتصوير|تقرير وتصوير|كتب وصور|بقلم وعدسه|المحرر|الكاتب|الكاتبه|اسم الكاتب|المؤلف|"
    "اسم المؤلف|بواسطه|نشر بواسطه|مرسله بواسطه|اضيف بواسطه|ارسله|نشره|نشرها|نشرته|كتب بواسطه|"
    "متابعه|تغطيه|رصد|تابع الجلسه|تابع المباراه|تابع الحفل|تابع المحاكمه|تابع الموتمر|"
    "شارك في الاعداد|شارك في التغطيه|مراسل|مراسله|اعداد وتقرير|اعداد وتحرير|تقرير واعداد|"
    "اعداد وتقديم|تقديم|كتابه واعداد|كتابه وتحرير|تحقيق وتصوير|حوار وتصوير|تغطيه وتصوير|"
    "اعداد وتصوير|اجراها|اجراه|"
    "اجرتها|اجرته|اجري المقابله|اجرت المقابله|اجري اللقاء|اجرت اللقاء|قابله|قابلها|قابلته|قابلتها|"
    "مراسلنا|مراسلتنا|من مراسلنا|من مراسلتنا|موفدنا|موفدتنا|من موفدنا|من موفدتنا|"
    "نص|تحرير من طرف|من طرف|by|posted by|written by|author",
    "مترجم": "ترجمه|ترجمها|ترجمته|ترجمتها|ترجم|ترجمت|ترجمه وتحرير|ترجمه واعداد|تعريب|"
    "نقله الي العربيه|نقلها الي العربيه|نقلته الي العربيه|نقلتها الي العربيه|translated by",
    "مصوّر": "تصوير|تصويره|تصويرها|عدسه|صور|الصور|بعدسه|كاميرا|photo by|photos by",
    "محرّر": "تحرير|حرره|حررته|حررها|edited by",
    "مراجع": "مراجعه|تدقيق|تدقيق لغوي",
    "رسّام": "رسم|رسوم|الرسوم|رسوم بيانيه|الرسوم البيانيه|انفوغرافيك|انفوجرافيك|"
    "تصميم|غرافيك|جرافيك|كاريكاتير",
    "مشرف": "اشراف",
}
ROLE_OF = {name: role for role, names in ROLES.items() for name in names.split("|")}
ROLE = re.compile(
    rf"^\W*(?P<role>{'|'.join(sorted(ROLE_OF, key=len, reverse=True))})"
    r"(?:\s*[/\\:\-–—ـ|]+\s*|\s+)(?P<rest>.+)$"
)
_KINDS_OF_OUTLET = (
    r"(?:ال)?وكال[هات]+|صحيف[هة]|جريده|مجله|موقع|شبكه|قناه|اذاعه|تلفزيون|تليفزيون|بوابه|منصه|راديو|"
    r"مدونه|منتديات|دوريه|يوميه|"
    r"اسبوعيه"
)
_LATIN_KINDS = (
    r"news|press|agency|times|post|media|tv|radio|today|online|daily|network|magazine|journal|"
    r"weekly"
)
_OUTLET_WORD = re.compile(
    rf"^(?:{_KINDS_OF_OUTLET})\s+\S.*$|^\S.*\s(?:نيوز|اونلاين|اون لاين|اون\sلاين|برس|بريس|تي في|"
    rf"ديجيتال|نت|ميديا|بوست|{_LATIN_KINDS})$|"
    rf"^\S+(?:نيوز|برس|بريس|اونلاين|\.نت|\.كوم|\.com|\.net|\.org)$|^[a-z][a-z0-9-]{{3,}}\.[a-z]{{2}}$"
)
_ORGANISATION = re.compile(
    rf"(?<![^\W_])(?:{_KINDS_OF_OUTLET}|هيئه|مؤسسه|موسسه|مركز|معهد|منظمه|وزاره|مكتب|فريق|قسم|"
    rf"رويترز|"
    r"فرانس برس|اسوشيتد برس|الاناضول|اونلاين|اون لاين|كوم|نت|نيوز|news|press|agency|times|"
    r"post)(?![^\W_])"
)
_NOBODY = re.compile(
    r"(?:ال)?(?:وكالات|مراسلون|متابعات?|متابعه|مراسلين)(?:\s+(?:ال)?(?:انباء|اخباريه|مراسلون|صحف))*"
    r"|(?:و?(?:ال)?(?:وكالات|صحف|مواقع|متابعات|صحافه|مراسلون|مراسلين)\s*){1,3}|خاص|تقارير|ترجمات|"
    r"(?:من\s+)?(?:قسم|مكتب|فريق|هيئه|وحده|دسك|ديسك)\s+.{2,30}|(?:ال)?محرر(?:ون|"
    r"ين)?(?:\s+(?:ال)?\w+)?|تحرير(?:\s+\w+)?"
    r"|التحرير|اداره التحرير|هيئه التحرير|\w*admin\w*|editor|root|author|user|guest|"
    r"super ?user|مشرف|كاتب|الكاتب|مدير|مدير الموقع|"
    r"اداره الموقع|غرفه الاخبار|زائر|غير معرف|المدير|الادمن|webmaster"
)
_CODE = re.compile(
    r"ا\.?\s?ف\.?\s?ب\.?|و\.?\s?م\.?\s?ع\.?|د\.?\s?ب\.?\s?ا\.?|ا\.?\s?ش\.?\s?ا\.?|ا\.?\s?ب\.?|"
    r"و\.?\s?م\.?\s?ا\.?|واس|وام|قنا|كونا|"
    r"بترا|وفا|سانا|سبا|سونا|بنا|واع|واج|وات|وال|ومع|شينخوا|تاس|ارنا|afp|reuters|ap|efe|map|aps|spa"
)
_TITLES = re.compile(
    r"^(?:(?:ا\.?\s?)?[دمأا]\s?[./]\s?|د(?:\s?-\s?|\s+)|(?:الدكتور|الاستاذ|المهندس|الصحفي|الصحافي|الكاتب|الزميل|"
    r"الاعلامي|"
    r"الباحث|المحامي|الشيخ|المراسل|دكتور|استاذ|مهندس|سماحه الشيخ)ه?\s*[/:]?\s+)+"
)
NOT_A_NAME = re.compile(
    r"[\d:؟?!.،,؛«»\"“”()@#]|(?<![^\W_])(?:في|من|الي|عن|مع|هذا|هذه|الذي|التي|ما|لا|هل|كيف|لماذا|"
    r"متي|ان|اكثر|"
    r"بعد|قبل|حول|بين|كل|غير|ليس|لم|لن|قد|ثم|او|حتي|ضد|عبر|هو|هي|نحو|دون|منذ|خلال)(?![^\W_])"
)
# «أمام» and «على» as they are written: إمام and علي are names.
_PREPOSITION = re.compile(r"(?<!\w)أمام(?!\w)|^\W*على\s")
_ON = re.compile(r"(?<![^\W_])علي(?![^\W_])")
# عبد and ابو and بن begin a name of two words: "عبد الله", "أبو بكر".
PARTICLES = {
    "عبد",
    "ابو",
    "ابن",
    "بن",
    "بنت",
    "ام",
    "ال",
    "ولد",
    "ايت",
    "بو",
    "نور",
    "سيف",
    "صلاح",
    "عز",
}
#: They begin a name of two words before one of these alone, and are one by themselves.
_BEFORE_THE_FAITH = {"نور", "سيف", "صلاح", "عز"}
_FAITH = ("الدين", "الاسلام", "الله", "الحق", "العرب")
EDGES = ' .،:-–—ـ|()·•*"“”«»[]✍️📝🖊/\\'
_NEWSPAPER = re.compile(r"^(?:صحيفه|جريده|قناه)\s+|^موقع\s+(?=.*\sالالكتروني$)|\sالالكتروني$")


class Kind(Enum):
    """What a piece of a byline is.

    NAMED begins with a given name; PERSON with a word that is one too, or with an initial; MAYBE
    only ends as family names do: it names a person where nothing says that it names an outlet.
    """

    NOTHING = auto()
    ROLE = auto()
    OUTLET = auto()
    NOBODY = auto()
    PLACE = auto()
    NOTE = auto()
    NAMED = auto()
    PERSON = auto()
    MAYBE = auto()
    UNKNOWN = auto()


#: What may be a person.
PEOPLE = (Kind.NAMED, Kind.PERSON, Kind.MAYBE)
_BASMALA = re.compile(r"\W*بسم الله(?: الرحمن الرحيم)?\W*")


def is_basmala(text: str) -> bool:
    """Whether a line is the formula that a text may open with, and nothing else."""
    return "بسم" in text[:4] and _BASMALA.fullmatch(fold(text)) is not None


QUOTED = re.compile(r"«[^«»]{3,30}»|\"[^\"]{3,30}\"|“[^“”]{3,30}”")


_LETTER = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=4096)
def kind_of(piece: str, outlets: frozenset[str] = frozenset()) -> Kind:
    """What a piece of a byline is: `outlets` are folded names."""
    folded = fold(piece).strip(EDGES)
    if not _LETTER.search(folded):
        return Kind.NOTHING
    if names_an_outlet(folded, outlets):
        return Kind.OUTLET
    if QUOTED.fullmatch(piece.strip()) and not NOT_A_NAME.search(folded):
        return Kind.OUTLET
    if folded in words("places") or ("(" in piece and is_place(piece)):
        return Kind.PLACE
    if _NOBODY.fullmatch(folded):
        return Kind.NOBODY
    if folded in words("controls") or folded in words("sections"):
        return Kind.NOTHING
    role = ROLE.match(folded)
    if role and is_person(unfolded(piece.strip(EDGES), role.start("rest")), outlets):
        return Kind.ROLE
    if is_note(folded):
        return Kind.NOTE
    if is_named(piece):
        return Kind.NAMED
    if not is_person(piece, outlets):
        return Kind.UNKNOWN
    first = fold(without_title(piece)).split()[0]
    is_given = first in words("ambiguous_names") or len(first.strip(".")) == 1
    return Kind.PERSON if is_given else Kind.MAYBE


COUNTRY_BEHIND = re.compile(r"(?<=\w)\s*\([^()\d]{2,20}\)?$")


def is_place(text: str) -> bool:
    """Whether `text` names a city that datelines name, perhaps with its country in brackets."""
    folded = fold(text)
    spelled = (folded, COUNTRY_BEHIND.sub("", folded.strip()) if "(" in folded else folded)
    return any(name.strip(EDGES) in words("places") for name in spelled)


_CODE_BEHIND = re.compile(r"(?<=\w\s)\([^()]{2,8}\)$")
_QUOTES = re.compile(r"[«»\"“”]")
#: `«شبكة العنكبوت» تمتد في الوادي`: a headline that begins with a quotation.
_QUOTED_WORDS = re.compile(r"[«\"“][^«»\"“”]+[»\"”]\s+\w+\s+\w+")


def begins_with_quotation(text: str) -> bool:
    """Whether a line goes on behind a quotation, as headlines do: no outlet's name does."""
    return _QUOTED_WORDS.match(text.strip()) is not None


def is_nobody(text: str) -> bool:
    """Whether a signature names whoever runs the site or wrote to it, not a person."""
    return bool(_NOBODY.fullmatch(fold(text).strip(EDGES)))


def is_role(text: str) -> bool:
    """Whether `text` is what bylines call a role, and nothing else: `ترجمة:`."""
    return fold(text).strip(EDGES) in ROLE_OF


def is_outlet(text: str, outlets: frozenset[str] = frozenset()) -> bool:
    """Whether `text` is the name of an outlet or agency and nothing else."""
    return names_an_outlet(fold(text), outlets)


@lru_cache(maxsize=4096)
def names_an_outlet(folded: str, outlets: frozenset[str]) -> bool:
    """Whether a folded piece is a known outlet, begins as outlets do, or is an agency's code."""
    if _QUOTED_WORDS.match(folded):
        return False
    folded = _CODE_BEHIND.sub("", _QUOTES.sub("", folded).strip()).strip(EDGES)
    folded = _OWN_TO.sub("", folded)
    if folded in outlets or _CODE.fullmatch(folded):
        return True
    if len(folded) > 45 or len(folded.split()) > 5 or _NOBODY.fullmatch(folded):
        return False
    return bool(_OUTLET_WORD.match(folded)) and not NOT_A_NAME.search(folded.replace(".", ""))


#: «خاص بموقع …», «خاص لـ…»: for whom a report was made.
_OWN_TO = re.compile(r"^خاص\s(?:ب|ل)ـ?\s?(?=\S{3})")
_ITS_OWN = re.compile(
    r"[\s\-–—ـ:/|(]+خاص$|^خاص(?:\s*[-–—:/|]\s*|\s+ل?ـ?ب?ـ?\s*)(?!عن\s)(?=[^\W\d]{3})"
)


#: What a paper says that it is, behind its name: «سياسية مستقلة».
_SORTS = (
    r"(?:يومي[ةه]|أسبوعي[ةه]|اسبوعي[ةه]|شهري[ةه]|سياسي[ةه]|مستقل[ةه]|شامل[ةه]|جامع[ةه]|ثقافي[ةه]|اجتماعي[ةه]|"
    r"اقتصادي[ةه]|إخباري[ةه]|اخباري[ةه]|إلكتروني[ةه]|عام[ةه])"
)
_OF_SORTS = re.compile(rf"(?:[\s،,\-–]+و?{_SORTS}){{2,}}$")


def outlet_name(text: str) -> str:
    """The name of an outlet as it is printed, without quotation marks and signs around it.

    `المنبر - خاص` and `خاص المنبر` say that a report is its own.
    """
    name = _OF_SORTS.sub("", _QUOTES.sub("", text).strip(EDGES))
    name = _ITS_OWN.sub("", name).strip(EDGES) or name
    return f"{name})" if "(" in name and ")" not in name else name


def without_kind(text: str) -> str:
    """`صحيفة الأمثلة` → `الأمثلة`, folded: a newspaper or channel without saying that it is one."""
    return _NEWSPAPER.sub("", fold(text).strip(EDGES))


_WHERE = re.compile(r"(?<!\w)(?:من|في|الي|عن|مع|مراسل\w*|موفد\w*)(?!\w)")


def says_where(text: str) -> bool:
    """Whether words say where somebody is or what he did, `من مراسلنا في الساحل`: no outlet."""
    folded = fold(text)
    return _WHERE.search(folded) is not None or folded.split()[0] in ROLE_OF


#: How outlets like to be called: `صوت …`, `صدى …`.
_FIRST_WORDS = (
    r"(?:صوت|منبر|نبض|مراه|صدي|اصداء|شاهد|الشاهد|نشره|ديوان|بوابه|منصه|جسر|بريد|نداء|راي|ضفه|افاق|"
    r"انباء|نبا|اخبار)"
)
_MADE_AS_OUTLETS = re.compile(rf"{_FIRST_WORDS}(?:\s+\S+){{1,2}}")
_LIKE_AN_OUTLET = re.compile(rf"[^\W\d_]+|.*(?<!\w)ال\w+.*|.*[A-Za-z\d].*|{_FIRST_WORDS}\s.*")


def is_made_as_outlets(text: str) -> bool:
    """Whether a name begins as outlets' names do: `صدى المدينة`."""
    return _MADE_AS_OUTLETS.fullmatch(fold(text).strip(EDGES)) is not None


def may_be_an_outlet(text: str) -> bool:
    """Whether a name that nobody knows is made as outlets' names are: `المنبر`, `صدى المدينة`."""
    return _LIKE_AN_OUTLET.fullmatch(fold(text)) is not None and not says_where(text)


def sounds_personal(text: str, outlets: frozenset[str] = frozenset()) -> bool:
    """Whether a name that nobody knows is rather a person's: `كبرئيل ملكي`.

    Outlets are called so with an article: `رقيم الضفة`.
    """
    last = fold(text).strip(EDGES).split()[-1:]
    return kind_of(text, outlets) is Kind.MAYBE and not last[0].startswith("ال")


def is_organisation(text: str, outlets: frozenset[str] = frozenset()) -> bool:
    """Whether `text` names an outlet, an agency or another body: `outlets` are folded names."""
    folded = fold(text).strip(EDGES)
    return names_an_outlet(folded, outlets) or bool(
        _ORGANISATION.search(folded) or _NOBODY.fullmatch(folded)
    )


def is_person(text: str, outlets: frozenset[str] = frozenset()) -> bool:
    """Whether `text` may be one person's name: two to five words and nothing but a name."""
    if not may_be_a_name(text) or is_place(text) or is_organisation(text, outlets):
        return False
    folded = fold(without_title(text)).strip(EDGES)
    if is_named(text):
        return True
    sounds_so = _sounds_like_a_name(folded) and not is_made_as_outlets(text)
    return sounds_so and not says_something(folded)


def _sounds_like_a_name(folded: str) -> bool:
    """Two or three words, the last one a family's: الكمالي, القاضي, بن عمر, إبراهيم."""
    parts = folded.split()
    if len(parts) > 4 or parts[0].startswith("ال") or parts[0] in words("professions"):
        return False
    if parts[0] in ROLE_OF:
        return False  # «بقلم كاتب العيّنة»
    if parts[0] in words("ambiguous_names") or len(parts[0].strip(".")) == 1:
        return len(parts) <= 3
    last = parts[-1]
    is_family = last.startswith("ال") or last.endswith("ي") or parts[-2] in PARTICLES
    return is_family or last in words("given_names")


def says_something(folded: str) -> bool:
    """Whether a word among these is of headlines and menus and no part of a name."""
    common = words("no_names")
    tokens = folded.strip(EDGES).split()
    if len(tokens) == 2 and tokens[0] in words("ambiguous_names"):
        # «سلام عبود»: before a given name that is only a name it is one too.
        tokens = tokens[tokens[1] in words("given_names") :]
    return any(token in common or token.removeprefix("و") in common for token in tokens)


@lru_cache(maxsize=4096)
def without_title(name: str) -> str:
    """`الدكتور أحمد حسن` → `أحمد حسن`."""
    name = name.strip(EDGES)
    found = _TITLES.match(fold(name))
    rest = unfolded(name, found.end()).strip() if found else ""
    # «م. حداد» is an initial and a name: a title has a whole name behind it.
    return rest if " " in rest else name


INITIAL = re.compile(r"(?<!\w)\w\.")


@lru_cache(maxsize=4096)
def may_be_a_name(text: str) -> bool:
    """Whether a text is built as a whole name is: two to six words, none of a sentence."""
    folded = fold(without_title(text)).strip(EDGES)
    parts = folded.split()
    if _PREPOSITION.search(text) or parts[-1:] == ["عبد"] or is_basmala(text):
        return False
    if all(len(part) == 1 for part in parts):
        return False  # an agency's letters
    if not 2 <= len(parts) <= 6 or NOT_A_NAME.search(INITIAL.sub("", folded)):
        return False
    if _ON.search(folded) and not (parts[0] in words("given_names") or parts[-1] == "علي"):
        return False
    names = len(parts) - sum(
        word in PARTICLES and (word not in _BEFORE_THE_FAITH or after in _FAITH)
        for word, after in pairwise(parts)
    )
    if parts[0] == "عبد" and len(parts) == 2:
        # «عبد الله» is a first name, «عبد الحاج» a whole one.
        names += f"عبد{parts[1]}" not in words("given_names")
    return 2 <= names <= 5 and all(len(part) < 16 for part in parts)


_LAST_INITIAL = re.compile(r"(?P<name>[^\W\d_]{3,}(?:\s[^\W\d_]{3,})?)\s?\.\s?[^\W\d_]\.?")
#: Between two names in Mauritania and the Sahara.
_SON = frozenset(("ولد", "منت"))
_SERVANT = re.compile(r"عبدال\w{2}")


def is_named(text: str) -> bool:
    """Whether `text` is one person's name beyond doubt: it begins with a given name."""
    given = words("given_names")
    short = _LAST_INITIAL.fullmatch(fold(text).strip()) if "." in text else None
    if short and len(short["name"].split()) <= 2:
        return short["name"].split()[0] in given  # «صلاح الدين. ب»
    if not may_be_a_name(text):
        return False
    parts = fold(without_title(text)).strip(EDGES).split()
    joined = parts[0] in ("عبد", "ابو", "ام") or parts[0] + parts[1] in given
    joined = joined or _SERVANT.match(parts[0]) is not None
    joined = joined or not _SON.isdisjoint(parts[1:-1])
    joined = joined or (parts[0] in words("ambiguous_names") and "بن" in parts[1:-1])
    return (parts[0] in given or joined) and len(parts) <= 5 and parts[0] not in ("ام",)


def is_note(folded: str) -> bool:
    """`كاتب وباحث لبناني`: what somebody is, not who."""
    first = folded.split(maxsplit=1)[0]
    if not is_profession(first):
        return False
    rest = folded[len(first) :].strip()
    return not is_named(rest) and len(folded.split()) <= 14


def is_profession(word: str) -> bool:
    """Whether a folded word says what somebody is: `كاتب`, `والباحثه`."""
    bare = word.removeprefix("و").removeprefix("ال")
    return bare in words("professions") or bare.removesuffix("ه") in words("professions")
