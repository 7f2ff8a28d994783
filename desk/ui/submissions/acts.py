"""What can be done with a report that was handed in, from the page 上报 and from the window over one report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desk.books import submissions
from desk.books.submissions import Submission, title_of
from desk.core.errors import Doubtful
from desk.core.words import P_, _
from desk.services import report_copies
from desk.services.session import Desk
from desk.ui.widgets import jobs
from desk.ui.widgets.form_dialog import ask, sure
from desk.ui.widgets.save_as import ask_folder


def mark_received(parent: QWidget, desk: Desk, report: Submission) -> str:
    """After a question; words about it, or none. Raises ``DeskError``."""
    title = title_of(report.span)
    question = _("Does the district have {report}? After that it cannot be taken back.", report=title)
    if not sure(parent, question, P_("report", "It has it")):
        return ""
    with desk.write() as work:
        submissions.mark_received(work, report.id)
    return _("{report} is with the district.", report=title)


def take_back(parent: QWidget, desk: Desk, report: Submission) -> str:
    """With a reason that is asked for; words about it, or none."""
    title = title_of(report.span)

    def act(typed: dict[str, str]) -> None:
        with desk.write() as work:
            submissions.take_back(work, report.id, typed["reason"])

    heading = _("Take back {report}", report=title)
    if not ask(parent, heading, {"reason": P_("report", "Why it is taken back")}, act):
        return ""
    return _("{report} is taken back. It can be handed in again.", report=title)


def copy(
    parent: QWidget,
    desk: Desk,
    report: Submission,
    refused: Callable[[str], object],
    done: Callable[[str], object],
) -> None:
    """Ask for the folder, and copy beside the window's thread."""
    folder = ask_folder(parent, _("Copy the report to"))
    if folder is not None:
        _copy(parent, desk, report, folder, refused, done, replace=False)


def _copy(
    parent: QWidget,
    desk: Desk,
    report: Submission,
    folder: Path,
    refused: Callable[[str], object],
    done: Callable[[str], object],
    *,
    replace: bool,
) -> None:
    def work(progress: Callable[[int, int], None]) -> list[Path] | str:
        try:
            return report_copies.copy_to(desk, report.id, folder, replace=replace, progress=progress)
        except Doubtful as doubt:
            return doubt.message

    def finished(result: list[Path] | str) -> None:
        if not isinstance(result, str):
            done(_("{n} files copied to {folder} and compared.", n=len(result), folder=folder))
        elif sure(parent, result, P_("file", "Replace")):
            _copy(parent, desk, report, folder, refused, done, replace=True)

    jobs.run(parent, _("Copying"), work, finished, refused, after_asking=True)
