"""Every colour and measure on screen, by what it means; nowhere else stands a colour of the window.

Red is the brand, blue is "where am I", vermilion is wrong. A *soft* colour is the ground of the ink it is named after.
Every pair that meets on screen keeps 4.5:1 where it is read and 3:1 where it is a shape (WCAG 2.1, 1.4.3 and 1.4.11);
tests/ui/shell/test_contrast.py lists the pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from desk.core.tone import Tone


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, as ``#RRGGBB``."""

    ground: str
    """What everything lies on: the window."""
    panel: str
    """A panel, a field, a row."""
    sunken: str
    """A heading, a foot."""
    hover: str
    """A row or button under the mouse."""
    press: str
    """A button that is held down, a key cap."""
    seg: str
    """The row of pages."""
    seg_on: str
    """The chosen page in it."""
    line: str
    """A hairline."""
    edge: str
    """The border of a field, the thumb of a scroll bar: 3:1."""
    rim: str
    """The border of a button."""
    text: str
    """Words."""
    muted: str
    """The second line, a label that is only read."""
    faint: str
    """What cannot be used now, and nothing else."""
    brand: str
    """The mark, the line under the tab, a day off."""
    brand_fill: str
    """Ground of the one primary button of a page."""
    brand_over: str
    """The same under the mouse."""
    on_brand: str
    """Words on it, and on the alarm."""
    brand_deep: str
    """The left half of the sign-in."""
    on_deep: str
    """Second lines on it."""
    focus: str
    """Where am I: the ring, the bar of the chosen row."""
    select: str
    """Ground of what is chosen."""
    good: str
    """Done, in time."""
    good_soft: str
    warn: str
    """Today, soon, priority."""
    warn_soft: str
    bad: str
    """Late, wrong: always with words."""
    bad_soft: str
    info: str
    """Going on, waits for me."""
    info_soft: str
    idle: str
    """At rest."""
    idle_soft: str
    drill: str
    """演练, and the leader's shift."""
    drill_soft: str
    alarm: str
    """应急 while an incident goes on."""
    data: tuple[str, str, str, str, str]
    """The series of a chart, in this order; red is never one."""
    shifts: tuple[tuple[str, str], ...]
    """Ink and ground of each shift of a roster, in the order of the shifts; the leader's 带班 comes first."""


LIGHT = Tokens(
    ground="#F2F4F7",
    panel="#FFFFFF",
    sunken="#F7F8FA",
    hover="#EFF3F9",
    press="#E3E8F0",
    seg="#E3E8F0",
    seg_on="#FFFFFF",
    line="#DFE3E9",
    edge="#828B98",
    rim="#C2C8D1",
    text="#1A1E25",
    muted="#565E6B",
    faint="#7F8895",
    brand="#A3181C",
    brand_fill="#A3181C",
    brand_over="#86121A",
    on_brand="#FFFFFF",
    brand_deep="#8E1519",
    on_deep="#F7DAD8",
    focus="#1558D6",
    select="#E4EDFC",
    good="#17693A",
    good_soft="#E2F4E9",
    warn="#7F4E00",
    warn_soft="#FFF0D0",
    bad="#B83208",
    bad_soft="#FDE9E1",
    info="#1A56B8",
    info_soft="#E5EFFE",
    idle="#525A67",
    idle_soft="#ECEFF3",
    drill="#6A3FA0",
    drill_soft="#F1EAFB",
    alarm="#C42B0C",
    data=("#2B6CB0", "#C77F12", "#0F8B8D", "#7B5EA7", "#7C8796"),
    shifts=(
        ("#6A3FA0", "#F1EAFB"),
        ("#1D4F91", "#DFEAF8"),
        ("#22633C", "#DFF1E4"),
        ("#7A4A00", "#FBEBCB"),
        ("#8A2A5B", "#F8E3EE"),
        ("#0F5F66", "#D9F0F0"),
        ("#6B3A2A", "#F1E3DA"),
        ("#414A57", "#E6E9EE"),
    ),
)
DARK = Tokens(
    ground="#14161A",
    panel="#1D2025",
    sunken="#191B20",
    hover="#272B32",
    press="#333943",
    seg="#1D2025",
    seg_on="#3A414C",
    line="#343A43",
    edge="#717B89",
    rim="#4A525E",
    text="#E7EAEE",
    muted="#A9B1BD",
    faint="#7C8592",
    brand="#F28B82",
    brand_fill="#B5382F",
    brand_over="#C9473D",
    on_brand="#FFFFFF",
    brand_deep="#4B1417",
    on_deep="#EBC3C0",
    focus="#8AB6FF",
    select="#22334F",
    good="#7FD69B",
    good_soft="#16351F",
    warn="#F2BE62",
    warn_soft="#3A2C10",
    bad="#FFA183",
    bad_soft="#472313",
    info="#9CC2FF",
    info_soft="#1B2F50",
    idle="#B4BBC6",
    idle_soft="#2C313A",
    drill="#CDB0F7",
    drill_soft="#33244A",
    alarm="#C4411E",
    data=("#6FA8E8", "#E0A33E", "#4FC0BC", "#B79BE0", "#8F99A8"),
    shifts=(
        ("#CDB0F7", "#33244A"),
        ("#A9CBFF", "#1F3350"),
        ("#9BDDB2", "#1D3B2A"),
        ("#F4CC86", "#45330F"),
        ("#F5A9CC", "#47223A"),
        ("#95DDE0", "#123C40"),
        ("#E7BFAE", "#44291F"),
        ("#C9D0DA", "#343A44"),
    ),
)


OF_TONE: dict[Tone, Callable[[Tokens], tuple[str, str]]] = {
    Tone.OVERDUE: attrgetter("bad", "bad_soft"),
    Tone.DUE_SOON: attrgetter("warn", "warn_soft"),
    Tone.WAITING: attrgetter("info", "info_soft"),
    Tone.DANGER: attrgetter("bad", "bad_soft"),
    Tone.DONE: attrgetter("good", "good_soft"),
    Tone.QUIET: attrgetter("idle", "idle_soft"),
}
"""Ink and ground of whatever a state means, in lists, on buttons and strips; nowhere else."""

CAPTION, SMALL, BODY, TITLE, FIGURE = 13, 15, 16, 20, 28
"""Sizes of letters in pixels: help and headings of tables; tables and second fields; fields, buttons and headings;
titles; figures and the clock.
"""
GAPS = (4, 8, 12, 16, 24, 32)
"""Distances in pixels."""
CONTROL_RADIUS, PANEL_RADIUS = 4, 8
NARROW_BELOW = 1100
"""Pixels: a window that is narrower shows the short forms."""
ROW_HEIGHT = (34, 30)
"""Pixels, in a wide and in a narrow window."""
CELL_PADDING = 12
"""Pixels at the left and right of a cell and of its heading."""
