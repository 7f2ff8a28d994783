"""Sign-up: places, a waiting list that moves up by itself, guardians, attendance, walk-ups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import update

from desk.books import residents
from desk.books.activities import queries
from desk.books.activities.model import Activity, ActivityState
from desk.core import identity, name_search
from desk.core.calendar import date_words
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import N_, Worded, _
from desk.core.work import Work
from desk.models.activities import sign_ups

CHILD = 14
"""Below this age a guardian is needed: 不满十四周岁未成年人, as in the Personal Information Protection Law, art. 31."""


class SignUpState(Worded):
    CONFIRMED = "confirmed", N_("Has a place")
    WAITING = "waiting", N_("On the waiting list")
    WITHDRAWN = "withdrawn", N_("Withdrawn sign-up")


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


ROWS = (
    "SELECT u.id, u.resident_id, r.name, r.birth, r.telephone, u.state, u.guardian, u.guardian_telephone, u.walk_up,"
    " u.attended FROM sign_ups u JOIN residents r ON r.id = u.resident_id"
    " WHERE u.activity_id = ? AND u.state <> 'withdrawn' ORDER BY u.state = 'waiting', u.id"
)


def all_of(work: Work, activity_id: int) -> list[SignUp]:
    """Who has a place, then who is waiting, each in the order in which they came."""
    found: list[SignUp] = []
    for id, resident, name, birth, telephone, state, guardian, guardian_telephone, walk_up, attended in work.rows(
        ROWS, activity_id
    ):
        standing = SignUpState(state)
        place = 1 + sum(one.standing is standing for one in found)
        age = identity.age_on(date.fromisoformat(birth) if birth else None, work.today)
        found.append(
            SignUp(
                id,
                resident,
                name,
                age,
                telephone,
                standing,
                place,
                guardian,
                guardian_telephone,
                bool(walk_up),
                bool(attended),
            )
        )
    return found


def sign_up(
    work: Work, activity_id: int, resident_id: int, guardian: str = "", telephone: str = "", *, walk_up: bool = False
) -> SignUp:
    """Take a person's name down: a place while there is one, else the waiting list. A walk-up has come and is there.

    Raises ``Invalid`` when a child's guardian is missing; ``Refused`` when the activity takes nobody or the person is
    on the list.
    """
    work.require(May.PLAN_ACTIVITIES)
    one = queries.find(work, activity_id)
    _refuse_closed(work, one, walk_up)
    person = residents.find(work, resident_id)
    guardian, telephone = identity.tidy_name(guardian), identity.tidy_telephone(telephone)
    _check_guardian(person, guardian, telephone, work.today)
    present = all_of(work, activity_id)
    if any(each.resident_id == resident_id for each in present):
        raise Refused(_("{name} is on the list already.", name=identity.mask_name(person.name)))
    taken = sum(each.standing is SignUpState.CONFIRMED for each in present)
    full = one.capacity is not None and taken >= one.capacity and not walk_up
    standing = SignUpState.WAITING if full else SignUpState.CONFIRMED
    id = work.add(
        sign_ups,
        {
            "activity_id": activity_id,
            "resident_id": resident_id,
            "state": standing.value,
            "guardian": guardian,
            "guardian_telephone": telephone,
            "walk_up": walk_up,
            "attended": walk_up,
            "at": work.now,
            "staff_id": work.actor.id,
        },
    )
    work.audit("sign_up.add", f"sign_ups:{id}", after={"activity": activity_id, "state": standing.value})
    return _find(work, activity_id, id)


def withdraw(work: Work, activity_id: int, id: int) -> list[SignUp]:
    """Strike a name off. Who moved up from the waiting list into a place."""
    work.require(May.PLAN_ACTIVITIES)
    if queries.find(work, activity_id).state is ActivityState.HELD:
        raise Refused(_("It has been held; the list stays as it was."))
    work.connection.execute(
        update(sign_ups)
        .where(sign_ups.c.id == id)
        .values(state=SignUpState.WITHDRAWN.value, guardian="", guardian_telephone="")
    )
    work.audit("sign_up.withdraw", f"sign_ups:{id}", after={"activity": activity_id})
    return move_up(work, activity_id)


def move_up(work: Work, activity_id: int) -> list[SignUp]:
    """Give free places to those who have waited longest, as after a withdrawal or when the capacity grew."""
    work.require(May.PLAN_ACTIVITIES)
    one = queries.find(work, activity_id)
    present = all_of(work, activity_id)
    waiting = [each for each in present if each.standing is SignUpState.WAITING]
    free = len(waiting) if one.capacity is None else one.capacity - (len(present) - len(waiting))
    lucky = [each.id for each in waiting[: max(free, 0)]]
    for id in lucky:
        work.connection.execute(update(sign_ups).where(sign_ups.c.id == id).values(state=SignUpState.CONFIRMED.value))
        work.audit("sign_up.move_up", f"sign_ups:{id}", after={"activity": activity_id})
    return [each for each in all_of(work, activity_id) if each.id in lucky]


def attend(work: Work, activity_id: int, id: int, came: bool) -> None:
    """Tick a person present, or take the tick back. Raises ``Refused`` before the day."""
    work.require(May.PLAN_ACTIVITIES)
    one = queries.find(work, activity_id)
    if one.day > work.today:
        raise Refused(_("It is on {day}; nobody can be ticked present before.", day=date_words(one.day, work.today)))
    work.connection.execute(update(sign_ups).where(sign_ups.c.id == id).values(attended=came))
    work.audit("sign_up.attend", f"sign_ups:{id}", after={"attended": came})


def telephones(work: Work, people: Sequence[SignUp], purpose: str) -> dict[int, str]:
    """Whom to ring, unmasked, by sign-up: the guardian where there is one. Every look is logged."""
    work.require(May.SERVE)
    found = {}
    for one in people:
        person = residents.look_up(work, one.resident_id, purpose)
        found[one.id] = f"{one.guardian} {one.guardian_telephone}" if one.guardian else person.telephone
    return found


def typed(present: list[SignUp], query: str) -> list[SignUp]:
    """Those on the list whose name, pinyin or initials begin with what was typed."""
    wanted = name_search.squeezed(query)
    return [
        one
        for one in present
        if wanted and (any(token.startswith(wanted) for token in name_search.tokens(one.name, "", one.telephone)))
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
        return self.confirmed - self.attended


def counts(work: Work, activity_id: int) -> SignUpCounts:
    query = (
        "SELECT count(*) FILTER (WHERE state = 'confirmed'), count(*) FILTER (WHERE state = 'waiting'),"
        " count(*) FILTER (WHERE attended AND state = 'confirmed'), count(*) FILTER (WHERE walk_up)"
        " FROM sign_ups WHERE activity_id = ? AND state <> 'withdrawn'"
    )
    return SignUpCounts(*work.rows(query, activity_id)[0])


def _refuse_closed(work: Work, one: Activity, walk_up: bool) -> None:
    if not one.sign_up and not walk_up:
        raise Refused(_("“{title}” needs no sign-up; everybody may come.", title=one.title))
    if one.state is ActivityState.CANCELLED:
        raise Refused(_("“{title}” is cancelled.", title=one.title))
    if walk_up and one.day > work.today:
        raise Refused(_("It is on {day}; nobody can be ticked present before.", day=date_words(one.day, work.today)))
    if not walk_up and (one.state is ActivityState.HELD or one.day < work.today):
        raise Refused(_("“{title}” is over. Who came without signing up is added as a walk-up.", title=one.title))


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


def _find(work: Work, activity_id: int, id: int) -> SignUp:
    return next(one for one in all_of(work, activity_id) if one.id == id)
