"""A district of many centres with what each sent: files written fast, and damaged in known ways."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

from desk.books import figures
from desk.books.district import listing, sample
from desk.books.district.model import NewCentre, Trouble
from desk.core.clock import start_of
from desk.core.figure import FigureKind, FigureParts, Number
from desk.core.figures_sheet import FiguresSheet, SheetFigure, signed
from desk.core.period import Period, named_period
from desk.core.work import Work

OCTOBER, SEPTEMBER = named_period("2026-10"), named_period("2026-09")
GROUPS = ("镇区", "村居", "园区")
CONTENT_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class SentCentre:
    """A centre that was made up, and the figures that it counted."""

    code: str
    name: str
    likeness: str
    population: int
    values: dict[str, Number]

    @property
    def private(self) -> bytes:
        """Its key."""
        return hashlib.sha256(self.code.encode()).digest()

    def sheet(self, period: Period = OCTOBER, **changed: Any) -> FiguresSheet:
        """What its program writes, signed."""
        return signed(replace(self.unsigned(period), **changed), self.private)

    def unsigned(self, period: Period = OCTOBER) -> FiguresSheet:
        """The same before it is signed."""
        made = start_of(period.last + timedelta(days=2)) + timedelta(hours=8)
        return sample.sheet_of(self.code, self.name, self.population, period, made, self.values)

    @property
    def file_name(self) -> str:
        """As its file is called."""
        return f"{self.code} {self.name}.xlsx"


def centres(many: int, seed: int = 7) -> list[SentCentre]:
    """So many of three groups."""
    dice = Random(seed)
    made = []
    for n in range(1, many + 1):
        people = dice.randrange(2000, 20000)
        made.append(
            SentCentre(
                f"350599{n:04d}", f"第{n}邻里中心", GROUPS[n % len(GROUPS)], people, sample.made_up(people, dice)
            )
        )
    return made


def with_everything(made: Sequence[SentCentre]) -> list[SentCentre]:
    """The same centres with a number for every count that a book declares and that has to add up to no other, as real
    workbooks have them.
    """
    dice = Random(11)
    counts = [code for code, each in figures.declared().items() if each.kind in (FigureKind.COUNT, FigureKind.SUM)]
    adding_up = {each.beginning for each in figures.partitions()}
    apart = [code for code in counts if code.rpartition(".")[0] not in adding_up]
    return [replace(each, values={**{code: dice.randrange(50) for code in apart}, **each.values}) for each in made]


def enlist(work: Work, made: Iterable[SentCentre], *, keys: bool = True) -> None:
    """Put them on the district's list."""
    for each in made:
        key = each.sheet().public_key if keys else ""
        listing.add(work, NewCentre(each.code, each.name, each.likeness, each.population, key))


def write(path: Path, rows: Sequence[Sequence[Any]], details: int = 30, parts: Mapping[str, bytes] = {}) -> Path:
    """A workbook with some details and the hidden sheet, written without any library: texts stand in the cells."""
    seen = [("姓名", "事项"), *((f"居民{n}", "社保查询") for n in range(details))]
    return _package(path, {"汇总表": _sheet(seen), "_figures": _sheet(rows)}, parts)


def write_bare(path: Path, sheet: str, rows: Sequence[Sequence[Any]]) -> Path:
    """A workbook with one sheet in sight."""
    return _package(path, {sheet: _sheet(rows)}, {})


def write_large(path: Path, content: bytes) -> Path:
    """A workbook of which the hidden sheet is this part."""
    return _package(path, {"汇总表": _sheet([("a",)]), "_figures": content}, {})


def _package(path: Path, sheets: Mapping[str, bytes], parts: Mapping[str, bytes]) -> Path:
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"{_state(name)}/>' for n, name in enumerate(names, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{CONTENT_TYPES}.worksheet+xml"/>'
        for n in range(1, len(names) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
            f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{CONTENT_TYPES}.sheet.main+xml"/>'
            f"{types}</Types>",
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
        )
        for n, name in enumerate(names, 1):
            package.writestr(f"xl/worksheets/sheet{n}.xml", sheets[name])
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def _state(name: str) -> str:
    return ' state="hidden"' if name.startswith("_") else ""


def _sheet(rows: Sequence[Sequence[Any]]) -> bytes:
    cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def _cell(value: Any) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def write_by_library(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """The same as a spreadsheet saves it: texts are shared by all sheets."""
    book = openpyxl.Workbook()
    book.active.append(["居民", "林小芳"])  # type: ignore[union-attr]
    hidden = book.create_sheet("_figures")
    hidden.sheet_state = "hidden"
    for row in rows:
        hidden.append(list(row))
    book.save(path)
    return path


def changed(sheet: FiguresSheet, code: str, **what: Any) -> FiguresSheet:
    """The same with a figure changed; hash and signature stay."""
    figures = tuple(replace(each, **what) if each.code == code else each for each in sheet.figures)
    return replace(sheet, figures=figures)


def resigned(of: SentCentre, sheet: FiguresSheet) -> FiguresSheet:
    """The same, signed anew."""
    return signed(sheet, of.private)


def _of(code: str, sheet: FiguresSheet) -> SheetFigure:
    return next(each for each in sheet.figures if each.code == code)


def _file(folder: Path, of: SentCentre, sheet: FiguresSheet, name: str = "") -> None:
    write(folder / (name or of.file_name), sheet.rows)


def _text(folder: Path, of: SentCentre) -> None:
    (folder / of.file_name).write_text("来访 120", "utf-8")


def _old_workbook(folder: Path, of: SentCentre) -> None:
    (folder / of.file_name).with_suffix(".xls").write_bytes(OLE + bytes(4000))


def _with_macros(folder: Path, of: SentCentre) -> None:
    write(folder / of.file_name, of.sheet().rows, parts={"xl/vbaProject.bin": b"macro"})


def _as_xlsm(folder: Path, of: SentCentre) -> None:
    write((folder / of.file_name).with_suffix(".xlsm"), of.sheet().rows)


def _with_password(folder: Path, of: SentCentre) -> None:
    (folder / of.file_name).write_bytes(OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000))


def _huge(folder: Path, of: SentCentre) -> None:
    _file(folder, of, of.sheet())
    with (folder / of.file_name).open("r+b") as file:
        file.truncate(51 * 2**20)


def _bursting(folder: Path, of: SentCentre) -> None:
    write_large(folder / of.file_name, b"<worksheet>" + b" " * (40 * 2**20) + b"</worksheet>")


def _cut_off(folder: Path, of: SentCentre) -> None:
    _file(folder, of, of.sheet())
    file = folder / of.file_name
    file.write_bytes(file.read_bytes()[:-400])


def _without_figures(folder: Path, of: SentCentre) -> None:
    write_bare(folder / of.file_name, "本月工作", [("序号", "工作内容"), (1, "召开联席会议")])


def _of_tomorrow(folder: Path, of: SentCentre) -> None:
    _file(folder, of, of.sheet(schema="desk-figures/9"))


def _of_september(folder: Path, of: SentCentre) -> None:
    _file(folder, of, of.sheet(SEPTEMBER))


def _unlisted(folder: Path, of: SentCentre) -> None:
    _file(folder, of, of.sheet(centre_code="999999", centre_name="别区邻里中心"))


def _twice(folder: Path, of: SentCentre) -> None:
    _file(folder, of, of.sheet())
    sheet = of.sheet()
    _file(folder, of, resigned(of, _with_visits(sheet, 1)), f"更正 {of.file_name}")


def _with_visits(sheet: FiguresSheet, more: int) -> FiguresSheet:
    visits = int(sheet.values["visits"] or 0) + more
    return changed(sheet, "visits", value=visits, parts=FigureParts(visits))


def _edited(folder: Path, of: SentCentre) -> None:
    _file(folder, of, _with_visits(of.sheet(), 50))


def _by_another_key(folder: Path, of: SentCentre) -> None:
    _file(folder, of, signed(_with_visits(of.sheet(), 50), bytes(32)))


def _unsigned(folder: Path, of: SentCentre) -> None:
    sheet = of.unsigned()
    _file(folder, of, replace(sheet, sha256=sheet.digest))


def _outlier(folder: Path, of: SentCentre) -> None:
    _file(folder, of, resigned(of, _with_visits(of.sheet(), of.population * 4)))


def _by_an_old_definition(folder: Path, of: SentCentre) -> None:
    """Of a figure that is counted otherwise by now."""
    sheet, kinds = of.sheet(), (FigureKind.COUNT, FigureKind.SUM)
    code = next(each.code for each in figures.declared().values() if each.version > 1 and each.kind in kinds)
    _file(folder, of, resigned(of, replace(sheet, figures=(*sheet.figures, SheetFigure(code, 0, version=1)))))


def _by_a_new_definition(folder: Path, of: SentCentre) -> None:
    _file(folder, of, resigned(of, changed(of.sheet(), "cases", version=99)))


def _overfull(folder: Path, of: SentCentre) -> None:
    figure = _of("orders_satisfied_percent", of.sheet())
    many = (figure.parts.denominator or 0) + 5
    sheet = changed(of.sheet(), figure.code, parts=FigureParts(many, figure.parts.denominator))
    _file(folder, of, resigned(of, sheet))


def _parts_that_do_not_add_up(folder: Path, of: SentCentre) -> None:
    code = "cases.mode.nearby"
    many = int(of.values[code] or 0) + 3
    _file(folder, of, resigned(of, changed(of.sheet(), code, value=many, parts=FigureParts(many))))


def _wrong_value(folder: Path, of: SentCentre) -> None:
    _file(folder, of, resigned(of, changed(of.sheet(), "in_time_percent", value=12.3)))


DAMAGES: Mapping[Trouble, Sequence[Callable[[Path, SentCentre], None]]] = {
    Trouble.NOT_XLSX: (_text, _old_workbook),
    Trouble.MACROS: (_with_macros, _as_xlsm),
    Trouble.PASSWORD: (_with_password,),
    Trouble.LARGE: (_huge, _bursting),
    Trouble.DAMAGED: (_cut_off,),
    Trouble.NO_FIGURES: (_without_figures,),
    Trouble.NEWER: (_of_tomorrow,),
    Trouble.PERIOD: (_of_september,),
    Trouble.UNKNOWN_CENTRE: (_unlisted,),
    Trouble.TWICE: (_twice,),
    Trouble.EDITED: (_edited,),
    Trouble.WRONG_KEY: (_by_another_key, _unsigned),
    Trouble.OUTLIER: (_outlier,),
    Trouble.OLD_DEFINITION: (_by_an_old_definition,),
    Trouble.NEW_DEFINITION: (_by_a_new_definition,),
    Trouble.OVERFULL: (_overfull,),
    Trouble.SUM: (_parts_that_do_not_add_up,),
    Trouble.VALUE: (_wrong_value,),
}
"""How a file can be damaged, by what has to be found in it."""
NOT_MERGED = frozenset(DAMAGES) - {Trouble.OUTLIER, Trouble.OLD_DEFINITION, Trouble.NEW_DEFINITION}


def damaged(folder: Path, made: Sequence[SentCentre]) -> dict[Trouble, list[SentCentre]]:
    """Write a damaged file of each way, of the first centres; which has which trouble."""
    left = iter(made)
    named: dict[Trouble, list[SentCentre]] = {}
    for trouble, ways in DAMAGES.items():
        for way in ways:
            way(folder, of := next(left))
            named.setdefault(trouble, []).append(of)
    return named


def at(period: Period, day: int, hour: int = 9) -> datetime:
    """A moment in the month after a period."""
    return start_of(period.last + timedelta(days=day)) + timedelta(hours=hour)
