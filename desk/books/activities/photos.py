"""Which photos 活动照片 belong to an activity. The files themselves lie beside the book, by name."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, func, select

from desk.books.activities import queries
from desk.books.activities.model import ActivityState
from desk.books.attachments import Photo, forget, note, photo_table
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.activities import activities, photos

MOST = 30

PHOTOS = photo_table(photos, "activity_id", Photo, MOST, "photo")
NUMBERS = (
    select(photos.c.activity_id, func.count().label("photos"))
    .join(activities, activities.c.id == photos.c.activity_id)
    .where(activities.c.day.between(bindparam("first"), bindparam("last")))
    .group_by(photos.c.activity_id)
)


def of(work: Work, activity_id: int) -> list[Photo]:
    """The photos of an activity in the order in which they were added."""
    return PHOTOS.of(work, activity_id)


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
    return note(work, PHOTOS, activity_id, file, name, width=width, height=height)


def remove(work: Work, photo: Photo) -> bool:
    """Take a photo off its activity. True when nothing refers to its file any more."""
    work.require(May.PLAN_ACTIVITIES)
    return forget(work, PHOTOS, photo)
