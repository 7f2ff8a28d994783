"""Reads what centres sent: of every workbook in a folder the hidden sheet alone, in a process that is limited.

A file that brings the process down costs nobody else's: the next one is read by a new process.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from desk.books.district import headed_tables
from desk.books.district.model import FigureFile, Reason, Source, Trouble
from desk.core import figures_reader, figures_sheet
from desk.core.errors import Refused
from desk.core.figure import Number
from desk.core.figures_sheet import FiguresSheet, NotASheet
from desk.core.os_errors import translate_os_errors
from desk.core.plain_text import one_line
from desk.core.spreadsheet import Progress
from desk.core.words import _

SECONDS = 30.0
"""How long one file may take."""
LOOK_SECONDS = 0.1
"""How often it is asked whether the person still wants it."""
MOST_FILES = 5000
TABLES = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".et", ".ett", ".ods", ".csv"))
OLDER = "desk-figures/1"
Read = Callable[[FigureFile], None]


def files_in(folder: Path) -> list[Path]:
    """What centres sent, in the order of the names: everything but hidden files, those of a program that has one open,
    and papers that lie beside the workbook of their name. Symbolic links are among them, to be named and not followed.
    Raises ``Refused``, ``EnvironmentFailure``.
    """
    if not folder.is_dir():
        raise Refused(_("There is no folder {folder}.", folder=folder))
    with translate_os_errors():
        everything = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file()]
    seen = [path for path in everything if not _is_passed_over(path.relative_to(folder))]
    tables = {path.with_suffix("") for path in seen if path.suffix.lower() in TABLES}
    taken = [path for path in seen if path.suffix.lower() in TABLES or path.with_suffix("") not in tables]
    if not taken:
        raise Refused(_("There are no files in {folder}.", folder=folder))
    if len(taken) > MOST_FILES:
        raise Refused(_("{folder} has more than {n} files. Is it the right folder?", folder=folder, n=MOST_FILES))
    return taken


def _is_passed_over(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts) or path.name.lower() in ("thumbs.db", "desktop.ini")


def read_folder(folder: Path, progress: Progress | None = None, each: Read | None = None) -> list[FigureFile]:
    """Every file of a folder; ``each`` is told one after the other, from whatever thread this runs in.

    Raises ``Refused`` for a folder without files, and what ``progress`` raises.
    """
    paths = files_in(folder)
    read: list[FigureFile] = []
    with _Reader() as reader:
        for path in paths:
            if progress:
                progress(len(read), len(paths))
            name = one_line(path.relative_to(folder).as_posix())
            if path.is_symlink():  # what it leads to is not what the centre sent
                file = FigureFile(name, "", reasons=(Reason(Trouble.LINK),))
            else:
                file = _file(path, name, reader.answer(path, progress, len(read), len(paths)))
            read.append(file)
            if each:
                each(file)
    if progress:
        progress(len(paths), len(paths))
    return read


def _file(path: Path, name: str, answer: Mapping[str, Any]) -> FigureFile:
    sha256, fault = str(answer.get("sha256", "")), str(answer.get("fault", ""))
    if fault == Trouble.NO_FIGURES:
        sheet, where = headed_tables.sheet_of(path)
        if sheet is not None:
            return FigureFile(name, sha256, sheet, Source.HEADERS, (Reason(Trouble.BY_HEADERS, {"sheet": where}),))
    if fault:
        return FigureFile(name, sha256, reasons=(Reason(Trouble(fault)),))
    return _understood(name, sha256, answer["rows"])


def _understood(name: str, sha256: str, rows: Sequence[Sequence[Any]]) -> FigureFile:
    schema = str(rows[0][1]) if rows and len(rows[0]) > 1 and rows[0][0] == "schema" else ""
    if schema == OLDER:
        return _older(name, sha256, rows)
    kind, _slash, number = schema.partition("/")
    if kind == figures_sheet.SCHEMA.partition("/")[0] and schema != figures_sheet.SCHEMA and number.isdecimal():
        return FigureFile(name, sha256, reasons=(Reason(Trouble.NEWER, {"schema": number}),))
    try:
        return FigureFile(name, sha256, figures_sheet.read([row for row in rows if row]))
    except NotASheet:
        return FigureFile(name, sha256, reasons=(Reason(Trouble.DAMAGED),))


def _older(name: str, sha256: str, rows: Sequence[Sequence[Any]]) -> FigureFile:
    """Schema 1: kind and period, then a code and a value a row; what can be added up follows from what is declared."""
    cells = {str(row[0]): row[1] if len(row) > 1 else None for row in rows[1:] if row and row[0]}
    kind, period = str(cells.pop("kind", "")), str(cells.pop("period", ""))
    try:
        values: dict[str, Number] = {code: figures_sheet.number(cell) for code, cell in cells.items()}
    except ValueError:
        return FigureFile(name, sha256, reasons=(Reason(Trouble.DAMAGED),))
    sheet = FiguresSheet("", "", None, None, None, kind, period, "", "", headed_tables.figures_of(values), schema=OLDER)
    return FigureFile(name, sha256, sheet, Source.OLDER, (Reason(Trouble.OLDER),))


class _Reader:
    """The process that reads, for as long as it lives, and the next one after it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def __enter__(self) -> _Reader:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self._end()

    def answer(self, path: Path, progress: Progress | None, done: int, many: int) -> Mapping[str, Any]:
        """What it says of a file; a file that it does not survive is damaged, or as large as if it were."""
        process = self._process if self._process and self._process.poll() is None else self._begin()
        assert process.stdin
        with suppress(OSError):
            process.stdin.write(json.dumps(str(path.resolve())).encode() + b"\n")
            process.stdin.flush()
        over = time.monotonic() + SECONDS
        while time.monotonic() < over:
            try:
                line = self._lines.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                if progress:
                    progress(done, many)
                continue
            if not line:
                break
            answer: Mapping[str, Any] = json.loads(line)
            return answer
        self._end()
        return {"fault": Trouble.LARGE.value}

    def _begin(self) -> subprocess.Popen[bytes]:
        self._end()
        with translate_os_errors():
            process = subprocess.Popen(
                [sys.executable, "-I", "-B", figures_reader.__file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        self._process, self._lines = process, queue.SimpleQueue()
        threading.Thread(target=_pass_on, args=(process, self._lines), daemon=True).start()
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError), process:
            pass


def _pass_on(process: subprocess.Popen[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    """Every line that it writes; an empty one when it has ended."""
    assert process.stdout
    with suppress(OSError, ValueError):
        for line in process.stdout:
            lines.put(line)
    lines.put(b"")
