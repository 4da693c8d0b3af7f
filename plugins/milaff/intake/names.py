"""Who signed: names, roles, outlets and places in a byline.

What a role is called stands in `ROLES`; given names, places and professions are lists in
`words.yml`; outlets are those of `outlets.yml` and of the dossier's `content/outlets.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from milaff.arabic.text import fold, unfolded
from milaff.intake.words import words

#: The role that a byline names → what it begins with, folded; an author where the role is empty.
ROLES = {
    "": "بقلم|كتب|كتبت|كتبه|كتبها|كتبتها|كتبوا|كتبا|كتابه|تقرير|تحقيق|حوار|حاوره|حاورته|حاورها|"
    "حاورتها|اجري الحوار|اجرت الحوار|التقاه|التقاها|التقته|اعداد|اعده|شعر|قصيده|قصه|روايه|اعدته|"
    "اعدها|اعدتها|"
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
_ROLE_OF = {name: role for role, names in ROLES.items() for name in names.split("|")}
_ROLE = re.compile(
    rf"^\W*(?P<role>{'|'.join(sorted(_ROLE_OF, key=len, reverse=True))})"
    r"(?:\s*[/\\:\-–—ـ|]+\s*|\s+)(?P<rest>.+)$"
)
#: They open no sentence: a single word behind them is a name.
_ONLY_BYLINES = {
    "بقلم",
    "بواسطه",
    "نشر بواسطه",
    "مرسله بواسطه",
    "اضيف بواسطه",
    "كتب بواسطه",
    "اسم الكاتب",
    "by",
    "posted by",
}
#: `حاوره في صنعاء / …`: where it was done stands between the role and the name.
_ROLE_SOMEWHERE = re.compile(
    rf"^\W*(?P<role>{'|'.join(sorted(_ROLE_OF, key=len, reverse=True))})\s+(?:في|من)\s+"
    r"(?P<place>[^\W\d]+(?:\s[^\W\d]+){0,2})\s*[/\\:\-–—ـ|]\s*(?P<rest>.+)$"
)
_OF_OUTLETS = {"متابعه", "رصد", "تغطيه", "نشره", "نص"}
_KINDS_OF_OUTLET = (
    r"وكال[هات]+|صحيف[هة]|جريده|مجله|موقع|شبكه|قناه|اذاعه|تلفزيون|تليفزيون|بوابه|منصه|راديو|"
    r"دوريه|يوميه|"
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
    r"ين)?(?:\s+(?:ال)?\w+)?|تحرير"
    r"|التحرير|اداره التحرير|هيئه التحرير|\w*admin\w*|editor|root|author|user|guest|"
    r"super ?user|مشرف|كاتب|الكاتب|مدير|مدير الموقع|"
    r"اداره الموقع|غرفه الاخبار|زائر|غير معرف|المدير|الادمن|webmaster"
)
_CODE = re.compile(
    r"ا\.?\s?ف\.?\s?ب\.?|و\.?\s?م\.?\s?ع\.?|د\.?\s?ب\.?\s?ا\.?|ا\.?\s?ش\.?\s?ا\.?|ا\.?\s?ب\.?|"
    r"واس|وام|قنا|كونا|"
    r"بترا|وفا|سانا|سبا|سونا|بنا|واع|واج|وات|وال|ومع|شينخوا|تاس|ارنا|afp|reuters|ap|efe|map|aps|spa"
)
_TITLES = re.compile(
    r"^(?:(?:ا\.?\s?)?[دمأا]\s?[./]\s?|د(?:\s?-\s?|\s+)|(?:الدكتور|الاستاذ|المهندس|الصحفي|الصحافي|الكاتب|الزميل|"
    r"الاعلامي|"
    r"الباحث|المحامي|الشيخ|المراسل|دكتور|استاذ|مهندس|سماحه الشيخ)ه?\s*/?\s+)+"
)
_STROKE_IN_TITLE = re.compile(
    r"(?<!\w)(?P<title>الدكتور[ةه]?|الأستاذ[ةه]?|المهندس[ةه]?|[أا]\.\s?د|د|م|أ)\s?/\s*(?=\w)"
    r"|(?<!\S)(?P<doctor>د)\s?-\s?(?=\w)"
)
_NOT_A_NAME = re.compile(
    r"[\d:؟?!.،,؛«»\"“”()@#]|(?<![^\W_])(?:في|من|الي|عن|مع|هذا|هذه|الذي|التي|ما|لا|هل|كيف|لماذا|"
    r"متي|ان|اكثر|"
    r"بعد|قبل|حول|بين|كل|غير|ليس|لم|لن|قد|ثم|او|حتي|ضد|عبر|هو|هي|نحو|دون|منذ|خلال)(?![^\W_])"
)
# «أمام» and «على» as they are written: إمام and علي are names.
_PREPOSITION = re.compile(r"(?<!\w)أمام(?!\w)|^\W*على\s")
_ON = re.compile(r"(?<![^\W_])علي(?![^\W_])")
# عبد and ابو and بن begin a name of two words: "عبد الله", "أبو بكر".
_PARTICLE = {
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
#: They begin a name of two words before «الدين» alone, and are one by themselves.
_BEFORE_THE_FAITH = {"نور", "سيف", "صلاح", "عز"}
# Names that begin with a و of their own.
_WITH_WAW = {
    "وليد",
    "وسام",
    "وائل",
    "وجدي",
    "وفاء",
    "وداد",
    "وهبي",
    "وهيب",
    "وسيم",
    "وديع",
    "وحيد",
    "ولاء",
}
_BETWEEN = re.compile(r"\s*(?:[،,؛;/|&+•·*]|(?<=\s)[-–—ـ]+|[-–—ـ]+(?=\s))\s*")
_EDGES = ' .،:-–—ـ|()·•*"“”«»[]✍️📝🖊/\\'
_NEWSPAPER = re.compile(r"^(?:صحيفه|جريده|قناه)\s+|^موقع\s+(?=.*\sالالكتروني$)|\sالالكتروني$")


@dataclass(frozen=True, slots=True)
class Byline:
    """The people, and the outlet or place printed with them; each may be empty."""

    authors: tuple[str, ...] = ()
    contributors: tuple[tuple[str, str], ...] = ()
    outlet: str = ""
    place: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.authors or self.contributors)


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


_QUOTED = re.compile(r"«[^«»]{3,30}»|\"[^\"]{3,30}\"|“[^“”]{3,30}”")


_LETTER = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=4096)
def kind_of(piece: str, outlets: frozenset[str] = frozenset()) -> Kind:
    """What a piece of a byline is: `outlets` are folded names."""
    folded = fold(piece).strip(_EDGES)
    if not _LETTER.search(folded):
        return Kind.NOTHING
    if _names_an_outlet(folded, outlets):
        return Kind.OUTLET
    if _QUOTED.fullmatch(piece.strip()) and not _NOT_A_NAME.search(folded):
        return Kind.OUTLET
    if folded in words("places") or ("(" in piece and is_place(piece)):
        return Kind.PLACE
    if _NOBODY.fullmatch(folded):
        return Kind.NOBODY
    if folded in words("controls") or folded in words("sections"):
        return Kind.NOTHING
    role = _ROLE.match(folded)
    if role and is_person(unfolded(piece.strip(_EDGES), role.start("rest")), outlets):
        return Kind.ROLE
    if _is_note(folded):
        return Kind.NOTE
    if is_named(piece):
        return Kind.NAMED
    if not is_person(piece, outlets):
        return Kind.UNKNOWN
    first = fold(_without_title(piece)).split()[0]
    is_given = first in words("ambiguous_names") or len(first.strip(".")) == 1
    return Kind.PERSON if is_given else Kind.MAYBE


_COUNTRY_BEHIND = re.compile(r"(?<=\w)\s*\([^()\d]{2,20}\)?$")


def is_place(text: str) -> bool:
    """Whether `text` names a city that datelines name, perhaps with its country in brackets."""
    folded = fold(text)
    spelled = (folded, _COUNTRY_BEHIND.sub("", folded.strip()) if "(" in folded else folded)
    return any(name.strip(_EDGES) in words("places") for name in spelled)


_CODE_BEHIND = re.compile(r"(?<=\w\s)\([^()]{2,8}\)$")
_QUOTES = re.compile(r"[«»\"“”]")
#: `«شبكة العنكبوت» تمتد في الوادي`: a headline that begins with a quotation.
_QUOTED_WORDS = re.compile(r"[«\"“][^«»\"“”]+[»\"”]\s+\w+\s+\w+")


def begins_with_quotation(text: str) -> bool:
    """Whether a line goes on behind a quotation, as headlines do: no outlet's name does."""
    return _QUOTED_WORDS.match(text.strip()) is not None


def is_nobody(text: str) -> bool:
    """Whether a signature names whoever runs the site or wrote to it, not a person."""
    return bool(_NOBODY.fullmatch(fold(text).strip(_EDGES)))


def is_role(text: str) -> bool:
    """Whether `text` is what bylines call a role, and nothing else: `ترجمة:`."""
    return fold(text).strip(_EDGES) in _ROLE_OF


def is_outlet(text: str, outlets: frozenset[str] = frozenset()) -> bool:
    """Whether `text` is the name of an outlet or agency and nothing else."""
    return _names_an_outlet(fold(text), outlets)


@lru_cache(maxsize=4096)
def _names_an_outlet(folded: str, outlets: frozenset[str]) -> bool:
    if _QUOTED_WORDS.match(folded):
        return False
    folded = _CODE_BEHIND.sub("", _QUOTES.sub("", folded).strip()).strip(_EDGES)
    if folded in outlets or _CODE.fullmatch(folded):
        return True
    if len(folded) > 45 or len(folded.split()) > 5 or _NOBODY.fullmatch(folded):
        return False
    return bool(_OUTLET_WORD.match(folded)) and not _NOT_A_NAME.search(folded.replace(".", ""))


_ITS_OWN = re.compile(
    r"[\s\-–—ـ:/|(]+خاص$|^خاص(?:\s*[-–—:/|]\s*|\s+ل?ـ?ب?ـ?\s*)(?!عن\s)(?=[^\W\d]{3})"
)


def outlet_name(text: str) -> str:
    """The name of an outlet as it is printed, without quotation marks and signs around it.

    `المنبر - خاص` and `خاص المنبر` say that a report is its own.
    """
    name = _QUOTES.sub("", text).strip(_EDGES)
    return _ITS_OWN.sub("", name).strip(_EDGES) or name


def without_kind(text: str) -> str:
    """`صحيفة الأمثلة` → `الأمثلة`, folded: a newspaper or channel without saying that it is one."""
    return _NEWSPAPER.sub("", fold(text).strip(_EDGES))


_WHERE = re.compile(r"(?<!\w)(?:من|في|الي|عن|مع|مراسل\w*|موفد\w*)(?!\w)")


def says_where(text: str) -> bool:
    """Whether words say where somebody is or what he did, `من مراسلنا في الساحل`: no outlet."""
    folded = fold(text)
    return _WHERE.search(folded) is not None or folded.split()[0] in _ROLE_OF


_LIKE_AN_OUTLET = re.compile(
    r"[^\W\d_]+|.*(?<!\w)ال\w+.*|.*[A-Za-z\d].*|"
    r"(?:صوت|منبر|نبض|مراه|صدي|اصداء|شاهد|نشره|ديوان|بوابه|منصه|جسر|بريد|نداء|راي|ضفه|افاق|انباء|اخبار)\s.*"
)


def may_be_an_outlet(text: str) -> bool:
    """Whether a name that nobody knows is made as outlets' names are: `المنبر`, `صدى المدينة`."""
    return _LIKE_AN_OUTLET.fullmatch(fold(text)) is not None and not says_where(text)


def is_organisation(text: str, outlets: frozenset[str] = frozenset()) -> bool:
    """Whether `text` names an outlet, an agency or another body: `outlets` are folded names."""
    folded = fold(text).strip(_EDGES)
    return _names_an_outlet(folded, outlets) or bool(
        _ORGANISATION.search(folded) or _NOBODY.fullmatch(folded)
    )


def is_person(text: str, outlets: frozenset[str] = frozenset()) -> bool:
    """Whether `text` may be one person's name: two to five words and nothing but a name."""
    if not _may_be_a_name(text) or is_place(text) or is_organisation(text, outlets):
        return False
    folded = fold(text).strip(_EDGES)
    return is_named(text) or (_sounds_like_a_name(folded) and not says_something(folded))


def _sounds_like_a_name(folded: str) -> bool:
    """Two or three words, the last one a family's: الكمالي, القاضي, بن عمر, إبراهيم."""
    parts = folded.split()
    if len(parts) > 4 or parts[0].startswith("ال"):
        return False
    if parts[0] in words("ambiguous_names") or len(parts[0].strip(".")) == 1:
        return len(parts) <= 3
    last = parts[-1]
    is_family = last.startswith("ال") or last.endswith("ي") or parts[-2] in _PARTICLE
    return is_family or last in words("given_names")


def says_something(folded: str) -> bool:
    """Whether a word among these is of headlines and menus and no part of a name."""
    common = words("no_names")
    tokens = folded.strip(_EDGES).split()
    if len(tokens) == 2 and tokens[0] in words("ambiguous_names"):
        # «سلام عبود»: before a given name that is only a name it is one too.
        tokens = tokens[tokens[1] in words("given_names") :]
    return any(token in common or token.removeprefix("و") in common for token in tokens)


_INITIAL = re.compile(r"(?<!\w)\w\.")


@lru_cache(maxsize=4096)
def _may_be_a_name(text: str) -> bool:
    folded = fold(_without_title(text)).strip(_EDGES)
    parts = folded.split()
    if _PREPOSITION.search(text) or parts[-1:] == ["عبد"] or is_basmala(text):
        return False
    if not 2 <= len(parts) <= 6 or _NOT_A_NAME.search(_INITIAL.sub("", folded)):
        return False
    if _ON.search(folded) and not (parts[0] in words("given_names") or parts[-1] == "علي"):
        return False
    names = len(parts) - sum(
        word in _PARTICLE and (word not in _BEFORE_THE_FAITH or after.startswith("ال"))
        for word, after in pairwise(parts)
    )
    if parts[0] == "عبد" and len(parts) == 2:
        # «عبد الله» is a first name, «عبد الحاج» a whole one.
        names += f"عبد{parts[1]}" not in words("given_names")
    return 2 <= names <= 5 and all(len(part) < 16 for part in parts)


_LAST_INITIAL = re.compile(r"(?P<name>[^\W\d_]{3,}(?:\s[^\W\d_]{3,})?)\s?\.\s?[^\W\d_]\.?")
_SERVANT = re.compile(r"عبدال\w{2}")


def is_named(text: str) -> bool:
    """Whether `text` is one person's name beyond doubt: it begins with a given name."""
    given = words("given_names")
    short = _LAST_INITIAL.fullmatch(fold(text).strip()) if "." in text else None
    if short and len(short["name"].split()) <= 2:
        return short["name"].split()[0] in given  # «صلاح الدين. ب»
    if not _may_be_a_name(text):
        return False
    parts = fold(_without_title(text)).strip(_EDGES).split()
    joined = parts[0] in ("عبد", "ابو", "ام") or parts[0] + parts[1] in given
    joined = joined or _SERVANT.match(parts[0]) is not None
    return (parts[0] in given or joined) and len(parts) <= 5 and parts[0] not in ("ام",)


def _is_note(folded: str) -> bool:
    """`كاتب وباحث لبناني`: what somebody is, not who."""
    first = folded.split(maxsplit=1)[0]
    if not _is_profession(first):
        return False
    rest = folded[len(first) :].strip()
    return not is_named(rest) and len(folded.split()) <= 14


def _is_profession(word: str) -> bool:
    bare = word.removeprefix("و").removeprefix("ال")
    return bare in words("professions") or bare.removesuffix("ه") in words("professions")


_AT_A_TIME = re.compile(r"\s+(?:(?:في|عند|at)\s+)?\d{1,2}:\d{2}(?!\d).{0,40}$")
_BRACKETED = re.compile(r"(?P<name>[^()]{4,60}?)\s*\((?P<inside>[^()\d]{2,24})\)")
_HANDLE = re.compile(r"\s*[(\[]?@[\w.]+[)\]]?|\s*(?<![\w.])[A-Za-z][\w.]+@(?![\w.])")


def without_handle(text: str) -> str:
    """A line without the account that is printed beside a name: `(جدة) @name`."""
    return _HANDLE.sub("", text).strip() if "@" in text else text.strip()


#: `ترجمها عن الإنجليزية فلان`, `ترجمة: فلان عن صحيفة العيّنة`.
_TRANSLATED_FROM = re.compile(r"^(?:عن|من)\s+ال\w+ي[ةه]\s*[/:\-–]?\s|\s+عن\s+\S.{1,40}$")


def read_role(line: str, outlets: frozenset[str] = frozenset()) -> Byline | None:
    """A byline that says so: `كتب: …`, `بقلم …`, `ترجمة: …`; None when the line is none."""
    folded = fold(line)
    found = _ROLE.match(folded)
    if found is None:
        return None
    there = _ROLE_SOMEWHERE.match(folded)
    is_ours = found["role"].endswith("نا")  # «مراسلنا في الساحل» says where whatever it names
    if there is not None and (is_ours or is_place(there["place"])):
        place = re.split(r"\s*[/\\:\-–—ـ|]", unfolded(line, there.start("place")))[0]
        byline = read_role(f"{there['role']}: {unfolded(line, there.start('rest'))}", outlets)
        return replace(byline, place=place) if byline else None
    between = folded[found.end("role") : found.start("rest")]
    rest = _AT_A_TIME.sub("", unfolded(line, found.start("rest")).lstrip(" /\\:-–—|"))
    role = _ROLE_OF[found["role"]]
    # «كتب أحمد رسالة» is a sentence: without a sign after it, a verb needs whole names behind it.
    sure = bool(between.strip()) or found["role"] in _ONLY_BYLINES
    if not sure and found["role"].startswith("كتب") and re.match(r"(?:ال)?محرر", fold(rest)):
        return Byline() if is_nobody(rest) else None
    if not sure:
        ends = line.rstrip().endswith((".", "؟", "!", "…"))
        if ends or (fold(rest).startswith("ال") and not is_named(rest)):
            return None
    parts = pieces(rest)
    other = next((n for n, part in enumerate(parts) if kind_of(part, outlets) is Kind.ROLE), None)
    if role and other:
        # «تحرير: فلان | كتابة: فلان»: what the first did holds for the names up to the next role.
        first = read_role(f"{found['role']}: {'، '.join(parts[:other])}", outlets) or Byline()
        rest_of_it = read_pieces(parts[other:], outlets, sure=sure)
        contributors = first.contributors + rest_of_it.contributors
        return replace(rest_of_it, contributors=contributors)
    if role == "مترجم":
        rest = _TRANSLATED_FROM.sub(" ", rest).strip()
    byline = read_people(rest, outlets, sure=sure)
    is_one_word = len(byline.authors) == 1 and re.fullmatch(r"ال\w+", fold(rest).strip(_EDGES))
    if is_one_word and found["role"] in _OF_OUTLETS:
        # «متابعة ـ المنبر»: who follows an event is a paper as often as a person.
        return Byline((), (), outlet_name(rest))
    if not byline and between.strip():
        kind = kind_of(rest, outlets)
        if kind in (Kind.NOBODY, Kind.NOTE, Kind.OUTLET):
            # «بقلم: المحرر», «نص: رويترز»: a byline that names nobody.
            return Byline((), (), outlet_name(rest) if kind is Kind.OUTLET else "")
    if not byline or len(rest.split()) > 16:
        return None
    whole = tuple(name for name in byline.authors if " " in name or "." in name)
    if whole and len(whole) < len(byline.authors):
        byline = replace(byline, authors=whole)  # «بقلم سامي حسن، زيورخ»
    if role:
        named = tuple((name, role) for name in byline.authors)
        return Byline((), named + byline.contributors, byline.outlet, byline.place)
    return byline


def read_people(line: str, outlets: frozenset[str] = frozenset(), *, sure: bool = False) -> Byline:
    """The people, outlet and place of a byline: `أحمد عادل – القاهرة`, `الوطن - سعاد علي`.

    `sure` says that the line is known to be a byline: single words are then names too.
    """
    text = without_handle(line)
    if found := _BRACKETED.fullmatch(text):
        # مهدي القاضي (عمّان): who, and where or for whom.
        inside = kind_of(found["inside"], outlets)
        byline = read_pieces(pieces(found["name"]), outlets, sure=sure)
        if byline.authors and inside is Kind.OUTLET and not is_place(found["inside"]):
            return replace(byline, outlet=byline.outlet or outlet_name(found["inside"]))
        if byline.authors and inside not in (Kind.NAMED, Kind.ROLE):
            return replace(byline, place=byline.place or found["inside"].strip(_EDGES))
    text = text.strip(_EDGES)
    from_place = re.fullmatch(r"(?P<name>.+?)\s*(?:\s(?:من|في|-|–)\s+|\()(?P<place>[^\d]+)", text)
    place = ""
    if from_place and is_place(from_place["place"]):
        text, place = from_place["name"], from_place["place"].strip(_EDGES)
    return read_pieces(pieces(text), outlets, sure=sure, place=place)


def read_pieces(
    parts: list[str], outlets: frozenset[str] = frozenset(), *, sure: bool = False, place: str = ""
) -> Byline:
    """The people, outlet and place that pieces of one line name; empty when one is unknown.

    With `sure` a piece that is nothing known is a name too.
    """
    authors: list[str] = []
    contributors: list[tuple[str, str]] = []
    outlet = note = role = ""
    for part in parts:
        kind = kind_of(part, outlets)
        if kind is Kind.ROLE:
            byline = read_role(part, outlets) or Byline()
            role = byline.contributors[-1][1] if byline.contributors else ""
            authors += byline.authors
            contributors += byline.contributors
        elif kind is Kind.PLACE:
            place = place or _COUNTRY_BEHIND.sub("", part).strip(_EDGES)
        elif kind is Kind.OUTLET:
            # الرياض and المدينة are cities and newspapers: another outlet beside one decides.
            if is_place(part):
                place = place or part.strip(_EDGES)
            if not outlet or (is_place(outlet) and not is_place(part)):
                outlet = outlet_name(part)
        elif kind is Kind.NOTE:
            note = note or part.strip(_EDGES)
        elif kind in PEOPLE or (sure and _is_short_name(part, kind)):
            name = _without_title(part)
            if role:
                contributors.append((name, role))
            else:
                authors.append(name)
        elif kind is Kind.UNKNOWN and not sure:
            return Byline()
    return Byline(tuple(dict.fromkeys(authors)), tuple(contributors), outlet, place, note)


def _is_short_name(part: str, kind: Kind) -> bool:
    folded = fold(part)
    if kind is not Kind.UNKNOWN or _NOT_A_NAME.search(_INITIAL.sub("", folded)):
        return False
    return 0 < len(part.split()) <= 6 and not says_something(folded)


def pieces(text: str) -> list[str]:
    """A byline cut at commas, strokes and dashes, and at an «and» between two names."""
    split: list[str] = []
    text = without_handle(text)
    if "/" in text or "-" in text:
        text = _STROKE_IN_TITLE.sub(_title_alone, text)
    for part in _BETWEEN.split(text):
        part = part.strip(_EDGES) if not _QUOTED.fullmatch(part.strip()) else part.strip()
        tokens = part.split()
        note = next((at for at in range(2, len(tokens)) if _is_note_behind(tokens, at)), None)
        if note is not None:
            split += [" ".join(tokens[:note]), " ".join(tokens[note:])]
            continue
        split += _people_of(tokens) if len(tokens) > 2 else [part]
    return _with_roles([part for part in split if part])


def _people_of(tokens: list[str]) -> list[str]:
    """`سعاد علي وعمر حسن وليلى نصر` → its three names."""
    found = []
    while cut := next((at for at in range(2, len(tokens)) if _begins_another(tokens, at)), None):
        found.append(" ".join(tokens[:cut]))
        tokens = tokens[cut:]
        tokens = tokens[1:] if tokens[0] == "و" else [tokens[0][1:], *tokens[1:]]
    return [*found, " ".join(tokens)]


def _with_roles(parts: list[str]) -> list[str]:
    """`كتب`, `سعاد علي` as one piece: a stroke stood between them."""
    joined: list[str] = []
    for part in parts:
        if joined and is_role(joined[-1]) and not joined[-1].isascii():
            joined[-1] = f"{joined[-1]}: {part}"
        else:
            joined.append(part)
    return joined


def _title_alone(found: re.Match[str]) -> str:
    return f"{found['title'] or found['doctor']} "


def is_described(text: str) -> bool:
    """`الدكتور أحمد حسن وزير الري`: a person and what they are, as under a picture."""
    tokens = _without_title(text).split()
    if len(tokens) > 16 or words("professions").isdisjoint(fold(text).replace("ال", "").split()):
        return False
    return any(_is_note_behind(tokens, at) for at in range(2, min(6, len(tokens))))


def _is_note_behind(tokens: list[str], at: int) -> bool:
    """`أمين حسن كاتب ومفكر`: what somebody is, without a sign behind the name."""
    first = fold(tokens[at])
    if first.startswith("ال") or not _is_profession(first) or fold(tokens[at - 1]) in _PARTICLE:
        return False
    return _is_note(fold(" ".join(tokens[at:]))) and is_named(" ".join(tokens[:at]))


def _may_begin_with_and(token: str) -> bool:
    return token.startswith("و") and len(token) > 3 and fold(token) not in _WITH_WAW


_AND_TITLE = re.compile(r"و[دمأا]\.")


def _begins_another(tokens: list[str], at: int) -> bool:
    """`سعاد علي وعمر حسن`: a و before a name parts two people where both sides are whole names."""
    if tokens[at] == "و":
        second = tokens[at + 1 :]
    elif _AND_TITLE.match(tokens[at]) or _may_begin_with_and(tokens[at]):
        second = [tokens[at][1:], *tokens[at + 1 :]]
    else:
        return False
    first = tokens[:at]
    if _ROLE.match(fold(" ".join(first))):
        first = first[1:]
    return _may_be_a_name(" ".join(first)) and _may_be_a_name(" ".join(second))


@lru_cache(maxsize=4096)
def _without_title(name: str) -> str:
    name = name.strip(_EDGES)
    found = _TITLES.match(fold(name))
    rest = unfolded(name, found.end()).strip() if found else ""
    # «م. حداد» is an initial and a name: a title has a whole name behind it.
    return rest if " " in rest else name


_OPENING_END = re.compile(r"[:：](?!\d)|\s[-–—ـ]+\s?|[-–—ـ]+\s|/\s|\)\s|/(?=[^\W\d_]{3,}/)")
_DAY_AND_MONTH = re.compile(r"(?:^|\s)\s*(?:في\s+|يوم\s+)?\d{1,2}\s+[^\W\d_]+(?:\s+\d{4})?\s*$")
_FROM = re.compile(r"(?P<who>.+?)\s+(?:من|في)\s+(?P<place>\S+(?:\s\S+)?)")
_FIGURES = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
#: `بيروت، 12 آذار 2020 (المنبر) -`: what stands in brackets behind a city is an outlet.
_BRACKETED_OUTLET = re.compile(
    r"(?P<place>[^\W\d_]+(?:\s[^\W\d_]+)?)\s*(?:[،,|\-–—]?\s*\d[^()]{0,24})?"
    r"\(\s*(?P<name>[^()\d]{3,24})\)\s*[-–—ـ:]+"
)
#: `عين الماء 12 ماي 2015 (وكالة المثال) -`: a wire prints the day behind any place.
_WIRED = re.compile(
    r"(?P<place>[^\W\d_]+(?:\s[^\W\d_]+){0,2})\s*[،,]?\s+\d{1,2}\s[^\W\d_]+(?:\s[^\W\d_]+)?\s\d{4}\s*م?\s*"
    r"[(/]\s*(?P<name>[^()/\d]{2,24}?)\s*[)/]\s*[-–—ـ_:]*"
)
#: `عين الماء (سونا) …`, `سونا (عين الماء) –`: a city that nobody knows beside a known outlet.
_BESIDE_OUTLET = re.compile(
    r"(?P<one>[^\W\d_]+(?:\s[^\W\d_]+)?)\s*(?:\([^()\d]{2,20}\)\s*)?\((?P<two>[^()\d]{2,24})\)\s*[-–—ـ:]*"
)
_LONGEST_OPENING = 110


def read_opening(paragraph: str, outlets: frozenset[str] = frozenset()) -> tuple[Byline, str]:
    """Where and by whom a report was filed, as its first paragraph says, and where it says so.

    `الرباط – …`, `دمشق-سانا: …`, `لندن ـ «الأمثلة»: …`, `الدوحة في 10 فبراير /قنا/ …`.
    """
    best, said = Byline(), ""
    opening = paragraph[:_LONGEST_OPENING]
    for end in _OPENING_END.finditer(opening):
        byline = read_filed(opening[: end.end()].strip(), outlets)
        if byline is None and end[0].startswith(")"):
            continue
        if byline is None:
            break
        best, said = byline, opening[: end.end()]
    return best, said


def _is_unknown(name: str, outlets: frozenset[str]) -> bool:
    return kind_of(name, outlets) in (Kind.UNKNOWN, Kind.MAYBE)


def _beside_outlet(opening: str, outlets: frozenset[str]) -> Byline | None:
    """The city and the outlet of which one stands in brackets; in front an outlet needs a dash."""
    found = _BESIDE_OUTLET.fullmatch(opening)
    if found is None:
        return None
    ways = [(found["one"], found["two"])]
    if not opening.endswith(")"):
        ways.append((found["two"], found["one"]))
    for place, outlet in ways:
        if _names_an_outlet(fold(outlet), outlets) and not is_place(outlet):
            return Byline((), (), outlet_name(outlet), place.strip(_EDGES))
    return None


def read_filed(opening: str, outlets: frozenset[str]) -> Byline | None:
    """What an opening names, when each piece is a place, an outlet, a date or a whole name."""
    place = outlet = ""
    authors: list[str] = []
    undated = _FIGURES.sub("|", opening)
    bracketed = _BRACKETED_OUTLET.fullmatch(undated)
    wired = _WIRED.fullmatch(opening)
    if wired and _names_an_outlet(fold(wired["name"]), outlets):
        return Byline((), (), outlet_name(wired["name"]), wired["place"])
    if bracketed and is_place(bracketed["place"]) and _is_unknown(bracketed["name"], outlets):
        return Byline((), (), outlet_name(bracketed["name"]), bracketed["place"].strip(_EDGES))
    if (beside := _beside_outlet(opening.strip(), outlets)) is not None:
        return beside
    parts = [part.strip(_EDGES) for part in re.split(r"[-–—ـ/:()،,|]+", undated)]
    for part in filter(None, parts):
        bare = _DAY_AND_MONTH.sub("", part).strip(_EDGES) if re.search(r"\d", part) else part
        # إيلاف من حلب
        if (found := _FROM.fullmatch(bare)) and is_place(found["place"]):
            bare, place = found["who"], place or found["place"]
        kind = kind_of(bare, outlets)
        if is_place(bare) and not place:
            place = bare
        elif kind is Kind.OUTLET or fold(bare) in words("dateline_outlets"):
            outlet = outlet or outlet_name(bare)
        elif kind is Kind.NAMED and (place or outlet):
            authors.append(_without_title(bare))
        elif kind not in (Kind.NOBODY, Kind.NOTHING, Kind.PLACE):
            return None
    return Byline(tuple(authors), (), outlet, place) if place or outlet else None
