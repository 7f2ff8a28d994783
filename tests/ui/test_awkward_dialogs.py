"""Awkward strings typed into every field of every small form: stored, or refused in words; nothing breaks.

Each form is made from a table of how to make it, not looked for by pressing buttons: a walk through the window hangs on
the first file dialog of the system. A form takes a few strings a run, another part of them each.
"""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from desk.demo.tour import Hands
from desk.text import mended
from desk.ui.widgets.form_dialog import FormDialog
from tests.support import awkward
from tests.support.fields import fields_of
from tests.support.forms import MAKERS, Ground
from tests.ui.conftest import signed_in

MANY = int(os.environ.get("DESK_AWKWARD", "2"))
"""Strings for each field; ``DESK_AWKWARD=900`` types every string into every field."""


@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.__name__)
def test_whatever_is_typed_into_a_small_form_is_stored_or_refused_in_words(
    hands: Hands, kind: type[FormDialog]
) -> None:
    window = signed_in(hands, "管理员").window
    asked = list[str]()
    looking = QTimer(window)
    looking.timeout.connect(lambda: _go_back(asked))
    looking.start(50)
    at, seed = 0, [*MAKERS].index(kind) * 7
    while True:
        ground = Ground(window)
        for typed in awkward.sample(seed + at, MANY):
            form = MAKERS[kind](window, ground)
            form.show()
            fields = fields_of(form)
            if at < len(fields):
                field = fields[at]
                field.setText(typed) if isinstance(field, QLineEdit) else field.setPlainText(typed)
            form.try_it()
            sentences = [*(each.problem for each in form.fields.values()), form._rest.text()]
            is_done = form.result() == QDialog.DialogCode.Accepted
            assert is_done or any(sentences), f"{kind.__name__}: {typed[:40]!r} is neither taken nor refused in words"
            odd = [sentence for sentence in sentences if mended(sentence) != sentence]
            assert not odd, f"{kind.__name__}: {typed[:40]!r} stands in {odd!r}"
            form.done(0)
            form.deleteLater()
        at += 1
        if at >= len(fields):
            break
    looking.stop()
    assert all(asked), "what is asked meanwhile is asked in words"


def _go_back(asked: list[str]) -> None:
    """Whatever a form asks before it stores is answered with going back."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QDialog) and not isinstance(box, FormDialog):
        asked.append(box.windowTitle())
        box.reject()
