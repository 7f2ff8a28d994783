"""A kind of table 表格 as a workbook: the template that is filled in 导入模板, and the complete export of a book.

Both are one: headers with their notes and drop-down lists, a sheet that explains each column, and the rows, of which a
template has none. The import reads either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from desk.books import whole_tables
from desk.books.imports import spec_of
from desk.core.importing import ImportSpec
from desk.core.sheet_columns import CellKind, SheetColumn
from desk.core.spreadsheet import CHOICES, GUIDE, Progress
from desk.core.words import N_, _, listed, on_record
from desk.core.work import Work
from desk.reports.kit import sheets
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
    with private_folder.becoming(path) as fresh, sheets.streamed() as book:
        many = _write(book, work, spec_of(kind), rows, progress)
        book.save(fresh)
    return many


def _write(
    book: Workbook,
    work: Work,
    spec: ImportSpec,
    rows: Iterable[Sequence[Any]],
    progress: Progress | None = None,
) -> int:
    """The three sheets. How many rows the table has."""
    cells = sheets.StreamedCells()
    columns = list(spec.template.items())
    choices = [list(column.choices(work)) for _field, column in columns]
    table = book.create_sheet(_(spec.title))
    table.freeze_panes = "B2"
    sheets.set_widths(table, [column.width for _field, column in columns])
    sheets.set_up_print(table, landscape=True, repeat=1, foot=_(spec.title))
    for at, ((_field, column), offered) in enumerate(zip(columns, choices, strict=True), 1):
        letter = get_column_letter(at)
        if column.kind in AS_TEXT:
            table.column_dimensions[letter].number_format = sheets.TEXT_FORMAT
        table.data_validations.append(_help(letter, column, len(offered)))
    heads = [spec.headers[field][0] + "*" * column.required for field, column in columns]
    table.append([cells.styled(table, head, "desk head") for head in heads])
    looks = [LOOKS.get(column.kind, "desk wrapped") for _field, column in columns]
    many = 0
    for many, row in enumerate(rows, 1):
        if progress and many % 1000 == 0:
            progress(many, 0)
        table.append([cells.styled(table, value, look) for value, look in zip(row, looks, strict=True)])
    _write_guide(book, cells, spec, choices)
    _write_choices(book, cells, choices)
    return many


def _help(letter: str, column: SheetColumn, many: int) -> DataValidation:
    """What is shown at a cell of a column, and the list that drops down there."""
    list_of_choices = f"'{CHOICES}'!${letter}$1:${letter}${many}" if many else None
    help_ = DataValidation(
        type="list" if many else None,
        formula1=list_of_choices,
        allow_blank=True,
        showErrorMessage=bool(many) and column.strict,
        showInputMessage=True,
        errorTitle=_("Not on the list"),
        error=_("Please choose one of the list."),
        promptTitle=_("Required") if column.required else None,
        prompt=_(column.note),
    )
    help_.add(f"{letter}2:{letter}{sheets.ROWS_AT_MOST + 1}")
    return help_


def _write_guide(
    book: Workbook, cells: sheets.StreamedCells, spec: ImportSpec, choices: Sequence[Sequence[str]]
) -> None:
    """One line for each column, and below what of the book the table does not hold."""
    guide = book.create_sheet(GUIDE)
    guide.freeze_panes = "A2"
    sheets.set_widths(guide, [width for _heading, width in GUIDE_COLUMNS])
    sheets.set_up_print(guide, landscape=True, repeat=1, foot=_(spec.title))
    guide.append([cells.styled(guide, _(heading), "desk head") for heading, _width in GUIDE_COLUMNS])
    for (field, column), offered in zip(spec.template.items(), choices, strict=True):
        shown = listed(offered[:SHOWN]) + "…" * (len(offered) > SHOWN)
        needed = _("Required") if column.required else ""
        line = (spec.headers[field][0], needed, _(column.note), shown)
        guide.append([cells.styled(guide, text, "desk wrapped") for text in line])
    guide.append([])
    first_line = _(
        "The first line of the table holds the headings; unused columns can be deleted. This sheet is not read."
    )
    for sentence in filter(None, (first_line, spec.left_out and _(spec.left_out))):
        guide.append([cells.styled(guide, sentence, "desk plain note")])


def _write_choices(book: Workbook, cells: sheets.StreamedCells, choices: Sequence[Sequence[str]]) -> None:
    """The lists that drop down, each in the column in which it is chosen from; a hidden sheet."""
    sheet = book.create_sheet(CHOICES)
    sheet.sheet_state = "hidden"
    for at in range(max(map(len, choices), default=0)):
        row = [offered[at] if at < len(offered) else None for offered in choices]
        sheet.append([cells.plain(sheet, word) for word in row])
