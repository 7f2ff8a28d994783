"""What a state says to whoever looks at it 色调; the colour of each is decided where things are shown."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """One meaning each. A state's enum gives it; the window's theme turns it into ink and ground."""

    OVERDUE = "overdue"
    """Its time is over, also where it was done too late 超期."""
    DUE_SOON = "due_soon"
    """Its time is nearly over 将到期."""
    WAITING = "waiting"
    """Somebody has still to act 待办."""
    DANGER = "danger"
    """Something is wrong now, or has gone wrong 异常."""
    DONE = "done"
    """As it should be 正常."""
    QUIET = "quiet"
    """Asks nothing of anybody: not begun, or over and done with 已了结."""
