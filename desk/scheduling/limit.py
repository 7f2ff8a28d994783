"""How long a search may take: effort that is the same on every machine, and the clock, which is kept in any case."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from desk.scheduling.cp_sat import cp_model

EFFORT = 0.3
"""Units of CP-SAT's deterministic time in a second of one core, as measured in 2026."""
FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, watch: Callable[[Any], None]) -> None:
        super().__init__()
        self._watch = watch

    def on_solution_callback(self) -> None:
        self._watch(self)


class Limit:
    """``seconds`` of effort were asked for, of which ``left`` are there by the clock."""

    def __init__(self, seconds: float, left: float, stopped: threading.Event, seed: int) -> None:
        self.seconds, self.seed = seconds, seed
        self._ends, self._stopped = time.monotonic() + left, stopped
        self._solver: cp_model.CpSolver | None = None

    @property
    def effort(self) -> float:
        """The whole in units of deterministic time."""
        return EFFORT * self.seconds

    @property
    def stopped(self) -> bool:
        """Does somebody want it to stop?"""
        return self._stopped.is_set()

    @property
    def left(self) -> float:
        """Seconds by the clock."""
        return 0.0 if self.stopped else max(0.0, self._ends - time.monotonic())

    def goes_on(self) -> bool:
        """Is there time left, and does nobody want it to stop? Other threads get their turn: the window has one."""
        time.sleep(0)
        return self.left > 0

    def stop(self) -> None:
        """What runs in the solver ends soon."""
        if self._solver:
            self._solver.stop_search()

    def solve(
        self,
        cp: cp_model.CpModel,
        effort: float,
        watch: Callable[[Any], None] | None = None,
        *,
        at_least: float = 0.0,
        counting: bool = False,
    ) -> cp_model.CpSolver:
        """Run one model, so many units of deterministic time or as long as the clock allows; ``at_least`` so many
        seconds, where nothing can be said without an answer. ``counting``: it has few variables, and sums of them.
        """
        self._solver = solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if counting:
            solver.parameters.linearization_level = 2
        else:
            solver.parameters.interleave_search = True
        solver.parameters.random_seed = self.seed
        solver.parameters.max_time_in_seconds = max(self.left, at_least)
        solver.parameters.max_deterministic_time = 0.0 if self.stopped else max(effort, 0.02)
        solver.solve(cp, _Watch(watch) if watch else None)
        return solver
