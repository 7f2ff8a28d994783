"""Shifts, the weights of duties, and the limits that hold for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from desk.books import centre
from desk.core import edit_conflicts
from desk.core.calendar import WEEKDAYS, DayKind, WorkCalendar
from desk.core.clock import start_of
from desk.core.clock_times import clock
from desk.core.errors import Invalid, Problem, refuse_wrong
from desk.core.numbers import hundredths
from desk.core.permissions import May
from desk.core.words import N_, NP_, _, listed
from desk.core.work import Work, changes
from desk.models.roster import shifts
from desk.scheduling.problem import DAY, EVENING_FROM, Limits, LoadKind, Post, Shift, Slot

HOLIDAYS = 7
"""The day number that stands for public holidays, beside the weekdays 0 (Monday) to 6."""
WORKDAYS = frozenset(range(5))
DAY_NAMES = (*WEEKDAYS, N_("Public holiday"))


@dataclass(frozen=True)
class ShiftCard:
    """One shift as it is set up. ``days`` are weekdays and ``HOLIDAYS``; ``percent`` is what a duty counts of a whole
    one.

    On a make-up workday those shifts run that run on all five ordinary workdays. On a public holiday only those run
    that name it.
    """

    name: str
    begins: int
    ends: int
    days: frozenset[int] = WORKDAYS
    needs: int = 1
    post: Post = Post.CLERK
    skill: str = ""
    percent: int = 100
    extended: bool = False
    ended_on: date | None = None
    id: int = 0

    @property
    def shift(self) -> Shift:
        """The shift as the solver sees it."""
        return Shift(self.id, self.name, self.begins, self.ends, self.needs, self.post, self.skill)

    def runs_on(self, day: date, calendar: WorkCalendar) -> bool:
        """Is there such a shift on this day, holidays and make-up workdays 调休 considered?"""
        if self.ended_on is not None and day > self.ended_on:
            return False
        kind = calendar.kind(day)
        if kind is DayKind.HOLIDAY:
            return HOLIDAYS in self.days
        if kind is DayKind.MAKE_UP:
            return self.days >= WORKDAYS
        return day.weekday() in self.days


PRESETS = (
    ShiftCard("白班", 8 * 60, 17 * 60 + 30, needs=2),
    ShiftCard("带班", 8 * 60, 17 * 60 + 30, frozenset(range(8)), post=Post.LEADER),
    ShiftCard("周末班", 9 * 60, 17 * 60, frozenset({5, 6, HOLIDAYS})),
    ShiftCard("午间延时", 12 * 60, 14 * 60 + 30, percent=50, extended=True),
    ShiftCard("晚间延时", 18 * 60, 20 * 60 + 30, frozenset({1, 3}), extended=True),
)
"""What most centres have; offered while there are no shifts yet."""


def all_shifts(work: Work, on: date | None = None) -> list[ShiftCard]:
    """Every shift by its begin; with ``on`` only those that had not ended then."""
    rows = work.connection.execute(select(shifts).order_by(shifts.c.post.desc(), shifts.c.begins, shifts.c.id))
    cards = [
        ShiftCard(
            r.name,
            r.begins,
            r.ends,
            frozenset(r.days),
            r.needs,
            Post(r.post),
            r.skill,
            r.percent,
            r.extended,
            r.ended_on,
            r.id,
        )
        for r in rows
    ]
    return [card for card in cards if on is None or card.ended_on is None or card.ended_on >= on]


def add(work: Work, card: ShiftCard) -> int:
    """A new shift. Raises ``Invalid``."""
    work.require(May.PLAN_ROSTER)
    values = _checked(work, card)
    id = work.add(shifts, values)
    work.audit("shift.add", f"shifts:{id}", after=values)
    return id


LABELS = {
    "name": N_("Shift name"),
    "begins": N_("Begins"),
    "ends": N_("Ends"),
    "days": NP_("shift", "Days"),
    "needs": NP_("shift", "People needed"),
    "post": NP_("roster", "Post"),
    "skill": N_("Skill"),
    "percent": NP_("shift", "Weight, %"),
    "extended": N_("Extended"),
}


def _shown(field: str, value: Any) -> str:
    if field in ("begins", "ends"):
        return clock_words(value)
    return days_words(value) if field == "days" else edit_conflicts.plain(value)


def edit(work: Work, id: int, card: ShiftCard, read: ShiftCard | None = None) -> None:
    """Change a shift as it was ``read``. Duties planned already keep the times they were planned with.

    Raises ``Invalid``, and ``EditConflict`` as every edit does.
    """
    work.require(May.PLAN_ROSTER)
    fresh = next(each for each in all_shifts(work) if each.id == id)
    card = edit_conflicts.settled(work, edit_conflicts.EditedRecord(f"shifts:{id}", LABELS, _shown), read, fresh, card)
    values = _checked(work, card, id)
    row = work.connection.execute(select(shifts).where(shifts.c.id == id)).one()
    was, now = changes(row, values)
    if now:
        work.connection.execute(update(shifts).where(shifts.c.id == id).values(values))
        work.audit("shift.edit", f"shifts:{id}", was, now)


def end(work: Work, id: int, last: date | None) -> None:
    """The shift runs until ``last`` and not after; None brings it back. It is never deleted."""
    work.require(May.PLAN_ROSTER)
    work.connection.execute(update(shifts).where(shifts.c.id == id).values(ended_on=last))
    work.audit("shift.end", f"shifts:{id}", after={"ended_on": last})


def take_presets(work: Work) -> None:
    """Set up the shifts that most centres have."""
    work.require(May.PLAN_ROSTER)
    for card in PRESETS:
        add(work, card)


def _checked(work: Work, card: ShiftCard, id: int = 0) -> dict[str, object]:
    """The row's values. Raises ``Invalid`` naming every field that is wrong."""
    name = card.name.strip()
    taken = select(shifts.c.id).where(shifts.c.name == name, shifts.c.id != id, shifts.c.ended_on.is_(None))
    wrong = (
        ("name", not 0 < len(name) <= 12, _("A shift's name has 1 to 12 characters.")),
        ("name", work.connection.execute(taken).first(), _("There is already a shift named {name}.", name=name)),
        ("times", not 0 <= card.begins < DAY, _("A shift begins between 00:00 and 23:59.")),
        ("times", card.ends <= card.begins, _("A shift must end after it begins.")),
        ("times", card.ends - card.begins > DAY, _("A shift is at most 24 hours long.")),
        ("days", not card.days, _("Please choose at least one day.")),
        ("needs", not 1 <= card.needs <= 30, _("A shift needs 1 to 30 people.")),
        ("percent", not 1 <= card.percent <= 300, _("A duty counts 1 to 300 percent.")),
    )
    refuse_wrong(wrong)
    return {
        "name": name,
        "post": card.post.value,
        "begins": card.begins,
        "ends": card.ends,
        "days": sorted(card.days),
        "needs": card.needs,
        "skill": card.skill.strip(),
        "percent": card.percent,
        "extended": card.extended,
    }


def weights(work: Work) -> dict[LoadKind, int]:
    """What a whole duty counts by its kind, in points; 100 is one ordinary weekday duty.

    The defaults follow the Labour Law's art. 44 (150, 200 and 300 percent for overtime, rest days and statutory
    holidays).
    """
    return {LoadKind(kind): points for kind, points in centre.setting(work, "roster_weights").items()}


def save_weights(work: Work, given: Mapping[LoadKind, int], read: Mapping[LoadKind, int] | None = None) -> None:
    """Each kind as it was ``read``. Raises ``Invalid``, and ``EditConflict`` as every edit does."""
    work.require(May.PLAN_ROSTER)
    record = edit_conflicts.EditedRecord("settings:roster_weights", {}, lambda _kind, points: hundredths(points))
    given = edit_conflicts.settled(work, record, read, weights(work), given)
    if not all(10 <= points <= 1000 for points in given.values()):
        raise Invalid(Problem("weights", _("A weight is between 0.1 and 10.")))
    centre.save_setting(work, "roster_weights", {kind.value: points for kind, points in given.items()})


def limits(work: Work) -> Limits:
    """The rest between two duties and the most hours a day, in minutes, as the manager set them."""
    return Limits(60 * centre.setting(work, "roster_rest_hours"), 60 * centre.setting(work, "roster_daily_hours"))


def slots(
    cards: Iterable[ShiftCard], days: Iterable[date], calendar: WorkCalendar, weigh: Mapping[LoadKind, int]
) -> Iterator[Slot]:
    """Every shift on every day that it runs on."""
    for day in days:
        for card in cards:
            if card.runs_on(day, calendar):
                kind = load_kind(day, card, calendar)
                points = max(weigh[kind], weigh[LoadKind.EVENING] if card.begins >= EVENING_FROM else 0)
                yield Slot(day, card.shift, card.needs, max(points * card.percent // 100, 1), kind)


def load_kind(day: date, card: ShiftCard, calendar: WorkCalendar) -> LoadKind:
    """Holidays before weekends before evenings: a duty is of the kind that people mind most."""
    kind = calendar.kind(day)
    if kind is DayKind.HOLIDAY:
        return LoadKind.HOLIDAY
    if kind is DayKind.WEEKEND:
        return LoadKind.SATURDAY if day.weekday() == 5 else LoadKind.SUNDAY
    if card.begins >= EVENING_FROM:
        return LoadKind.EVENING
    return LoadKind.MAKE_UP if kind is DayKind.MAKE_UP else LoadKind.WORKDAY


def moments(day: date, shift: Shift) -> tuple[datetime, datetime]:
    """When a duty begins and ends."""
    return start_of(day) + timedelta(minutes=shift.begins), start_of(day) + timedelta(minutes=shift.ends)


def clock_words(minutes: int) -> str:
    """08:00; 次日02:00 for a time on the next day."""
    return _("next day {time}", time=clock(minutes - DAY)) if minutes > DAY else clock(minutes)


def time_words(shift: Shift | ShiftCard) -> str:
    """08:00—17:30."""
    return clock_span_words(shift.begins, shift.ends)


def clock_span_words(begins: int, ends: int) -> str:
    """As ``span_words``, with times of the next day: 22:00—次日02:00."""
    return f"{clock_words(begins)}—{clock_words(ends)}"


def days_words(days: Iterable[int]) -> str:
    """周一至周五 or 周六、周日、法定节假日."""
    chosen = sorted(days)
    if set(chosen) >= WORKDAYS:
        rest = [_(DAY_NAMES[day]) for day in chosen if day > 4]
        return listed([_("Mon to Fri"), *rest]) if len(chosen) < 8 else _("every day")
    return listed(_(DAY_NAMES[day]) for day in chosen)
