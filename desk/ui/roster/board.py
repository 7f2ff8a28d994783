"""The month on the table: what stands in it, how everybody stands, and what one change would do. No widgets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desk.books.centre import days_off
from desk.books.roster import assignees, months, queries, shifts
from desk.books.roster.assignees import Absence
from desk.books.roster.loads import duties_words
from desk.books.roster.queries import Duty, RosterMonth
from desk.books.roster.shifts import ShiftCard
from desk.core.calendar import WorkCalendar
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.numbers import hundredths
from desk.core.words import _, clauses, phrases
from desk.scheduling.fairness import FairnessStanding, standings, worst
from desk.scheduling.problem import Assignment, RosterProblem, Slot, Worker
from desk.scheduling.rules import Breach, breaches
from desk.services.session import Desk


@dataclass(frozen=True)
class ChangeEffect:
    """What a change did or would do: rules newly broken, rules no longer broken, and fairness before and after."""

    broken: tuple[str, ...]
    mended: tuple[str, ...]
    fairness: str

    @property
    def summary(self) -> str:
        """Rules broken, then rules mended, then fairness, in one line."""
        parts = [_("breaks: {rules}", rules=clauses(self.broken))] if self.broken else [_("breaks no rule")]
        if self.mended:
            parts.append(_("mends: {rules}", rules=clauses(self.mended)))
        return "　".join([*parts, self.fairness])


class RosterBoard:
    """One month. ``turns`` is what counts now; every change is stored at once and can be undone while it is a draft."""

    def __init__(self, desk: Desk, month: Month) -> None:
        self.desk = desk
        self.undoable: list[tuple[Assignment | None, Assignment | None]] = []
        self.go_to(month)

    def go_to(self, month: Month) -> None:
        """Read another month; what was changed before can be undone no longer."""
        self.month = month
        self.undoable.clear()
        self.load()

    def load(self) -> None:
        """Read the month again."""
        with self.desk.read() as work:
            self.today = work.today
            self.roster: RosterMonth = queries.roster_of(work, self.month)
            self.calendar: WorkCalendar = days_off.calendar(work)
            self.announced = self.calendar.is_announced(self.month.year)
            self.cards = {card.id: card for card in shifts.all_shifts(work)}
            self.problem: RosterProblem = months.whole_problem(work, self.month)
            self.absences: list[Absence] = assignees.absences_between(work, self.month.first, self.month.last)
            self.names = {assignee.id: assignee.name for assignee in assignees.all_assignees(work)}
            self.duties = queries.duties_between(work, self.month.first, self.month.last, cancelled=True)
        self._by_cell: dict[tuple[int, date], list[Duty]] = {}
        for duty in self.duties:
            for person in filter(None, {duty.staff_id, duty.planned_id}):
                self._by_cell.setdefault((person, duty.day), []).append(duty)
        self.assignments = frozenset(duty.assignment for duty in self.duties if not duty.cancelled)
        self._judge()

    def _judge(self) -> None:
        self.breaches: list[Breach] = breaches(self.problem, self.assignments) if self.assignments else []
        self.standing: dict[int, FairnessStanding] = standings(self.problem, self.assignments)

    @property
    def used(self) -> list[ShiftCard]:
        """The shifts that this month has or asks for, leaders first; their place gives the key and the colour."""
        shown = {slot.shift.id for slot in self.problem.slots} | {turn.shift for turn in self.assignments}
        return [card for card in self.cards.values() if card.id in shown]

    @property
    def people(self) -> list[Worker]:
        """Everybody who takes turns this month, and whoever has one all the same."""
        able = list(self.problem.people)
        others = {turn.person for turn in self.assignments} - {person.id for person in able}
        return [*able, *(Worker(id, self.names.get(id, "?"), frozenset()) for id in sorted(others))]

    def duties_of(self, person: int, day: date) -> list[Duty]:
        """Duties present in a cell, and cancelled ones or ones given away behind them."""
        return self._by_cell.get((person, day), [])

    def people_in(self, slot: Slot | tuple[date, int]) -> list[Duty]:
        """The duties in a slot (or a day and a shift's id), without cancelled ones."""
        key = slot.key if isinstance(slot, Slot) else slot
        return [duty for duty in self.duties if (duty.day, duty.shift_id) == key and not duty.cancelled]

    def absences_of(self, person: int, day: date) -> list[Absence]:
        """Leave and wishes of a person that cover this day, by dates and weekdays."""
        return [
            a
            for a in self.absences
            if a.staff_id == person and a.first <= day <= a.last and day.weekday() in a.weekdays
        ]

    def breaches_of(self, person: int, day: date) -> list[Breach]:
        """Rules broken on a day that this person has a part in."""
        return [breach for breach in self.breaches if breach.day == day and person in breach.people]

    def breaches_on(self, day: date) -> list[Breach]:
        """Rules broken on a day, whoever it is."""
        return [breach for breach in self.breaches if breach.day == day]

    def effect(self, was: Assignment | None, now: Assignment | None) -> ChangeEffect:
        """What a change would do, in words."""
        then = (self.assignments - {was}) | ({now} if now else set())
        before = {(b.rule, b.day, b.people): b.sentence for b in breaches(self.problem, self.assignments)}
        after = {(b.rule, b.day, b.people): b.sentence for b in breaches(self.problem, then)}
        changed = standings(self.problem, then)
        touched = {turn.person for turn in (was, now) if turn and turn.person in changed}
        parts = [self._moved(id, changed) for id in sorted(touched) if changed[id].over != self.standing[id].over]
        parts.append(
            _(
                "largest deviation {a} → {b} duties",
                a=duties_words(worst(self.standing)),
                b=duties_words(worst(changed)),
            )
        )
        return ChangeEffect(
            tuple(sentence for key, sentence in after.items() if key not in before),
            tuple(sentence for key, sentence in before.items() if key not in after),
            phrases(parts),
        )

    def _moved(self, id: int, changed: dict[int, FairnessStanding]) -> str:
        signed = (hundredths(over, sign=True) for over in (self.standing[id].over, changed[id].over))
        return f"{self.names[id]} {' → '.join(signed)}"

    def change(self, was: Assignment | None, now: Assignment | None) -> ChangeEffect:
        """Store one change by hand in a draft; what it did. The page in sight has the board read it.

        Raises ``DeskError``; then nothing changed."""
        effect = self.effect(was, now)
        self._store(was, now)
        self.undoable.append((was, now))
        return effect

    def _store(self, was: Assignment | None, now: Assignment | None) -> None:
        slot = self.problem.by_key.get(now[:2]) if now else None
        if now and slot is None:
            raise Refused(_("This shift does not run on that day."))
        with self.desk.write() as work:
            months.edit_draft(work, self.month, was, now, slot)

    def undo(self) -> ChangeEffect:
        """Take the last change by hand back."""
        if not self.undoable:
            raise Refused(_("There is nothing to undo."))
        was, now = self.undoable[-1]
        effect = self.effect(now, was)
        self._store(now, was)
        self.undoable.pop()
        return effect

    def toggle_pin(self, turns: Iterable[Assignment]) -> None:
        """Pin what is not pinned, unpin what is."""
        pinned = {duty.assignment: duty.pinned for duty in self.duties if not duty.cancelled}
        with self.desk.write() as work:
            for turn in turns:
                months.pin(work, turn, not pinned[turn])

    def why(self, id: int) -> str:
        """How a person's load and fair share come about, for whoever asks."""
        s = self.standing[id]
        lines = [
            self.names[id],
            _(
                "this month {load} duties, fair would be {fair}",
                load=duties_words(s.load.points),
                fair=duties_words(s.fair.points),
            ),
            _("carried in from before: {n}", n=f"{s.carried.points / 100:+.2f}"),
            _(
                "weekends {a}, holidays {b}, evenings {c}",
                a=s.load.weekend // 100,
                b=s.load.holiday // 100,
                c=s.load.evening // 100,
            ),
        ]
        away = sum(
            1 for day in self.month.days for a in self.absences_of(id, day) if a.kind is assignees.AbsenceKind.LEAVE
        )
        if away:
            lines.append(_("{n} days of leave lower the share pro rata", n=away))
        person = self.problem.by_id.get(id)
        if person and person.share != 100:
            lines.append(_("works {n}% of a full load", n=person.share))
        return "\n".join(lines)
