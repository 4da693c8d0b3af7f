"""Who signed: the people, the outlet and the place that a byline names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from milaff.arabic.text import fold, unfolded
from milaff.intake.names import (
    COUNTRY_BEHIND,
    EDGES,
    INITIAL,
    NOT_A_NAME,
    PARTICLES,
    PEOPLE,
    QUOTED,
    ROLE,
    ROLE_OF,
    Kind,
    is_named,
    is_nobody,
    is_note,
    is_place,
    is_profession,
    is_role,
    kind_of,
    may_be_a_name,
    outlet_name,
    says_something,
    without_title,
)
from milaff.intake.words import words

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
    rf"^\W*(?P<role>{'|'.join(sorted(ROLE_OF, key=len, reverse=True))})\s+(?:في|من)\s+"
    r"(?P<place>[^\W\d]+(?:\s[^\W\d]+){0,2})\s*[/\\:\-–—ـ|]\s*(?P<rest>.+)$"
)
#: Behind them stands an outlet as often as a person.
_OF_OUTLETS = {"متابعه", "رصد", "تغطيه", "نشره", "نص"}
_STROKE_IN_TITLE = re.compile(
    r"(?<!\w)(?P<title>الدكتور[ةه]?|الأستاذ[ةه]?|المهندس[ةه]?|[أا]\.\s?د|د|م|أ)\s?/\s*(?=\w)"
    r"|(?<!\S)(?P<doctor>د)\s?-\s?(?=\w)"
)
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
_BETWEEN = re.compile(r"\s*(?:[،,؛;/|&+•·*]|(?<=\s)[-–—ـ_]+|[-–—ـ_]+(?=\s))\s*")


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


_AT_A_TIME = re.compile(r"\s+(?:(?:في|عند|at)\s+)?\d{1,2}:\d{2}(?!\d).{0,40}$")
_BRACKETED = re.compile(r"(?P<name>[^()]{4,60}?)\s*\((?P<inside>[^()\d]{2,24})\)")
_HANDLE = re.compile(r"\s*[(\[]?@[\w.]+[)\]]?|\s*(?<![\w.])[A-Za-z][\w.]+@(?![\w.])")


def without_handle(text: str) -> str:
    """A line without the account that is printed beside a name: `(جدة) @name`."""
    return _HANDLE.sub("", text).strip() if "@" in text else text.strip()


#: `ترجمها عن الإنجليزية فلان`, `ترجمة: فلان عن صحيفة العيّنة`.
_TRANSLATED_FROM = re.compile(r"^(?:عن|من)\s+ال\w+ي[ةه]\s*[/:\-–]?\s|\s+عن\s+\S.{1,40}$")


_EDITOR = re.compile("(?:ال)?محرر")


def read_role(line: str, outlets: frozenset[str] = frozenset()) -> Byline | None:
    """A byline that says so: `كتب: …`, `بقلم …`, `ترجمة: …`; None when the line is none."""
    folded = fold(line)
    found = ROLE.match(folded)
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
    role = ROLE_OF[found["role"]]
    # «كتب أحمد رسالة» is a sentence: without a sign after it, a verb needs whole names behind it.
    sure = bool(between.strip()) or found["role"] in _ONLY_BYLINES
    if not sure and found["role"].startswith("كتب") and _EDITOR.match(fold(rest)):
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
    is_one_word = len(byline.authors) == 1 and re.fullmatch(r"ال\w+", fold(rest).strip(EDGES))
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
    byline = surest(byline)  # «بقلم سامي حسن، زيورخ»
    if role:
        named = tuple((name, role) for name in byline.authors)
        return Byline((), named + byline.contributors, byline.outlet, byline.place)
    return byline


def surest(byline: Byline) -> Byline:
    """Without single words where a whole name stands beside them."""
    named = tuple(name for name in byline.authors if " " in name or "." in name)
    return replace(byline, authors=named or byline.authors)


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
            return replace(byline, place=byline.place or found["inside"].strip(EDGES))
    text = text.strip(EDGES)
    from_place = re.fullmatch(r"(?P<name>.+?)\s*(?:\s(?:من|في|-|–)\s+|\()(?P<place>[^\d]+)", text)
    place = ""
    if from_place and is_place(from_place["place"]):
        text, place = from_place["name"], from_place["place"].strip(EDGES)
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
            place = place or COUNTRY_BEHIND.sub("", part).strip(EDGES)
        elif kind is Kind.OUTLET:
            # الرياض and المدينة are cities and newspapers: another outlet beside one decides.
            if is_place(part):
                place = place or part.strip(EDGES)
            if not outlet or (is_place(outlet) and not is_place(part)):
                outlet = outlet_name(part)
        elif kind is Kind.NOTE:
            note = note or part.strip(EDGES)
        elif kind in PEOPLE or (sure and _is_short_name(part, kind)):
            name = without_title(part)
            if role:
                contributors.append((name, role))
            else:
                authors.append(name)
        elif kind is Kind.UNKNOWN and not sure:
            return Byline()
    return Byline(tuple(dict.fromkeys(authors)), tuple(contributors), outlet, place, note)


#: What somebody is called on a site that has people sign in: `desk3`.
_ACCOUNT = re.compile(r"[a-z][a-z0-9_.-]*")


def _is_short_name(part: str, kind: Kind) -> bool:
    folded = fold(part)
    if kind is not Kind.UNKNOWN or NOT_A_NAME.search(INITIAL.sub("", folded)):
        return False
    if _ACCOUNT.fullmatch(part):
        return False
    return 0 < len(part.split()) <= 6 and not says_something(folded)


def pieces(text: str) -> list[str]:
    """A byline cut at commas, strokes and dashes, and at an «and» between two names."""
    split: list[str] = []
    text = without_handle(text)
    if "/" in text or "-" in text:
        text = _STROKE_IN_TITLE.sub(_title_alone, text)
    for part in _BETWEEN.split(text):
        part = part.strip(EDGES) if not QUOTED.fullmatch(part.strip()) else part.strip()
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
    tokens = without_title(text).split()
    if len(tokens) > 16 or words("professions").isdisjoint(fold(text).replace("ال", "").split()):
        return False
    return any(_is_note_behind(tokens, at) for at in range(2, min(6, len(tokens))))


def _is_note_behind(tokens: list[str], at: int) -> bool:
    """`أمين حسن كاتب ومفكر`: what somebody is, without a sign behind the name."""
    first = fold(tokens[at])
    if first.startswith("ال") or not is_profession(first) or fold(tokens[at - 1]) in PARTICLES:
        return False
    return is_note(fold(" ".join(tokens[at:]))) and is_named(" ".join(tokens[:at]))


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
    if ROLE.match(fold(" ".join(first))):
        first = first[1:]
    return may_be_a_name(" ".join(first)) and may_be_a_name(" ".join(second))
