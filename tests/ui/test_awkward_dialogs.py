"""Awkward strings typed into every field of every small form: stored, or refused in words; nothing breaks.

Each form is made from a table of how to make it, not looked for by pressing buttons: a walk through the window hangs on
the first file dialog of the system. A form takes a few strings a run, another part of them each.
"""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from desk.demo.tour import Hands
from desk.text import mended
from desk.ui.widgets.form_dialog import FormDialog
from tests.support import awkward
from tests.support.fields import fields_of
from tests.support.forms import MAKERS, Ground
from tests.ui.conftest import signed_in

MANY = int(os.environ.get("DESK_AWKWARD", "2"))
"""Strings for each field; ``DESK_AWKWARD=900`` types every string into every field."""


KINDS = list(MAKERS)
OVER_ONE_WINDOW = 8
"""So many kinds of forms are tried over one window: to sign in takes as long as to type into one of them."""


@pytest.mark.parametrize("first", range(0, len(KINDS), OVER_ONE_WINDOW), ids=lambda first: KINDS[first].__name__)
def test_whatever_is_typed_into_a_small_form_is_stored_or_refused_in_words(hands: Hands, first: int) -> None:
    window = signed_in(hands, "管理员").window
    asked = list[str]()
    looking = QTimer(window)
    looking.timeout.connect(lambda: _go_back(asked))
    looking.start(50)
    for place, kind in enumerate(KINDS[first : first + OVER_ONE_WINDOW], first):
        _type_into_each_field(window, kind, seed=place * 7)
    looking.stop()
    assert all(asked), "what is asked meanwhile is asked in words"


def _type_into_each_field(window: QWidget, kind: type[FormDialog], seed: int) -> None:
    """One field after the other of a form that is made anew each time; what it is about is read again once something
    was stored."""
    at, many = 0, 1
    ground = Ground(window)
    while at < many:
        stored = False
        for typed in awkward.sample(seed + at, MANY):
            form = MAKERS[kind](window, ground)
            form.show()
            fields = fields_of(form)
            many = len(fields)
            if fields:
                field = fields[at]
                field.setText(typed) if isinstance(field, QLineEdit) else field.setPlainText(typed)
            form.try_it()
            _require_an_answer(form, typed)
            stored |= form.result() == QDialog.DialogCode.Accepted
            form.done(0)
            form.deleteLater()
        at += 1
        if stored:
            ground = Ground(window)


def _require_an_answer(form: FormDialog, typed: str) -> None:
    kind = type(form).__name__
    sentences = [*(each.problem for each in form.fields.values()), form._rest.text()]
    is_done = form.result() == QDialog.DialogCode.Accepted
    assert is_done or any(sentences), f"{kind}: {typed[:40]!r} is neither taken nor refused in words"
    odd = [sentence for sentence in sentences if mended(sentence) != sentence]
    assert not odd, f"{kind}: {typed[:40]!r} stands in {odd!r}"


def _go_back(asked: list[str]) -> None:
    """Whatever a form asks before it stores is answered with going back."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QDialog) and not isinstance(box, FormDialog):
        asked.append(box.windowTitle())
        box.reject()
