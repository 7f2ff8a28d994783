"""The words of the counter: where a visit stands."""

from __future__ import annotations

from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded


class VisitState(Worded):
    """Where a visit stands 来访状态; its periods have the same."""

    WAITING = "waiting", NP_("visit", "Waiting")
    SERVING = "serving", NP_("visit", "Being served"), Tone.DONE
    HOLD = "hold", NP_("visit", "On hold"), Tone.WAITING
    MISSED = "missed", NP_("visit", "Called, not there"), Tone.QUIET
    FINISHED = "finished", NP_("visit", "Over")
    LEFT = "left", N_("Left unserved")
