"""Leaving a team 退队 and coming back 归队.

What the member had open goes back to where it can be given to somebody else: each book does so for itself, in the same
transaction, and says in a remark what became free, which is told to whoever let the member go.
"""

from __future__ import annotations

from datetime import date

from desk.books.registry import books
from desk.books.teams import queries
from desk.books.teams.model import Member
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.teams import past_stays, team_members

LONGEST_REASON = 200


def leave(work: Work, member_id: int, on: date, reason: str) -> Member:
    """Somebody is in no team from this day on. Raises ``Invalid`` for a day that cannot be or without a reason,
    ``Refused`` for who has left already.
    """
    work.require(May.KEEP_TEAMS)
    member = queries.find_member(work, member_id)
    if not member.is_active:
        raise Refused(_("{number} has left already.", number=member.number))
    reason = reason.strip()
    refuse_wrong(
        [
            ("on", on > work.today, _("This day is still to come.")),
            ("on", on < member.joined_on, _("The member joined on {day} only.", day=member.joined_on)),
            ("reason", not reason, _("Please enter the reason.")),
            ("reason", len(reason) > LONGEST_REASON, _("Please enter at most {n} characters.", n=LONGEST_REASON)),
        ]
    )
    work.change(team_members, member_id, {"left_on": on, "left_reason": reason, "leads": False})
    work.audit(
        "member.leave", f"team_members:{member_id}", {"leads": member.leads}, {"left_on": str(on), "leads": False}
    )
    for book in books():
        book.member_left(work, member_id)
    return queries.find_member(work, member_id)


def come_back(work: Work, member_id: int, team_id: int, on: date) -> Member:
    """Into a team again, with the same number, points and minutes. Raises ``Invalid``, ``Refused`` for who never
    left, or whose record of a resident stands in another entry that is in a team.
    """
    work.require(May.KEEP_TEAMS)
    member = queries.find_member(work, member_id)
    if member.left_on is None:
        raise Refused(_("{number} is in a team.", number=member.number))
    if member.resident_id is not None:
        other = next((each for each in queries.of_resident(work, member.resident_id) if each.is_active), None)
        if other is not None:
            raise Refused(
                _("This person is in “{team}” already, with number {number}.", team=other.team, number=other.number)
            )
    refuse_wrong(
        [
            ("on", on > work.today, _("This day is still to come.")),
            ("on", on < member.left_on, _("The member left on {day} only.", day=member.left_on)),
            ("team_id", team_id not in {each.id for each in queries.all_teams(work)}, _("Please choose the team.")),
        ]
    )
    stay = {name: getattr(member, name) for name in ("team_id", "joined_on", "left_on", "left_reason")}
    work.add(past_stays, {"member_id": member_id, **stay})
    values = {"team_id": team_id, "joined_on": on, "left_on": None, "left_reason": ""}
    work.change(team_members, member_id, values)
    work.audit("member.come_back", f"team_members:{member_id}", None, {"team_id": team_id, "joined_on": str(on)})
    return queries.find_member(work, member_id)
