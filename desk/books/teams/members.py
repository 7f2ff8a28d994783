"""Members of teams 队员: taking somebody in, and correcting what is known of them.

There is one entry for each person: whoever comes back, or goes over to another team, keeps it, and with it the number
on the point card, the points and the minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from desk.books import residents, staff
from desk.books.orders.model import OrderKind
from desk.books.registry import books
from desk.books.teams import queries
from desk.books.teams.model import MEMBER_LABELS, HalfDay, Member, NewMember
from desk.core import edit_conflicts, identity
from desk.core.calendar import weekday_names
from desk.core.errors import Invalid, Problem, Rule, refuse_wrong
from desk.core.permissions import May
from desk.core.words import Worded, _, listed
from desk.core.work import Work, changes
from desk.models.teams import past_stays, team_members
from desk.storage import numbering

LETTER = "T"
"""Before the number of a point card; no other running number begins with it."""
NUMBER = re.compile(r"T[0-9]{4,8}")
LONGEST = 200
UNTOLD = frozenset({"name", "telephone", "abilities"})
"""Fields that name people or may do so, so the audit, which is kept for ever, does not hold them."""


def join(work: Work, asked: NewMember) -> Member:
    """Take somebody into a team; with a record of a resident or of staff their name is taken from there. Raises
    ``Invalid``, also for whoever has an entry already.
    """
    work.require(May.KEEP_TEAMS)
    new = checked(work, asked)
    if problem := _entry_problem(work, new):
        raise Invalid(problem)
    if new.number and queries.member_by_number(work, new.number):
        raise Invalid(Problem("number", _("Somebody has the number {number} already.", number=new.number)))
    values = {**_row(new), "resident_id": new.resident_id, "staff_id": new.staff_id}
    values |= {"number": new.number or f"{LETTER}{numbering.last(work, 'team_members', LETTER) + 1:04d}"}
    id = work.add(team_members, values)
    work.audit("member.join", f"team_members:{id}", after=_for_the_audit(values))
    return queries.find_member(work, id)


def checked(work: Work, asked: NewMember) -> NewMember:
    """Tidied, with what a record says. Raises ``Invalid``."""
    new: NewMember = _checked(work, _with_record(work, asked))
    no_number = bool(new.number) and not NUMBER.fullmatch(new.number)
    refuse_wrong([("number", no_number, _("A member's number is T and 4 to 8 digits."))])
    return new


def edit(work: Work, wanted: Member, read: Member | None = None) -> Member:
    """Change a member as they were ``read``. In another team they are from today on; what was before is
    kept, and what they had open stays with the first team.
    Raises ``Invalid``, ``Refused``, and ``EditConflict`` as every edit does.
    """
    work.require(May.KEEP_TEAMS)
    was = queries.find_member(work, wanted.id)
    edited = edit_conflicts.EditedRecord(
        f"team_members:{was.id}", MEMBER_LABELS, partial(_shown, work), frozenset({"skills", "times"})
    )
    settled = _checked(work, edit_conflicts.settled(work, edited, read, was, wanted))
    refuse_wrong(_stay_rules(work, was, settled))
    if settled.team_id != was.team_id:
        settled = _moved(work, was, settled)
    before, after = changes(_row(was), _row(settled))
    if after:
        work.change(team_members, was.id, after)
        work.audit("member.edit", f"team_members:{was.id}", _for_the_audit(before), _for_the_audit(after))
    if settled.team_id != was.team_id:
        for book in books():
            book.member_left(work, was.id)
    return queries.find_member(work, was.id)


def _stay_rules(work: Work, was: Member, wanted: Member) -> list[Rule]:
    """Who has left is taken back, not moved; and nobody joined before they left the team where they were before."""
    goes = wanted.team_id != was.team_id
    last = max((stay.left_on for stay in queries.past_stays_of(work, was.id)), default=date.min)
    too_early = wanted.joined_on != was.joined_on and wanted.joined_on < last
    return [
        ("team_id", goes and not was.is_active, _("This member has left the team.")),
        ("joined_on", too_early, _("The member left on {day} only.", day=last)),
    ]


def _moved(work: Work, was: Member, wanted: Member) -> Member:
    """In another team from today on; who came only today was never in the first."""
    if was.joined_on >= work.today:
        return wanted
    stay = {"member_id": was.id, "team_id": was.team_id, "joined_on": was.joined_on, "left_on": work.today}
    work.add(past_stays, {**stay, "left_reason": _("To the team “{team}”", team=_team(work, wanted.team_id))})
    return replace(wanted, joined_on=work.today)


def _with_record(work: Work, asked: NewMember) -> NewMember:
    """Name, telephone and village group of the record, where it has them and nothing else was typed."""
    tidied = replace(asked, joined_on=asked.joined_on or work.today)
    if asked.resident_id is not None:
        person = residents.find(work, residents.kept(work, asked.resident_id))
        return replace(
            tidied,
            resident_id=person.id,
            name=person.name,
            telephone=asked.telephone or person.telephone,
            village_group=asked.village_group or person.village_group,
        )
    if asked.staff_id is not None:
        colleague = staff.find(work, asked.staff_id)
        return replace(tidied, name=colleague.name, telephone=asked.telephone or colleague.telephone)
    return tidied


def _checked(work: Work, typed: Any) -> Any:
    """Tidied, of the same kind as ``typed``: a ``NewMember`` or a ``Member``. Raises ``Invalid``."""
    tidied = replace(
        typed,
        name=identity.tidy_name(typed.name),
        telephone=identity.tidy_telephone(typed.telephone),
        abilities=identity.one_line(typed.abilities),
        village_group=identity.one_line(typed.village_group),
        skills=tuple(kind.value for kind in OrderKind if kind.value in typed.skills),
        times=tuple(sorted(dict.fromkeys(typed.times), key=_place_in_week)),
    )
    refuse_wrong(_rules(work, tidied))
    return tidied


def _place_in_week(time: tuple[int, HalfDay]) -> tuple[int, int]:
    return time[0], list(HalfDay).index(time[1])


def _rules(work: Work, tidied: Any) -> list[Rule]:
    teams = {each.id for each in queries.all_teams(work)}
    name, telephone = identity.name_problem(tidied.name), identity.telephone_problem(tidied.telephone)
    too_long = _("Please enter at most {n} characters.", n=LONGEST)
    was_there = getattr(tidied, "left_on", None)
    return [
        ("team_id", tidied.team_id not in teams, _("Please choose the team.")),
        ("name", name is not None, name or ""),
        ("telephone", telephone is not None, telephone or ""),
        ("abilities", len(tidied.abilities) > LONGEST, too_long),
        ("village_group", len(tidied.village_group) > LONGEST, too_long),
        ("joined_on", tidied.joined_on > work.today, _("This day is still to come.")),
        ("joined_on", bool(was_there and tidied.joined_on > was_there), _("This is after the day of leaving.")),
    ]


def _entry_problem(work: Work, asked: NewMember) -> Problem | None:
    """Why somebody cannot be taken in anew: they have an entry already, perhaps in another team."""
    for member in queries.all_members(work):
        if _is_same(member, asked):
            about = {"number": member.number, "team": member.team}
            if member.is_active:
                sentence = _("This person is in “{team}” already, with number {number}.", **about)
            else:
                sentence = _("This person was in “{team}” before. Please open {number} and take them back.", **about)
            return Problem("name", sentence)
    return None


def _is_same(member: Member, asked: NewMember) -> bool:
    if asked.resident_id is not None and member.resident_id is not None:
        return asked.resident_id == member.resident_id
    if asked.staff_id is not None and member.staff_id is not None:
        return asked.staff_id == member.staff_id
    if asked.name != member.name:
        return False
    if asked.telephone and member.telephone:
        return asked.telephone == member.telephone
    return asked.team_id == member.team_id


def _row(member: NewMember | Member) -> dict[str, Any]:
    return {
        **{name: getattr(member, name) for name in MEMBER_LABELS},
        "kind": member.kind.value,
        "skills": list(member.skills),
        "times": [[weekday, half.value] for weekday, half in member.times],
    }


def _for_the_audit(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: str(value) if isinstance(value, date) else value for name, value in values.items() if name not in UNTOLD
    }


def _team(work: Work, id: int) -> str:
    return queries.find_team(work, id).name


def _shown(work: Work, field: str, value: Any) -> str:
    """A value as the form shows it."""
    if field == "team_id":
        return _team(work, value)
    if field == "skills":
        return skills_words(value)
    if field == "times":
        return times_words(value)
    return value.label if isinstance(value, Worded) else edit_conflicts.plain(value)


def skills_words(skills: Iterable[str]) -> str:
    """环境整治、维修: the kinds of orders in words."""
    chosen = set(skills)
    return listed(kind.label for kind in OrderKind if kind.value in chosen)


def times_words(times: Iterable[tuple[int, HalfDay]]) -> str:
    """周一上午、周六全天: when somebody can come; empty for any time."""
    of_days: dict[int, list[HalfDay]] = {}
    for weekday, half in sorted(set(times), key=_place_in_week):
        of_days.setdefault(weekday, []).append(half)
    return listed(_day_words(of_days))


def _day_words(of_days: dict[int, list[HalfDay]]) -> Iterator[str]:
    names = weekday_names()
    for weekday, halves in sorted(of_days.items()):
        if len(halves) == len(HalfDay):
            yield _("{weekday} all day", weekday=names[weekday])
        else:
            yield from (f"{names[weekday]}{half.label}" for half in halves)
