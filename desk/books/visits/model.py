"""The words of the counter: where a visit stands."""

from __future__ import annotations

from desk.core.tone import Tone
from desk.core.words import N_, Worded


class VisitState(Worded):
    """Where a visit stands 来访状态; its periods have the same."""

    WAITING = "waiting", N_("Waiting")
    SERVING = "serving", N_("Being served"), Tone.DONE
    HOLD = "hold", N_("On hold"), Tone.WAITING
    FINISHED = "finished", N_("Visit over")
    LEFT = "left", N_("Left without being served")
