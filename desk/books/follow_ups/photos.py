"""Photos that prove what was done 佐证照片. The files themselves lie beside the data file, by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.books.attachments import Photo, forget, note, photo_table
from desk.books.follow_ups import queries, rules
from desk.books.follow_ups.model import FollowUpAct
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.follow_ups import follow_up_photos

MOST = 12


@dataclass(frozen=True)
class ProofPhoto(Photo):
    """With who added it and when: what was added before an item was returned proved something else."""

    staff_id: int
    at: datetime


PHOTOS = photo_table(follow_up_photos, "follow_up_id", ProofPhoto, MOST, "follow_up_photo")


def of(work: Work, id: int) -> list[ProofPhoto]:
    """The photos of an item in the order in which they were added."""
    return PHOTOS.of(work, id)


def proving(work: Work, id: int) -> list[ProofPhoto]:
    """Those that were added since the item was opened, returned or reopened last."""
    since = queries.open_since(work, id)
    return [each for each in of(work, id) if each.at >= since]


def add(work: Work, id: int, file: str, name: str, width: int, height: int) -> int:
    """Raises ``Refused`` where the signed-in person does not do it, once it is done, for one twice, for too many."""
    work.require(May.SERVE)
    rules.require(work, queries.find(work, id), FollowUpAct.ADD_PHOTO)
    return note(work, PHOTOS, id, file, name, width=width, height=height)


def remove(work: Work, id: int, photo: ProofPhoto) -> bool:
    """Take a photo of the present round off its item: what proved an earlier one stays. True when nothing refers to its
    file any more. Raises ``Refused``.
    """
    work.require(May.SERVE)
    rules.require(work, queries.find(work, id), FollowUpAct.ADD_PHOTO)
    if photo.id not in {each.id for each in proving(work, id)}:
        raise Refused(_("This photo was proof before it was returned, and stays."))
    return forget(work, PHOTOS, photo)
