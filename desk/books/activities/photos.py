"""Which photos belong to an activity. The files themselves lie beside the book, by name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete

from desk.books import attachment_index
from desk.books.activities import queries
from desk.books.activities.model import ActivityState
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.activities import photos

MOST = 30


@dataclass(frozen=True)
class Photo:
    """``file`` is the name under which its content is kept; ``name`` what the camera called it."""

    id: int
    file: str
    name: str
    width: int
    height: int


def of(work: Work, activity_id: int) -> list[Photo]:
    rows = work.rows(
        "SELECT id, file, name, width, height FROM activity_photos WHERE activity_id = ? ORDER BY id", activity_id
    )
    return [Photo(*row) for row in rows]


def add(work: Work, activity_id: int, file: str, name: str, width: int, height: int) -> int:
    """Raises ``Refused`` before the day, for a draft or cancelled activity, for a photo twice, and for too many."""
    work.require(May.PLAN_ACTIVITIES)
    one = queries.find(work, activity_id)
    if one.day > work.today or one.state in (ActivityState.DRAFT, ActivityState.CANCELLED):
        raise Refused(_("“{title}” has not taken place, so it has no photos.", title=one.title))
    present = of(work, activity_id)
    if any(photo.file == file for photo in present):
        raise Refused(_("This photo is there already."))
    if len(present) >= MOST:
        raise Refused(_("{n} photos are the most; please remove one first.", n=MOST))
    row = {
        "activity_id": activity_id,
        "file": file,
        "name": name,
        "width": width,
        "height": height,
        "staff_id": work.actor.id,
        "at": work.now,
    }
    id = work.add(photos, row)
    work.audit("photo.add", f"activity_photos:{id}", after={"activity": activity_id, "file": file})
    return id


def remove(work: Work, photo: Photo) -> bool:
    """Take a photo off its activity. True when nothing refers to its file any more."""
    work.require(May.PLAN_ACTIVITIES)
    work.connection.execute(delete(photos).where(photos.c.id == photo.id))
    work.audit("photo.remove", f"activity_photos:{photo.id}", before={"file": photo.file})
    return photo.file not in attachment_index.names(work)
