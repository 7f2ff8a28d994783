"""What may be a finding 问题线索, from the centre's own figures. Nothing is opened by itself: a person takes it up as a
finding or dismisses it with a reason, and then it does not come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from statistics import median

from desk.books import centre
from desk.books.cases import Evaluation
from desk.books.findings import deciding, proposal_queries, queries, reporting, rules
from desk.books.findings.model import Finding, FindingKind, FindingSource, NewFinding, Proposal
from desk.books.orders.model import OrderKind
from desk.books.zones import lowness
from desk.core.clock import local
from desk.core.errors import refuse_wrong
from desk.core.identity import mask_text
from desk.core.permissions import May
from desk.core.words import _, phrases
from desk.core.work import Work

MONTH = re.compile(r":\d{4}-\d{2}$")
ENOUGH_RATINGS = 10
"""So many answers say something of an activity; fewer are too small a sample 样本不足."""
ENOUGH_WAITS = 10
"""So many visits of an hour say something of its waits."""


def proposed(work: Work, *, with_zones: bool = True) -> list[Proposal]:
    """What nobody has taken up or dismissed yet, and is not being mended since an earlier month, the newest first. Low
    zones take longer to reckon, and ask for themselves among what is to be done: for that they are left out.
    """
    since = work.today - timedelta(days=centre.rule(work, "finding_look_back_days"))
    candidates = [
        *_cases(work, since),
        *_activities(work, since),
        *_order_ratings(work, since),
        *_order_kinds(work, since),
        *_waits(work, since),
        *(_zones(work) if with_zones else ()),
    ]
    decided = queries.decided_subjects(work, [each.subject for each in candidates])
    going_on = set(map(_stem, queries.subjects_going_on(work)))
    waiting = [each for each in candidates if each.subject not in decided and _stem(each.subject) not in going_on]
    return sorted(waiting, key=_by_day)


def _stem(subject: str) -> str:
    """What a proposal is about, whatever month it is made in: waits:10 of waits:10:2026-11."""
    return MONTH.sub("", subject)


def _by_day(proposal: Proposal) -> tuple[int, str]:
    return -proposal.day.toordinal(), proposal.subject


def as_finding(proposal: Proposal) -> NewFinding:
    """What the form of a new finding begins with."""
    return NewFinding(
        proposal.description,
        FindingKind.SORE,
        source=proposal.source,
        subject=proposal.subject,
        zone_id=proposal.zone_id,
    )


def dismiss(work: Work, proposal: Proposal, reason: str) -> Finding:
    """It is none 不予采纳: kept as a finding that was dismissed, so that nobody is asked twice.

    Raises ``Invalid`` without a reason, ``Refused`` where somebody was faster, ``NotAllowed``.
    """
    work.require(May.KEEP_OFFICERS)
    refuse_wrong(rules.reason_rules(reason))
    finding = reporting.report(work, as_finding(proposal))
    return deciding.dismiss(work, finding.id, finding.version, reason)


def _cases(work: Work, since: date) -> Iterator[Proposal]:
    for row in proposal_queries.poor_cases(work, since):
        description = _(
            "Case {number} ({service}) was rated “{level}”",
            number=row.number,
            service=row.service,
            level=Evaluation(row.evaluation).label,
        )
        said = mask_text(row.reason or "", row.person)
        yield Proposal(
            f"evaluations:{row.id}",
            FindingSource.RATING,
            _with(description, said),
            row.day,
            "cases.case",
            row.id,
        )


def _activities(work: Work, since: date) -> Iterator[Proposal]:
    least = centre.rule(work, "finding_satisfied_percent")
    for row in proposal_queries.rated_activities(work, since):
        asked, good = sum(row.satisfaction), sum(row.satisfaction[:3])
        if asked < ENOUGH_RATINGS or 100 * good >= least * asked:
            continue
        description = _(
            "Activity “{title}”: {percent}% of {n} who answered were satisfied",
            title=row.title,
            percent=f"{100 * good / asked:.0f}",
            n=asked,
        )
        yield Proposal(
            f"activities:{row.id}",
            FindingSource.RATING,
            description,
            row.day,
            "activities.activity",
            row.id,
            row.zone_id,
        )


def _order_ratings(work: Work, since: date) -> Iterator[Proposal]:
    for row in proposal_queries.poor_orders(work, since):
        description = _(
            "Order {number} ({kind}) was rated “{level}”",
            number=row.number,
            kind=OrderKind(row.kind).label,
            level=Evaluation(row.level).label,
        )
        yield Proposal(
            f"order_ratings:{row.id}",
            FindingSource.RATING,
            _with(description, mask_text(row.reason)),
            local(row.at).date(),
            "orders.order",
            row.order_id,
        )


def _order_kinds(work: Work, since: date) -> Iterator[Proposal]:
    least = centre.rule(work, "finding_orders")
    days = (work.today - since).days
    for row in proposal_queries.many_orders(work, since, least):
        kind = OrderKind(row.kind)
        yield Proposal(
            f"orders:{kind.value}:{work.today:%Y-%m}",
            FindingSource.ORDERS,
            _("“{kind}” was ordered {n} times in {days} days", kind=kind.label, n=row.many, days=days),
            local(row.last).date(),
            "orders.placed",
            work.today.replace(day=1),
        )


def _waits(work: Work, since: date) -> Iterable[Proposal]:
    most = centre.rule(work, "finding_wait_minutes")
    by_hour: dict[int, list[float]] = {}
    for row in proposal_queries.waits(work, since):
        if row.minutes is not None:
            by_hour.setdefault(local(row.arrived_at).hour, []).append(row.minutes)
    days = (work.today - since).days
    for hour, minutes in sorted(by_hour.items()):
        half = median(minutes)
        if len(minutes) < ENOUGH_WAITS or half <= most:
            continue
        description = _(
            "From {hour}:00 to {next}:00 half of {n} visitors waited longer than {minutes} minutes in {days} days",
            hour=f"{hour:02d}",
            next=f"{hour + 1:02d}",
            n=len(minutes),
            minutes=f"{half:.0f}",
            days=days,
        )
        subject = f"waits:{hour}:{work.today:%Y-%m}"
        yield Proposal(subject, FindingSource.WAITING, description, work.today, "", None)


def _zones(work: Work) -> Iterator[Proposal]:
    for each in lowness.unadjusted(work, work.today):
        description = _("Zone “{zone}” is low: {why}", zone=each.name, why=each.why)
        subject = f"zones:{each.id}:{work.today:%Y-%m}"
        yield Proposal(subject, FindingSource.ZONE, description, work.today, "zones.zone", each.id, each.id)


def _with(sentence: str, said: str) -> str:
    return phrases(filter(None, (sentence, said.strip())))
