"""Needs 需求 and matches 对接 on their way: every state through one table, each with who and when."""

from __future__ import annotations

from typing import Any

from desk.books.matching import queries
from desk.books.matching.model import (
    MATCH_MOVES,
    NEED_MOVES,
    OPEN_MATCHES,
    OPEN_NEEDS,
    Match,
    MatchState,
    Need,
    NeedState,
)
from desk.core.edit_conflicts import require_seen
from desk.core.errors import Refused
from desk.core.moves import move_line, require_move
from desk.core.permissions import May
from desk.core.words import P_, _
from desk.core.work import Work
from desk.models.matching import match_moves, matches, need_moves, needs


def need_as_seen(work: Work, id: int, version: int) -> Need:
    """The need, as whoever acts on it saw it. Raises ``Refused`` when somebody has changed it since."""
    need = queries.find_need(work, id)
    require_seen(work, need, version, f"needs:{id}", need.number, need.state.label)
    return need


def match_as_seen(work: Work, id: int, version: int) -> Match:
    """The match, as whoever acts on it saw it. Raises ``Refused`` when somebody has changed it since."""
    match = queries.find_match(work, id)
    require_seen(work, match, version, f"matches:{id}", name_of(match), match.state.label)
    return match


def name_of(match: Match) -> str:
    """How a match is called where it is spoken of: by the numbers of both."""
    return P_("match", "{need} with {offering}", need=match.need_number, offering=match.offering_number)


def require_state(match: Match, *states: MatchState) -> None:
    """Raises ``Refused`` unless a match is in one of these states."""
    if match.state not in states:
        raise Refused(_("{name} is “{state}” by now.", name=name_of(match), state=match.state.label))


def record_need(work: Work, id: int, was: NeedState | None, state: NeedState, remark: str = "") -> None:
    """Write a line into a need's history, by the signed-in person, now."""
    work.require(May.SERVE)
    work.add(need_moves, {"need_id": id, **move_line(work, was, state, remark)})


def record_match(work: Work, id: int, was: MatchState | None, state: MatchState, remark: str = "") -> None:
    """Write a line into a match's history, by the signed-in person, now."""
    work.require(May.SERVE)
    work.add(match_moves, {"match_id": id, **move_line(work, was, state, remark)})


def move_need(work: Work, need: Need, to: NeedState, remark: str = "", **columns: Any) -> Need:
    """Bring a need into another state. Raises ``Refused``, ``NotAllowed``."""
    work.require(May.SERVE)
    require_move(work, NEED_MOVES, need.number, need.state, to)
    settled_at = None if to in OPEN_NEEDS else work.now
    values = {"state": to.value, "settled_at": settled_at, "version": need.version + 1, **columns}
    work.change(needs, need.id, values)
    record_need(work, need.id, need.state, to, remark)
    work.audit(f"need.{to.value}", f"needs:{need.id}", {"state": need.state.value}, {"state": to.value})
    return queries.find_need(work, need.id)


def move_match(work: Work, match: Match, to: MatchState, remark: str = "") -> Match:
    """Bring a match into another state. Raises ``Refused``, ``NotAllowed``."""
    work.require(May.SERVE)
    require_move(work, MATCH_MOVES, name_of(match), match.state, to)
    settled_at = None if to in OPEN_MATCHES else work.now
    work.change(matches, match.id, {"state": to.value, "settled_at": settled_at, "version": match.version + 1})
    record_match(work, match.id, match.state, to, remark)
    work.audit(f"match.{to.value}", f"matches:{match.id}", {"state": match.state.value}, {"state": to.value})
    return queries.find_match(work, match.id)
