"""The demo's district 示例区: two dozen centres of two groups, and what they sent of the last two months."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from desk.books import figures
from desk.books.district import headed_tables, listing, queries, returns
from desk.books.district.model import FigureFile, NewCentre
from desk.core.book import SampleLife
from desk.core.clock import start_of
from desk.core.figure import Number
from desk.core.figures_sheet import FiguresSheet, signed
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.permissions import May
from desk.core.work import Work

TOWNS = "东湖 西埔 南亭 北渠 山前 港尾 后坑 前洋 龙峰 虎岩 凤屿 鹤浦".split()
GROUPS = (("镇区", "社区"), ("村居", "村"))
"""The groups of like ones, and how the names of their centres go on."""
LATE, SILENT, UNSIGNED = 5, 11, 17
"""Every so many centres sent late, nothing, or no signature."""
PROGRAM = "1.0"


def fill(work: Work, life: SampleLife) -> None:
    """The list of centres, and the figures of two months as they came in the first days of the next one."""
    work.require(May.MERGE_DISTRICT)
    dice = Random(life.seed)
    ids = [_enter(work, place, dice) for place in range(2 * len(TOWNS))]
    last = Month.of(life.until).plus(-1)
    for month in (last.previous, last):
        period = Period.around(PeriodKind.MONTH, month.first)
        for day, late in ((3, False), (8, True)):
            at = start_of(month.next.first.replace(day=day)) + timedelta(hours=9)
            files = [
                _file(work, place, id, period, dice)
                for place, id in enumerate(ids)
                if (place % LATE == LATE - 1) is late and place % SILENT != SILENT - 1
            ]
            if at <= work.now:
                returns.take_in(replace(work, now=at), period, files)


def _enter(work: Work, place: int, dice: Random) -> int:
    likeness, ending = GROUPS[place % 2]
    name = f"{TOWNS[place // 2]}{ending}邻里中心"
    people = dice.randrange(2000, 9000) if ending == "村" else dice.randrange(8000, 20000)
    return listing.add(work, NewCentre(f"3505990{place + 1:02d}", name, likeness, people))


def _file(work: Work, place: int, id: int, period: Period, dice: Random) -> FigureFile:
    centre = queries.find(work, id)
    assert centre.population
    made = start_of(period.last + timedelta(days=2)) + timedelta(hours=8)
    values = made_up(centre.population, dice)
    sheet = sheet_of(centre.code, centre.name, centre.population, period, made, values)
    if place % UNSIGNED:
        sheet = signed(sheet, hashlib.sha256(centre.code.encode()).digest())
        if centre.public_key is None:
            key = replace(listing.entered_of(centre), public_key=sheet.public_key)
            listing.edit(work, id, key)
    else:
        sheet = replace(sheet, sha256=sheet.digest)
    name = f"{centre.name} {period.name}.xlsx"
    return FigureFile(name, hashlib.sha256(sheet.digest.encode()).hexdigest(), sheet)


def sheet_of(
    code: str, name: str, population: int, period: Period, made: datetime, values: dict[str, Number]
) -> FiguresSheet:
    """What the program of a centre writes, not signed yet."""
    counted = headed_tables.figures_of(values)
    return FiguresSheet(
        code,
        name,
        population,
        600,
        _open_hours(period.first, period.last),
        period.kind.value,
        period.name,
        PROGRAM,
        made.isoformat(),
        tuple(replace(each, version=figures.version_of(each.code)) for each in counted),
    )


def _open_hours(first: date, last: date) -> float:
    return 8.0 * ((last - first).days + 1) * 6 // 7


def made_up(population: int, dice: Random) -> dict[str, Number]:
    """Figures that go together, of so many people."""
    cases = max(round(population * dice.triangular(0.055, 0.085)), 12)
    visits = cases + round(cases * dice.triangular(0.05, 0.2))
    modes = _split(cases, dice, 3)
    finished = cases - dice.randrange(cases // 20 + 1)
    in_time = finished - dice.randrange(finished // 15 + 1)
    levels = _split(cases, dice, 7)
    good, given = sum(levels[:3]), sum(levels[:5])
    held = max(round(population / 450 * dice.triangular(0.8, 1.2)), 2)
    orders = max(round(population / 100 * dice.triangular(0.8, 1.2)), 6)
    done = orders - dice.randrange(orders // 6 + 1)
    rated = done - dice.randrange(done // 3 + 1)
    satisfied = rated - dice.randrange(rated // 8 + 1)
    names = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
    return {
        "visits": visits,
        "cases": cases,
        **dict(zip(("cases.mode.on_the_spot", "cases.mode.nearby", "cases.mode.by_phone"), modes, strict=True)),
        "finished": finished,
        "finished_in_time": in_time,
        "in_time_percent": _percent(in_time, finished),
        **{f"evaluation.{name}": many for name, many in zip(names, levels[:5], strict=True)},
        "satisfaction_percent": _percent(good, given),
        "activities_held": held,
        "activities_people": round(population / 25 * dice.triangular(0.8, 1.2)),
        "orders": orders,
        "orders_done": done,
        "orders_rated": rated,
        "orders_satisfied": satisfied,
        "orders_satisfied_percent": _percent(satisfied, rated),
        "orders_hours_to_done": round(dice.uniform(8, 60), 1),
        "offerings_delivered": max(round(population / 500 * dice.triangular(0.85, 1.15)), 1),
    }


def _split(whole: int, dice: Random, many: int) -> Sequence[int]:
    """Into so many parts, each smaller than the one before as a rule."""
    parts, left = [], whole
    for _part in range(many - 1):
        taken = round(left * dice.uniform(0.45, 0.75))
        parts.append(taken)
        left -= taken
    return [*parts, left]


def _percent(part: int, whole: int) -> Number:
    return round(100 * part / whole, 1) if whole else None
