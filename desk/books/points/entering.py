"""Points that a leader enters by hand 录入积分, takes back, or carries over from an old list 期初."""

from __future__ import annotations

from datetime import date

from desk.books.points import accounts, queries, reckoning
from desk.books.points.earning import write_grant
from desk.books.points.model import PointAccount, PostingKind, RuleBasis
from desk.books.postings import posting
from desk.books.postings import queries as posting_queries
from desk.books.postings.model import AccountUnit, Leg, NewPosting
from desk.books.postings.posting import Overdrawn
from desk.core.errors import Refused, Rule, refuse_wrong
from desk.core.permissions import May
from desk.core.plain_text import one_line
from desk.core.words import _
from desk.core.work import Work

MOST_BY_HAND = 1000
MOST_CARRIED = 100_000
LONGEST_REASON = 200
LONGEST_PAPER = 100
TAKEN_BACK = frozenset({PostingKind.EARNED.value, PostingKind.ENTERED.value, PostingKind.OPENING.value})
"""What a leader may take back; what was exchanged is given back where it was exchanged."""


def enter(
    work: Work, member_id: int, *, rule_id: int | None = None, points: int = 0, reason: str = "", paper: str = ""
) -> int:
    """Give somebody the points of a rule for what is entered by hand, or without one so many for a reason; the
    posting's id. Nobody gives them to themselves. Raises ``Invalid``, ``Refused``.
    """
    work.require(May.KEEP_POINTS)
    holder = queries.find_holder(work, member_id)
    by = queries.find_rule(work, rule_id) if rule_id is not None else None
    given = by.points if by else points
    refuse_wrong(
        [
            ("member_id", holder.left_on is not None, _("This member has left the team.")),
            (
                "member_id",
                holder.staff_id == work.actor.id,
                _("These are your own points. Another leader enters them."),
            ),
            (
                "rule_id",
                by is not None and not (by.basis is RuleBasis.FIXED and reckoning.holds(by, work.today)),
                _("This rule is not for entering by hand, or does not hold today."),
            ),
            ("points", not 1 <= given <= MOST_BY_HAND, _("1 to {n} points, please.", n=MOST_BY_HAND)),
            *reason_rules(reason, needed=by is None),
            ("paper", len(paper) > LONGEST_PAPER, _("The paper's name has more than {n} characters.", n=LONGEST_PAPER)),
        ]
    )
    grant = {
        "member_id": member_id,
        "rule_id": rule_id,
        "day": work.today,
        "uncapped": given,
        "points": given,
    }
    named = one_line(paper) or (by.paper if by else "")
    id = write_grant(work, grant, PostingKind.ENTERED, one_line(reason), named)
    made = posting_queries.by_source(work, f"point_grants:{id}", PostingKind.ENTERED.value)
    assert made is not None
    return made.id


def reason_rules(reason: str, *, needed: bool) -> list[Rule]:
    """What is wrong with a reason."""
    return [
        ("reason", needed and not reason.strip(), _("Please enter the reason.")),
        ("reason", len(reason) > LONGEST_REASON, _("The reason has more than {n} characters.", n=LONGEST_REASON)),
    ]


def may_be_taken_back(kind: str, day: date, today: date) -> bool:
    """Is it something that was given? Or did points expire on a day to come, by a clock that was ahead 时钟超前?"""
    return kind in TAKEN_BACK or (kind == PostingKind.EXPIRED.value and day > today)


def take_back(work: Work, posting_id: int, reason: str) -> int:
    """Take back what was given by mistake; the posting's id. Raises ``Invalid`` without a reason, ``Refused`` for what
    was not given, was taken back already, or is spent.
    """
    work.require(May.KEEP_POINTS)
    refuse_wrong(reason_rules(reason, needed=True))
    was = posting_queries.find(work, posting_id)
    if not may_be_taken_back(was.kind, was.day, work.today):
        raise Refused(_("Only points that were given can be taken back here. An exchange is given back instead."))
    try:
        return posting.reverse(work, posting_id, PostingKind.REVERSED.value, one_line(reason))
    except Overdrawn as short:
        sentence = _("{n} of these points are spent or have expired; they cannot be taken back.", n=short.missing)
        raise Refused(sentence) from short


def carry_over(work: Work, member_id: int, points: int, until: date, remark: str = "") -> int:
    """What somebody had in an old list, valid before ``until``; once for each member. Raises ``Refused`` for a second
    time.
    """
    work.require(May.KEEP_POINTS)
    legs = (
        Leg(accounts.of_member(work, member_id), points, until),
        Leg(accounts.of_centre(work, PointAccount.ISSUED), -points),
    )
    opening = NewPosting(
        AccountUnit.POINT, PostingKind.OPENING.value, legs, f"team_members:{member_id}", one_line(remark)
    )
    return posting.post(work, opening)
