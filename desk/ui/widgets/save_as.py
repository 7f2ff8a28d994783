"""The one way out into a file: where the person says, written off the window's thread, with a word on where it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QWidget

from desk.core.words import P_, _
from desk.core.work import Work
from desk.ui.shell.page import Page
from desk.ui.widgets import jobs
from desk.ui.widgets.documents import documents
from desk.ui.widgets.form_dialog import sure

KINDS = {".pdf": "PDF", ".xlsx": "Excel", ".docx": "Word", ".ics": "iCalendar", ".png": "PNG", ".json": "JSON"}
"""What the files that the desk writes are called, by their ending."""
Tell = Callable[[str, str], object]
"""Gets words and their kind, good or bad."""


class LastFolder:
    """Where something was saved last since the program was started; offered for the next file."""

    path: ClassVar[Path | None] = None


def nothing() -> None:
    """What comes after a file that nothing comes after."""


def ask_path(parent: QWidget, name: str) -> Path | None:
    """Where a file of this name is to be saved; None when nobody wants it after all. Its ending is added where it was
    left out, and an older file that would then be replaced is asked about.
    """
    ending = Path(name).suffix
    offered = (LastFolder.path or Path(documents())) / name.replace("/", "-")
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save as"), str(offered), f"{KINDS[ending]} (*{ending})")
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() != ending:
        path = path.with_name(path.name + ending)
        question = _("{file} is there already. Replace it?", file=path.name)
        if path.exists() and not sure(parent, question, P_("file", "Replace")):
            return None
    LastFolder.path = path.parent
    return path


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """The folder for several files; None when nobody wants them after all."""
    chosen = chosen_folder(parent, title, str(LastFolder.path or documents()))
    if chosen:
        LastFolder.path = chosen
    return chosen


def chosen_folder(parent: QWidget, title: str, start: str) -> Path | None:
    """A folder that somebody chooses, beginning at ``start``; files saved later do not begin there."""
    chosen = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(chosen) if chosen else None


def save_as(page: Page, name: str, make: Callable[[Work], bytes], done: Callable[[], object] = nothing) -> None:
    """Ask for the file and write what ``make`` reads from the book."""
    if (path := ask_path(page, name)) is not None:
        write(page, path, make, done)


def write(page: Page, path: Path, make: Callable[[Work], bytes], done: Callable[[], object] = nothing) -> jobs.Job:
    """Write what ``make`` reads from the book into a file."""
    return write_all(page, path, lambda work: {path: make(work)}, done)


def write_all(
    page: Page, where: Path, make: Callable[[Work], Mapping[Path, bytes]], done: Callable[[], object] = nothing
) -> jobs.Job:
    """Write several files; ``where`` is what is told to have been saved."""
    desk = page.desk

    def files() -> Mapping[Path, bytes]:
        with desk.read() as work:
            return make(work)

    return write_files(page, where, files, page.toast.emit, done)


def write_files(
    parent: QWidget,
    where: Path,
    files: Callable[[], Mapping[Path, bytes]],
    tell: Tell,
    done: Callable[[], object] = nothing,
) -> jobs.Job:
    """The same from a dialog, which has its own place for words. ``files`` runs off the window's thread."""

    def job(_progress: object) -> None:
        from desk.reports.kit.sheets import write_file

        for path, content in files().items():
            write_file(path, content)

    def finished(_result: object) -> None:
        tell(_("Saved: {file}", file=where), "good")
        done()

    def refused(sentence: str) -> None:
        tell(sentence, "bad")

    return jobs.run(parent, _("Writing"), job, finished, refused, can_cancel=False, after_asking=True)
