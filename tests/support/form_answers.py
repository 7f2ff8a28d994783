"""Answers to the small forms over a window."""

from __future__ import annotations

from desk.ui.widgets.form_dialog import TextsDialog, ValuesDialog
from tests.support.roster_tab import dialog


def values(**given: object) -> None:
    form = dialog(ValuesDialog)
    for name, value in given.items():
        editor = form.editors[name]
        if hasattr(editor, "choose"):
            editor.choose(value)
        else:
            getattr(editor, "setPlainText", getattr(editor, "setText", None))(value)
    form.ok.click()


def texts(**given: str) -> None:
    form = dialog(TextsDialog)
    for name, text in given.items():
        form.lines[name].setText(text)
    form.ok.click()
