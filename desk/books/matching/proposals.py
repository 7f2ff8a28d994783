"""What may be a need 需求线索: orders of one kind that come again and again, counted as findings count them.

Nothing is raised by itself. A proposal that was taken up or dismissed does not come back: either way a need has its
``subject``, and no second one can.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desk.books import centre
from desk.books.findings import proposal_queries
from desk.books.matching import needs, queries
from desk.books.matching.model import Need, NeedSource, NewNeed
from desk.books.orders.model import OrderKind
from desk.core.moves import require_reason
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work


@dataclass(frozen=True)
class ProposedNeed:
    """So many orders of a kind within so many days; ``day`` is the one on which that was counted."""

    kind: OrderKind
    many: int
    days: int
    day: date

    @property
    def subject(self) -> str:
        """As the need keeps it: one of a kind in a month."""
        return f"orders:{self.kind.value}:{self.day:%Y-%m}"

    @property
    def sentence(self) -> str:
        """The sentence that proposes it, and that the need begins with."""
        return _("“{kind}” was ordered {n} times in {days} days", kind=self.kind.label, n=self.many, days=self.days)

    @property
    def need(self) -> NewNeed:
        """What is put on the list where nobody says it better."""
        return NewNeed(self.sentence, self.kind, people=self.many, source=NeedSource.ORDER, subject=self.subject)


def proposed(work: Work) -> list[ProposedNeed]:
    """What nobody has taken up or dismissed this month, the kind with most orders first; never 其他."""
    days = centre.rule(work, "finding_look_back_days")
    since, least = work.today - timedelta(days=days), centre.rule(work, "finding_orders")
    counted = proposal_queries.many_orders(work, since, least)
    candidates = [ProposedNeed(OrderKind(row.kind), row.many, days, work.today) for row in counted]
    decided = queries.kinds_raised(work, f"{work.today:%Y-%m}")
    return [each for each in candidates if each.kind is not OrderKind.OTHER and each.kind.value not in decided]


def dismiss(work: Work, proposal: ProposedNeed, reason: str) -> Need:
    """It is none 不列: kept as a need that was taken down, so that nobody is asked twice this month.

    Raises ``Invalid`` without a reason, ``Refused`` where somebody was faster.
    """
    work.require(May.SERVE)
    why = require_reason(reason)
    need = needs.raise_need(work, proposal.need)
    return needs.withdraw(work, need.id, need.version, why)
