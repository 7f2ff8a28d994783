"""A demo centre's book: invented residents and months of walk-ins, the same for the same seed.

Nobody in it is real: the region code 350599 of the ID numbers has never been given to a district.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Table, select

from desk.books import catalogue, imports, visits
from desk.books.cases import Assistance, CaseState, Evaluation, path_to, promised_day
from desk.books.cases.handling import TURNED_DOWN, kept_as
from desk.books.cases.promise import UNPROMISED
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.centre import Centre, days_off
from desk.books.registry import books
from desk.books.residents import ResidentDetails, ResidentMark
from desk.books.visits import Priority, VisitState
from desk.core.book import SampleLife
from desk.core.calendar import WorkCalendar
from desk.core.clock import local, start_of
from desk.core.identity import IdKind, check_digit
from desk.core.month import Month
from desk.core.permissions import May, Role
from desk.core.spreadsheet import Progress
from desk.core.work import Actor, Work
from desk.models.cases import callbacks, cases, moves
from desk.models.residents import residents as residents_table
from desk.models.visits import periods
from desk.models.visits import visits as visit_table

CENTRE = Centre(
    "凤亭村“党建+”邻里中心",
    "示例区",
    "示例镇",
    "示例镇凤亭村中心路1号",
    "0595-87000000",
    "马上办不让群众等，就近办不让群众跑，掌上办不让群众愁。",
    code="SL-FT01",
    population=6_830,
    area=1_860,
)
STAFF = (
    ("陈主任", Role.LEADER),
    ("林小芳", Role.CLERK),
    ("黄志强", Role.CLERK),
    ("吴雅婷", Role.CLERK),
    ("郑晓岚", Role.CLERK),
    ("蔡文彬", Role.CLERK),
    ("许丽娜", Role.CLERK),
    ("刘副主任", Role.LEADER),
)
REGION = "350599"
SURNAMES = "陈林黄张吴李王郑蔡刘杨许郭谢曾肖庄连柯单邱叶苏洪江何朱钟施卢翁仇"
GIVEN = "建国志明秀英丽华美玉海峰文辉小芳金水阿木春梅雅婷子涵宇轩思琪伟强国栋惠珍淑贞顺发添福荣宗龙凤乐重"
RARE = ("𬱖", "䶮", "㛃", "𫖯")
GROUPS = ("一组", "二组", "三组", "四组", "五组", "六组", "七组", "八组")
HOURS = ((8, 14), (9, 24), (10, 22), (11, 12), (14, 8), (15, 22), (16, 18), (17, 6))
"""Hours of arrival and how many of a hundred come in them."""
LEVELS = (
    (Evaluation.VERY_SATISFIED,) * 62
    + (Evaluation.SATISFIED,) * 20
    + (Evaluation.FAIRLY_SATISFIED,) * 3
    + (Evaluation.DISSATISFIED, *(Evaluation.NOT_GIVEN,) * 14)
)


@dataclass(frozen=True)
class SampleSize:
    """How much of everything; ``per_day`` is visits a working day."""

    residents: int = 1200
    months: int = 6
    per_day: int = 40
    seed: int = 1
    until: date | None = None


@dataclass
class SampleRows:
    """Rows of one day, waiting to be stored together."""

    visits: list[dict[str, Any]]
    periods: list[dict[str, Any]]
    cases: list[dict[str, Any]]
    moves: list[dict[str, Any]]
    callbacks: list[dict[str, Any]]


def fill(work: Work, size: SampleSize, clerks: Sequence[Actor], progress: Progress | None = None) -> None:
    """Fill a new book: the sample catalogue, residents, and every working day up to ``size.until`` or today."""
    work.require(May.EDIT_CENTRE)
    dice = Random(size.seed)
    until = min(size.until or work.today, work.today)
    first = _begins(until, size.months)
    calendar = days_off.calendar(work)
    items = take_in_catalogue(work)
    _add_residents(replace(work, now=start_of(first)), dice, size.residents, first)
    known = [
        (row.id, row.birth, row.marks)
        for row in work.connection.execute(select(residents_table).order_by(residents_table.c.id))
    ]
    worked = [d for d in _span(first, until) if calendar.is_workday(d)]
    maker = _Maker(dice, calendar, items, known, clerks, work)
    for done, day in enumerate(worked):
        if progress and done % 20 == 0:
            progress(done, len(worked))
        maker.make(day, round(size.per_day * dice.uniform(0.75, 1.25)))
    adults = [id for id, birth, _marks in known if birth and birth.year < first.year - 18]
    life = SampleLife(size.seed, first, until, [clerk.id for clerk in clerks], adults)
    for book in books():
        book.sample(work, life)
    if until == work.today:
        _let_some_wait(work, dice, known)


def take_in_catalogue(work: Work) -> list[ServiceItem]:
    """Store the sample catalogue, marked as a sample."""
    work.require(May.EDIT_CATALOGUE)
    prepared = imports.prepare(work, "services", imports.sample_catalogue())
    sampled = replace(prepared, good=[(place, replace(item, sample=True)) for place, item in prepared.good])
    imports.store(work, sampled, imports.sample_catalogue())
    return catalogue.all_items(work)


HARDLY_BEGUN = 14
"""Days of a month that are no month yet."""


def _begins(until: date, months: int) -> date:
    """The first of so many months, the last of them counted unless it has hardly begun: else a demo of the 1st would
    have lived a month less than one of the day before."""
    ended = Month.of(until) if until.day > HARDLY_BEGUN else Month.of(until).previous
    return ended.plus(1 - months).first


def _span(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _add_residents(work: Work, dice: Random, many: int, first: date) -> None:
    used: set[str] = set()
    made: list[ResidentDetails] = []
    while len(made) < many:
        person = _person(dice, first.year, len(made))
        if person.id_number not in used:
            used.update(filter(None, [person.id_number]))
            made.append(person)
    imports.spec_of("residents").store(work, made, None)


def _person(dice: Random, year: int, n: int) -> ResidentDetails:
    given = "".join(dice.choice(GIVEN) for _i in range(dice.choice((1, 2, 2, 2, 2))))
    if n % 97 == 0:
        given = dice.choice(RARE)
    birth = date(year - int(dice.triangular(1, 95, 52)), dice.randint(1, 12), dice.randint(1, 28))
    male = dice.random() < 0.5
    serial = f"{dice.randint(0, 99):02d}{dice.choice('13579' if male else '02468')}"
    head = f"{REGION}{birth:%Y%m%d}{serial}"
    number = head + check_digit(head) if dice.random() < 0.97 else ""
    marks = [
        mark
        for mark, share in (
            (ResidentMark.DISABLED, 0.04),
            (ResidentMark.SOLDIER, 0.03),
            (ResidentMark.LOW_INCOME, 0.03),
        )
        if dice.random() < share
    ]
    return ResidentDetails(
        dice.choice(SURNAMES) + given,
        IdKind.RESIDENT if number else IdKind.NONE,
        number,
        birth,
        "male" if male else "female",
        f"1{dice.randint(30, 39)}0{dice.randint(0, 9_999_999):07d}",
        dice.choice(GROUPS),
        marks=tuple(marks),
    )


class _Maker:
    """Makes one working day after another; knows the next free row numbers."""

    def __init__(
        self,
        dice: Random,
        calendar: WorkCalendar,
        items: list[ServiceItem],
        known: list[tuple[int, date | None, list[str]]],
        clerks: Sequence[Actor],
        work: Work,
    ) -> None:
        self.dice, self.calendar, self.items, self.known, self.clerks, self.work = (
            dice,
            calendar,
            items,
            known,
            clerks,
            work,
        )
        self.popular = [1 / (1 + place) ** 0.7 for place in range(len(items))]
        self.order = dice.sample(items, len(items))
        self.visit_id = self.case_id = 0
        self.rare = {CaseState.DECLINED, CaseState.PAPERS, CaseState.NOT_APPROVED}

    def make(self, day: date, many: int) -> None:
        rows = SampleRows([], [], [], [], [])
        arrivals = sorted(self._arrival(day) for _visit in range(many))
        free_at = [datetime.min.replace(tzinfo=self.work.now.tzinfo)] * 2
        for number, came in enumerate(arrivals, 1):
            seat = free_at.index(min(free_at))
            began = max(came + timedelta(seconds=20), free_at[seat])
            ended = began + timedelta(seconds=self.dice.randint(120, 900))
            free_at[seat] = ended
            if ended > self.work.now:
                break
            self._visit(
                rows, day, number, (came, began, ended), self.clerks[(day.toordinal() + seat) % len(self.clerks)]
            )
        self._store(rows, day)

    def _arrival(self, day: date) -> datetime:
        hour = self.dice.choices([h for h, _n in HOURS], [n for _h, n in HOURS])[0]
        return start_of(day) + timedelta(hours=hour, seconds=self.dice.randint(0, 3599))

    def _visit(
        self, rows: SampleRows, day: date, number: int, times: tuple[datetime, datetime, datetime], clerk: Actor
    ) -> None:
        came, began, ended = times
        self.visit_id += 1
        person, birth, marks = self.known[int(len(self.known) * self.dice.random() ** 1.6)]
        elderly = birth is not None and (day - birth).days >= 65 * 365.25
        priority = (
            Priority.ELDERLY if elderly else Priority.DISABLED if ResidentMark.DISABLED in marks else Priority.NONE
        )
        vulnerable = priority in (Priority.ELDERLY, Priority.DISABLED)
        rows.visits.append(
            {
                "id": self.visit_id,
                "day": day,
                "queue": "A",
                "number": number,
                "resident_id": person,
                "priority": priority.value,
                "state": VisitState.FINISHED.value,
                "arrived_at": came,
                "ended_at": ended,
                "staff_id": clerk.id,
            }
        )
        for state, start, end in ((VisitState.WAITING, came, began), (VisitState.SERVING, began, ended)):
            period = {"kind": state.value, "began_at": start, "ended_at": end, "staff_id": clerk.id}
            rows.periods.append({"visit_id": self.visit_id, **period})
        for item in self._wanted():
            self._case(rows, day, ended, person, vulnerable, item, clerk)

    def _wanted(self) -> list[ServiceItem]:
        many = self.dice.choices((1, 2, 3), (84, 13, 3))[0]
        return list({item.id: item for item in self.dice.choices(self.order, self.popular, k=many)}.values())

    def _case(
        self, rows: SampleRows, day: date, at: datetime, person: int, vulnerable: bool, item: ServiceItem, clerk: Actor
    ) -> None:
        self.case_id += 1
        due = promised_day(self.calendar, local(at), item)
        state, finished = self._fate(item, at, due)
        ended = finished is not None
        evaluation = self.dice.choice(LEVELS) if ended else Evaluation.NOT_ASKED
        helped = self.dice.random() < (0.5 if vulnerable else 0.1)
        assistance = Assistance.NONE
        if helped:
            assistance = Assistance.ON_BEHALF if item.on_behalf and self.dice.random() < 0.2 else Assistance.HELPED
        finished_on = local(finished).date() if finished else None
        rows.cases.append(
            {
                "id": self.case_id,
                "number": f"{day:%Y%m%d}{len(rows.cases) + 1:04d}",
                "visit_id": self.visit_id,
                "resident_id": person,
                "service_id": item.id,
                "mode": item.mode.value,
                "department": item.department,
                "state": kept_as(state),
                "day": day,
                "accepted_at": at,
                "due_on": UNPROMISED if state is CaseState.PAPERS else due,
                "finished_at": finished,
                "finished_on": finished_on,
                "assistance": assistance.value,
                "authoriser": "本人家属" if assistance is Assistance.ON_BEHALF else "",
                "handed_in": list(item.materials),
                "missing": list(item.materials[-1:]) if state is CaseState.PAPERS else [],
                "remark": "不符合办理条件" if state in TURNED_DOWN else "",
                "staff_id": clerk.id,
                "evaluation": evaluation.value,
                "vulnerable": vulnerable,
            }
        )
        self._story(rows, state, at, finished, evaluation, clerk)

    def _fate(self, item: ServiceItem, at: datetime, due: date) -> tuple[CaseState, datetime | None]:
        """How the case stands now: on the spot at once, forwarded ones around their promised day."""
        luck = self.dice.random()
        if item.mode is not ServiceMode.NEARBY:
            return self._either(CaseState.DECLINED, CaseState.DONE, luck > 0.985), at
        if luck > 0.98:
            return CaseState.DECLINED, at
        span = max((due - local(at).date()).days, 1)
        back = at + timedelta(days=max(1, round(span * self.dice.triangular(0.3, 1.12, 0.8))))
        if local(back).weekday() >= 5:
            back -= timedelta(days=2)
        if back <= at or back > self.work.now or luck > 0.9985:
            return self._either(CaseState.PAPERS, CaseState.FORWARDED, luck > 0.9), None
        return self._either(CaseState.NOT_APPROVED, CaseState.DONE, luck < 0.01), back

    def _either(self, rare: CaseState, usual: CaseState, is_rare: bool) -> CaseState:
        """The first of each is the rare one: every paper of the counter has a case to be shown of, however few."""
        is_rare = is_rare or rare in self.rare
        self.rare.discard(rare)
        return rare if is_rare else usual

    def _story(
        self,
        rows: SampleRows,
        state: CaseState,
        at: datetime,
        finished: datetime | None,
        evaluation: Evaluation,
        clerk: Actor,
    ) -> None:
        path = [(was, to, at) for was, to in path_to(state)]
        if finished and finished != at:
            path = [(was, to, at) for was, to in path_to(CaseState.FORWARDED)] + [
                (CaseState.FORWARDED, state, finished)
            ]
        for was, to, when in path:
            remark = "不符合办理条件" if to in TURNED_DOWN else ""
            rows.moves.append(
                {
                    "case_id": self.case_id,
                    "was": was.value if was else None,
                    "state": kept_as(to),
                    "at": when,
                    "staff_id": clerk.id,
                    "remark": remark,
                }
            )
        if evaluation is Evaluation.DISSATISFIED and finished:
            made = finished + timedelta(days=1) if self.dice.random() < 0.8 else None
            done = made if made and made < self.work.now else None
            rows.callbacks.append(
                {
                    "case_id": self.case_id,
                    "reason": "等候时间较长",
                    "asked_at": finished,
                    "done_at": done,
                    "staff_id": clerk.id if done else None,
                    "result": "已致歉并说明，群众表示理解" if done else "",
                }
            )

    def _store(self, rows: SampleRows, day: date) -> None:
        tables: tuple[tuple[Table, list[dict[str, Any]]], ...] = (
            (visit_table, rows.visits),
            (periods, rows.periods),
            (cases, rows.cases),
            (moves, rows.moves),
            (callbacks, rows.callbacks),
        )
        for table, made in tables:
            if made:
                self.work.add_all(table, made)
        after = {"visits": len(rows.visits), "cases": len(rows.cases)}
        evening = min(start_of(day) + timedelta(hours=18), self.work.now)
        replace(self.work, now=evening).audit("demo.day", f"day:{day}", after=after)


def _let_some_wait(work: Work, dice: Random, known: list[tuple[int, date | None, list[str]]]) -> None:
    """Somebody at the counter and a few waiting, as on any morning."""
    for minutes in (14, 9, 5, 2):
        person = known[dice.randrange(len(known))][0] if minutes != 5 else None
        visits.take_number(replace(work, now=work.now - timedelta(minutes=minutes)), resident_id=person)
