"""Which photos 办结照片 prove that an order was done. The files themselves lie beside the book, by name."""

from __future__ import annotations

from desk.books.attachments import Photo, forget, note, photo_table
from desk.books.orders import queries
from desk.books.orders.model import OrderState
from desk.books.orders.moves import require_state
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.orders import photos

MOST = 9
UNDERWAY = (OrderState.TAKEN, OrderState.DOING, OrderState.REDO)
"""Somebody is at it, so that there is something to see."""

PHOTOS = photo_table(photos, "order_id", Photo, MOST, "order_photo")


def of(work: Work, order_id: int) -> list[Photo]:
    """The photos of an order in the order in which they were added."""
    return PHOTOS.of(work, order_id)


def add(work: Work, order_id: int, file: str, name: str, width: int, height: int) -> int:
    """Raises ``Refused`` before somebody took it and after it is settled, for a photo twice, and for too many."""
    work.require(May.SERVE)
    require_state(queries.find(work, order_id), *UNDERWAY, OrderState.DONE)
    return note(work, PHOTOS, order_id, file, name, width=width, height=height)


def remove(work: Work, order_id: int, photo: Photo) -> bool:
    """Take a photo off its order while somebody is at it: once it is done, it is the proof of that. True when nothing
    refers to its file any more. Raises ``Refused``.
    """
    work.require(May.SERVE)
    require_state(queries.find(work, order_id), *UNDERWAY)
    return forget(work, PHOTOS, photo)
