"""What ``desk check`` and the window's check of the data say 检查数据."""

from __future__ import annotations

from desk.books import attachment_index
from desk.books import centre as centres
from desk.services import backups
from desk.services.session import Desk
from desk.storage import check, copies


def problems(desk: Desk) -> list[str]:
    """All that ``desk check`` finds wrong, file first; photos in the book's folder and in those of its backups."""
    from desk.books.invariants import book_problems

    problems = check.file_problems(desk.store)
    with desk.read() as work:
        problems += book_problems(work)
        names, second = sorted(attachment_index.names(work)), centres.setting(work, "second_backup")
    for folder in backups.folders(desk, second):
        problems += desk.files.problems_of_copies(folder / copies.folder_of(desk.store), names)
    return problems + desk.files.problems(names)
