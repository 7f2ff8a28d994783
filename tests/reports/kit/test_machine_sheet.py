"""The hidden sheet of a report: whole and signed as it comes back from a workbook, and neither after any change."""

from __future__ import annotations

import base64
import io
from dataclasses import replace

import openpyxl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.core import figures_sheet
from desk.core.figure import FigureParts
from desk.core.figures_sheet import FiguresSheet, SheetFigure
from desk.reports.kit import machine_sheet, sheets

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
PLAIN = FiguresSheet(
    "0012", "=“党建+”邻里中心", 6830, 1860, 176.5, "month", "2026-11", "0.1.0", "2026-12-01T01:00:00Z", ()
)
NUMBERS = st.none() | st.integers(0, 10**9) | st.just(0.0) | st.floats(10**-6, 10**6)
TEXTS = st.sampled_from(["办件", "=1+1", "+86", "-", "007", "#N/A", "件"])
CODES = st.sampled_from(["cases", "own.water", "1"])
PARTS = st.builds(FigureParts, NUMBERS, NUMBERS)
FIGURES = st.lists(
    st.builds(SheetFigure, CODES, NUMBERS, PARTS, TEXTS, TEXTS, st.none() | st.integers(1, 9)),
    max_size=3,
    unique_by=lambda each: each.code,
).map(tuple)


def written(sheet: FiguresSheet) -> bytes:
    book = sheets.new_workbook()
    book.create_sheet("汇总")
    machine_sheet.put(book, sheet)
    return sheets.content(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_back(content: bytes) -> FiguresSheet:
    return figures_sheet.read(openpyxl.load_workbook(io.BytesIO(content))["_figures"].iter_rows(values_only=True))


@settings(max_examples=40, deadline=None)
@given(figures=FIGURES)
def test_it_comes_back_from_a_workbook_whole_and_signed(figures: tuple[SheetFigure, ...]) -> None:
    sheet = figures_sheet.signed(replace(PLAIN, figures=figures), KEY.private_bytes_raw())
    back = read_back(written(sheet))
    assert back == sheet and back.is_whole and back.is_signed_by(PUBLIC)


def every_cell() -> list[tuple[int, int]]:
    """The places of all cells of the sheet, counted from 1."""
    rows = replace(PLAIN, figures=(SheetFigure("cases", 7, FigureParts(7), "办件", "件", 2),)).rows
    return [(at, column) for at, row in enumerate(rows, 1) for column in range(1, len(row) + 1)]


@pytest.mark.parametrize(("row", "column"), every_cell())
def test_a_changed_cell_is_seen(row: int, column: int) -> None:
    figures = (SheetFigure("cases", 7, FigureParts(7), "办件", "件", 2),)
    sheet = figures_sheet.signed(replace(PLAIN, figures=figures), KEY.private_bytes_raw())
    book = openpyxl.load_workbook(io.BytesIO(written(sheet)))
    cell = book["_figures"].cell(row, column)
    cell.value = cell.value + 1 if isinstance(cell.value, int | float) else f"{cell.value or ''}8"
    try:
        changed = read_back(saved(book))
    except figures_sheet.NotASheet:
        return
    is_heading = row == len(figures_sheet.HEAD) + 1
    assert is_heading or not (changed.is_whole and changed.is_signed_by(PUBLIC))


def test_somebody_who_makes_the_hash_anew_has_not_the_key() -> None:
    sheet = figures_sheet.signed(replace(PLAIN, figures=(SheetFigure("cases", 7),)), KEY.private_bytes_raw())
    forged = figures_sheet.hashed(replace(sheet, figures=(SheetFigure("cases", 9),)))
    assert forged.is_whole and not forged.is_signed_by(PUBLIC)
    other = figures_sheet.signed(forged, Ed25519PrivateKey.generate().private_bytes_raw())
    assert other.is_whole and not other.is_signed_by(PUBLIC) and base64.b64decode(other.public_key) != PUBLIC
