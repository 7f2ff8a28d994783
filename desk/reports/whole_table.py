"""A kind of table 表格 as a workbook: the template that is filled in 导入模板, and the complete export of a book.

Both are one: headers with their notes and drop-down lists, a sheet that explains each column, and the rows, of which a
template has none. The import reads either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from desk.books import whole_tables
from desk.books.imports import spec_of
from desk.core.importing import ImportSpec
from desk.core.sheet_columns import CellKind, SheetColumn
from desk.core.spreadsheet import CHOICES, GUIDE, Progress
from desk.core.words import N_, _, listed, on_record
from desk.core.work import Work
from desk.reports.kit import sheets
from desk.reports.kit.workbook import Workbook
from desk.storage import private_folder

LOOKS = {CellKind.DAY: "desk day", CellKind.AMOUNT: "desk money"}
AS_TEXT = frozenset((CellKind.CODE, CellKind.DAY))
"""Columns whose empty cells are text, so that no spreadsheet makes something else of what is typed there."""
SHOWN = 12
"""Choices that the guide names."""
GUIDE_COLUMNS = ((N_("Column"), 18), (N_("Required?"), 10), (N_("What to enter"), 60), (N_("Choices"), 60))


@on_record()
def template_name(spec: ImportSpec) -> str:
    """居民导入模板.xlsx."""
    return _("{table} template for import", table=_(spec.title)) + ".xlsx"


@on_record()
def export_name(spec: ImportSpec) -> str:
    """居民完整导出.xlsx."""
    return _("{table} complete export", table=_(spec.title)) + ".xlsx"


@on_record()
def template(work: Work, kind: str) -> bytes:
    """The table with no rows, for whoever may take such a table in."""
    spec = spec_of(kind)
    work.require(spec.permission)
    with sheets.streamed() as book:
        _write(book, work, spec, ())
        return sheets.content(book)


@on_record()
def export(work: Work, kind: str, path: Path, *, logged: int | None = None, progress: Progress | None = None) -> int:
    """Write the whole book into a file that only its owner can read; how many rows. ``logged`` is the line of
    ``disclosure.allow``.

    Raises ``NotAllowed``, ``EnvironmentFailure``, ``Cancelled``; then no file is left.
    """
    rows = whole_tables.rows(work, kind, logged)
    with private_folder.becoming(path) as fresh, sheets.streamed(fresh) as book:
        return _write(book, work, spec_of(kind), rows, progress)


def _write(
    book: Workbook,
    work: Work,
    spec: ImportSpec,
    rows: Iterable[Sequence[Any]],
    progress: Progress | None = None,
) -> int:
    """The three sheets. How many rows the table has."""
    columns = list(spec.template.items())
    choices = [list(column.choices(work)) for _field, column in columns]
    table = book.create_sheet(_(spec.title))
    table.freeze_panes = "B2"
    sheets.set_widths(table, [column.width for _field, column in columns])
    sheets.set_up_print(table, repeat=1, foot=_(spec.title))
    table.fitted = False
    for at, ((_field, column), offered) in enumerate(zip(columns, choices, strict=True), 1):
        if column.kind in AS_TEXT:
            table.keep_text(at)
        letter = xl_col_to_name(at - 1)
        table.offer(f"{letter}2:{letter}{sheets.ROWS_AT_MOST + 1}", _help(letter, column, len(offered)))
    table.append([spec.headers[field][0] + "*" * column.required for field, column in columns], repeat("desk head"))
    by_column = [LOOKS.get(column.kind, "desk wrapped") for _field, column in columns]
    many = 0
    for many, row in enumerate(rows, 1):
        if progress and many % 1000 == 0:
            progress(many, 0)
        table.append(row, by_column)
    _write_guide(book, spec, choices)
    _write_choices(book, choices)
    return many


def _help(letter: str, column: SheetColumn, many: int) -> dict[str, Any]:
    """What is shown at a cell of a column, and the list that drops down there."""
    offered = {"validate": "list", "source": f"='{CHOICES}'!${letter}$1:${letter}${many}"} if many else {}
    return {
        "validate": "any",
        **offered,
        "show_error": bool(many) and column.strict,
        "error_title": _("Not on the list"),
        "error_message": _("Please choose one of the list."),
        "input_title": _("Required") if column.required else "",
        "input_message": _(column.note),
    }


def _write_guide(book: Workbook, spec: ImportSpec, choices: Sequence[Sequence[str]]) -> None:
    """One line for each column, and below what of the book the table does not hold."""
    guide = book.create_sheet(GUIDE)
    guide.freeze_panes = "A2"
    sheets.set_widths(guide, [width for _heading, width in GUIDE_COLUMNS])
    sheets.set_up_print(guide, repeat=1, foot=_(spec.title))
    guide.append([_(heading) for heading, _width in GUIDE_COLUMNS], repeat("desk head"))
    for (field, column), offered in zip(spec.template.items(), choices, strict=True):
        shown = listed(offered[:SHOWN]) + "…" * (len(offered) > SHOWN)
        needed = _("Required") if column.required else ""
        line = (spec.headers[field][0], needed, _(column.note), shown)
        guide.append(line, repeat("desk wrapped"))
    guide.append([])
    first_line = _(
        "The first line of the table holds the headings; unused columns can be deleted. This sheet is not read."
    )
    for sentence in filter(None, (first_line, spec.left_out and _(spec.left_out))):
        guide.append([sentence], ["desk plain note"])


def _write_choices(book: Workbook, choices: Sequence[Sequence[str]]) -> None:
    """The lists that drop down, each in the column in which it is chosen from; a hidden sheet."""
    sheet = book.create_sheet(CHOICES)
    sheet.hidden = True
    for at in range(max(map(len, choices), default=0)):
        row = [offered[at] if at < len(offered) else None for offered in choices]
        sheet.append(row)
