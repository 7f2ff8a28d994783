"""A question answered 咨询: a visit that is over, without a case, counted apart."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from desk.books import residents
from desk.books.visits.arrival import arrive
from desk.books.visits.counter import finish
from desk.books.visits.model import Channel, Priority, Visit, VisitState
from desk.books.visits.periods import turn
from desk.books.visits.queries import find, has_cases, here_now
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.visits import periods, visits


def consult(
    work: Work,
    visit_id: int | None = None,
    *,
    resident_id: int | None = None,
    service_id: int | None = None,
    channel: Channel = Channel.COUNTER,
    came_at: datetime | None = None,
) -> Visit:
    """Note a question answered, of the visit that is served or of somebody who just came; person and item need not be
    known.

    Raises ``Refused`` for a visit in which something was registered or that is not served.
    """
    work.require(May.SERVE)
    if visit_id is None:
        resident = residents.find(work, resident_id) if resident_id else None
        began = min(came_at or work.now, work.now)
        visit = arrive(work, VisitState.FINISHED, began, Priority.NONE, resident)
    else:
        visit = find(work, visit_id)
        if has_cases(work, visit_id):
            raise Refused(_("Something has been handled in {number}: that is no consultation.", number=visit.label))
        finish(work, visit_id)
    named = {
        "consultation": True,
        "channel": channel.value,
        "service_id": service_id or visit.service_id,
        "resident_id": resident_id or visit.resident_id,
    }
    work.change(visits, visit.id, named)
    work.audit("visit.consult", f"visits:{visit.id}", after={"number": visit.label})
    return find(work, visit.id)


def undo_consultation(work: Work, id: int) -> Visit | None:
    """Take back what ``consult`` did: a number that was called is served again, on hold where this clerk serves
    somebody else by now; one that was given for it alone is gone, and then None is returned.

    Raises ``Refused`` for what is no consultation of today.
    """
    work.require(May.SERVE)
    visit = find(work, id)
    if not visit.consultation or visit.day != work.today:
        raise Refused(_("{number} is “{was}”: there is nothing to undo.", number=visit.label, was=visit.state.label))
    work.audit("visit.undo_consultation", f"visits:{id}", {"number": visit.label})
    if not visit.calls:
        work.connection.execute(delete(periods).where(periods.c.visit_id == id))
        work.connection.execute(delete(visits).where(visits.c.id == id))
        return None
    served = any(each.state is VisitState.SERVING and each.staff_id == work.actor.id for each in here_now(work))
    turn(work, id, VisitState.HOLD if served else VisitState.SERVING)
    work.change(visits, id, {"consultation": False})
    return find(work, id)
