"""Reading red points 红色积分: who has how many, by which rule, what was exchanged."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from desk.books.points.accounts import code_of
from desk.books.points.model import (
    Certificate,
    Grant,
    Holder,
    PointAccount,
    PointRule,
    Redemption,
    RedemptionState,
    Reward,
    RuleBasis,
)
from desk.books.postings import queries as postings
from desk.books.postings.model import AccountUnit
from desk.core.clock import local, start_of
from desk.core.errors import Refused
from desk.core.records import first_record, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.audit import audit
from desk.models.orders import orders
from desk.models.points import certificates, grants, point_rules, redemptions, rewards
from desk.models.postings import postings as postings_table
from desk.models.teams import team_members, teams
from desk.storage.matching import LONGEST, begins_with
from desk.storage.numbering import order_of

POINT = AccountUnit.POINT
MEMBER = PointAccount.MEMBER.value

RULES: Select[Any] = select(*(point_rules.c[name] for name in PointRule.__dataclass_fields__))
RULE_MADE: dict[str, Any] = {"basis": RuleBasis, "kinds": tuple}


def all_rules(work: Work) -> list[PointRule]:
    """Every rule, also what is over: those in force first, in the order in which they were made."""
    query = RULES.order_by(point_rules.c.last_on.is_not(None), point_rules.c.id)
    return records(work.connection.execute(query), PointRule, **RULE_MADE)


def find_rule(work: Work, id: int) -> PointRule:
    """One rule. Raises ``Refused`` for one that is not there any more."""
    rule = first_record(work.connection.execute(RULES.where(point_rules.c.id == id)), PointRule, **RULE_MADE)
    if rule is None:
        raise Refused(_("This rule is no longer there."))
    return rule


def is_rule_used(work: Work, id: int) -> bool:
    """Was anything given by it?"""
    return work.connection.execute(select(grants.c.id).where(grants.c.rule_id == id).limit(1)).first() is not None


GRANTS: Select[Any] = select(*(grants.c[name] for name in Grant.__dataclass_fields__))


def grants_of_order(work: Work, order_id: int) -> list[Grant]:
    """What was given for an order, whatever became of it."""
    return records(work.connection.execute(GRANTS.where(grants.c.order_id == order_id)), Grant)


def grants_of_member(work: Work, member_id: int) -> list[Grant]:
    """What somebody got by rules and by hand."""
    return records(work.connection.execute(GRANTS.where(grants.c.member_id == member_id)), Grant)


_later = postings_table.alias("later")
GIVEN = (
    select(func.coalesce(func.sum(grants.c.points), 0))
    .outerjoin(_later, _later.c.reverses_id == grants.c.posting_id)
    .where(
        grants.c.member_id == bindparam("member"),
        grants.c.order_id.is_not(None),
        grants.c.day >= bindparam("first", type_=grants.c.day.type),
        grants.c.day <= bindparam("last", type_=grants.c.day.type),
        _later.c.id.is_(None),
    )
)


def given_for_orders(work: Work, member_id: int, first: date, last: date) -> int:
    """What somebody got for orders that were done on these days, without what was taken back."""
    asked = {"member": member_id, "first": first, "last": last}
    return int(work.connection.execute(GIVEN, asked).scalar_one())


def is_taken_back(work: Work, posting_id: int) -> bool:
    """Was a posting taken back?"""
    return postings.reversal_of(work, posting_id) is not None


_MEMBERS: Select[Any] = select(
    team_members.c.id,
    team_members.c.number,
    team_members.c.name,
    teams.c.name.label("team"),
    team_members.c.left_on,
    team_members.c.staff_id,
).join(teams, teams.c.id == team_members.c.team_id)
LONG_ENOUGH = 4
"""Digits of a telephone by which somebody is looked for."""


def _fits(typed: str) -> list[Any]:
    fits = [
        team_members.c.number.startswith(typed.upper(), autoescape=True),
        team_members.c.name.contains(typed, autoescape=True),
        teams.c.name.contains(typed, autoescape=True),
    ]
    if len(typed) >= LONG_ENOUGH and typed.isdecimal():
        fits.append(team_members.c.telephone.endswith(typed, autoescape=True))
    return fits


def holders(work: Work, typed: str = "") -> list[Holder]:
    """Members with their points, by their numbers; those whose number begins with what was typed, whose name or team
    holds it, or whose telephone ends with it. Of who has left only those who still have points.
    """
    text = typed.strip()[:LONGEST]
    query = _MEMBERS.where(or_(*_fits(text))) if text else _MEMBERS
    rows = list(work.connection.execute(query.order_by(*order_of(team_members.c.number))))
    account_of_owner = {owner: id for id, owner in postings.owners(work, POINT, MEMBER).items()}
    sums = postings.balances(work, POINT, MEMBER)
    read = []
    for row in rows:
        account_id = account_of_owner.get(f"team_members:{row.id}")
        read.append(Holder(**row._mapping, account_id=account_id, balance=sums.get(account_id or 0, 0)))
    return [each for each in read if each.left_on is None or each.balance]


def find_holder(work: Work, member_id: int) -> Holder:
    """One member with their points. Raises ``Refused`` for one that is not in the data file."""
    row = work.connection.execute(_MEMBERS.where(team_members.c.id == member_id)).first()
    if row is None:
        raise Refused(_("This member is no longer there."))
    account_id = account_of(work, member_id)
    return Holder(
        **row._mapping, account_id=account_id, balance=postings.balance(work, account_id) if account_id else 0
    )


def holder_by_number(work: Work, number: str) -> Holder | None:
    """The member with the number on a point card 积分卡."""
    query = select(team_members.c.id).where(team_members.c.number == number.strip().upper())
    id = work.connection.execute(query).scalar()
    return None if id is None else find_holder(work, id)


def account_of(work: Work, member_id: int) -> int | None:
    """The account of a member; None before the first points."""
    account = postings.by_code(work, POINT, code_of(member_id))
    return account.id if account else None


REWARDS: Select[Any] = select(*(rewards.c[name] for name in Reward.__dataclass_fields__))


def all_rewards(work: Work, *, active_only: bool = False) -> list[Reward]:
    """What can be had for points, the cheapest first; what is not offered any more last."""
    query = REWARDS.where(rewards.c.active == True) if active_only else REWARDS  # noqa: E712
    query = query.order_by(rewards.c.active.desc(), rewards.c.points, rewards.c.id)
    return records(work.connection.execute(query), Reward, active=bool)


def find_reward(work: Work, id: int) -> Reward:
    """One reward. Raises ``Refused`` for one that is not there."""
    reward = first_record(work.connection.execute(REWARDS.where(rewards.c.id == id)), Reward, active=bool)
    if reward is None:
        raise Refused(_("This reward is no longer there."))
    return reward


_REDEMPTIONS: Select[Any] = (
    select(
        redemptions.c.id,
        redemptions.c.number,
        redemptions.c.member_id,
        team_members.c.name.label("member"),
        redemptions.c.reward_id,
        rewards.c.name.label("reward"),
        redemptions.c.quantity,
        redemptions.c.points,
        redemptions.c.cost,
        redemptions.c.state,
        redemptions.c.reserved_at,
        redemptions.c.reserved_by,
        redemptions.c.ended_at,
        redemptions.c.ended_by,
    )
    .join(team_members, team_members.c.id == redemptions.c.member_id)
    .join(rewards, rewards.c.id == redemptions.c.reward_id)
)


def _redeemed(work: Work, query: Select[Any]) -> list[Redemption]:
    return records(work.connection.execute(query), Redemption, state=RedemptionState)


def find_redemption(work: Work, id: int) -> Redemption:
    """One exchange. Raises ``Refused`` for one that is not there."""
    redemption = next(iter(_redeemed(work, _REDEMPTIONS.where(redemptions.c.id == id))), None)
    if redemption is None:
        raise Refused(_("This exchange is no longer there."))
    return redemption


def redemption_by_number(work: Work, number: str) -> Redemption | None:
    """The exchange with the number on an 兑换单."""
    return next(iter(_redeemed(work, _REDEMPTIONS.where(redemptions.c.number == number.strip().upper()))), None)


def redemptions_of(work: Work, member_id: int) -> list[Redemption]:
    """What somebody exchanged, the newest first."""
    query = _REDEMPTIONS.where(redemptions.c.member_id == member_id)
    return _redeemed(work, query.order_by(redemptions.c.id.desc()))


def reserved(work: Work) -> list[Redemption]:
    """What is reserved and was not handed out yet, the oldest first."""
    query = _REDEMPTIONS.where(redemptions.c.state == RedemptionState.RESERVED.value)
    return _redeemed(work, query.order_by(redemptions.c.id))


def count_reserved(work: Work) -> tuple[int, datetime | None]:
    """How many rewards wait to be handed out, and since when the first."""
    query = select(func.count(), func.min(redemptions.c.reserved_at)).where(
        redemptions.c.state == RedemptionState.RESERVED.value
    )
    count, first = work.connection.execute(query).one()
    return count, first


def _reserved_between(first: date, last: date) -> tuple[Any, ...]:
    until = start_of(date.fromordinal(last.toordinal() + 1))
    return redemptions.c.reserved_at >= start_of(first), redemptions.c.reserved_at < until


def times_redeemed(work: Work, member_id: int, first: date, last: date) -> int:
    """How often somebody exchanged on these days, without what was given back."""
    query = select(func.count()).where(
        redemptions.c.member_id == member_id,
        redemptions.c.state != RedemptionState.RETURNED.value,
        *_reserved_between(first, last),
    )
    return int(work.connection.execute(query).scalar_one())


def costs(work: Work) -> list[tuple[date, int, int]]:
    """Of everything that was exchanged and not given back: the day, the fen and the points."""
    query = select(redemptions.c.reserved_at, redemptions.c.cost, redemptions.c.points).where(
        redemptions.c.state != RedemptionState.RETURNED.value
    )
    return [(local(row.reserved_at).date(), row.cost, row.points) for row in work.connection.execute(query)]


_CERTIFICATES: Select[Any] = select(
    *(certificates.c[name] for name in Certificate.__dataclass_fields__ if name != "member_number"),
    team_members.c.number.label("member_number"),
).join(team_members, team_members.c.id == certificates.c.member_id)


def certificates_of(work: Work, member_id: int) -> list[Certificate]:
    """The certificates that somebody got, the newest first."""
    query = _CERTIFICATES.where(certificates.c.member_id == member_id).order_by(certificates.c.id.desc())
    return records(work.connection.execute(query), Certificate)


def all_certificates(work: Work) -> list[Certificate]:
    """Every certificate that was given out."""
    return records(work.connection.execute(_CERTIFICATES.order_by(certificates.c.id)), Certificate)


ISSUED = "certificate.issue"
"""The line of the audit chain that says so."""
_ISSUED = select(audit.c.subject, audit.c.after).where(audit.c.action == ISSUED)


def certificates_issued(work: Work, id: int | None = None) -> dict[int, dict[str, Any]]:
    """What the audit chain says of every certificate that was given out, or of one, by its id."""
    query = _ISSUED if id is None else _ISSUED.where(audit.c.subject == f"service_certificates:{id}")
    return {int(row.subject.rpartition(":")[2]): json.loads(row.after) for row in work.connection.execute(query)}


def certificates_by(work: Work, number: str, hash_begins: str) -> list[Certificate]:
    """Those with this number, or whose hash begins so; an empty text fits none."""
    fits = [certificates.c.number == number]
    if hash_begins:
        fits.append(certificates.c.hash.startswith(hash_begins, autoescape=True))
    return records(work.connection.execute(_CERTIFICATES.where(or_(*fits))), Certificate)


def numbers_of(work: Work, order_ids: Iterable[int]) -> dict[int, str]:
    """The numbers of orders, for the words of a history."""
    query = select(orders.c.id, orders.c.number).where(orders.c.id.in_(list(order_ids)))
    return {row.id: row.number for row in work.connection.execute(query)}


@dataclass(frozen=True)
class NamedMember:
    """A member as lists of figures and imports know them. The name is in the clear."""

    id: int
    number: str
    name: str
    joined_on: date
    left_on: date | None

    def is_in_team(self, day: date) -> bool:
        """Were they in a team on a day?"""
        return self.joined_on <= day and (self.left_on is None or self.left_on > day)


def all_members(work: Work) -> list[NamedMember]:
    """Everybody who is or was in a team."""
    columns = (team_members.c[name] for name in NamedMember.__dataclass_fields__)
    return records(work.connection.execute(select(*columns).order_by(team_members.c.id)), NamedMember)


def redemptions_beginning(work: Work, typed: str, most: int) -> list[Redemption]:
    """Exchanges whose number begins with what was typed, the newest first; the index serves it."""
    query = _REDEMPTIONS.where(begins_with(redemptions.c.number, typed.strip().upper()))
    return _redeemed(work, query.order_by(redemptions.c.number.desc()).limit(most))


def members_called(work: Work, name: str, team: str) -> list[NamedMember]:
    """Members of a name, in the team of a name where one is given."""
    columns = (team_members.c[column] for column in NamedMember.__dataclass_fields__)
    query = select(*columns).where(team_members.c.name == name)
    if team:
        query = query.join(teams, teams.c.id == team_members.c.team_id).where(teams.c.name == team)
    return records(work.connection.execute(query.order_by(team_members.c.id)), NamedMember)


def member_numbered(work: Work, number: str) -> NamedMember | None:
    """The member with this number."""
    columns = (team_members.c[column] for column in NamedMember.__dataclass_fields__)
    return first_record(work.connection.execute(select(*columns).where(team_members.c.number == number)), NamedMember)
