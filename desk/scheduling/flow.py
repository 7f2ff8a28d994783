"""The flow solver of OR-Tools: the door to it, beside that of CP-SAT (``cp_sat``)."""

from __future__ import annotations

from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

__all__ = ["min_cost_flow"]
