"""Counts from a spreadsheet 巡查计数表, one row an hour of a zone."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from datetime import date, datetime, time

from desk.books.zones import queries, rounds, rules
from desk.books.zones.columns import COLUMNS, exported
from desk.books.zones.model import ZoneCount
from desk.core import identity, importing, spreadsheet
from desk.core.errors import Invalid, Problem, wrong_fields
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.spreadsheet import Cell, Progress
from desk.core.words import N_, _, listed
from desk.core.work import Work

HOUR = re.compile(r"([0-9]{1,2})(?:[点时]|[:：][0-9]{2}(?:[:：][0-9]{2})?)?(?:[-—至到~].*)?")
"""9, 9点, 09:00, and of 09:00-10:00 the first."""


def read(cells: Mapping[str, Cell], work: Work) -> ZoneCount:
    """One row. Raises ``Invalid`` naming every field that is wrong."""
    problems: list[Problem] = []
    zone_id, name = _zone(work, spreadsheet.as_text(cells.get("zone_id", "")), problems)
    day = importing.day(cells, "day", problems, work.today)
    hour, people = _hour(cells.get("hour", ""), problems), importing.whole(cells, "people", problems, "人", "人次")
    already = {problem.field for problem in problems}
    for field, value in (("day", day), ("people", people)):
        if value is None and field not in already:
            problems.append(Problem(field, _("Please fill this in.")))
    if zone_id is not None and day is not None and hour is not None and people is not None:
        problems += wrong_fields(rules.count_rules(work, queries.find(work, zone_id), day, hour, people))
    if problems:
        raise Invalid(*problems)
    assert zone_id is not None
    assert day is not None
    assert hour is not None
    assert people is not None
    return ZoneCount(zone_id, day, hour, people, name)


def _zone(work: Work, typed: str, problems: list[Problem]) -> tuple[int | None, str]:
    name = identity.one_line(typed)
    known = {each.name: each.id for each in queries.details(work)}
    if name not in known:
        choices = listed([each.name for each in rounds.counted_zones(work)][:3])
        sentence = _("There is no zone “{name}”. Counted are: {choices}", name=name[:20], choices=choices)
        problems.append(Problem("zone_id", sentence if name else _("Please enter the zone.")))
    return known.get(name), name


def _hour(cell: Cell, problems: list[Problem]) -> int | None:
    if isinstance(cell, datetime | time):
        return cell.hour
    text = identity.tidy(spreadsheet.as_text(cell)).replace(" ", "") if not isinstance(cell, date) else ""
    match = HOUR.fullmatch(text)
    if match is None or int(match[1]) > 23:
        problems.append(Problem("hour", _("“{word}” is no hour. Please enter it as 9 or 09:00.", word=text[:20])))
        return None
    return int(match[1])


def store(work: Work, records: list[ZoneCount], progress: Progress | None) -> None:
    """Take all of them in. Raises ``Refused``; then nothing is stored."""
    work.require(May.IMPORT)
    for done, counted in enumerate(records):
        if progress and done % 50 == 0:
            progress(done, len(records))
        rounds.store_past(work, counted)


def likeness(counted: ZoneCount) -> Hashable:
    """What two counts of one hour have in common."""
    return counted.zone_id, counted.day, counted.hour


def _stored_alike(work: Work) -> set[Hashable]:
    return {likeness(each) for each in queries.all_counts(work)}


SPEC = ImportSpec(
    kind="zone_counts",
    title=N_("Counts of zones"),
    columns=COLUMNS,
    required=("zone_id", "day", "people"),
    permission=May.IMPORT,
    reader=importing.strictly(read),
    store=store,
    exported=exported,
    personal=False,
    likeness=likeness,
    stored_alike=_stored_alike,
)
