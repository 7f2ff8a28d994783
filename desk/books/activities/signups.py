"""Sign-up 报名: places, a waiting list that moves up by itself, guardians, attendance, walk-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, case, exists, func, select, update

from desk.books import residents
from desk.books.activities import queries
from desk.books.activities.model import Activity, ActivityState, SignUpState
from desk.core import identity, name_search
from desk.core.calendar import date_words
from desk.core.clock import start_of
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.activities import activities, sign_ups
from desk.models.residents import residents as resident_table

CHILD = 14
"""Below this age a guardian is needed: 不满十四周岁未成年人, as in the Personal Information Protection Law, art. 31."""


@dataclass(frozen=True)
class SignUp:
    """One person's sign-up. ``place`` counts those with a place, or those waiting, from 1."""

    id: int
    resident_id: int
    name: str
    age: int | None
    telephone: str
    standing: SignUpState
    place: int
    guardian: str
    guardian_telephone: str
    walk_up: bool
    attended: bool


PRESENT = sign_ups.c.state != SignUpState.WITHDRAWN.value
IN_ORDER = (case((sign_ups.c.state == SignUpState.WAITING.value, 1), else_=0), sign_ups.c.id)
LISTED = (
    select(sign_ups, resident_table.c.name, resident_table.c.birth, resident_table.c.telephone)
    .join(resident_table, resident_table.c.id == sign_ups.c.resident_id)
    .where(sign_ups.c.activity_id == bindparam("activity_id"), PRESENT)
    .order_by(*IN_ORDER)
)


def all_of(work: Work, activity_id: int) -> list[SignUp]:
    """Who has a place, then who is waiting, each in the order in which they came."""
    places: Counter[str] = Counter()
    listed = []
    for row in work.connection.execute(LISTED, {"activity_id": activity_id}):
        places[row.state] += 1
        listed.append(_sign_up(row, places[row.state], work.today))
    return listed


def _sign_up(row: Row[Any], place: int, today: date) -> SignUp:
    return SignUp(
        id=row.id,
        resident_id=row.resident_id,
        name=row.name,
        age=identity.age_on(row.birth, today),
        telephone=row.telephone,
        standing=SignUpState(row.state),
        place=place,
        guardian=row.guardian,
        guardian_telephone=row.guardian_telephone,
        walk_up=row.walk_up,
        attended=row.attended,
    )


STANDINGS = select(sign_ups.c.resident_id, sign_ups.c.state).where(
    sign_ups.c.activity_id == bindparam("activity_id"), PRESENT
)
BY_ID = update(sign_ups).where(sign_ups.c.id == bindparam("sign_up_id"))


def sign_up(
    work: Work, activity_id: int, resident_id: int, guardian: str = "", telephone: str = "", *, walk_up: bool = False
) -> SignUp:
    """Take a person's name down: a place while there is one, else the waiting list. A walk-up has come and is there.

    Raises ``Invalid`` when a child's guardian is missing; ``Refused`` when the activity takes nobody or the person is
    on the list.
    """
    work.require(May.PLAN_ACTIVITIES)
    activity = queries.find(work, activity_id)
    _refuse_closed(work, activity, walk_up)
    person = residents.find(work, resident_id)
    guardian, telephone = identity.tidy_name(guardian), identity.tidy_telephone(telephone)
    _check_guardian(person, guardian, telephone, work.today)
    present = work.connection.execute(STANDINGS, {"activity_id": activity_id}).all()
    if any(each.resident_id == resident_id for each in present):
        raise Refused(_("{name} is on the list already.", name=identity.mask_name(person.name)))
    before = Counter(each.state for each in present)
    taken = before[SignUpState.CONFIRMED.value]
    full = activity.capacity is not None and taken >= activity.capacity and not walk_up
    standing = SignUpState.WAITING if full else SignUpState.CONFIRMED
    new = SignUp(
        id=0,
        resident_id=resident_id,
        name=person.name,
        age=person.age(work.today),
        telephone=person.telephone,
        standing=standing,
        place=before[standing.value] + 1,
        guardian=guardian,
        guardian_telephone=telephone,
        walk_up=walk_up,
        attended=walk_up,
    )
    return _store(work, activity_id, new)


def _store(work: Work, activity_id: int, new: SignUp) -> SignUp:
    """The same with its number."""
    values = {
        "activity_id": activity_id,
        "resident_id": new.resident_id,
        "state": new.standing.value,
        "guardian": new.guardian,
        "guardian_telephone": new.guardian_telephone,
        "walk_up": new.walk_up,
        "attended": new.attended,
        "at": work.now,
        "staff_id": work.actor.id,
    }
    id = work.add(sign_ups, values)
    work.audit("sign_up.add", f"sign_ups:{id}", after={"activity": activity_id, "state": new.standing.value})
    return replace(new, id=id)


def withdraw(work: Work, activity_id: int, id: int) -> list[SignUp]:
    """Strike a name off 取消报名. Who moved up from the waiting list into a place."""
    work.require(May.PLAN_ACTIVITIES)
    if queries.find(work, activity_id).state is ActivityState.HELD:
        raise Refused(_("It has been held; the list stays as it was."))
    bare = {"state": SignUpState.WITHDRAWN.value, "guardian": "", "guardian_telephone": ""}
    work.connection.execute(BY_ID, {"sign_up_id": id, **bare})
    work.audit("sign_up.withdraw", f"sign_ups:{id}", after={"activity": activity_id})
    return move_up(work, activity_id)


def move_up(work: Work, activity_id: int) -> list[SignUp]:
    """Give free places to those who have waited longest, as after a withdrawal or when the capacity grew."""
    work.require(May.PLAN_ACTIVITIES)
    activity = queries.find(work, activity_id)
    present = all_of(work, activity_id)
    waiting = [each for each in present if each.standing is SignUpState.WAITING]
    free = len(waiting) if activity.capacity is None else activity.capacity - (len(present) - len(waiting))
    moved_up = [each.id for each in waiting[: max(free, 0)]]
    for id in moved_up:
        work.connection.execute(BY_ID, {"sign_up_id": id, "state": SignUpState.CONFIRMED.value})
        work.audit("sign_up.move_up", f"sign_ups:{id}", after={"activity": activity_id})
    return [each for each in all_of(work, activity_id) if each.id in moved_up]


def attend(work: Work, activity_id: int, id: int, came: bool) -> None:
    """Tick a person present, or take the tick back. Raises ``Refused`` before the day."""
    work.require(May.PLAN_ACTIVITIES)
    activity = queries.find(work, activity_id)
    if activity.day > work.today:
        raise Refused(
            _("It is on {day}; nobody can be ticked present before.", day=date_words(activity.day, work.today))
        )
    work.connection.execute(BY_ID, {"sign_up_id": id, "attended": came})
    work.audit("sign_up.attend", f"sign_ups:{id}", after={"attended": came})


def telephones(work: Work, people: Sequence[SignUp], purpose: str) -> dict[int, str]:
    """Whom to ring, unmasked, by sign-up: the guardian where there is one. Every look is logged."""
    work.require(May.SERVE)
    numbers = {}
    for sign_up in people:
        person = residents.look_up(work, sign_up.resident_id, purpose)
        guardian = f"{sign_up.guardian} {sign_up.guardian_telephone}"
        numbers[sign_up.id] = guardian if sign_up.guardian else person.telephone
    return numbers


def typed(present: list[SignUp], query: str) -> list[SignUp]:
    """Those on the list whose name, pinyin or initials begin with what was typed."""
    start = name_search.squeezed(query)
    return [
        sign_up
        for sign_up in present
        if start and any(token.startswith(start) for token in name_search.tokens(sign_up.name, "", sign_up.telephone))
    ]


@dataclass(frozen=True)
class SignUpCounts:
    """How full it is: with a place, waiting, present, and with a place but not present once it was held."""

    confirmed: int
    waiting: int
    attended: int
    walk_ups: int

    @property
    def no_shows(self) -> int:
        """Who had a place and did not come."""
        return self.confirmed - self.attended


def _how_many(*which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(*which)


CONFIRMED = sign_ups.c.state == SignUpState.CONFIRMED.value
FIGURES: list[ColumnElement[Any]] = [
    _how_many(CONFIRMED).label("confirmed"),
    _how_many(sign_ups.c.state == SignUpState.WAITING.value).label("waiting"),
    _how_many(CONFIRMED, sign_ups.c.attended).label("attended"),
    _how_many(sign_ups.c.walk_up).label("walk_ups"),
]
COUNTS = select(*FIGURES).where(PRESENT)
COUNTS_OF_ONE = COUNTS.where(sign_ups.c.activity_id == bindparam("activity_id"))
COUNTS_OF_SPAN = (
    COUNTS.add_columns(sign_ups.c.activity_id)
    .join(activities, activities.c.id == sign_ups.c.activity_id)
    .where(activities.c.day.between(bindparam("first"), bindparam("last")))
    .group_by(sign_ups.c.activity_id)
)
NOBODY = SignUpCounts(0, 0, 0, 0)


def counts(work: Work, activity_id: int) -> SignUpCounts:
    """How full one activity is."""
    return _counts(work.connection.execute(COUNTS_OF_ONE, {"activity_id": activity_id}).one())


def counts_between(work: Work, first: date, last: date) -> dict[int, SignUpCounts]:
    """How full the activities of a span are, by their ids; those that nobody signed up for are left out."""
    rows = work.connection.execute(COUNTS_OF_SPAN, {"first": first, "last": last})
    return {row.activity_id: _counts(row) for row in rows}


def _counts(row: Row[Any]) -> SignUpCounts:
    return SignUpCounts(row.confirmed, row.waiting, row.attended, row.walk_ups)


def _refuse_closed(work: Work, activity: Activity, walk_up: bool) -> None:
    if not activity.sign_up and not walk_up:
        raise Refused(_("“{title}” needs no sign-up; everybody may come.", title=activity.title))
    if activity.state is ActivityState.CANCELLED:
        raise Refused(_("“{title}” is cancelled.", title=activity.title))
    if walk_up and activity.day > work.today:
        raise Refused(
            _("It is on {day}; nobody can be ticked present before.", day=date_words(activity.day, work.today))
        )
    if not walk_up and (activity.state is ActivityState.HELD or activity.day < work.today):
        raise Refused(_("“{title}” is over. Who came without signing up is added as a walk-up.", title=activity.title))


def _check_guardian(person: residents.Resident, guardian: str, telephone: str, today: date) -> None:
    age = person.age(today)
    child = age is not None and age < CHILD
    wrong = (
        ("guardian", child and not guardian, _("Children under {n} need a guardian's name.", n=CHILD)),
        ("guardian", guardian and identity.name_problem(guardian), _("Please check the guardian's name.")),
        ("guardian_telephone", child and not telephone, _("Please enter the guardian's telephone.")),
        (
            "guardian_telephone",
            telephone and identity.telephone_problem(telephone),
            _("Please check the guardian's telephone."),
        ),
    )
    refuse_wrong(wrong)


def keeps_resident(since: date) -> ColumnElement[bool]:
    """Of a row of ``residents``: they signed up on this day or later."""
    return exists().where(sign_ups.c.resident_id == resident_table.c.id, sign_ups.c.at >= start_of(since))


def keep_one_sign_up(work: Work, drop: int, keep: int) -> None:
    """Where both records of one person are signed up for an activity, that of ``keep`` counts."""
    work.require(May.MERGE_RESIDENTS)
    both = select(sign_ups.c.activity_id).where(sign_ups.c.resident_id == keep, PRESENT)
    twice = (sign_ups.c.resident_id == drop) & sign_ups.c.activity_id.in_(both)
    work.connection.execute(update(sign_ups).where(twice).values(state=SignUpState.WITHDRAWN.value))
