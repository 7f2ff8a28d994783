"""Awkward strings in the window: shown as they were typed, never as markup; read by its forms or refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk import text
from desk.core.errors import Invalid
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.ui.activities.form import ActivityForm
from desk.ui.assets.form import CardForm
from desk.ui.visits.person import DetailsForm
from desk.ui.widgets.controls import label
from desk.ui.widgets.whole_text import hint
from tests.conftest import PASSWORD
from tests.support import awkward

SEED, MANY = 18, 30
"""Which of the strings this run types: another seed takes others."""


@pytest.mark.parametrize("typed", ["<b>粗</b>\n<i>", "<img src=x>", "a&b", "林小芳"])
def test_a_label_and_a_hint_show_markup_as_it_was_typed(qtbot: QtBot, typed: str) -> None:
    shown = label(typed)
    qtbot.addWidget(shown)
    assert shown.text() == typed and shown.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" not in hint(typed) and "<img" not in hint(typed)
    assert hint("林小芳") == "林小芳"


def forms(desk: Desk) -> list[tuple[QWidget, str]]:
    """The large forms of the window, and how each is read."""
    return [(CardForm(desk, new=True), "card"), (ActivityForm(desk), "plan"), (DetailsForm(desk), "details")]


def test_whatever_is_typed_into_a_form_is_read_or_refused_in_words(book: Path, qtbot: QtBot) -> None:
    desk = sign_in(book, "管理员", PASSWORD)
    for form, read in forms(desk):
        qtbot.addWidget(form)
        lines = form.findChildren(QLineEdit)
        assert len(lines) >= 4
        for words in awkward.sample(SEED, MANY):
            for line in lines:
                before = line.text()
                line.setText(words)
                try:
                    getattr(form, read)()
                except Invalid as no:
                    assert all(text.mended(problem.message) == problem.message for problem in no.problems), repr(words)
                line.setText(before)
    desk.close()
