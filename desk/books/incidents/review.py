"""The review 复盘 after an incident or drill: what went well, what did not, and measures with an owner and a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import bindparam, func, select, update

from desk.books.incidents import log, queries
from desk.books.incidents.entry import enter
from desk.books.incidents.model import EntryKind, IncidentEntry, IncidentState
from desk.core.days import day_in
from desk.core.errors import Invalid, Problem, Refused, refuse_wrong
from desk.core.identity import one_line
from desk.core.permissions import May
from desk.core.records import records
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.models.incidents import incidents, measures


@dataclass(frozen=True)
class ReviewDecision:
    """What is to be done after a review, by whom, until when."""

    text: str
    owner: str
    due_on: date


@dataclass(frozen=True)
class Measure:
    """A decided measure and what became of it; ``number`` is the incident's."""

    incident_id: int
    number: str
    n: int
    text: str
    owner: str
    due_on: date
    done_on: date | None

    def is_late(self, today: date) -> bool:
        """Was it taken after its day, or is its day over?"""
        return (self.done_on or today) > self.due_on


@dataclass(frozen=True)
class IncidentReview:
    """What was said in a review."""

    well: str
    badly: str
    decided: tuple[ReviewDecision, ...] = ()


def write(work: Work, incident_id: int, review: IncidentReview) -> int:
    """Review an incident that has ended. The entry's number. Raises ``Invalid`` and ``Refused``."""
    work.require(May.REVIEW_INCIDENTS)
    well, badly = review.well.strip(), review.badly.strip()
    decided = [ReviewDecision(one_line(each.text), one_line(each.owner), each.due_on) for each in review.decided]
    refuse_wrong(
        [
            ("well", not well, _("Please enter what went well.")),
            ("badly", not badly, _("Please enter what did not go well, or “none”.")),
            (
                "decided",
                any(not each.text or not each.owner for each in decided),
                _("A measure says what is to be done, and by whom."),
            ),
            (
                "decided",
                any(len(each.text) > 200 or len(each.owner) > 40 for each in decided),
                _("A measure has at most 200 characters, its owner at most 40."),
            ),
            ("decided", any(each.due_on < work.today for each in decided), _("A measure is due today or later.")),
        ]
    )
    with on_record():
        text = _("Went well: {well}. Did not: {badly}", well=well.rstrip("。"), badly=badly.rstrip("。"))
    listed = [{"text": each.text, "owner": each.owner, "due_on": each.due_on.isoformat()} for each in decided]
    seq = log.set_state(
        work, incident_id, IncidentState.REVIEWED, text, {"well": well, "badly": badly, "measures": listed}
    )
    for n, each in enumerate(decided, 1):
        row = {"incident_id": incident_id, "n": n, "text": each.text, "owner": each.owner, "due_on": each.due_on}
        work.add(measures, row)
    return seq


def decided_in(lines: Iterable[str]) -> tuple[ReviewDecision, ...]:
    """Measures as they are typed, one on a line. Raises ``Invalid`` naming the line."""
    decisions = []
    for number, line in enumerate(lines, 1):
        parts = [part.strip() for part in line.replace("｜", "|").split("|")]
        if not any(parts):
            continue
        try:
            what, who, when = parts
            decisions.append(ReviewDecision(what, who, day_in(when, "decided")))
        except (ValueError, Invalid):
            sentence = _("Line {n}: please write what | who | by when, like 2026-12-15.", n=number)
            raise Invalid(Problem("decided", sentence)) from None
    return tuple(decisions)


def done(work: Work, incident_id: int, n: int, how: str) -> int:
    """A measure is taken; how, in words. The entry's number. Raises ``Invalid``, ``Refused``."""
    work.require(May.SERVE)
    measure = next((measure for measure in of_incident(work, incident_id) if measure.n == n), None)
    if measure is None or measure.done_on:
        raise Refused(_("There is no such measure to be taken."))
    refuse_wrong([("words", not how.strip(), _("Please enter how it was done."))])
    work.connection.execute(TAKING, {"of_incident": incident_id, "number": n, "done_on": work.today})
    with on_record():
        text = _("Measure {n} taken: {text}. {words}", n=n, text=measure.text, words=how.strip())
    return enter(work, incident_id, EntryKind.MEASURE, text, {"measure": n}, None)


ALL = select(
    *(incidents.c.number if field.name == "number" else measures.c[field.name] for field in fields(Measure))
).join(incidents, incidents.c.id == measures.c.incident_id)
OF_INCIDENT = ALL.where(measures.c.incident_id == bindparam("of_incident")).order_by(measures.c.n)
STILL_DUE = ALL.where(measures.c.done_on.is_(None)).order_by(measures.c.due_on, measures.c.id)
REVIEWED = select(measures.c.incident_id).distinct().order_by(measures.c.incident_id)
UNREVIEWED = select(func.count()).where(incidents.c.state == IncidentState.CLOSED.value, incidents.c.same_as == "")
TAKING = update(measures).where(measures.c.incident_id == bindparam("of_incident"), measures.c.n == bindparam("number"))


def of_incident(work: Work, incident_id: int) -> list[Measure]:
    """What the review of an incident decided 整改措施, in its order."""
    return records(work.connection.execute(OF_INCIDENT, {"of_incident": incident_id}), Measure)


def still_due(work: Work) -> list[Measure]:
    """What reviews decided and nobody has done, the earliest first."""
    return records(work.connection.execute(STILL_DUE), Measure)


ENDED = (
    select(incidents.c.id, func.coalesce(incidents.c.closed_at, incidents.c.opened_at).label("ended_at"))
    .join(measures, measures.c.incident_id == incidents.c.id)
    .where(measures.c.done_on.is_(None))
)


def ended_at(work: Work) -> dict[int, datetime]:
    """When each incident with a measure that nobody has taken was over, by its id."""
    return {row.id: row.ended_at for row in work.connection.execute(ENDED)}


def of(entries: Sequence[IncidentEntry]) -> IncidentReview | None:
    """What the review said; None while there is none."""
    review = next((entry.fields for entry in reversed(entries) if "well" in entry.fields), None)
    if review is None:
        return None
    decided = tuple(ReviewDecision(m["text"], m["owner"], date.fromisoformat(m["due_on"])) for m in review["measures"])
    return IncidentReview(review["well"], review["badly"], decided)


def unreviewed(work: Work) -> int:
    """How many incidents, drills too, ended and wait for their review."""
    return work.connection.scalars(UNREVIEWED).one()


def problems(work: Work) -> list[str]:
    """Measures that do not stand as the entries of their review say."""
    faults = []
    for incident_id in work.connection.scalars(REVIEWED).all():
        entries = queries.entries(work, incident_id)
        review = of(entries)
        taken = {entry.fields["measure"] for entry in entries if entry.kind is EntryKind.MEASURE}
        decided = [
            (each.text, each.owner, each.due_on, n in taken)
            for n, each in enumerate(review.decided if review else (), 1)
        ]
        stands = [(m.text, m.owner, m.due_on, m.done_on is not None) for m in of_incident(work, incident_id)]
        if decided != stands:
            number = queries.find(work, incident_id).number
            faults.append(_("Incident {number}: its measures are not those of its review.", number=number))
    return faults
