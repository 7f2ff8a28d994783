"""Photos of how a finding looked before 整改前照片. How it looks afterwards are the photos of its follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.books.attachments import Photo, forget, note, photo_table
from desk.books.findings import queries, rules
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.findings import finding_photos

MOST = 12


@dataclass(frozen=True)
class FindingPhoto(Photo):
    """With when it was added."""

    at: datetime


PHOTOS = photo_table(finding_photos, "finding_id", FindingPhoto, MOST, "finding_photo")


def of(work: Work, id: int) -> list[FindingPhoto]:
    """The photos of a finding in the order in which they were added."""
    return PHOTOS.of(work, id)


def add(work: Work, id: int, file: str, name: str, width: int, height: int) -> int:
    """Raises ``Refused`` once it is mended or dismissed, for one twice, for too many."""
    work.require(May.SERVE)
    _require_time(work, id)
    return note(work, PHOTOS, id, file, name, width=width, height=height)


def remove(work: Work, id: int, photo: FindingPhoto) -> bool:
    """Take a photo off its finding. True when nothing refers to its file any more. Raises ``Refused``."""
    work.require(May.SERVE)
    _require_time(work, id)
    return forget(work, PHOTOS, photo)


def _require_time(work: Work, id: int) -> None:
    tracked = queries.find_tracked(work, id)
    if not rules.takes_photos(tracked):
        raise Refused(
            _(
                "{number} is “{state}”: photos of before are added until it is mended.",
                number=tracked.finding.number,
                state=tracked.state_words,
            )
        )
