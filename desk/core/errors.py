"""What can go wrong, as the clerk should read it.

Every ``DeskError`` carries finished sentences. ``Invalid`` and ``Refused`` are answers to what was asked;
``EnvironmentFailure`` is what the machine did (disk full, file locked) and can be tried again. Anything else that is
raised is our own mistake and is shown with its trace, never hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desk.core.words import clauses, for_the_clerk, to_the_clerk
from desk.text import mended


class DeskError(Exception):
    """An action that did not happen, in words for the person who asked for it.

    The message is text as every text is kept, whatever was typed that it names. It stands by itself: Qt's binding
    writes English before the arguments of an exception that passes through one of its calls. It is in the language of
    the window, also where a paper was being made.
    """

    def __init__(self, message: str = "") -> None:
        self.message = mended(for_the_clerk(message))
        super().__init__(self.message)


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field, and what would be right. ``field`` is the English field name."""

    field: str
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", mended(for_the_clerk(self.message)))


class Invalid(DeskError):
    """Something typed cannot be accepted; ``problems`` names each field once."""

    def __init__(self, *problems: Problem) -> None:
        with to_the_clerk():
            super().__init__(clauses(problem.message for problem in problems))
        self.problems = problems


Rule = tuple[str, object, str | Callable[[], str]]
"""A field, whether it is wrong, and the words for it, or what makes them where they are hardly ever needed."""


def wrong_fields(wrong: Iterable[Rule]) -> list[Problem]:
    """What is wrong by a table of rules: of each field the first one."""
    problems: dict[str, Problem] = {}
    for field, bad, message in wrong:
        if bad:
            problems.setdefault(field, Problem(field, message if isinstance(message, str) else message()))
    return list(problems.values())


def refuse_wrong(wrong: Iterable[Rule]) -> None:
    """Raises ``Invalid`` with what is wrong by a table of rules, as ``wrong_fields`` tells it."""
    if problems := wrong_fields(wrong):
        raise Invalid(*problems)


class Refused(DeskError):
    """A rule of the book says no."""


class Doubtful(Refused):
    """Hardly what was meant, though no rule forbids it: the words ask, and who says yes has it done all the same."""


class NotAllowed(Refused):
    """The signed-in person's role may not do this."""


class LockedOut(NotAllowed):
    """The signed-in person may no longer use the book: disabled, or gone from it. The window locks and says so."""


class WrongPassword(Refused):
    """Name and password do not open the book."""


class EnvironmentFailure(DeskError):
    """The machine, not the clerk: disk full, file locked, folder read-only, database damaged."""


class Damaged(EnvironmentFailure):
    """A book or a backup that cannot be read: a backup is the way back."""

    is_told = False
    """The window that has the data file open knows it already, and closes it: nothing more is to be said."""


class OtherKeys(EnvironmentFailure):
    """Key slots that were opened and are not this book's; the book itself may be sound."""


class Cancelled(DeskError):
    """The person stopped a long job; nothing of it was kept."""
