"""A workbook or PDF is made beside the window and written where the person says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from desk.core.words import _
from desk.core.work import Work
from desk.ui.shell.page import Page
from desk.ui.widgets import jobs


def save_as(
    part: Page, name: str, kinds: str, make: Callable[[Work], bytes], done: Callable[[], object] = lambda: None
) -> None:
    """Ask for the file, make it off the window's thread, say where it is."""
    chosen, _kind = QFileDialog.getSaveFileName(part, _("Save as"), str(Path.home() / name), kinds)
    if chosen:
        write(part, Path(chosen), make, done)


def write(part: Page, path: Path, make: Callable[[Work], bytes], done: Callable[[], object] = lambda: None) -> jobs.Job:
    desk = part.desk

    def job(_progress: Any) -> None:
        from desk.reports.kit.sheets import write_file

        with desk.read() as work:
            content = make(work)
        write_file(path, content)

    def finished(_result: Any) -> None:
        part.told.emit(_("Written: {file}", file=path), "good")
        done()

    return jobs.run(part, _("Writing"), job, finished, lambda words: part.told.emit(words, "bad"), can_cancel=False)
