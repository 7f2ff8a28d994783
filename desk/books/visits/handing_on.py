"""Handing somebody to a colleague 转交, with a note."""

from __future__ import annotations

from desk.books import staff
from desk.books.visits.arrival import note_rule
from desk.books.visits.model import MOVES, Visit, VisitState
from desk.books.visits.periods import turn
from desk.books.visits.queries import find
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.visits import visits


def transfer(work: Work, id: int, to: int, note: str = "") -> Visit:
    """The visit waits for a colleague (an id of the staff), who calls it first; the note is seen in the form when it is
    served. It keeps its place by when it came; ``since`` tells from when it waits for the colleague. Without a note the
    one of the number stays.

    Raises ``Invalid`` for ``to`` and ``note``, ``Refused`` for a visit that is over.
    """
    work.require(May.SERVE)
    visit = find(work, id)
    known = {each.id: each for each in staff.everyone(work) if each.active}
    refuse_wrong(
        [
            ("to", to not in known, lambda: _("Please choose a colleague.")),
            ("to", to == work.actor.id, lambda: _("You serve this person yourself: please choose a colleague.")),
            note_rule(note),
        ]
    )
    if visit.state is not VisitState.WAITING and VisitState.WAITING not in MOVES[visit.state]:
        raise Refused(_("{number} is over already and cannot be handed on.", number=visit.label))
    turn(work, id, VisitState.WAITING)
    work.change(visits, id, {"wanted_id": to, "note": note.strip() or visit.note})
    work.audit("visit.transfer", f"visits:{id}", {"wanted": visit.wanted_id}, {"wanted": to})
    return find(work, id)
