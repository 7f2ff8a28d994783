"""Reads a spreadsheet in a process beside this one, which can be stopped and may take only so much.

What such a process sends is read as plain data: numbers, texts and days, nothing that could run.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from desk.core import sheet_reader
from desk.core.errors import DeskError, EnvironmentFailure, Refused
from desk.core.garbage import uncollected
from desk.core.os_errors import os_failure, translate_os_errors
from desk.core.pasted_table import PastedTable, Source
from desk.core.words import N_, _

LOOK_SECONDS = 0.1
"""How often it is asked whether the person still wants it."""
SENTENCES = {
    "large": N_("{file} is too large when unpacked ({size} MB). Please copy the table into a new file."),
    "range": N_(
        "Sheet “{sheet}” of {file} reaches as far as cell {cell}, far beyond a table. Please copy "
        "the rows that are meant into a new file."
    ),
    "cells": N_("{file} has more than {most} cells. Please divide it into several files."),
    "cell": N_("Row {row} of {file} has a cell of {many} characters; a cell has at most {most}. Please shorten it."),
    "quote": N_(
        "Row {row} of {file} (line {line}: “{shown}…”) opens a quotation mark that is not closed as it should be. "
        "Please mend this row; nothing below it can be read."
    ),
    "coding": N_("Row {row} of {file} holds signs that cannot be read. Please save it as .xlsx again."),
    "page": N_("{file} is a web page, not a workbook. Please save it as .xlsx."),
    "no_workbook": N_("{file} is not a workbook, or is damaged. Please open it in a spreadsheet and save it as .xlsx."),
    "no_table": N_("{file} is not a table. Please choose an .xlsx or .csv file."),
    "empty": N_("{file} is empty. Please choose another file."),
    "broken": N_("{file} could not be read as a workbook. Please save it as .xlsx again."),
    "memory": N_("{file} needs more memory than a table should. Please copy the table into a new file."),
    "time": N_("{file} could not be read within {seconds} seconds. Please copy the table into a new file."),
}


def load(source: Source, progress: Callable[[int, int], None] | None = None) -> list[dict[str, Any]]:
    """The sheets of a file, as ``sheet_reader`` gives them. ``progress`` is asked while it goes on, and may raise.
    What was pasted goes to the reader through a pipe and never lies on the disk.

    Raises ``Refused`` in words for what cannot be taken.
    """
    pasted = source if isinstance(source, PastedTable) else None
    if isinstance(source, PastedTable):
        named = [sheet_reader.PASTED, source.kind]
    elif source.is_dir():
        raise Refused(_("{file} is a folder. Please name a file in it.", file=source))
    elif source.is_file():
        named = [str(source.resolve())]
    else:
        raise Refused(_("There is no file {file}.", file=source))
    with translate_os_errors():
        reader = subprocess.Popen(
            [sys.executable, "-I", "-B", sheet_reader.__file__, *named],
            stdin=subprocess.PIPE if pasted else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    with reader:
        try:
            if pasted:
                _feed(reader, pasted.content)
            content = _answer(reader, progress)
        except BaseException:
            reader.kill()
            raise
    return understood(source, content)


def understood(source: Source, content: bytes) -> list[dict[str, Any]]:
    """The sheets in what the process wrote of a table. Raises the trouble that it tells, in words."""
    kind, values = _plain(content)
    if kind != "sheets":
        raise _trouble(source, kind, values)
    return list(values)


def _feed(reader: subprocess.Popen[bytes], content: bytes) -> None:
    """Give it what it reads, from a thread: a pipe takes 64 KB only until the reader has begun."""
    pipe, reader.stdin = reader.stdin, None

    def feed() -> None:
        with suppress(OSError), pipe or io.BytesIO() as given:  # it may have ended before, and says why
            given.write(content)

    threading.Thread(target=feed, daemon=True).start()


def _answer(reader: subprocess.Popen[bytes], progress: Callable[[int, int], None] | None) -> bytes:
    """All that it writes; nothing where its time is over."""
    over = time.monotonic() + sheet_reader.SECONDS
    while time.monotonic() < over:
        try:
            return reader.communicate(timeout=LOOK_SECONDS)[0]
        except subprocess.TimeoutExpired:
            if progress:
                progress(0, 0)
    reader.kill()
    return pickle.dumps(("time", {}))


class _PlainData(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in ("date", "datetime", "time", "timedelta"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(name)


def _plain(content: bytes) -> tuple[str, Any]:
    """What it sent; a process that ended without a word was stopped by its limits."""
    try:
        with uncollected():
            kind, values = _PlainData(io.BytesIO(content)).load()
    except (EOFError, ValueError, pickle.UnpicklingError):
        return "memory", {}
    return kind, values


def _trouble(source: Source, kind: str, values: Mapping[str, Any]) -> DeskError:
    """The words for what is wrong with a file."""
    if kind == "system":
        return os_failure(OSError(values["number"], "")) or EnvironmentFailure(_(SENTENCES["broken"], file=source.name))
    details = {"file": source.name, "seconds": sheet_reader.SECONDS, **values}
    if "size" in values:
        details["size"] = round(values["size"] / 2**20)
    if "width" in values:
        details["cell"] = f"{column_letters(values['width'])}{values['height']}"
    return Refused(_(SENTENCES[kind], **details))


def column_letters(number: int) -> str:
    """A for 1, AA for 27, as spreadsheets name their columns."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
