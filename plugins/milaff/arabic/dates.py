"""Dates as Arabic outlets print them.

Month names of the Mashriq, Egypt, the Maghreb and of English pages; digits of every kind; clocks,
zones, weekdays and Hijri dates (Umm al-Qura, through hijridate) beside the Gregorian.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hijridate import Hijri

from milaff.arabic.calendar import WEEKDAYS
from milaff.arabic.partial_date import PartialDate
from milaff.arabic.text import cells, clean, fold

_GREGORIAN = (
    "يناير|كانون الثاني|كانون ثاني|كانون ثان|كانون2|كانون 2|ك2|جانفي|january|jan|janvier",
    "فبراير|شباط|فيفري|february|feb|fevrier|février",
    "مارس|اذار|march|mar|mars",
    "ابريل|نيسان|افريل|april|apr|avril",
    "مايو|ايار|ماي|may|mai",
    "يونيو|يونيه|حزيران|جوان|june|jun|juin",
    "يوليو|يوليه|يوليوز|تموز|جويليه|july|jul|juillet",
    "اغسطس|اغشت|غشت|اوت|اب|august|aug|aout|août",
    "سبتمبر|شتنبر|شتمبر|ايلول|september|sept|sep|septembre",
    "اكتوبر|تشرين الاول|تشرين اول|تشرين1|تشرين 1|ت1|october|oct|octobre",
    "نوفمبر|نونبر|نوفامبر|تشرين الثاني|تشرين ثاني|تشرين2|تشرين 2|ت2|november|nov|novembre",
    "ديسمبر|دجنبر|دجمبر|كانون الاول|كانون اول|كانون1|كانون 1|ك1|december|dec|decembre|décembre",
)
_HIJRI = (
    "محرم|المحرم",
    "صفر",
    "ربيع الاول|ربيع اول",
    "ربيع الاخر|ربيع الثاني|ربيع ثاني|ربيع اخر",
    "جمادي الاولي|جمادي الاول|جمادي اولي",
    "جمادي الاخره|جمادي الثانيه|جمادي الثاني|جمادي الاخر",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعده|ذي القعده|القعده",
    "ذو الحجه|ذي الحجه|الحجه",
)
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")
#: As some papers spell them, folded.
_SPELLED = {
    "الاتنين": "الاثنين",
    "الثلثاء": "الثلاثاء",
    "التلاتاء": "الثلاثاء",
    "الاربعا": "الاربعاء",
}
_ZONES = {
    "القاهره|مصر": "Africa/Cairo",
    "مكه المكرمه|مكه|السعوديه|الرياض|المملكه": "Asia/Riyadh",
    "ابوظبي|ابو ظبي|الامارات|دبي": "Asia/Dubai",
    "بيروت|لبنان": "Asia/Beirut",
    "دمشق|سوريا": "Asia/Damascus",
    "بغداد|العراق": "Asia/Baghdad",
    "عمان|الاردن": "Asia/Amman",
    "الدوحه|قطر": "Asia/Qatar",
    "الكويت": "Asia/Kuwait",
    "القدس|فلسطين|غزه": "Asia/Gaza",
    "تونس": "Africa/Tunis",
    "الجزائر": "Africa/Algiers",
    "المغرب|الرباط|الدار البيضاء": "Africa/Casablanca",
    "طرابلس|ليبيا": "Africa/Tripoli",
    "الخرطوم|السودان": "Africa/Khartoum",
}


def _numbered(groups: tuple[str, ...]) -> dict[str, int]:
    return {name: n for n, group in enumerate(groups, 1) for name in group.split("|")}


def _any_of(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True)).replace(r"\ ", r"\s+")


_GREGORIAN_MONTHS, _HIJRI_MONTHS = _numbered(_GREGORIAN), _numbered(_HIJRI)
_G, _H = _any_of(_GREGORIAN_MONTHS), _any_of(_HIJRI_MONTHS)
_SEP = r"[\s/.,،\-]{0,3}"
_END = r"(?![^\W_])"
_DIGIT = re.compile("[0-9٠-٩۰-۹]")
_YEAR = re.compile(r"\d{4}")
_LETTER = re.compile(r"[^\W_]")
_LONGEST_OF_A_DAY = 45
#: A line that is a day whose year has two figures, perhaps with a clock: `16.06.09 12:30`.
_DAYS = "|".join((*_WEEKDAYS, *_SPELLED))
_SHORT_YEAR = re.compile(
    rf"(?P<day>\W*(?:(?:{_DAYS})[\s,،]+)?\d{{1,2}}(?P<sign>[/.\-])\d{{1,2}}(?P=sign))"
    r"(?P<year>\d{2})(?P<clock>(?:[\s,،|\-–]+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[صم])?)?\W*)"
)
_DATE = re.compile(
    # Behind a letter only what nothing but a date can be: الأحد24/5/2020, Published On9/8/2022.
    r"(?<![0-9])(?:(?<![a-z])|(?<=ed on)|(?<=ublished))"
    rf"(?:(?<![^\W_])|(?=\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}))(?:"
    # 31 مارس 2021 · فاتح جوان 2016 · 31/مارس/2021 · 3 مارس/ آذار 2024 · 26 شوال 1436
    rf"(?P<d1>\d{{1,2}}|فاتح|غره)(?:st|nd|rd|th)?{_SEP}(?:من\s+(?:شهر\s+)?|of\s+)?"
    rf"(?:(?P<g1>{_G})(?:\s*[/(\-]\s*(?:{_G})\s*\)?)?|(?P<h1>{_H}))"
    rf"{_SEP}(?:عام\s+|سنه\s+)?(?P<y1>\d{{4}})"
    # مارس 31, 2021
    rf"|(?P<g2>{_G})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s*[,،]?\s+(?P<y2>\d{{4}})"
    # 2021/3/31
    r"|(?P<y3>\d{4})\s?[/.\-]\s?(?P<m3>\d{1,2})\s?[/.\-]\s?(?P<d3>\d{1,2})"
    # 31/03/2021 · ١ / ١٢ / ٢٠٢٠
    r"|(?P<d4>\d{1,2})\s?(?P<s4>[/.\-])\s?(?P<m4>\d{1,2})\s?(?P=s4)\s?(?P<y4>\d{4})"
    # 2019 الأحد 12 مايو
    rf"|(?P<y6>(?:19|20)\d{{2}})\s+(?:{'|'.join(_WEEKDAYS)})[،,]?\s+(?P<d6>\d{{1,2}})\s+(?P<g6>{_G})"
    r"(?!\s+\d{4})"
    # 2006 مارس 14, before the Hijri day or at the end
    rf"|(?P<y7>(?:19|20)\d{{2}})\s+(?P<g7>{_G})\s+(?P<d7>\d{{1,2}})(?!\s*(?:{_G}|\d{{4}}|:))"
    # مارس 2021
    rf"|(?<![^\W_])(?:(?P<g5>{_G})(?:\s*[/(\-]\s*(?:{_G})\s*\)?)?|(?P<h5>{_H}))\s+(?P<y5>\d{{4}})"
    rf")(?:t(?=\d)|(?=\d{{2}}:\d{{2}})|(?![\d/]))(?P<era>\s*(?:هـ*|م|ميلادي[هة]?|هجري[هة]?){_END})?"
)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?(?![\d:])"
    rf"(?:\s*(?P<half>صباحا|مساءا|مساء|ظهرا|عصرا|ليلا|فجرا|ص|م|a\.?m|p\.?m){_END}\.?)?"
)
_ZONE = re.compile(
    r"(?P<universal>(?:بتوقيت\s+|توقيت\s+)?(?:غرينتش|جرينتش|gmt|utc))\s*(?P<offset>[+-]\s?\d{1,2}(?::?\d{2})?)?"
    rf"|(?P<iso>(?<=\d)z{_END}|(?<=\d)[+-]\d{{2}}:?\d{{2}}(?!\d))"
    rf"|(?:بتوقيت|توقيت|\()\s*(?P<place>{'|'.join(_ZONES)}){_END}"
    rf"|(?<![^\W_])(?P<letters>ksa|gst){_END}"
)
_OFFSETS = {"ksa": "+03:00", "gst": "+04:00"}
_WEEKDAY = re.compile(
    rf"(?<![^\W_])(?:يوم\s+)?(?:(?P<day>{'|'.join((*_WEEKDAYS, *_SPELLED))}){_END}"
    # Drupal's short form: «جمعة, 11/12/2010».
    rf"|(?P<short>{'|'.join(day.removeprefix('ال') for day in _WEEKDAYS)})(?=[,،]\s*\d))"
)
#: What a number before a month counts where this stands before it: «العدد 7، أفريل 1974».
_COUNTED = re.compile(
    r"(?<![^\W_])(?:ال)?(?:عدد|مجلد|جزء|سنه|صفحه|رقم|ع|ص|مج|no|issue|vol|volume)\s?[.:]?\s*\(?\s*$"
)
#: What stands before a day of which no article was: a paper's first, a member's.
_OTHER_DAY = re.compile(
    r"(?:تاسس\w*|اسس\w*|صدر\w*\s+(?:ال)?عدد\w*\s+(?:ال)?اول)(?:\s+[^\W\d]+){0,3}\s*$"
    r"|(?:تاريخ\s+(?:ال)?(?:تسجيل|انتساب|انضمام|عضويه)|عضو\s+منذ|مسجل\s+منذ|join(?:ed|\s+date)"
    r"|member\s+since)\s*:?\s*$"
)
_UPDATE = re.compile(r"تحديث|محدث|معدل|تعديل|updated|modified")
_LABEL = re.compile(
    r"(?:تم\s+)?(?:(?:تاريخ|وقت|موعد|يوم|زمن)\s+)?"
    r"(?:(?:ال)?(?:نشر|تحديث|اضافه|ادراج|تعديل|خبر|مقال|موضوع|اصدار)(?:ت|ه|ها)?|اخر\s+تحديث|التاريخ|"
    r"تاريخ|بتاريخ|منشور|صدر|صدرت|كتب|حرر|ارسلت|ارسل|نشرت|اضيف|اضيفت|محدث|محدثه|اخر\s+تعديل|"
    r"(?:last\s+)?updated|(?:first\s+)?published|date|posted)"
    r"\s*(?:في|بتاريخ|يوم|علي|on|:)*"
)
_FILLER = re.compile(
    r"(?<![^\W_])(?:الساعه|صباح|مساء|ظهر|الموافق|لـ|ل|في|يوم|من|عند|و(?!\.)|علي(?=\s+(?:الساعه|تمام))|الي|بتوقيت|توقيت|المحلي|الحجم|at|on|"
    r"(?:رقم\s+)?(?:ال)?(?:عدد|مجلد|جزء|سنه|صفحه|مج|ص|ع)(?:\s+رقم)?\s*:?\s*\(?\s*[\d,]+\)?|عدد|"
    r"منذ\s+(?:\d+\s+)?\w+(?:\s+واحده?)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)"
    rf"{_END}"
)
_PARTED = re.compile(r"\s*[|/،,؛•·()\[\]]+\s*|\s+[-–—ـ:]+\s*|\s*[-–—ـ:]+\s+")


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line says about time.

    `published` and `updated` are Gregorian (converted where only a Hijri date is printed);
    `hijri` is the Hijri date as printed, or empty; `weekday_clash` names the weekday that is
    printed and the one that the date has, or is empty; `parts` is what the line holds besides,
    without labels, cut at signs and where the date stood: empty when the line is but a date.
    """

    published: PartialDate | None
    updated: PartialDate | None
    hijri: str
    weekday_clash: str
    parts: tuple[str, ...]

    @property
    def rest(self) -> str:
        """What the line holds besides, without signs."""
        return " ".join(self.parts)


def read(line: str) -> PartialDate | None:
    """The date that a printed date line tells, publication before update; None when it has none.

    A Hijri date alone is converted. `03/04/2021` is the third of April, as everywhere in the
    Arab world. A zone is given only when one is printed.
    """
    found = read_line(line)
    return (found.published or found.updated) if found else None


def read_line(line: str) -> DateLine | None:
    """Everything a line says about time, or None when it names no date."""
    if not _DIGIT.search(line):
        return None
    printed = clean(line)
    return _read(_with_whole_year(printed)) if len(printed) <= 400 else None


_DAY_ALONE = re.compile(
    rf"\W*(?:(?:ال)?عدد\s*:?\s*\d+\W+)?(?:يوم\s+)?(?:(?:{'|'.join((*_WEEKDAYS, *_SPELLED))})\W+)?"
    rf"\d{{1,2}}{_SEP}(?:{_G})(?:\s?/\s?(?:{_G}))?\W*(?:\d{{1,2}}:\d{{2}})?\W*"
)


def is_day_without_year(line: str) -> bool:
    """Whether a line is a day and a month, perhaps with a weekday or an issue, and no year."""
    return _DIGIT.search(line) is not None and _DAY_ALONE.fullmatch(fold(clean(line))) is not None


_SHORT_YEAR_BEHIND_A_MONTH = re.compile(
    rf"(?P<day>\W*(?:\d{{1,2}}:\d{{2}}\s*[صم]?\W+)?(?:(?:{_DAYS})\W+)?\d{{1,2}}\s(?:{_G})\s)"
    r"(?P<year>\d{2})(?P<clock>(?:\W+\d{1,2}:\d{2}\s*[صم]?)?\W*)"
)


def _with_whole_year(line: str) -> str:
    """`16.06.09` → `16.06.2009`; a line that says anything else too is left as it is."""
    if len(line) > _LONGEST_OF_A_DAY:
        return line
    folded = fold(line)
    found = _SHORT_YEAR.fullmatch(folded) or _SHORT_YEAR_BEHIND_A_MONTH.fullmatch(folded)
    year = int(found["year"]) if found else 50
    if found is None or 30 <= year < 70:
        return line
    return f"{found['day']}{2000 + year if year < 30 else 1900 + year}{found['clock']}"


# Many ask what one line says.
@lru_cache(maxsize=1024)
def _read(printed: str) -> DateLine | None:
    folded = fold(printed)
    if not _YEAR.search(folded):
        return None
    matches = [
        m
        for m in map(_without_issue, _DATE.finditer(folded))
        if m and _is_possible(m) and not _OTHER_DAY.search(folded, 0, m.start())
    ]
    if not matches:
        return None
    signs = cells(printed)
    published: list[PartialDate] = []
    updated: list[PartialDate] = []
    converted: list[tuple[bool, PartialDate]] = []
    hijri = ""
    for at, match in enumerate(matches):
        before = folded[matches[at - 1].end() if at else 0 : match.start()]
        after = folded[match.end() : matches[at + 1].start() if at + 1 < len(matches) else None]
        # What labels the next date does not belong to this one's clock.
        clock = _clock(after) or (_clock(before) if at == 0 else None)
        is_update = bool(_UPDATE.search(before))
        if _is_hijri(match):
            hijri = hijri or "".join(signs[match.start() : match.end()]).strip()
            if date := _from_hijri(match, clock):
                converted.append((is_update, date))
            continue
        date = _gregorian(match, clock, folded)
        if date:
            (updated if is_update else published).append(date)
    if not published and not updated:
        for is_update, date in converted:
            (updated if is_update else published).append(date)
    first = published[0] if published else updated[0] if updated else None
    if first is None and not hijri:
        return None
    clash = _weekday_clash(folded, signs, first) if first else ""
    return DateLine(
        published[0] if published else None,
        updated[-1] if updated else None,
        hijri,
        clash,
        _parts(signs, folded, matches),
    )


def _without_issue(match: re.Match[str]) -> re.Match[str] | None:
    """The month and the year alone where the number before them counts issues or pages."""
    month = "g1" if match["g1"] else "h1"
    if not match[month] or not _COUNTED.search(match.string, 0, match.start()):
        return match
    return _DATE.match(match.string, match.start(month))


def _is_possible(match: re.Match[str]) -> bool:
    year = int(next(match[f"y{n}"] for n in range(1, 8) if match[f"y{n}"]))
    if _is_hijri(match):
        return 1300 <= year <= 1500
    return 1800 <= year <= 2100


def _is_hijri(match: re.Match[str]) -> bool:
    if match["h1"] or match["h5"]:
        return True
    era = (match["era"] or "").strip()
    year = next((match[f"y{n}"] for n in (3, 4) if match[f"y{n}"]), None)
    return bool(year) and (era.startswith("ه") or 1300 <= int(year or 0) <= 1500)


def _from_hijri(match: re.Match[str], clock: tuple[int, int] | None) -> PartialDate | None:
    name = match["h1"]
    if match["h5"]:
        return None  # a Hijri month lies in two Gregorian ones
    if name:
        month, day = _HIJRI_MONTHS[" ".join(name.split())], _day(match["d1"])
        year = int(match["y1"])
    else:
        n = 3 if match["y3"] else 4
        year, month, day = (int(match[f"{part}{n}"]) for part in "ymd")
    try:
        date = Hijri(year, month, day).to_gregorian()
        return PartialDate(date.year, date.month, date.day, *(clock or ()))
    except (ValueError, OverflowError):
        return None


def _gregorian(
    match: re.Match[str], clock: tuple[int, int] | None, line: str
) -> PartialDate | None:
    day: int | None
    if match["g1"]:
        month, day, year = _month(match["g1"]), _day(match["d1"]), int(match["y1"])
    elif match["g2"]:
        month, day, year = _month(match["g2"]), int(match["d2"]), int(match["y2"])
    elif match["g6"]:
        month, day, year = _month(match["g6"]), int(match["d6"]), int(match["y6"])
    elif match["g7"]:
        month, day, year = _month(match["g7"]), int(match["d7"]), int(match["y7"])
    elif match["g5"]:
        month, day, year = _month(match["g5"]), None, int(match["y5"])
    else:
        n = 3 if match["y3"] else 4
        year, month, day = (int(match[f"{part}{n}"]) for part in "ymd")
        if month > 12 >= day or _is_the_other_way(line, year, month, day):
            month, day = day, month
    try:
        if clock is None or day is None:
            return PartialDate(year, month, day)
        return PartialDate(year, month, day, *clock, _zone(line, year, month, day, *clock))
    except ValueError:
        return None


def _is_the_other_way(line: str, year: int, month: int, day: int) -> bool:
    """Whether the weekday that is printed is that of `11/03` read as the third of November."""
    named = _WEEKDAY.search(line)
    if named is None or max(month, day) > 12:
        return False
    try:
        days = [datetime.date(year, *pair).weekday() for pair in ((month, day), (day, month))]
    except ValueError:
        return False
    return days[0] != _weekday(named) == days[1]


def _weekday(match: re.Match[str]) -> int:
    """Which day of the week is printed, Monday being 0."""
    name = match["day"] or f"ال{match['short']}"
    return _WEEKDAYS.index(_SPELLED.get(name, name))


def _month(name: str) -> int:
    return _GREGORIAN_MONTHS[" ".join(name.split())]


def _day(text: str) -> int:
    return int(text) if text.isdecimal() else 1


def _clock(text: str) -> tuple[int, int] | None:
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"]), match["half"] or ""
    if half and hour <= 12:
        afternoon = half[0] in "مظعp" or (half == "ليلا" and hour >= 6)
        hour = hour % 12 + (12 if afternoon else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _zone(line: str, year: int, month: int, day: int, hour: int, minute: int) -> str | None:
    match = _zone_of(line, f"{hour % 12 or 12:02}:{minute:02}", f"{hour:02}:{minute:02}")
    if match is None:
        return None
    if match["letters"]:
        return _OFFSETS[match["letters"]]
    offset = match["offset"] or match["iso"]
    if match["universal"] and not offset:
        return "Z"
    if offset:
        if offset == "z":
            return "Z"
        digits = re.sub(r"\D", "", offset)
        hours, minutes = (digits, "00") if len(digits) < 3 else (digits[:-2], digits[-2:])
        return f"{offset[0]}{int(hours):02}:{minutes}" if int(hours) <= 14 else None
    name = next(zone for places, zone in _ZONES.items() if match["place"] in places.split("|"))
    try:
        moment = datetime.datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError):
        return None
    return moment.isoformat()[-6:]


def _zone_of(line: str, *clocks: str) -> re.Match[str] | None:
    """The zone behind the clock where a line names several, else the one that it names."""
    zones = list(_ZONE.finditer(line))
    if len(zones) < 2:
        return zones[0] if zones else None
    at = max(line.find(clock.lstrip("0")) for clock in clocks)
    return next((zone for zone in zones if zone.start() >= at), None)


def _weekday_clash(folded: str, signs: list[str], date: PartialDate) -> str:
    match = _WEEKDAY.search(folded)
    if match is None or date.month is None or date.day is None:
        return ""
    at = datetime.date(date.year, date.month, date.day).weekday()
    group = "day" if match["day"] else "short"
    printed = "".join(signs[match.start(group) : match.end(group)])
    is_right = _weekday(match) == at
    return "" if is_right else f"{printed} is printed, {date.day_text} is {WEEKDAYS[at]}"


def _parts(signs: list[str], folded: str, matches: list[re.Match[str]]) -> tuple[str, ...]:
    """The line without dates, clocks, zones, weekdays and labels, cut where they stood."""
    text, shown = folded, list(signs)

    def drop(found: Iterable[re.Match[str]]) -> None:
        nonlocal text
        for start, end in (match.span() for match in found):
            text = text[:start] + " " * (end - start) + text[end:]
            shown[start:end] = "|" * (end - start)

    drop(matches)
    if len(text) - sum(match.end() - match.start() for match in matches) > 120:
        return ("".join(signs),)
    for pattern in (_CLOCK, _ZONE):
        drop(pattern.finditer(text))
    if not _LETTER.search(text):
        return ()
    drop(day for day in _WEEKDAY.finditer(folded) if day["short"])
    drop(_WEEKDAY.finditer(text))
    drop([m for m in _LABEL.finditer(text) if _stands_alone(text, m)])
    drop(_FILLER.finditer(text))
    parts = (part.strip(' .:-–—ـ"“”،') for part in _PARTED.split("".join(shown)))
    return tuple(part for part in parts if _LETTER.search(part))


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a label is no part of a word, and no «كتب أحمد»."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    if before.isalnum():
        return False
    return not after.isalnum() or (match[0][-1] in " :" and not match[0].startswith("كتب "))
