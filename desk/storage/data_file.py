"""The data file 数据文件 as a file: is there anything in it at all? Asked before it is opened, also by the sign-in
page.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desk.core.errors import Damaged
from desk.core.words import _
from desk.storage.db_errors import translate_errors


def require_content(book: Path) -> None:
    """Raises ``Damaged`` for a book's file without anything in it: SQLite would make a new, empty book of it."""
    with translate_errors(), suppress(FileNotFoundError):
        if book.stat().st_size == 0:
            raise Damaged(_("The book file is empty (0 bytes): it is damaged. Please bring back the newest backup."))
