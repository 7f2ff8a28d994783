"""Tables of every kind with anything in their cells: read, checked, stored, looked at, and taken back again."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from desk import text
from desk.books import centre, imports
from desk.books.bookings.model import BookingState
from desk.books.import_check import FileCheck, PreparedImport, Reading, RowPlace
from desk.books.invariants import book_problems
from desk.core.errors import DeskError
from desk.core.importing import ImportSpec
from desk.core.permissions import Role
from desk.core.sheet_columns import CellKind, words_of
from desk.core.work import Work
from desk.models import metadata
from desk.services import accounts, new_data_file
from desk.services.session import Desk
from desk.storage.keys import ArgonCost
from tests.fuzz import making, readers
from tests.fuzz.readers import CHINESE, hold
from tests.fuzz.running import Kind
from tests.support import awkward
from tests.support.people import id_number
from tests.support.whole_tables import open_for_bookings

ROWS = 20
"""Rows of one table."""
ALWAYS = {"day", "times", "venue_id", "first", "resource_id", "resident_id", "service_id", "purpose"}
"""What most rows need, whether the file must have it or not."""
NUMERIC = ["1", "12", "1250.50", "1,250", "5年", "5%", "10个工作日", "0.05", "1e3", "一", "-1", ""]
USUAL: dict[str, list[str]] = {
    "name": ["林小芳", "管理员", "林 小 芳", "阿依·古丽"],
    "title": ["义诊", "读书会"],
    "id_number": readers.IDS,
    "telephone": readers.PHONES,
    "times": ["09:00-11:00", "下午2点-4点", "9:00"],
    "mode": ["马上办", "掌上办", "就近办"],
    "department": ["医保局", "民政局"],
    "kind": ["年休假", "病假", "志愿服务", "文化文艺"],
    "role": ["值班人员", "带班领导", "管理员"],
    "sex": ["男", "女"],
    "quantity": NUMERIC,
    "original_value": [*readers.AMOUNTS, *NUMERIC],
    "unit_price": readers.AMOUNTS,
    "capacity": NUMERIC,
    "promised_days": NUMERIC,
    "fee": readers.AMOUNTS,
    "budget": readers.AMOUNTS,
    "useful_life": NUMERIC,
    "residual": NUMERIC,
    "venue_id": [venue.name for venue in centre.PRESET_VENUES],
    "note": ["甲", "送春联，迎新春！"],
    "reason": ["回家"],
    "marks": ["残疾人", "低保户、独居", "非残疾人"],
}


SOON = [(date.today() + timedelta(days)).isoformat() for days in (1, 2, 3, 1, 2)]
OF_KIND: dict[str, dict[str, list[str]]] = {
    "bookings": {
        "resource_id": ["综合窗口", "多功能厅", "阅览角", "综合窗口", "多功能厅"],
        "day": SOON,
        "times": ["9:00-9:30", "9:00", "9:00-15:00", "14:00-16:00", "10:00-21:30"],
        "resident_id": ["李小明", "李小明", "买买提·江", "Li Ming", ""],
        "party": ["太极队", "舞蹈队"],
        "id_number": [id_number(date(1980, 1, 1), 0), id_number(date(1980, 1, 1), 1)],
        "telephone": ["13800005678", "13900001111"],
        "service_id": ["医保参保登记", "A1"],
        "people": ["1", "2", "3人"],
        "purpose": ["排练"],
        "state": [words_of(BookingState.WAITING), words_of(BookingState.BOOKED), words_of(BookingState.CANCELLED)],
        "channel": ["微信", "合作单位"],
    }
}
"""Of a kind in which a cell means something else, or which is only right beside what is set up."""
RIGHT = {"assets": {"name": "台式计算机", "acquired_on": "2026-01-05"}}
"""Cells that a row of a kind needs to be right."""


class _Undone(Exception):
    """Ends a transaction that has shown what it was to show."""


@cache
def _desk() -> Desk:
    folder = Path(tempfile.mkdtemp(prefix="desk-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made, _recovery = new_data_file.create(
        folder / "book", centre.Centre("示例邻里中心", "示例区"), "管理员", "frontdesk-1", cost=ArgonCost(1, 64, 1)
    )
    accounts.add_person(made, "林小芳", Role.CLERK, "frontdesk-2")
    with made.write() as work:
        for venue in centre.PRESET_VENUES:
            centre.add_venue(work, venue)
        open_for_bookings(work)
    return made


def _row(dice: Random, spec: ImportSpec) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for field in spec.headers:
        usual = OF_KIND.get(spec.kind, USUAL).get(field) or (
            readers.DAYS if field in spec.of_kind(CellKind.DAY) else [*NUMERIC, "甲", "是", "在用"]
        )
        if dice.randrange(12) == 0:
            cells[field] = making.cell(dice, usual)
        elif field in spec.required or field in ALWAYS:
            cells[field] = dice.choice(usual[:5])
        elif dice.randrange(4) == 0 and (field in OF_KIND.get(spec.kind, USUAL) or field in spec.of_kind(CellKind.DAY)):
            cells[field] = dice.choice(usual)
    return cells


def _kind(spec: ImportSpec) -> Kind:
    def feed(dice: Random) -> tuple[int, int]:
        rows = [_row(dice, spec) for _n in range(ROWS)]
        many = 0
        try:
            with _desk().write() as work:
                many = len(_taken(work, spec, rows, clean=spec.mends and dice.randrange(2) == 1))
                raise _Undone
        except _Undone:
            return many, ROWS - many

    return Kind(f"tables: {spec.kind}", 2000, 60, feed, _desk)


def _taken(work: Work, spec: ImportSpec, rows: list[dict[str, Any]], *, clean: bool) -> list[Any]:
    """Checked as a file of these rows would be, and stored; what came of it is looked at."""
    check = FileCheck(work, spec, Reading(clean=clean))
    for number, cells in enumerate(rows, 2):
        check.row(RowPlace(number), cells)
    for told in (*check.rejected, *check.mended, *check.doubles.values()):
        hold(CHINESE.search(told.text), f"told without proper words: {told}")
    try:
        imports.store(work, PreparedImport(spec.kind, check.good, check.rejected), Path("表.xlsx"))
    except DeskError as no:
        hold(CHINESE.search(no.message), f"refused without words: {no.message}")
        raise AssertionError(f"what was checked could not be stored: {no.message}") from no
    hold(not (problems := book_problems(work)), f"the book is wrong: {problems[:2]}")
    hold(not (odd := _odd_texts(work)), f"stored though it is no text: {odd[:2]!r}")
    return check.good


def _odd_texts(work: Work) -> list[str]:
    rows = (row for name in metadata.tables for row in work.connection.exec_driver_sql(f'SELECT * FROM "{name}"'))
    return [value for row in rows for value in row if isinstance(value, str) and text.mended(value) != value]


def _awkward_kind(spec: ImportSpec) -> Kind:
    """One awkward string in each column in turn, beside cells that are right."""

    def feed(dice: Random) -> tuple[int, int]:
        words = dice.choice(awkward.ALL)
        usual = {
            field: OF_KIND.get(spec.kind, USUAL).get(field, readers.DAYS)[0]
            for field in (*spec.required, *ALWAYS)
            if field in spec.headers
        }
        usual |= RIGHT.get(spec.kind, {})
        rows = [{**usual, field: words} for field in spec.headers]
        try:
            with _desk().write() as work:
                many = len(_taken(work, spec, rows, clean=False))
                raise _Undone
        except _Undone:
            return many, len(rows) - many

    return Kind(f"awkward: {spec.kind}", 3000, 60, feed, _desk)


KINDS = (*map(_kind, imports.specs()), *map(_awkward_kind, imports.specs()))
