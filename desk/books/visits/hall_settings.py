"""Settings of the hall 大厅: the letter before the numbers of each queue 排队号字母 (A for who walks in, B with an
appointment, C for an activity), and the notice on the public screen 大厅公告.

What was given today keeps its number; a new letter counts for the next one.
"""

from __future__ import annotations

from collections.abc import Mapping

from desk.books import centre
from desk.core.errors import Invalid, Problem
from desk.core.permissions import May
from desk.core.setting import Setting
from desk.core.words import N_, NP_, Worded, _
from desk.core.work import Work


class QueueKind(Worded):
    """What somebody comes for who takes a number 取号类别."""

    WALK_IN = "walk_in", NP_("queue", "Walk-in")
    BOOKED = "booked", NP_("queue", "Appointment")
    ACTIVITY = "activity", NP_("queue", "Activity")


GIVING: Mapping[QueueKind, str] = {
    QueueKind.WALK_IN: NP_("button", "Ticket"),
    QueueKind.BOOKED: N_("Number for an appointment"),
    QueueKind.ACTIVITY: N_("Number for an activity"),
}
"""What giving a number of each kind is called. The first has the key; the others stand in the menu of the list."""
NAMES: Mapping[QueueKind, str] = {kind: f"queue_letter_{kind.value}" for kind in QueueKind}
"""The settings by their names."""
HALL_NOTICE = "hall_notice"
"""The setting of the notice."""
LONGEST_NOTICE = 300
"""Characters."""
HALL_SETTINGS = (
    Setting(HALL_NOTICE, "", str, N_("Notice in the hall")),
    Setting(NAMES[QueueKind.WALK_IN], "A", str, N_("Letter for walk-ins")),
    Setting(NAMES[QueueKind.BOOKED], "B", str, N_("Letter for appointments")),
    Setting(NAMES[QueueKind.ACTIVITY], "C", str, N_("Letter for activities")),
)


def letter_of(work: Work, kind: QueueKind = QueueKind.WALK_IN) -> str:
    """The letter that the next number of this kind has."""
    return str(centre.setting(work, NAMES[kind]))


def kind_of(work: Work, letter: str) -> QueueKind | None:
    """The kind whose numbers have this letter now; None for a letter of before."""
    return next((kind for kind in QueueKind if letter_of(work, kind) == letter), None)


def save_hall(work: Work, wanted: Mapping[str, str], read: Mapping[str, str] | None = None) -> None:
    """Set notice and letters, by the names of ``HALL_SETTINGS``, as they were ``read``.

    Raises ``Invalid`` for a letter that is no capital one or stands twice and for a notice that is too long, and
    ``EditConflict``.
    """
    work.require(May.EDIT_CENTRE)
    problems, taken = [], set[str]()
    if len(wanted[HALL_NOTICE]) > LONGEST_NOTICE:
        problems.append(Problem(HALL_NOTICE, _("The notice has at most {n} characters.", n=LONGEST_NOTICE)))
    for name in NAMES.values():
        letter = wanted[name]
        if not (len(letter) == 1 and "A" <= letter <= "Z"):
            problems.append(Problem(name, _("Please enter one capital letter, A to Z.")))
        elif letter in taken:
            problems.append(Problem(name, _("{letter} is the letter of another queue already.", letter=letter)))
        taken.add(letter)
    if problems:
        raise Invalid(*problems)
    centre.save_settings(work, wanted, read)
