"""What the window says, as the catalogue has it."""

from __future__ import annotations

import re

from babel.messages.pofile import read_po

from tests.translations import PO


def words_on_screen() -> frozenset[str]:
    """Every text of the window in Chinese, without the dots of a button that asks more."""
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    return frozenset(re.sub("…$", "", str(message.string)) for message in catalogue if message.id)
