"""Everybody who is here now, in the order in which they are called, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from desk.books import centre
from desk.books.visits.calling_order import CallingRules, Turn, in_order
from desk.books.visits.model import Visit, VisitState
from desk.books.visits.queries import here_now, lanes_called
from desk.core.work import Work


@dataclass(frozen=True)
class Line:
    """Who is served, who is on hold, and who is called after that by whoever asks."""

    serving: tuple[Visit, ...]
    hold: tuple[Visit, ...]
    turns: tuple[Turn, ...]

    @property
    def visits(self) -> list[Visit]:
        """All of them in this order."""
        return [*self.serving, *self.hold, *(turn.visit for turn in self.turns)]

    @property
    def next(self) -> Turn | None:
        """Whom 叫号 calls; None when nobody waits, or only for a colleague."""
        return next((turn for turn in self.turns if not turn.is_for_another), None)


def line(work: Work) -> Line:
    """The queue of today, as the signed-in person calls it."""
    here = here_now(work)
    waiting = [visit for visit in here if visit.state not in (VisitState.SERVING, VisitState.HOLD)]
    turns: list[Turn] = []
    if waiting:
        rules = CallingRules(
            timedelta(minutes=centre.rule(work, "queue_longest_wait")), centre.rule(work, "queue_calls_in_a_row")
        )
        turns = in_order(waiting, lanes_called(work, rules.in_a_row), work.now, rules, work.actor.id)
    serving, hold = (
        tuple(visit for visit in here if visit.state is state) for state in (VisitState.SERVING, VisitState.HOLD)
    )
    return Line(serving, hold, tuple(turns))


def queue(work: Work) -> list[Visit]:
    """Everybody who is here now: being served, on hold, then whoever waits in calling order, who was passed over 过号
    behind them, and last who is left to a colleague.
    """
    return line(work).visits
