"""One check for every book in which a record goes from one state to another by a table of allowed moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import Worded, _
from desk.core.work import Work

State = TypeVar("State", bound=Worded)


def require_move(work: Work, moves: Mapping[tuple[State, State], May], name: str, was: State, to: State) -> None:
    """Raises ``Refused`` where ``moves`` does not lead from one state to the other, naming the record, and
    ``NotAllowed`` where the signed-in person's role may not go there.
    """
    may = moves.get((was, to))
    if may is None:
        raise Refused(_("{name} is “{was}”; it cannot become “{to}”.", name=name, was=was.label, to=to.label))
    work.require(may)
