"""The columns of a table of counts 巡查计数表: zone, day, hour, people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desk.books.zones import queries, rounds
from desk.books.zones.model import ZoneCount
from desk.core.sheet_columns import CellKind, Columns, SheetColumn
from desk.core.words import N_
from desk.core.work import Work


def exported(work: Work) -> Iterator[ZoneCount]:
    """Everything that was counted, day by day."""
    yield from queries.all_counts(work)


def _counted(work: Work) -> Sequence[str]:
    return [each.name for each in rounds.counted_zones(work)]


COLUMNS: Columns = {
    "zone_id": SheetColumn(
        ("功能区", "区域", "功能区名称", "场所"),
        N_("The zone as it is called here; its people are to be counted on rounds."),
        lambda each: each.zone,
        required=True,
        choices=_counted,
        width=18,
    ),
    "day": SheetColumn(
        ("日期", "巡查日期", "计数日期"),
        N_("As 2026-01-31."),
        lambda each: each.day,
        kind=CellKind.DAY,
        required=True,
    ),
    "hour": SheetColumn(
        ("时段", "小时", "时间", "巡查时间"),
        N_("The hour, 0 to 23; 9点 and 09:00 are read as well."),
        lambda each: each.hour,
        kind=CellKind.NUMBER,
        required=True,
        width=8,
    ),
    "people": SheetColumn(
        ("人数", "在场人数", "客流", "人次"),
        N_("How many were there; 0 where nobody was."),
        lambda each: each.people,
        kind=CellKind.NUMBER,
        required=True,
        width=8,
    ),
}
