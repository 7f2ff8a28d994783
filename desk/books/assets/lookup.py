"""A card found from anywhere in the window, by what its label says."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from desk.books.assets.queries import by_number, tidy_label
from desk.core.book import RecordHit
from desk.core.work import Work
from desk.models.assets import assets, classes
from desk.storage import numbering
from desk.storage.matching import begins_with

SHORTEST = 2
"""Characters of a number: ZC."""


def find_records(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Cards whose number begins so: ZC000123 by zc0001. Of a number whose first letters an input method has eaten,
    the card that it means.
    """
    label = tidy_label(typed)
    if not label.isascii() and label[-1:].isdecimal() and (scanned := by_number(work, typed)):
        label = scanned.number
    if len(label) < SHORTEST:
        return
    query = (
        select(assets.c.id, assets.c.number, assets.c.name, classes.c.name.label("class_name"))
        .join(classes, classes.c.code == assets.c.class_code)
        .where(begins_with(assets.c.number, label))
        .order_by(*numbering.order_of(assets.c.number))
        .limit(most)
    )
    for row in work.connection.execute(query):
        yield RecordHit(f"{row.number}　{row.name}", row.class_name, "assets.card", row.id)
