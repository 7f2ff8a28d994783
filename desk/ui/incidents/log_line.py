"""The line in which the log is written: ``@`` picks a person, ``#`` a step of the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desk.books.incidents.checklist import StepStanding
from desk.core import name_search
from desk.core.words import _
from desk.ui.widgets.finder import Finder, Hit

LONGEST_PASTE = 200_000
"""Far more than an entry takes: what is too long is told, not cut off."""
PICKING = re.compile(r"([@＠#＃])([^\s@＠#＃]*)$")


@dataclass(frozen=True)
class Mention:
    """Somebody who can be named; ``about`` is what tells them apart while choosing, such as a telephone."""

    name: str
    about: str = ""


class LogLine(Finder):
    """Enter in the open list takes what it shows; Enter in the line itself is ``returnPressed``."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "what happened or was done, then Enter; @ picks a person, # ticks a step, 21:05 in front for what was "
                "earlier"
            ),
            self._fitting,
        )
        self.setMaxLength(LONGEST_PASTE)
        self.setAccessibleName(_("Entry"))
        self.people: Sequence[Mention] = ()
        self.steps: Sequence[StepStanding] = ()
        self.taken.connect(self._put_in)

    def _picking(self) -> re.Match[str] | None:
        return PICKING.search(self.text()[: self.cursorPosition()])

    def _fitting(self, _text: str) -> list[Hit]:
        picking = self._picking()
        if picking is None:
            return []
        sign, typed = picking.groups()
        return self._people(typed) if sign in "@＠" else self._steps(typed)

    def _people(self, typed: str) -> list[Hit]:
        wanted = name_search.squeezed(typed)
        fits = [
            mention
            for mention in self.people
            if any(t.startswith(wanted) for t in name_search.tokens(mention.name, "", ""))
        ]
        return [
            Hit(f"{mention.name}　{mention.about}".strip(), mention.name)
            for mention in (fits if typed else self.people)
        ]

    def _steps(self, typed: str) -> list[Hit]:
        fits = [standing for standing in self.steps if str(standing.n).startswith(typed) or typed in standing.step.text]
        return [Hit(f"{standing.n}　{standing.step.text}", f"#{standing.n} ") for standing in fits]

    def _put_in(self, text: str) -> None:
        """In the place of what was typed to find it."""
        picking, end = self._picking(), self.cursorPosition()
        if picking is not None:
            self.setText(self.text()[: picking.start()] + text + self.text()[end:])
            self.setCursorPosition(picking.start() + len(text))
