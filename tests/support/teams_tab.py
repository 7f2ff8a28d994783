"""Hands on the forms of the page of teams."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QApplication

from desk.ui.widgets.form_dialog import FormDialog
from tests.support.roster_tab import dialog, in_dialog

Form = TypeVar("Form", bound=FormDialog)


def fill(kind: type[Form], act: Callable[[Form], object]) -> None:
    """Once a form of this kind is open, fill it in, and press its button; it has to be content with that."""

    def careful() -> None:
        form = dialog(kind)
        QApplication.setActiveWindow(form)
        act(form)
        if form.isVisible():
            form.ok.click()
        if form.isVisible():
            said = [field.problem for field in form.fields.values()]
            form.reject()
            raise AssertionError([*filter(None, said), form._rest.text()])

    in_dialog(careful)
