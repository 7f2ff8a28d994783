"""Times of day 时刻 as minutes since midnight: how hours, shifts and activities are kept. 0 is 00:00, 1440 is 24:00.

Read as people write them: 8:05, 8点半, 9时30分, 下午2:00, 2:00 PM, 晚上7:00-8:30. What has two readings is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from desk.core.errors import Invalid, Problem
from desk.core.identity import tidy
from desk.core.words import _, listed

HOUR = 60
NOON = 12 * HOUR
END_OF_DAY = 24 * HOUR


@dataclass(frozen=True)
class DayPart:
    """What a word like 下午 makes of the hour beside it: hours ``first`` to ``last`` of the day, twelve of them at
    most.
    """

    first: int
    last: int

    def hour(self, written: int) -> int | None:
        """The hour of the day; None where the word does not fit."""
        twelve = {written, written + 12} if 0 < written < 12 else {written} | ({0, 24} if written == 12 else set())
        fits = [hour for hour in sorted(twelve) if self.first <= hour <= self.last]
        return fits[0] if len(fits) == 1 else None


MORNING, NIGHT = DayPart(4, 11), DayPart(17, 24)
AM, PM = DayPart(0, 11), DayPart(12, 23)
DAY_PARTS = {
    **dict.fromkeys(("清晨", "早上", "早晨", "上午", "早"), MORNING),
    "凌晨": DayPart(0, 6),
    **dict.fromkeys(("中午", "正午"), DayPart(11, 14)),
    **dict.fromkeys(("下午", "午后"), DayPart(12, 19)),
    **dict.fromkeys(("傍晚", "晚上", "晚间", "今晚", "夜间", "夜里", "晚"), NIGHT),
    **dict.fromkeys(("am", "a.m."), AM),
    **dict.fromkeys(("pm", "p.m."), PM),
}
ENGLISH_PARTS = (AM, PM)
TENS = "十"
DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
NUMBER = r"(?:[0-9]{1,2}|[零〇一二两三四五六七八九十]{1,3})"
PART = "|".join(map(re.escape, sorted(DAY_PARTS, key=len, reverse=True)))
TIME = re.compile(
    rf"(?i)(?P<before>{PART})? ?(?P<hour>{NUMBER})"
    rf"(?:(?P<colon>:)(?P<digits>[0-9]{{2}})(?::00)?|(?P<word>[点时])(?:(?P<half>半)|(?P<quarter>[一三])刻|钟|整"
    rf"|(?P<minutes>{NUMBER})分?(?![:点时0-9]))?)?(?![0-9:])(?: ?(?P<after>(?:a\.m\.|p\.m\.|am|pm)(?![a-z])))?"
)
DASH = re.compile(r" ?[-—–~至到]+ ?")
GAP = re.compile(r"[ ,、;和及]*")


@dataclass(frozen=True)
class _Written:
    """A time as it stands there: hour and minute, with the word beside it."""

    hour: int
    minute: int
    part: DayPart | None
    bare: bool
    """Nothing but the hour, as in 9-11点: a time only beside another one."""

    def at(self, part: DayPart | None) -> int | None:
        """Minutes since midnight with a part of the day; None where they do not go together."""
        hour = self.hour if part is None else part.hour(self.hour)
        return None if hour is None or hour * HOUR + self.minute > END_OF_DAY else hour * HOUR + self.minute

    def needed(self) -> int:
        """Minutes since midnight by its own word. Raises ``ValueError``."""
        minutes = self.at(self.part)
        if minutes is None:
            raise ValueError(self)
        return minutes


def minutes_of(text: str) -> int:
    """Minutes since midnight of 8:05, 08：05, 8点5分, 下午2:00, 2 pm. Raises ``ValueError`` for what is no time of a
    day, and for one that has two readings (上午12:00).
    """
    plain = tidy(text)
    match = TIME.fullmatch(plain)
    if match is None:
        raise ValueError(text)
    written = _written(match)
    if written.bare:
        raise ValueError(text)
    return written.needed()


def minutes_in(text: str, field: str) -> int:
    """As ``minutes_of``. Raises ``Invalid`` with its field, saying how a time is written."""
    try:
        return minutes_of(text)
    except ValueError:
        raise Invalid(Problem(field, _("Please write a time as 08:05."))) from None


def spans_of(text: str) -> list[tuple[int, int]]:
    """Every 08:00-12:00 in a text, with spaces or commas between them. Raises ``ValueError`` when one is none."""
    plain, at, spans = tidy(text), 0, []
    while at < len(plain):
        begins = TIME.match(plain, at)
        dash = DASH.match(plain, begins.end()) if begins else None
        ends = TIME.match(plain, dash.end()) if dash else None
        if not begins or not ends:
            raise ValueError(text)
        spans.append(_span(_written(begins), _written(ends)))
        gap = GAP.match(plain, ends.end())
        at = gap.end() if gap else ends.end()
        if at == ends.end() < len(plain):
            raise ValueError(text)
    return spans


def times_in_cell(cell: Any) -> list[int]:
    """One time or the two of a span, of a time cell, a part of a day or a text; none for an empty cell. Raises
    ``ValueError``.
    """
    if isinstance(cell, datetime):
        cell = cell.time() if cell.time() != time() else None
    if isinstance(cell, time):
        return [cell.hour * HOUR + cell.minute]
    if isinstance(cell, float) and 0 < cell < 1:
        return [round(cell * END_OF_DAY)]
    text = tidy("" if cell is None else str(cell))
    if not text:
        return []
    try:
        return [minutes_of(text)]
    except ValueError:
        [span] = spans_of(text)
        return list(span)


def _written(match: re.Match[str]) -> _Written:
    before, after = match["before"], match["after"]
    if before and after:
        raise ValueError(match[0])
    hour, minute = _number(match["hour"]), 0
    if match["digits"] or match["minutes"]:
        minute = _number(match["digits"] or match["minutes"])
    elif match["half"]:
        minute = 30
    elif match["quarter"]:
        minute = 15 * _number(match["quarter"])
    if minute >= HOUR:
        raise ValueError(match[0])
    part = DAY_PARTS[(before or after).lower()] if before or after else None
    return _Written(hour, minute, part, not (match["colon"] or match["word"] or after))


def _span(begins: _Written, ends: _Written) -> tuple[int, int]:
    """Two times that belong together: one word may be meant for both, as in 晚上7:00-8:30 and 2:00-4:00 PM."""
    if begins.bare and ends.bare and not (begins.part and ends.part):
        raise ValueError(begins)
    if begins.part and not ends.part:
        first = begins.needed()
        return first, _one({_end_after(first, ends, begins.part), _later(first, ends.at(None))})
    if ends.part and not begins.part:
        last = ends.needed()
        shared, plain = (_later(at, last, at) for at in (begins.at(ends.part), begins.at(None)))
        if ends.part in ENGLISH_PARTS and shared is not None:
            return shared, last
        return _one({shared, plain}), last
    return begins.needed(), ends.needed()


def _end_after(first: int, ends: _Written, part: DayPart) -> int | None:
    """The end in the part of the day of the begin; 上午9:00-12:00 ends at noon."""
    if part in (MORNING, AM) and ends.hour == 12:
        return _later(first, NOON + ends.minute)
    return _later(first, ends.at(part))


def _later(first: int | None, last: int | None, wanted: int | None = None) -> int | None:
    """``wanted``, or the ``last`` of the two, where they are in order."""
    if first is None or last is None or first >= last:
        return None
    return last if wanted is None else wanted


def _one(readings: set[int | None]) -> int:
    """The only reading there is. Raises ``ValueError`` where there are several, or none."""
    [minutes] = readings - {None}
    if minutes is None:
        raise ValueError(readings)
    return minutes


def _number(digits: str) -> int:
    """8, 08, 八, 十, 十一, 二十, 二十三, 零五. Raises ``ValueError``."""
    if digits.isdigit():
        return int(digits)
    tens, ten, ones = digits.partition(TENS)
    if not ten:
        zero, digit = (digits[0], digits[1:]) if len(digits) == 2 and digits[0] in "零〇" else ("", digits)
        return _digit(digit) if zero or len(digits) == 1 else _refuse(digits)
    return 10 * (_digit(tens) if tens else 1) + (_digit(ones) if ones else 0)


def _digit(character: str) -> int:
    return DIGITS[character] if character in DIGITS else _refuse(character)


def _refuse(digits: str) -> int:
    raise ValueError(digits)


def clock(minutes: int) -> str:
    """08:05."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def clock_span(begins: int, ends: int) -> str:
    """08:00-12:00, as it is typed."""
    return f"{clock(begins)}-{clock(ends)}"


def span_words(begins: int, ends: int) -> str:
    """08:00—12:00, as it is shown and printed."""
    return f"{clock(begins)}—{clock(ends)}"


def duration(seconds: int) -> str:
    """1:05:09 of hours, minutes and seconds."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def hours_words(hours: Iterable[int]) -> str:
    """Whole hours of a day as spans, neighbours together: 09:00—11:00、16:00—17:00; empty without any."""
    spans: list[tuple[int, int]] = []
    for hour in sorted(hours):
        if spans and spans[-1][1] == hour:
            spans[-1] = (spans[-1][0], hour + 1)
        else:
            spans.append((hour, hour + 1))
    return listed(span_words(begins * HOUR, ends * HOUR) for begins, ends in spans)
