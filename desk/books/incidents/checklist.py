"""The plan's steps as a checklist. What the plan said stands in the entry that began it; every tick is an entry of its
own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk.books.incidents.model import EntryKind, IncidentEntry
from desk.books.incidents.plans import PlanStep
from desk.core.tone import Tone
from desk.core.words import NP_, Worded, _


class StepMark(Worded):
    """What became of a step 处置步骤."""

    OPEN = "open", NP_("step of a plan", "Open")
    DONE = "done", NP_("step of a plan", "Done"), Tone.DONE
    STRUCK = "struck", NP_("step of a plan", "Skipped"), Tone.QUIET


@dataclass(frozen=True)
class StepStanding:
    """How one step stands: when the plan began, when it is due (None where no time is set), when it was done or struck,
    with what words.
    """

    n: int
    step: PlanStep
    began: datetime
    due_at: datetime | None
    mark: StepMark = StepMark.OPEN
    at: datetime | None = None
    by: str = ""
    remark: str = ""

    def is_late(self, now: datetime) -> bool:
        """Was it done after its time, or is its time over?"""
        return self.due_at is not None and self.mark is not StepMark.STRUCK and (self.at or now) > self.due_at

    @property
    def took(self) -> timedelta | None:
        """From the beginning to the tick; None for what is not done."""
        return self.at - self.began if self.at and self.mark is StepMark.DONE else None


def checklist(entries: Iterable[IncidentEntry]) -> list[StepStanding]:
    """The steps of the plan that holds, each as the last entry about it says."""
    standings: dict[int, StepStanding] = {}
    for entry in entries:
        if "plan" in entry.fields:
            standings = _laid_out(entry)
        elif entry.kind is EntryKind.STEP:
            n, mark = entry.fields["step"], StepMark(entry.fields["mark"])
            was = standings[n]
            done = None if mark is StepMark.OPEN else entry.happened_at
            standings[n] = replace(was, mark=mark, at=done, by=entry.author, remark=entry.fields["words"])
    return list(standings.values())


def _laid_out(entry: IncidentEntry) -> dict[int, StepStanding]:
    plan, began = entry.fields["plan"], entry.entered_at
    steps = [PlanStep(**step) for step in plan["steps"]] if plan else []
    return {
        n: StepStanding(n, step, began, began + timedelta(minutes=step.minutes) if step.minutes else None)
        for n, step in enumerate(steps, 1)
    }


def plan_words(entries: Sequence[IncidentEntry]) -> str:
    """火灾应急预案（第 2 版）; empty without one."""
    plan = next((entry.fields["plan"] for entry in reversed(entries) if "plan" in entry.fields), None)
    if not plan:
        return ""
    return (
        _("{title} (sample)", title=plan["title"])
        if not plan["version"]
        else _("{title} (version {n})", title=plan["title"], n=plan["version"])
    )


def left(entries: Iterable[IncidentEntry]) -> list[StepStanding]:
    """What is neither done nor struck."""
    return [standing for standing in checklist(entries) if standing.mark is StepMark.OPEN]


NAMED = re.compile(r"[#＃]\s*(\d{1,2})(?!\d)")


def named_in(text: str) -> tuple[int, str] | None:
    """The step that a line picks with ``#`` and what else the line says; None when it picks none."""
    number = NAMED.search(text)
    if number is None:
        return None
    rest = (text[: number.start()] + text[number.end() :]).strip(" ，,。:：　")
    return int(number[1]), rest
