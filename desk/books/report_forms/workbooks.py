"""Forms that are workbooks. A placeholder that is all of a cell becomes a number in the format that the cell has;
within a text it becomes a text. What formulas came to before is dropped: whoever opens the file works it out anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desk.books.report_forms import documents, placeholders, xml_text
from desk.books.report_forms.cells import Cell, SheetCells
from desk.books.report_forms.documents import has_braces
from desk.books.report_forms.model import Place
from desk.books.report_forms.number_formats import NumberFormats
from desk.books.report_forms.package import Package, wrong
from desk.books.report_forms.placeholders import Answers
from desk.books.report_forms.recalculation import calculated_on_load
from desk.books.report_forms.texts import paragraphs_of
from desk.books.report_forms.xml_text import Edit
from desk.core.words import NP_, P_, _

MAIN = "spreadsheetml.sheet.main+xml"
SHEET, SHARED, STYLES = "/worksheet", "/sharedStrings", "/styles"
TABLE = "spreadsheetml.table+xml"
LONGEST_PLACE = 20
"""Digits, and more than any workbook needs."""
DRAWN = dict.fromkeys(documents.DRAWN, NP_("report form", "Drawing"))
RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


@dataclass(frozen=True)
class Sheet:
    """A sheet by the name on its tab, and its part."""

    name: str
    part: str


@dataclass(frozen=True)
class CodedCell:
    """A cell whose text holds a placeholder."""

    cell: Cell
    text: str

    @property
    def typed(self) -> str | None:
        """What stands between the braces, where the placeholder is all of the cell."""
        return placeholders.alone(self.text)


class Workbook:
    """A workbook as its parts say it."""

    def __init__(self, package: Package) -> None:
        """Raises ``Invalid``."""
        self._package = package
        self._targets = package.targets(package.main)
        self._shared_part = self._target(SHARED)
        shared = package.part(self._shared_part) if self._shared_part else b""
        self._shared, self._texts = shared, paragraphs_of(shared) if has_braces(shared) else []
        self._coded: dict[int, str] = {
            place: text
            for place, each in enumerate(self._texts)
            if not documents.BRACE.isdisjoint(text := xml_text.text_of(shared, each))
        }
        """The shared texts in which there can be a placeholder, by their places."""

    def places(self) -> Iterator[Place]:
        """Where placeholders stand, sheet by sheet. Raises ``Invalid``, also for one where none can be filled in."""
        self._require_plain_tables()
        for sheet, cells in self._sheets:
            for cell in cells.cells:
                _require_no_formula(sheet, cells.part, cell)
            for coded in self._coded_cells(cells):
                where = f"{sheet.name}!{coded.cell.reference}"
                documents.require_whole(coded.text, where)
                yield from (Place(where, match[1]) for match in placeholders.within(coded.text))
            for paragraph in cells.page_texts:
                text = xml_text.text_of(cells.part, paragraph)
                where = P_("report form", "{sheet}, header or footer", sheet=sheet.name)
                documents.require_whole(text, where)
                yield from (Place(where, match[1]) for match in placeholders.within(text))
        yield from documents.text_places(self._package, DRAWN)

    def filled(self, answers: Answers) -> dict[str, bytes]:
        """The parts that change. Raises ``Invalid``."""
        changed = documents.filled_texts(self._package, DRAWN, answers)
        edits = {sheet.part: self._sheet_edits(cells, answers) for sheet, cells in self._sheets}
        has_coded = any(True for _sheet, cells in self._sheets for _coded in self._coded_cells(cells))
        if has_coded and any(cell.formula for _sheet, cells in self._sheets for cell in cells.cells):
            for sheet, cells in self._sheets:
                edits[sheet.part] += [edit for cell in cells.cells for edit in cell.without_result(cells.part)]
            changed[self._package.main] = calculated_on_load(self._package.part(self._package.main))
        for sheet, cells in self._sheets:
            if edits[sheet.part]:
                changed[sheet.part] = xml_text.changed(cells.part, edits[sheet.part])
        if shared := [edit for place in self._coded for edit in self._shared_edits(place, answers)]:
            changed[self._shared_part] = xml_text.changed(self._shared, shared)
        return changed

    def _sheet_edits(self, cells: SheetCells, answers: Answers) -> list[Edit]:
        pages = (edit for each in cells.page_texts for edit in xml_text.edits(cells.part, each, answers, _on_page))
        return [*pages, *(edit for each in self._coded_cells(cells) for edit in self._cell_edits(cells, each, answers))]

    def _cell_edits(self, cells: SheetCells, coded: CodedCell, answers: Answers) -> list[Edit]:
        """What changes in the sheet's own part; a shared text changes where it stands."""
        cell, part = coded.cell, cells.part
        answer = None if coded.typed is None else answers.get(placeholders.name(coded.typed))
        if answer and self._formats.takes(cell.style, answer):
            return cell.holding(part, self._formats.written(cell.style, answer))
        return list(xml_text.edits(part, cell.paragraph, answers)) if cell.paragraph else []

    def _shared_edits(self, place: int, answers: Answers) -> Iterator[Edit]:
        return xml_text.edits(self._shared, self._texts[place], answers)

    @cached_property
    def _sheets(self) -> list[tuple[Sheet, SheetCells]]:
        """The sheets in the order of their tabs, read."""
        sheets = []
        for each in self._package.tree(self._package.main).iter():
            identifier = next(
                (each.attrib[f"{{{space}}}id"] for space in RELATIONS if f"{{{space}}}id" in each.attrib), ""
            )
            kind, part = self._targets.get(identifier, ("", ""))
            if each.tag.endswith("}sheet") and kind.endswith(SHEET):
                sheets.append((Sheet(each.get("name", ""), part), SheetCells(self._package.part(part))))
        return sheets

    @cached_property
    def _formats(self) -> NumberFormats:
        """Raises ``Invalid``."""
        styles = self._target(STYLES)
        return NumberFormats(self._package.tree(styles) if styles else None, self._package.tree(self._package.main))

    def _target(self, ending: str) -> str:
        """The part that the workbook refers to by this kind of relation; empty without any."""
        return next((part for kind, part in self._targets.values() if kind.endswith(ending)), "")

    def _coded_cells(self, cells: SheetCells) -> Iterator[CodedCell]:
        """The cells of a sheet in which there can be a placeholder."""
        for cell in cells.cells:
            text = ""
            if cell.formula:
                continue
            if cell.paragraph:
                text = xml_text.text_of(cells.part, cell.paragraph)
            elif cell.content and self._coded:
                text = self._coded.get(_place(cells.part[slice(*cell.content)]), "")
            if not documents.BRACE.isdisjoint(text):
                yield CodedCell(cell, text)

    def _require_plain_tables(self) -> None:
        """Raises ``Invalid`` for a placeholder in the heading of a table: Excel keeps it in a second place, and calls
        the file damaged when the two differ.
        """
        for name in self._package.of_type(TABLE):
            for each in self._package.tree(name).iter():
                if each.tag.endswith("}tableColumn") and any(placeholders.within(each.get("name", ""))):
                    heading = each.get("name", "")
                    raise wrong(_("“{text}”: a placeholder cannot be a heading of a table.", text=heading))


def _require_no_formula(sheet: Sheet, part: bytes, cell: Cell) -> None:
    """Raises ``Invalid`` for a placeholder within a formula."""
    if cell.formula and any(placeholders.within(part[slice(*cell.formula)].decode("utf-8", "replace"))):
        raise wrong(
            _(
                "{where}: a placeholder cannot stand in a formula. Please put it into a cell and refer to that.",
                where=f"{sheet.name}!{cell.reference}",
            )
        )


def _place(content: bytes) -> int:
    """The place of a shared text; of none where it is no number."""
    return int(content) if content.strip().isdigit() and len(content) <= LONGEST_PLACE else -1


def _on_page(value: str) -> str:
    """A value for a header or footer of the printed page, where & begins a command."""
    return value.replace("&", "&&")
