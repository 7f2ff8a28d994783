"""What every book does in which a record goes from one state to another by a table of allowed moves, and keeps its
history: the check of a move, and the line that is written of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import Worded, _
from desk.core.work import Work

LONGEST_REASON = 300
"""Characters of why something is refused, withdrawn, paused or came to nothing, where a book has no more room."""
State = TypeVar("State", bound=Worded)


def require_move(work: Work, moves: Mapping[tuple[State, State], May], name: str, was: State, to: State) -> None:
    """Raises ``Refused`` where ``moves`` does not lead from one state to the other, naming the record, and
    ``NotAllowed`` where the signed-in person's role may not go there.
    """
    may = moves.get((was, to))
    if may is None:
        raise Refused(_("{name} is “{was}”; it cannot become “{to}”.", name=name, was=was.label, to=to.label))
    work.require(may)


def move_line(work: Work, was: Worded | None, state: Worded, remark: str = "") -> dict[str, Any]:
    """The columns that a line of any history has: from which state to which, now, by whom, and a remark on it."""
    return {
        "was": was.value if was else None,
        "state": state.value,
        "at": work.now,
        "staff_id": work.actor.id,
        "remark": remark.strip(),
    }


def require_reason(typed: str, most: int = LONGEST_REASON) -> str:
    """A reason as it is kept. Raises ``Invalid`` for ``reason`` where there is none, or too long a one."""
    reason = typed.strip()
    refuse_wrong(
        [
            ("reason", not reason, lambda: _("Please say why.")),
            (
                "reason",
                len(reason) > most,
                lambda: _("{n} characters are too many; {most} is the most.", n=len(reason), most=most),
            ),
        ]
    )
    return reason
