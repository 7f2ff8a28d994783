"""Half days of the week as a spreadsheet has them: 周一上午、周六全天、工作日晚上、每天."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desk.books.teams.model import HalfDay
from desk.core.plain_text import tidy

DAYS = "一二三四五六日"
SPANS = {
    "工作日": range(5),
    "周末": range(5, 7),
    "双休日": range(5, 7),
    "每天": range(7),
    "每日": range(7),
    "全周": range(7),
}
HALVES = {
    "上午": (HalfDay.MORNING,),
    "下午": (HalfDay.AFTERNOON,),
    "晚上": (HalfDay.EVENING,),
    "晚间": (HalfDay.EVENING,),
    "白天": (HalfDay.MORNING, HalfDay.AFTERNOON),
    "全天": tuple(HalfDay),
    "": tuple(HalfDay),
}
SHOWN = {HalfDay.MORNING: "上午", HalfDay.AFTERNOON: "下午", HalfDay.EVENING: "晚上"}
ANY_TIME = frozenset(("", "随时", "不限", "均可", "都可以", "无", "全时段"))
"""What says that somebody can come at any time."""
BETWEEN = re.compile(r"[、,，;；/\s]+")
PART = re.compile(
    rf"(?:(?:周|星期|礼拜)([{DAYS}天])|({'|'.join(SPANS)}))({'|'.join(half for half in HALVES if half)})?"
)


class NotATime(ValueError):
    """Words that name no half days; the first argument is what could not be read."""


def times_in(written: str) -> tuple[tuple[int, HalfDay], ...]:
    """The half days that a cell names; none for any time. Raises ``NotATime`` with what cannot be read."""
    text = tidy(written)
    if text in ANY_TIME:
        return ()
    named: set[tuple[int, HalfDay]] = set()
    for part in filter(None, BETWEEN.split(text)):
        match = PART.fullmatch(part)
        if match is None:
            raise NotATime(part)
        weekday, span, half = match.groups()
        days = SPANS[span] if span else (DAYS.index("日" if weekday == "天" else weekday),)
        named |= {(day, each) for day in days for each in HALVES[half or ""]}
    return tuple(sorted(named, key=lambda time: (time[0], list(HalfDay).index(time[1]))))


def written(times: Iterable[tuple[int, HalfDay]]) -> str:
    """As ``times_in`` reads it back; empty for any time."""
    of_days: dict[int, set[HalfDay]] = {}
    for weekday, half in times:
        of_days.setdefault(weekday, set()).add(half)
    parts = []
    for weekday, halves in sorted(of_days.items()):
        whole = halves == set(HalfDay)
        parts += [f"周{DAYS[weekday]}{half}" for half in (["全天"] if whole else _in_order(halves))]
    return "、".join(parts)


def _in_order(halves: set[HalfDay]) -> list[str]:
    return [SHOWN[half] for half in HalfDay if half in halves]
