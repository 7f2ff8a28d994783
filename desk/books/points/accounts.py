"""The accounts of points: one for each member, and the centre's own."""

from __future__ import annotations

from desk.books.points.model import PointAccount
from desk.books.postings import accounts
from desk.books.postings.model import AccountUnit
from desk.core.permissions import May
from desk.core.work import Work


def of_member(work: Work, member_id: int) -> int:
    """The account of a member, opened with the first points; its id."""
    work.require(May.SERVE)
    code, owner = code_of(member_id), f"team_members:{member_id}"
    return accounts.account_of(work, AccountUnit.POINT, PointAccount.MEMBER.value, code, owner=owner).id


def of_centre(work: Work, kind: PointAccount) -> int:
    """The centre's own account of a kind; what was given out is below nothing by its nature."""
    work.require(May.SERVE)
    negative = kind is PointAccount.ISSUED
    return accounts.account_of(work, AccountUnit.POINT, kind.value, kind.value, may_be_negative=negative).id


def code_of(member_id: int) -> str:
    """How the account of a member is called."""
    return f"member:{member_id}"
