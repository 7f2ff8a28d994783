"""The point card 积分卡 of a member: how many points, what expires when, what happened, how long they served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk.books.points import expiring, order_queries, queries
from desk.books.points.expiring import ExpiringPoints
from desk.books.points.model import Grant, Holder, PostingKind, Redemption, ServiceTime
from desk.books.postings import queries as postings
from desk.books.postings.model import StatementLine
from desk.core import identity
from desk.core.words import P_, _, bracketed
from desk.core.work import Work


@dataclass(frozen=True)
class CardLine:
    """One change of somebody's points. ``details`` says what it was for; who is named in it is masked."""

    posting_id: int
    day: date
    at: datetime
    kind: PostingKind
    amount: int
    balance: int
    """After it."""
    details: str
    paper: str
    is_taken_back: bool


@dataclass(frozen=True)
class PointCard:
    """All of one member. ``lines`` and ``redemptions`` are the newest first; ``this_year`` is service, not points."""

    holder: Holder
    coming: tuple[ExpiringPoints, ...]
    lines: tuple[CardLine, ...]
    redemptions: tuple[Redemption, ...]
    this_year: ServiceTime


def card_of(work: Work, member_id: int) -> PointCard:
    """The card as it stands. Raises ``Refused`` for a member who is not there."""
    holder = queries.find_holder(work, member_id)
    redemptions = queries.redemptions_of(work, member_id)
    lines = postings.statement(work, holder.account_id) if holder.account_id else []
    return PointCard(
        holder,
        tuple(expiring.coming_of(work, member_id)),
        tuple(_lines(work, holder, lines, redemptions)),
        tuple(redemptions),
        order_queries.service_time(work, member_id, date(work.today.year, 1, 1), work.today),
    )


def _lines(work: Work, holder: Holder, statement: list[StatementLine], redemptions: list[Redemption]) -> list[CardLine]:
    about = _Sources(work, holder, redemptions)
    made, balance = [], holder.balance
    for line in statement:
        details = about.details_of(line)
        made.append(
            CardLine(
                line.posting_id,
                line.day,
                line.at,
                PostingKind(line.kind),
                line.amount,
                balance,
                details,
                line.paper,
                line.taken_back,
            )
        )
        balance -= line.amount
    return made


class _Sources:
    """What the lines of one card come from, read once."""

    def __init__(self, work: Work, holder: Holder, redemptions: list[Redemption]) -> None:
        grants = queries.grants_of_member(work, holder.id)
        self._name = holder.name
        self._grants: dict[str, Grant] = {f"point_grants:{each.id}": each for each in grants}
        self._of_posting = {f"postings:{each.posting_id}": each for each in grants if each.posting_id}
        self._rules = {each.id: each.name for each in queries.all_rules(work)}
        self._orders = queries.numbers_of(work, [each.order_id for each in grants if each.order_id])
        self._redemptions = {f"redemptions:{each.id}": each for each in redemptions}

    def details_of(self, line: StatementLine) -> str:
        """What a line was for, and what was remarked."""
        source = line.source or ""
        remark = identity.mask_text(line.remark, self._name)
        said = ""
        if grant := self._grants.get(source) or self._of_posting.get(source):
            said = self._grant_words(grant)
        elif redemption := self._redemptions.get(source):
            said = reward_words(redemption)
        return said + bracketed(remark) if said and remark else said or remark

    def _grant_words(self, grant: Grant) -> str:
        name = self._rules.get(grant.rule_id or 0, "")
        if grant.order_id is None:
            return name
        said = _(
            "{order}, {minutes} minutes, {rule}",
            order=self._orders.get(grant.order_id, ""),
            minutes=grant.minutes,
            rule=name,
        )
        capped = P_("points", "capped, else {n}", n=grant.uncapped) if grant.points < grant.uncapped else ""
        return said + bracketed(capped) if capped else said


def reward_words(redemption: Redemption) -> str:
    """H20261130-001 大米5千克×2."""
    many = f"×{redemption.quantity}" if redemption.quantity > 1 else ""
    return f"{redemption.number} {redemption.reward}{many}"
