"""Who takes turns: posts, skills, limits; leave, unavailability and wishes; who should or should not meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, select, update

from desk.core import edit_conflicts
from desk.core.calendar import date_words
from desk.core.errors import Invalid, NotAllowed, Problem, Refused
from desk.core.far_days import refuse_far
from desk.core.permissions import May, Role
from desk.core.words import N_, NP_, Worded, _, listed
from desk.core.work import Work
from desk.models.roster import absences, pairs, takers
from desk.models.staff import staff
from desk.scheduling.problem import DAY, Pair, Post, Unavailability, Wish, Worker

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class Assignee:
    """How somebody takes turns. Without a post the person takes none."""

    id: int
    name: str
    posts: frozenset[Post]
    skills: frozenset[str] = frozenset()
    share: int = 100
    per_week: int = 5
    in_row: int = 5
    first: date | None = None
    last: date | None = None
    place: int = 0
    active: bool = True

    @property
    def person(self) -> Worker:
        """The same person as the solver sees them."""
        return Worker(
            self.id, self.name, self.posts, self.skills, self.first, self.last, self.share, self.per_week, self.in_row
        )


class AbsenceKind(Worded):
    """What keeps somebody from duty, or draws them to it."""

    LEAVE = "leave", N_("On leave")
    UNAVAILABLE = "unavailable", NP_("absence", "Unavailable")
    WISH_OFF = "wish_off", N_("Rather no duty")
    WISH_ON = "wish_on", N_("Rather on duty")


WISHES = (AbsenceKind.WISH_OFF, AbsenceKind.WISH_ON)
TOGETHER, APART = N_("rather together (a wish)"), N_("not in one shift (a rule)")


@dataclass(frozen=True)
class Absence:
    """A span of days, narrowed to ``weekdays`` and to ``begins``-``ends`` where given; a wish may name one shift."""

    staff_id: int
    kind: AbsenceKind
    first: date
    last: date
    begins: int = 0
    ends: int = DAY
    weekdays: frozenset[int] = EVERY_DAY
    shift_id: int | None = None
    reason: str = ""
    id: int = 0

    @property
    def away(self) -> Unavailability:
        """Leave and unavailability as a rule for the solver."""
        reason = self.reason or self.kind.label
        return Unavailability(
            self.staff_id,
            self.first,
            self.last,
            self.begins,
            self.ends,
            self.weekdays,
            self.kind is AbsenceKind.LEAVE,
            reason,
        )

    @property
    def wish(self) -> Wish:
        """A wish 意愿 as the solver weighs it."""
        return Wish(
            self.staff_id, self.kind is AbsenceKind.WISH_ON, self.first, self.last, self.weekdays, self.shift_id
        )


DEFAULT_POSTS = {
    Role.CLERK: frozenset({Post.CLERK}),
    Role.LEADER: frozenset({Post.LEADER}),
}
"""Whose role is not here takes no turns until somebody says so."""
CLERK_LIMITS, LEADER_LIMITS = (5, 5), (7, 366)
"""Duties a week and days in a row. A leader in charge is on call and does not stand in the hall, so limits do not bind
unless they are set.
"""


def all_assignees(work: Work) -> list[Assignee]:
    """Everybody who works here, in the order of 轮流; who was never set up has the defaults of the role."""
    rows = work.connection.execute(select(staff, takers).outerjoin(takers).order_by(takers.c.place, staff.c.id))
    everyone = [_assignee(row) for row in rows]
    return [
        replace(assignee, place=place)
        for place, assignee in enumerate(sorted(everyone, key=lambda t: (t.place or 10**6, t.id)), 1)
    ]


def _assignee(r: Row[Any]) -> Assignee:
    skills = frozenset(r.skills)
    if r.posts is None:
        posts = DEFAULT_POSTS.get(Role(r.role), frozenset())
        per_week, in_row = LEADER_LIMITS if Post.LEADER in posts else CLERK_LIMITS
        return Assignee(r.id, r.name, posts, skills, 100, per_week, in_row, active=r.active)
    posts = frozenset(map(Post, r.posts))
    return Assignee(
        r.id, r.name, posts, skills, r.share, r.per_week, r.in_row, r.first_on, r.last_on, r.place, r.active
    )


LABELS = {
    "posts": N_("Posts"),
    "skills": N_("Skills"),
    "share": NP_("roster", "Share of a full load"),
    "per_week": N_("A week"),
    "in_row": N_("In a row"),
    "first": N_("Begins"),
    "last": N_("Ends"),
    "place": NP_("roster", "Order"),
}


def save(work: Work, assignee: Assignee, read: Assignee | None = None) -> None:
    """Keep how somebody takes turns, as it was ``read``. Raises ``Invalid``, and ``EditConflict`` as every edit
    does.
    """
    work.require(May.PLAN_ROSTER)
    if read is not None:
        now = next(each for each in all_assignees(work) if each.id == assignee.id)
        assignee = edit_conflicts.settled(
            work, edit_conflicts.EditedRecord(f"staff:{assignee.id}", LABELS), read, now, assignee
        )
    wrong = (
        ("share", not 1 <= assignee.share <= 100, _("The share is 1 to 100 percent.")),
        ("per_week", not 1 <= assignee.per_week <= 21, _("Duties a week are 1 to 21.")),
        ("in_row", not 1 <= assignee.in_row <= 366, _("Days in a row are 1 to 366.")),
        (
            "last",
            assignee.first and assignee.last and assignee.last < assignee.first,
            _("The last day is before the first."),
        ),
    )
    problems = [Problem(field, sentence) for field, bad, sentence in wrong if bad]
    if problems:
        raise Invalid(*problems)
    values = {
        "posts": sorted(post.value for post in assignee.posts),
        "share": assignee.share,
        "per_week": assignee.per_week,
        "in_row": assignee.in_row,
        "first_on": assignee.first,
        "last_on": assignee.last,
        "place": assignee.place,
    }
    work.put(takers, {"staff_id": assignee.id}, values)
    skills = sorted(filter(None, (skill.strip() for skill in assignee.skills)))
    work.connection.execute(update(staff).where(staff.c.id == assignee.id).values(skills=skills))
    work.audit("taker.save", f"staff:{assignee.id}", after={**values, "skills": skills})


def set_order(work: Work, ids: Sequence[int], read: Sequence[int] | None = None) -> None:
    """The order of 轮流, first to last, as it was ``read``: two orders cannot be merged. Raises ``EditConflict`` as
    every edit does.
    """
    work.require(May.PLAN_ROSTER)
    known = {assignee.id: assignee for assignee in all_assignees(work)}
    if read is not None:
        now = [id for id in known if id in read]
        given_order, before = ({"order": [known[id].name for id in each if id in known]} for each in (ids, read))
        record = edit_conflicts.EditedRecord(f"staff:{ids[0]}", {"order": NP_("roster", "Order")})
        edit_conflicts.settled(work, record, before, {"order": [known[id].name for id in now]}, given_order)
        ids = now if given_order == before else ids
    for place, id in enumerate(ids, 1):
        save(work, replace(known[id], place=place))


def skills_known(work: Work) -> list[str]:
    """Every skill that somebody has or a shift asks for."""
    from desk.models.roster import shifts

    of_people = {skill for (skills,) in work.connection.execute(select(staff.c.skills)) for skill in skills}
    of_shifts = {skill for (skill,) in work.connection.execute(select(shifts.c.skill)) if skill}
    return sorted(of_people | of_shifts)


def absences_between(work: Work, first: date, last: date) -> list[Absence]:
    """Everything that touches a span of days, by day and person."""
    query = select(absences).where(absences.c.first_on <= last, absences.c.last_on >= first)
    rows = work.connection.execute(query.order_by(absences.c.first_on, absences.c.staff_id, absences.c.id))
    return [
        Absence(
            r.staff_id,
            AbsenceKind(r.kind),
            r.first_on,
            r.last_on,
            r.begins,
            r.ends,
            frozenset(r.weekdays),
            r.shift_id,
            r.reason,
            r.id,
        )
        for r in rows
    ]


def add_absence(work: Work, absence: Absence) -> int:
    """Enter leave, unavailability or a wish. A clerk enters wishes of their own; the rest is the leader's.

    Raises ``Invalid`` for a span that ends before it begins, is longer than two years or overlaps another leave.
    """
    own_wish = absence.kind in WISHES and absence.staff_id == work.actor.id
    if not own_wish:
        work.require(May.PLAN_ROSTER)
    checked(work, absence)
    values = {
        "staff_id": absence.staff_id,
        "kind": absence.kind.value,
        "first_on": absence.first,
        "last_on": absence.last,
        "begins": absence.begins,
        "ends": absence.ends,
        "weekdays": sorted(absence.weekdays),
        "shift_id": absence.shift_id,
        "reason": absence.reason.strip(),
        "made_by": work.actor.id,
        "made_at": work.now,
    }
    id = work.add(absences, values)
    work.audit("absence.add", f"absences:{id}", after={**values, "made_at": None, "reason": None})
    return id


def checked(work: Work, absence: Absence) -> Absence:
    """The absence when it can be entered. Raises ``Invalid``."""
    refuse_far(first=absence.first, last=absence.last)
    problems = []
    if absence.last < absence.first:
        problems.append(Problem("last", _("The last day is before the first.")))
    elif (absence.last - absence.first).days > 731:
        problems.append(Problem("last", _("A span is at most two years long.")))
    if not 0 <= absence.begins < absence.ends <= DAY:
        problems.append(Problem("hours", _("The hours end before they begin.")))
    if not absence.weekdays:
        problems.append(Problem("weekdays", _("Please choose at least one weekday.")))
    if len(absence.reason) > 60:
        problems.append(Problem("reason", _("The reason has at most 60 characters.")))
    if not problems and absence.kind is AbsenceKind.LEAVE and (other := _overlapped(work, absence)):
        sentence = _(
            "overlaps the leave from {first} to {last} entered already",
            first=date_words(other.first, work.today),
            last=date_words(other.last, work.today),
        )
        problems.append(Problem("first", sentence))
    if problems:
        raise Invalid(*problems)
    return absence


def _overlapped(work: Work, absence: Absence) -> Absence | None:
    there = absences_between(work, absence.first, absence.last)
    return next((other for other in there if are_one_leave(absence, other)), None)


def are_one_leave(earlier: Absence, later: Absence) -> bool:
    """Is somebody on leave by both at the same time?"""
    same = earlier.staff_id == later.staff_id and earlier.kind is later.kind is AbsenceKind.LEAVE
    days = earlier.first <= later.last and later.first <= earlier.last and earlier.weekdays & later.weekdays
    return bool(same and days) and later.begins < earlier.ends and earlier.begins < later.ends


def remove_absence(work: Work, id: int) -> None:
    """Take an entry back; the audit keeps that it was there."""
    row = work.connection.execute(select(absences).where(absences.c.id == id)).first()
    if row is None:
        raise Refused(_("This entry is no longer there."))
    if not (row.staff_id == work.actor.id and AbsenceKind(row.kind) in WISHES) and not work.actor.may(May.PLAN_ROSTER):
        raise NotAllowed(_("Only the leader or the manager may take this back."))
    work.connection.execute(delete(absences).where(absences.c.id == id))
    work.audit(
        "absence.remove",
        f"absences:{id}",
        before={"staff_id": row.staff_id, "first_on": row.first_on, "last_on": row.last_on},
    )


def all_pairs(work: Work) -> list[Pair]:
    """Who should or should not share a shift, in the order in which they were entered."""
    return [Pair(r.one_id, r.other_id, r.together) for r in work.connection.execute(select(pairs).order_by(pairs.c.id))]


def save_pairs(work: Work, given: Sequence[Pair], read: Sequence[Pair] | None = None) -> None:
    """Replace all pairs, each as it was ``read``.

    Raises ``Invalid`` for somebody paired with themselves or two people paired twice, and ``EditConflict`` as every
    edit does.
    """
    work.require(May.PLAN_ROSTER)
    keys = [frozenset({pair.person, pair.other}) for pair in given]
    if any(len(key) < 2 for key in keys):
        raise Invalid(Problem("pairs", _("Please choose two different people.")))
    if len(set(keys)) < len(keys):
        raise Invalid(Problem("pairs", _("These two are a pair already.")))
    if read is not None:
        given = _merged_pairs(work, given, read)
    work.connection.execute(delete(pairs))
    if given:
        rows = [{"one_id": p.person, "other_id": p.other, "together": p.together} for p in given]
        work.add_all(pairs, rows)
    work.audit("pairs.save", "pairs:0", after={"pairs": [[p.person, p.other, p.together] for p in given]})


def _merged_pairs(work: Work, given: Sequence[Pair], read: Sequence[Pair]) -> list[Pair]:
    names = {assignee.id: assignee.name for assignee in all_assignees(work)}
    before, now, given_pairs = ({_key(p): p.together for p in each} for each in (read, all_pairs(work), given))
    labels = {key: listed(names[id] for id in key) for key in (*before, *now, *given_pairs)}
    record = edit_conflicts.EditedRecord("pairs:0", labels, lambda _pair, together: _(TOGETHER if together else APART))
    return pairs_of(edit_conflicts.settled(work, record, before, now, given_pairs))


def pairs_of(by_people: Mapping[tuple[int, int], bool]) -> list[Pair]:
    """The pairs that ``EditConflict`` carries by the two people."""
    return [Pair(*key, together) for key, together in by_people.items()]


def _key(pair: Pair) -> tuple[int, int]:
    return min(pair.person, pair.other), max(pair.person, pair.other)
