"""Who signed: names, roles, outlets and places in a byline.

What a role is called, which words make an organisation and which names are places are lists: a
curator's own go into `content/outlets.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from milaff.arabic.text import fold, unfolded
from milaff.intake.words import words

#: What a byline begins with → the role it names; an author where the role is empty.
ROLES = {
    "بقلم": "",
    "كتب": "",
    "كتبت": "",
    "كتبه": "",
    "كتبها": "",
    "تقرير": "",
    "تحقيق": "",
    "حوار": "",
    "حاوره": "",
    "حاورته": "",
    "حاورها": "",
    "اعداد": "",
    "اعده": "",
    "اعدته": "",
    "اعدها": "",
    "المحرر": "",
    "الكاتب": "",
    "الكاتبه": "",
    "بواسطه": "",
    "متابعه": "",
    "مراسله": "",
    "نشره": "",
    "نشر بواسطه": "",
    "مرسله بواسطه": "",
    "اضيف بواسطه": "",
    "ارسله": "",
    "by": "",
    "ترجمه": "مترجم",
    "ترجمها": "مترجم",
    "نقله الي العربيه": "مترجم",
    "تصوير": "مصوّر",
    "عدسه": "مصوّر",
    "تحرير": "محرّر",
    "مراجعه": "مراجع",
}
_ROLE = re.compile(
    rf"^(?P<role>{'|'.join(sorted(ROLES, key=len, reverse=True))})"
    r"(?:\s*[/\\:\-–—|]\s*|\s+)(?P<rest>.+)$"
)
_ONLY_BYLINES = {"بقلم", "بواسطه", "by", "نشر بواسطه", "مرسله بواسطه", "اضيف بواسطه"}
_ORGANISATION = re.compile(
    r"(?<![^\W_])(?:وكال[هات]+|صحيف[هة]|جريده|مجله|موقع|شبكه|قناه|اذاعه|تلفزيون|هيئه|مؤسسه|موسسه|"
    r"مركز|معهد|منظمه|وزاره|مكتب|فريق|قسم|بوابه|منصه|راديو|رويترز|فرانس برس|اسوشيتد برس|الاناضول|"
    r"ا\.?\s?ف\.?\s?ب|و\.?\s?م\.?\s?ع|د\.?\s?ب\.?\s?ا|واس|وام|قنا|كونا|بترا|وفا|سانا|سبا|مراسلون|متابعات|خاص|"
    r"وكالات|اونلاين|اون لاين|كوم|نت|news|press|agency|times|post)(?![^\W_])"
)
_TITLES = re.compile(
    r"^(?:(?:ا|أ)?\.?\s?د\.|د/|أ\.|م\.|الدكتوره?|الاستاذه?|المهندسه?|الصحفيه?|الكاتبه?|الزميله?)\s+"
)
_NOT_A_NAME = re.compile(
    r"[\d:؟?!.«»\"“”()]|(?<![^\W_])(?:في|من|الي|علي|عن|مع|هذا|هذه|الذي|التي|ما|لا|هل|كيف|لماذا|متي|ان|اكثر|بعد|قبل|حول|بين|كل|غير)(?![^\W_])"
)
# عبد and ابو and بن begin a name of two words: "عبد الله", "أبو بكر".
_PARTICLE = {"عبد", "ابو", "ابن", "بن", "بنت", "ام", "ال", "ولد", "ايت", "بو", "نور", "سيف"}
# Names that begin with a و of their own.
_WITH_WAW = {"وليد", "وسام", "وائل", "وجدي", "وفاء", "وداد", "وهبي", "وهيب"}
_NOBODY = frozenset(
    (
        "admin|administrator|editor|webmaster|root|author|user|guest|super user|superuser|"
        "ادمن|محرر|المحرر|مدير|المدير|مشرف|كاتب|الكاتب|مدير الموقع|اداره الموقع|هيئه التحرير|"
        "فريق التحرير|"
        "غرفه الاخبار|غرفه التحرير|زائر|غير معرف"
    ).split("|")
)
_BETWEEN = re.compile(r"\s*(?:[،,؛;/|&+]|\s[-–—]\s)\s*")


@dataclass(frozen=True, slots=True)
class Byline:
    """The people, and the outlet or place printed with them; each may be empty."""

    authors: tuple[str, ...] = ()
    contributors: tuple[tuple[str, str], ...] = ()
    outlet: str = ""
    place: str = ""

    def __bool__(self) -> bool:
        return bool(self.authors or self.contributors)


def is_place(text: str) -> bool:
    """Whether `text` names a city that datelines name."""
    return fold(text).strip(" .،:-–()") in words("places")


def is_nobody(text: str) -> bool:
    """Whether a signature names whoever runs the site, not a person."""
    return fold(text).strip(" .:-") in _NOBODY


def is_organisation(text: str, outlets: frozenset[str] = frozenset()) -> bool:
    """Whether `text` names an outlet, an agency or another body: `outlets` are folded names."""
    folded = fold(text).strip(" .،:-–()")
    return folded in outlets or bool(_ORGANISATION.search(folded))


def is_person(text: str, outlets: frozenset[str] = frozenset()) -> bool:
    """Whether `text` may be one person's name: two to five words and nothing but a name."""
    folded = fold(_without_title(text))
    parts = folded.split()
    if _NOT_A_NAME.search(folded) or is_place(text) or is_organisation(text, outlets):
        return False
    names = len(parts) - sum(word in _PARTICLE for word in parts[:-1])
    return 2 <= len(parts) <= 6 and 2 <= names <= 5 and all(len(part) < 16 for part in parts)


def read_role(line: str, outlets: frozenset[str] = frozenset()) -> Byline | None:
    """A byline that says so: `كتب: …`, `بقلم …`, `ترجمة: …`; None when the line is none."""
    folded = fold(line)
    found = _ROLE.match(folded)
    if found is None:
        return None
    between = folded[found.end("role") : found.start("rest")]
    rest = unfolded(line, found.start("rest")).lstrip(" /\\:-–—|")
    role = ROLES[found["role"]]
    # «كتب أحمد رسالة» is a sentence: without a sign after it, a verb needs whole names behind it.
    sure = bool(between.strip()) or found["role"] in _ONLY_BYLINES
    if not sure and (line.rstrip().endswith((".", "؟", "!", "…")) or fold(rest).startswith("ال")):
        return None
    byline = read_people(rest, outlets, sure=sure)
    if not byline or len(rest.split()) > 14:
        return None
    if role:
        return Byline((), tuple((name, role) for name in byline.authors), byline.outlet)
    return byline


def read_people(line: str, outlets: frozenset[str] = frozenset(), *, sure: bool = False) -> Byline:
    """The people, outlet and place of a byline: `أحمد عادل – القاهرة`, `الوطن - سعاد علي`.

    `sure` says that the line is known to be a byline: single words are then names too.
    """
    text = line.strip(" .،:-–—|()·•")
    from_place = re.fullmatch(r"(?P<name>.+?)\s+(?:من|في|-|–)\s+(?P<place>[^\d]+)", text)
    place = ""
    if from_place and is_place(from_place["place"]):
        text, place = from_place["name"], from_place["place"].strip(" .،:-–()")
    authors: list[str] = []
    contributors: list[tuple[str, str]] = []
    outlet = ""
    for part in _parts(text):
        role = _ROLE.match(fold(part))
        if role and ROLES[role["role"]]:
            name = unfolded(part, role.start("rest")).strip()
            contributors.append((name, ROLES[role["role"]]))
        elif is_place(part):
            place = place or part
        elif is_organisation(part, outlets):
            outlet = outlet or part
        elif is_person(part, outlets) or (sure and 0 < len(part.split()) <= 6):
            authors.append(_without_title(part))
        elif not sure:
            return Byline()
    return Byline(tuple(dict.fromkeys(authors)), tuple(contributors), outlet, place)


def _parts(text: str) -> list[str]:
    parts = [part.strip(" .،:-–—|()·•") for part in _BETWEEN.split(text)]
    # «سعاد علي وعمر حسن»: a و before a name parts two people when both sides are whole names.
    split: list[str] = []
    for part in parts:
        tokens = part.split()
        cut = next(
            (
                at
                for at in range(2, len(tokens) - 1)
                if tokens[at].startswith("و")
                and len(tokens[at]) > 3
                and is_person(" ".join(tokens[:at]))
                and is_person(" ".join([tokens[at][1:], *tokens[at + 1 :]]))
                and fold(tokens[at]) not in _WITH_WAW
            ),
            None,
        )
        if cut is None:
            split.append(part)
        else:
            split += [" ".join(tokens[:cut]), " ".join([tokens[cut][1:], *tokens[cut + 1 :]])]
    return [part for part in split if part]


def _without_title(name: str) -> str:
    folded = fold(name)
    found = _TITLES.match(folded)
    return unfolded(name, found.end()).strip() if found else name.strip()
