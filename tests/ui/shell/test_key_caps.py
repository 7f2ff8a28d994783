"""A button shows its key as a cap: the key works on that page, F1 tells it, and no two buttons show the same one.

Keys were typed into the texts of 61 buttons, in two kinds of brackets, and a screen reader read them out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton

import desk
from desk.demo.tour import Hands
from desk.ui.widgets.key_cap import as_shown
from tests.support.keys import caps, shortcuts
from tests.support.tabs import every_page
from tests.ui.conftest import signed_in

CATALOGUE = Path(desk.__file__).parents[1] / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "desk.po"
TYPED_KEY = re.compile(r"[（(](F\d+|(Ctrl|Alt|Shift)\+\S+|Esc|Enter|Delete)[)）]|\s(F\d+|Esc|(Ctrl|Alt)\+\S+)$")


@pytest.mark.parametrize("name", ["管理员", "林小芳"])
def test_every_cap_is_a_key_that_works_there_and_f1_tells_it(hands: Hands, name: str) -> None:
    signed_in(hands, name)
    everywhere = {command.key for command in hands.window.commands}
    shown = 0
    for where, page in every_page(hands):
        told = {command.key for command in page.commands} | everywhere
        works = shortcuts(page) | {QKeySequence(key).toString() for key in everywhere}
        made = caps(page)
        keys = [each.key for each in made]
        assert len(set(keys)) == len(keys), f"{where} shows a key twice: {keys}"
        for each in made:
            assert each.key in told, f"{where}: F1 does not tell {each.text()} {each.key}"
            of_list = each.key == "Enter"  # the list's own key: it opens the chosen row
            assert of_list or QKeySequence(each.key).toString() in works, f"{where}: {each.key} does nothing"
            assert as_shown(each.key) in each.toolTip(), f"{where}: the tip of {each.text()} is silent about its key"
        shown += len(made)
        for button in page.findChildren(QAbstractButton):
            assert not TYPED_KEY.search(button.text()), f"{where}: {button.text()} has its key typed into it"
    assert shown > 30


def test_no_text_of_the_catalogue_has_a_key_in_brackets() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    typed = [
        text
        for message in catalogue
        for text in (str(message.id), str(message.string))
        if re.search(r"[（(](F\d+|(Ctrl|Alt|Shift)\+\S+|Esc|Enter|Delete)[)）]", text)
    ]
    assert typed == []
