"""Which photos 活动照片 belong to an activity. The files themselves lie beside the book, by name."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import bindparam, delete, func, select

from desk.books import attachment_index
from desk.books.activities import queries
from desk.books.activities.model import ActivityState
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.activities import activities, photos

MOST = 30


@dataclass(frozen=True)
class Photo:
    """``file`` is the name under which its content is kept; ``name`` what the camera called it."""

    id: int
    file: str
    name: str
    width: int
    height: int


OF_ACTIVITY = (
    select(*(photos.c[field.name] for field in fields(Photo)))
    .where(photos.c.activity_id == bindparam("activity_id"))
    .order_by(photos.c.id)
)
NUMBERS = (
    select(photos.c.activity_id, func.count().label("photos"))
    .join(activities, activities.c.id == photos.c.activity_id)
    .where(activities.c.day.between(bindparam("first"), bindparam("last")))
    .group_by(photos.c.activity_id)
)


def of(work: Work, activity_id: int) -> list[Photo]:
    """The photos of an activity in the order in which they were added."""
    rows = work.connection.execute(OF_ACTIVITY, {"activity_id": activity_id})
    return [Photo(**row._mapping) for row in rows]


def numbers_between(work: Work, first: date, last: date) -> dict[int, int]:
    """How many photos the activities of a span have, by their ids; those without any are left out."""
    rows = work.connection.execute(NUMBERS, {"first": first, "last": last})
    return {row.activity_id: row.photos for row in rows}


def add(work: Work, activity_id: int, file: str, name: str, width: int, height: int) -> int:
    """Raises ``Refused`` before the day, for a draft or cancelled activity, for a photo twice, and for too many."""
    work.require(May.PLAN_ACTIVITIES)
    activity = queries.find(work, activity_id)
    if activity.day > work.today or activity.state in (ActivityState.DRAFT, ActivityState.CANCELLED):
        raise Refused(_("“{title}” has not taken place, so it has no photos.", title=activity.title))
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
