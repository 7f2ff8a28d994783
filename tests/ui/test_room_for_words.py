"""In English: every button, label and heading has room for its words; and what makes room for them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.demo.tour import Hands
from desk.ui.widgets.controls import Field, button, label, row
from desk.ui.widgets.lists import Column, ListView
from tests.support import screens
from tests.support.dialogs import DIALOGS
from tests.support.forms import Ground
from tests.support.room_for_words import has_room, outside, settle, squeezed
from tests.support.tabs import every_page
from tests.ui.conftest import signed_in


def test_no_page_cuts_a_word_in_english_at_150_per_cent(english: None, hands: Hands) -> None:
    """In Chinese, which is shorter: ``test_every_size``."""
    window = signed_in(hands, "管理员").window
    window.setUpdatesEnabled(False)
    screens.fill(window, "at-150")
    cut = []
    for name, page in every_page(hands):
        settle(page)
        cut += [f"{name}: {what}" for what in (*squeezed(page), *outside(page))]
    assert not cut, "\n".join(cut)


def test_no_dialog_cuts_a_word_in_english_at_150_per_cent(english: None, hands: Hands) -> None:
    window = signed_in(hands, "管理员").window
    screens.fill(window, "at-150")
    ground, cut = Ground(window), []
    for kind, makers in DIALOGS.items():
        shown = makers[0](window, ground)
        shown.move(window.pos())
        shown.show()
        settle(shown)
        cut += [f"{kind.__name__}: {what}" for what in (*squeezed(shown), *outside(shown))]
        shown.hide()
        shown.deleteLater()
    assert not cut, "\n".join(cut)


@pytest.mark.parametrize("width", [900, 320])
def test_buttons_go_on_in_the_next_line(qtbot: QtBot, dressed: QApplication, width: int) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    made = [button(f"A button with words {n}", lambda: None) for n in range(3)]
    holder.setLayout(row(label("12"), 1, *made))
    holder.resize(width, holder.heightForWidth(width))
    holder.show()
    places = [QRect(each.pos(), each.size()) for each in made]
    assert all(each.width() >= each.sizeHint().width() for each in made)
    assert all(holder.rect().contains(place) for place in places)
    assert len({place.y() for place in places}) == (1 if width == 900 else 3)
    assert {place.right() for place in places[-1:]} == {width - 1}, "pushed right, as on one line"


def test_the_names_of_a_form_are_as_wide_as_the_longest(qtbot: QtBot, dressed: QApplication) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    fields = [Field(name, QWidget(form)) for name in ("Zone", "Person responsible", "Anything else " * 3)]
    for at, field in enumerate(fields):
        field.setParent(form)
        field.setGeometry(0, at * 90, 400, 80)
    form.show()
    assert len({field.name.width() for field in fields}) == 1
    assert all(has_room(field.name) for field in fields)


def test_a_column_has_room_for_its_heading_and_can_be_dragged_narrower(qtbot: QtBot, dressed: QApplication) -> None:
    shown = ListView([Column("Level of the incident", 40, str), Column("Note", 60, str)], "", "rows")
    qtbot.addWidget(shown)
    shown.show_all(["a"])
    shown.show()
    header = shown.table.horizontalHeader()
    assert header.sectionSize(0) >= header.sectionSizeHint(0) > 40
    header.resizeSection(0, 60)
    shown.hide()
    shown.show()
    assert header.sectionSize(0) == 60
