"""What several tests use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desk.services import backups
from desk.services.sign_in import sign_in
from desk.ui.shell.restore_dialog import BringBack
from tests.conftest import PASSWORD
from tests.ui.conftest import say_yes_when_asked


def backed_up(book: Path) -> Path:
    desk = sign_in(book, "管理员", PASSWORD)
    made, _warnings = backups.back_up(desk)
    desk.close()
    return made


def in_the_dialog(act: Callable[[BringBack], object]) -> None:
    """What the person does in the dialog that is about to be shown; it never stays open when that goes wrong."""

    def found() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, BringBack)
        try:
            act(asked)
        except BaseException:
            asked.reject()
            raise

    QTimer.singleShot(0, found)


def bring_back(asked: BringBack, seen: list[str], name: str = "管理员") -> None:
    asked.name.setText(name)
    asked.secret.setText(PASSWORD)
    say_yes_when_asked(asked, seen)
    asked.go_button.click()
