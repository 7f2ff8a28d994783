"""Awkward strings typed into every field of the window's pages: nothing breaks. A field takes a few strings a run;
together the fields take many of them. What the large forms do with them is tests/ui/widgets/test_awkward_texts.py's.
"""

from __future__ import annotations

import os

from PySide6.QtTest import QTest

from desk.demo.tour import Hands
from tests.support import awkward
from tests.support.fields import fields_of, type_into
from tests.support.walk import pages_of
from tests.ui.conftest import signed_in

MANY = int(os.environ.get("DESK_AWKWARD", "2"))
"""Strings for each field; ``DESK_AWKWARD=900`` types every string into every field."""
FIELDS = 30
"""So many the walk meets at least."""


def test_whatever_is_typed_into_any_field_of_a_page_breaks_nothing(hands: Hands) -> None:
    work = signed_in(hands, "管理员").window.work
    assert work is not None
    typed = 0
    for place in range(work.tabs.count()):
        hands.window.go_to(place)
        for page in pages_of(work.page(place)):
            QTest.qWait(20)
            for field in fields_of(page):
                typed += 1
                type_into(field, awkward.sample(typed, MANY))
    assert typed >= FIELDS, typed
