"""docs/district-workbook.md: its example reads and verifies what the program writes, and sees what was changed."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk.core import figures_sheet
from desk.core.figure import FigureParts
from desk.core.figures_sheet import HEAD, HEADINGS, FiguresSheet, SheetFigure
from desk.core.period import MONTHS
from desk.reports.kit import machine_sheet, sheets

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs/district-workbook.md").read_text("utf-8")
KEY = Ed25519PrivateKey.generate()
KNOWN = base64.b64encode(KEY.public_key().public_bytes_raw()).decode()
FIGURES = (
    SheetFigure("cases", 335, FigureParts(335), "办件", "件", 1),
    SheetFigure("in_time", 92.3, FigureParts(12, 13), "按时办结率", "%", 2),
    SheetFigure("waited.median", None, FigureParts(), "等候中位数", "分钟"),
    SheetFigure("own.1", 1200.5, FigureParts(1200.5), "用水量", "吨"),
)
SHEET = FiguresSheet(
    "SL-01", "凤亭村“党建+”邻里中心", 6830, None, 147.5, "month", "2026-11", "0.1.0", "2026-12-01T01:00:00Z", FIGURES
)


@pytest.fixture(scope="module")
def verified() -> Callable[[Path, str], dict[str, tuple[Any, ...]]]:
    """The function of the example."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    assert len(code.splitlines()) <= 26
    given: dict[str, Any] = {}
    exec(code, given)
    function: Callable[[Path, str], dict[str, tuple[Any, ...]]] = given["verified"]
    return function


@pytest.fixture
def written(tmp_path: Path) -> Path:
    book = sheets.new_workbook()
    machine_sheet.put(book, figures_sheet.signed(SHEET, KEY.private_bytes_raw()))
    (tmp_path / "report.xlsx").write_bytes(sheets.content(book))
    return tmp_path / "report.xlsx"


def test_the_example_reads_what_the_program_writes(verified: Callable[..., dict[str, Any]], written: Path) -> None:
    assert verified(written, KNOWN) == {
        each.code: (each.parts.numerator, each.parts.denominator, each.value) for each in FIGURES
    }


def test_the_example_sees_a_changed_number_and_another_key(
    verified: Callable[..., dict[str, Any]], written: Path
) -> None:
    other = base64.b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
    with pytest.raises(ValueError, match="not signed"):
        verified(written, other)
    book = openpyxl.load_workbook(written)
    book["_figures"]["D13"] = 336
    book.save(written)
    with pytest.raises(ValueError, match="changed"):
        verified(written, KNOWN)


def test_the_document_names_every_row_and_kind() -> None:
    """A row that is added to the sheet is told there too."""
    for word in (*HEAD, *HEADINGS, *(kind.value for kind in MONTHS), figures_sheet.SCHEMA, "sha256", "signature"):
        assert f"`{word}`" in DOCUMENT, word
    assert replace(SHEET, figures=()).rows[len(HEAD)] == HEADINGS
