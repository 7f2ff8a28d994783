"""What happens to a number at the counter 窗口: calling, holding, passing over, giving up, and undoing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, update

from desk.books.visits.line import line, queue
from desk.books.visits.model import CAN_BE_UNDONE, MOVES, Visit, VisitState
from desk.books.visits.periods import LAST_KNOWN_PERIOD, turn
from desk.books.visits.queries import find, has_cases, left_open, open_ahead, stood
from desk.core.errors import Doubtful, Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.visits import visits


class StillServing(Doubtful):
    """The clerk calls somebody while another ``visit`` of theirs goes on."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(_("{number} is still being served by you.", number=visit.label))
        self.visit = visit


def call_next(work: Work, first: VisitState | None = None, window: str = "") -> Visit | None:
    """Serve who is next in ``line``. None when there is nobody but who was handed to a colleague. ``first`` and
    ``window`` as for ``call``.
    """
    work.require(May.SERVE)
    turn = line(work).next
    return call(work, turn.visit.id, first, window) if turn else None


def call(work: Work, id: int, first: VisitState | None = None, window: str = "") -> Visit:
    """Serve this visit now, whether it waited, was on hold or not there. The clerk who calls is the one who serves;
    ``window`` 窗口 is where, by the name that the PC has.

    Raises ``StillServing`` when this clerk serves somebody else, unless ``first`` says what becomes of that visit.
    """
    for other in queue(work):
        if other.state is VisitState.SERVING and other.staff_id == work.actor.id and other.id != id:
            if first is None:
                raise StillServing(other)
            _change(work, other.id, first, f"visit.{first.value}")
    called = _change(work, id, VisitState.SERVING, "visit.call")
    return _called(work, called, window)


def recall(work: Work, id: int, window: str = "") -> Visit:
    """Call a number once more 重呼 that was called and has not come. Raises ``Refused`` for one that is not served."""
    work.require(May.SERVE)
    visit = find(work, id)
    if visit.state is not VisitState.SERVING:
        raise Refused(_("{number} is “{was}” and was not called.", number=visit.label, was=visit.state.label))
    visit = _called(work, visit, window)
    work.audit("visit.recall", f"visits:{id}", after={"calls": visit.calls})
    return visit


def _called(work: Work, visit: Visit, window: str) -> Visit:
    values = {"calls": visits.c.calls + 1, "called_at": work.now, "window": window}
    work.connection.execute(update(visits).where(visits.c.id == visit.id).values(values))
    return replace(visit, calls=visit.calls + 1)


def miss(work: Work, id: int) -> Visit:
    """Called but not there 过号: the number goes behind all who wait, and can be called again all day."""
    return _change(work, id, VisitState.MISSED, "visit.miss")


def take_back(work: Work, id: int) -> Visit:
    """Back to the old place in line: who was missed came, was called by mistake, or has come back from 挂起. Raises
    ``Refused``.
    """
    if has_cases(work, id):
        raise Refused(_("Something has been handled in {number} already.", number=find(work, id).label))
    return _change(work, id, VisitState.WAITING, "visit.take_back")


def withdraw(work: Work, id: int) -> Visit:
    """The number was given by mistake 作废: it ends as if nobody had come with it. Raises ``Refused`` while somebody is
    served with it, and once something was handled.
    """
    if has_cases(work, id):
        raise Refused(_("Something has been handled in {number}: it is not withdrawn.", number=find(work, id).label))
    return _change(work, id, VisitState.WITHDRAWN, "visit.withdraw")


def hold(work: Work, id: int) -> Visit:
    """Put aside somebody who fetches a paper or fills in a form."""
    return _change(work, id, VisitState.HOLD, "visit.hold")


def leave(work: Work, id: int) -> Visit:
    """Gone without having been served."""
    return _change(work, id, VisitState.LEFT, "visit.leave")


def finish(work: Work, id: int) -> Visit:
    """The matter is settled; raises ``Refused`` for a visit that is not being served."""
    return _change(work, id, VisitState.FINISHED, "visit.finish")


def undo(work: Work, passed: Visit) -> Visit:
    """What was done last to somebody who was not there, 过号 or 弃号, is taken back: the visit is as it was before,
    with the clerk who had it. ``passed`` is what ``miss`` or ``leave`` gave.

    On hold instead of served where that clerk serves somebody else by now. Raises ``Refused`` for a visit of another
    day or one to which anything else was done since, by whomever.
    """
    work.require(May.SERVE)
    visit = find(work, passed.id)
    is_last = (visit.state, visit.staff_id, visit.since) == (passed.state, passed.staff_id, passed.since)
    if visit.state not in CAN_BE_UNDONE or not is_last or visit.day != work.today:
        raise Refused(_("{number} is “{was}”: there is nothing to undo.", number=visit.label, was=visit.state.label))
    stages = stood(work, visit.id)
    state, was_with = stages[1 if visit.state is VisitState.MISSED and len(stages) > 1 else 0]
    served_by = work.actor.id
    if state is VisitState.SERVING:
        served_by = was_with
        if any(each.state is VisitState.SERVING and each.staff_id == served_by for each in queue(work)):
            state = VisitState.HOLD
    turn(work, visit.id, state, served_by)
    work.audit("visit.undo", f"visits:{visit.id}", {"state": visit.state.value}, {"state": state.value})
    return find(work, visit.id)


def _change(work: Work, id: int, to: VisitState, action: str) -> Visit:
    work.require(May.SERVE)
    visit = find(work, id)
    if to not in MOVES[visit.state]:
        sentence = _(
            "{number} is “{was}” and cannot become “{to}”.", number=visit.label, was=visit.state.label, to=to.label
        )
        raise Refused(sentence)
    turn(work, visit.id, to)
    work.audit(action, f"visits:{id}", {"state": visit.state.value}, {"state": to.value})
    return find(work, id)


def close_leftovers(work: Work) -> int:
    """End visits of earlier days that nobody ended, at the last thing known of them. How many there were."""
    return _close(work, left_open(work))


def close_ahead(work: Work, is_ahead: Callable[[datetime], bool]) -> int:
    """End visits of days still to come, which a clock that was ahead left open. How many there were."""
    work.require(May.EDIT_CENTRE)
    return _close(work, [row for row in open_ahead(work) if is_ahead(row.arrived_at)])


def _close(work: Work, left: Sequence[Row[Any]]) -> int:
    for row in left:
        served = has_cases(work, row.id)
        state = VisitState.FINISHED if served else VisitState.LEFT
        work.connection.execute(LAST_KNOWN_PERIOD, {"visit": row.id})
        work.connection.execute(
            update(visits).where(visits.c.id == row.id).values(state=state.value, ended_at=row.began_at)
        )
    if left:
        work.audit("visit.close_leftovers", "visits", after={"visits": [row.id for row in left]})
    return len(left)
