"""What of emergencies has to be seen to: reports that are due, measures, reviews, drills, numbers to be made sure
of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from desk.books.incidents import contacts, drills, queries, reporting, review
from desk.books.incidents.reporting import OpenReport
from desk.core.book import OwedMatter
from desk.core.identity import mask_text
from desk.core.words import P_, phrases
from desk.core.work import Work

SOON = timedelta(minutes=30)


@dataclass(frozen=True)
class IncidentAttention:
    """``late`` and ``soon`` are reports; ``measures`` all that are not taken yet."""

    going_on: int
    late: tuple[OpenReport, ...]
    soon: tuple[OpenReport, ...]
    measures: int
    late_measures: int
    reviews: int
    drills: int
    contacts: int

    @property
    def to_do(self) -> int:
        """What can wait until morning."""
        return self.measures + self.reviews + self.drills + self.contacts


def attention(work: Work) -> IncidentAttention:
    """What has to be seen to at this moment 待办, in a constant number of questions."""
    owed = reporting.still_owed(work)
    late = tuple(each for each in owed if each.owed.is_late(work.now))
    soon = tuple(each for each in owed if not each.owed.is_late(work.now) and each.owed.due_at - work.now <= SOON)
    open_measures = review.still_due(work)
    return IncidentAttention(
        queries.ongoing(work),
        late,
        soon,
        len(open_measures),
        sum(measure.is_late(work.today) for measure in open_measures),
        review.unreviewed(work),
        drills.overdue(work),
        contacts.due(work),
    )


def owed(work: Work) -> Iterable[OwedMatter]:
    """Every measure that a review decided and nobody has taken, from the end of its incident on."""
    ended = review.ended_at(work)
    for measure in review.still_due(work):
        yield OwedMatter(
            P_("owed matter", "Incident measure"),
            phrases((measure.number, mask_text(measure.text))),
            measure.owner,
            measure.due_on,
            ended[measure.incident_id],
            "incidents.incident",
            measure.incident_id,
        )
