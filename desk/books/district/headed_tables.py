"""Figures of a workbook without the hidden sheet: from a table in sight, by the names of its columns, as imports do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from desk.books import figures
from desk.books.district.names import bare
from desk.core import spreadsheet
from desk.core.errors import DeskError
from desk.core.figure import Figure, FigureKind, FigureParts, Number, Unit
from desk.core.figures_sheet import FiguresSheet, SheetFigure
from desk.core.numbers import decimal_of
from desk.core.spreadsheet import SheetChoice, SheetTable, as_text
from desk.core.words import in_record_language

NAMES: Mapping[str, Sequence[str]] = {
    "code": ("代码", "指标代码", "指标编码", "编码", "code"),
    "title": ("指标", "指标名称", "项目", "统计指标", "统计项目", "名称", "title"),
    "numerator": ("分子", "numerator"),
    "denominator": ("分母", "denominator"),
    "value": ("数值", "本期", "本月", "本期数", "本月数", "合计", "值", "数量", "value"),
    "unit": ("单位", "计量单位", "unit"),
}
UNKNOWN = frozenset(("", "—", "-", "——", "/", "无", "未统计"))


def sheet_of(path: Path) -> tuple[FiguresSheet | None, str]:
    """The figures of the sheet that has most of them, and its name; None where there is no such table."""
    best: tuple[FiguresSheet | None, str] = (None, "")
    try:
        tables = spreadsheet.read(path, NAMES, ("value",), {}, SheetChoice(all=True)).tables
    except DeskError:
        return best
    most = 0
    for table in tables:
        rows = figures_in(table)
        if len(rows) > most:
            most = len(rows)
            best = FiguresSheet("", "", None, None, None, "", "", "", "", tuple(rows), schema=""), table.sheet
    return best


def figures_in(table: SheetTable) -> list[SheetFigure]:
    """Those of its rows that name a figure which a book here declares, each once."""
    rows: dict[str, SheetFigure] = {}
    if "code" not in table.columns and "title" not in table.columns:
        return []
    read = [(_figure(cells), cells) for _number, cells in table]
    values = {figure.code: _value(cells.get("value"), figure) for figure, cells in read if figure}
    for figure, cells in read:
        if figure is None or figure.code in rows:
            continue
        parts = FigureParts(_value(cells.get("numerator"), None), _value(cells.get("denominator"), None))
        given = parts if parts.numerator is not None else figure.parts(values)
        rows[figure.code] = _sheet_figure(figure, values[figure.code], given)
    return list(rows.values())


def figures_of(values: Mapping[str, Number]) -> tuple[SheetFigure, ...]:
    """Figures of which only the values are known; what can be added up follows from what books here declare."""
    known = figures.declared()
    return tuple(
        _sheet_figure(known[code], value, known[code].parts(values)) if code in known else SheetFigure(code, value)
        for code, value in values.items()
    )


def _sheet_figure(figure: Figure, value: Number, parts: FigureParts) -> SheetFigure:
    title, unit = in_record_language(figure.title), in_record_language(figure.unit.msgid)
    if figure.group:
        title = f"{in_record_language(figure.group)}：{title}"
    return SheetFigure(figure.code, value, parts, title, unit)


def _figure(cells: Mapping[str, Any]) -> Figure | None:
    code, title = (as_text(cells.get(field)) for field in ("code", "title"))
    return figures.declared().get(code.strip()) or _by_title().get(bare(title))


@cache
def _by_title() -> dict[str, Figure]:
    """Only names that a single figure has."""
    named: dict[str, list[Figure]] = {}
    for figure in figures.declared().values():
        names = {bare(in_record_language(figure.title))} if not figure.group else set()
        names.add(bare(f"{in_record_language(figure.group)}{in_record_language(figure.title)}"))
        for name in names:
            named.setdefault(name, []).append(figure)
    return {name: figures_so[0] for name, figures_so in named.items() if len(figures_so) == 1}


def _value(cell: Any, figure: Figure | None) -> Number:
    """A number as the figure has it; None where nobody said one."""
    text = as_text(cell).replace("，", ",").strip()
    if figure is not None and figure.kind is FigureKind.ANSWER and text in ("是", "否"):
        return int(text == "是")
    is_percent = text.endswith(("%", "％"))
    text = text.rstrip("%％ ")
    if text in UNKNOWN:
        return None
    try:
        number = decimal_of(text)
    except ValueError:
        return None
    if figure is not None and figure.unit is Unit.FEN:
        return round(number * 100)
    if figure is not None and figure.unit is Unit.PERCENT and isinstance(cell, float) and cell <= 1 and not is_percent:
        return round(float(number) * 100, 1)  # 0.985 under a format of percent
    return int(number) if number == number.to_integral_value() else float(number)
