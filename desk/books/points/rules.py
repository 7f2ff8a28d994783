"""Rules of points 积分规则: what is given for what. One that was used is ended and replaced, never edited."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete

from desk.books.orders.model import OrderKind
from desk.books.points import queries
from desk.books.points.model import PointRule, RuleBasis
from desk.core import edit_conflicts
from desk.core.errors import Refused, refuse_wrong
from desk.core.far_days import refuse_far
from desk.core.permissions import May
from desk.core.plain_text import one_line
from desk.core.words import NP_, P_, _, listed
from desk.core.work import Work
from desk.models.points import point_rules

RULE_LABELS = {
    "name": NP_("rule of points", "Name"),
    "basis": NP_("rule of points", "Points for"),
    "points": NP_("rule of points", "Points"),
    "kinds": NP_("rule of points", "Kinds of orders"),
    "cap_day": NP_("rule of points", "At most a day"),
    "cap_month": NP_("rule of points", "At most a month"),
    "first_on": NP_("rule of points", "From"),
    "last_on": NP_("rule of points", "Until"),
    "paper": NP_("rule of points", "Paper"),
}
LONGEST_NAME, LONGEST_PAPER = 30, 100
MOST_POINTS, MOST_CAP = 1000, 100_000


def add(work: Work, rule: PointRule) -> int:
    """A rule that holds from its day on; its id. Raises ``Invalid``."""
    work.require(May.KEEP_POINTS)
    values = _row(_checked(work, rule))
    id = work.add(point_rules, values)
    work.audit("point_rule.add", f"point_rules:{id}", after=_plain(values))
    return id


def edit(work: Work, id: int, rule: PointRule, read: PointRule | None = None) -> int:
    """Change a rule as it was ``read``. One by which points were given is ended yesterday, and what is wanted holds
    from today on under an id of its own, which comes back. Raises ``Invalid``, ``EditConflict``.
    """
    work.require(May.KEEP_POINTS)
    was = queries.find_rule(work, id)
    record = edit_conflicts.EditedRecord(f"point_rules:{id}", RULE_LABELS, _shown)
    settled = edit_conflicts.settled(work, record, read, was, replace(rule, id=id))
    if settled == was:
        return id
    if queries.is_rule_used(work, id) and replace(settled, last_on=was.last_on) != was:
        return _replace(work, was, settled)
    values, before = _row(_checked(work, settled)), _row(was)
    changed = {name: value for name, value in values.items() if before[name] != value}
    work.change(point_rules, id, changed)
    work.audit("point_rule.edit", f"point_rules:{id}", _plain({n: before[n] for n in changed}), _plain(changed))
    return id


def _replace(work: Work, was: PointRule, wanted: PointRule) -> int:
    """Points were given by it: what they were given by stays to be read."""
    first = max(work.today, was.first_on + timedelta(days=1), wanted.first_on)
    if was.last_on is not None and was.last_on < work.today:
        raise Refused(_("“{name}” is over and was used; please make a new rule.", name=was.name))
    end(work, was.id, first - timedelta(days=1))
    return add(work, replace(wanted, id=0, first_on=first))


def end(work: Work, id: int, last_on: date) -> None:
    """The rule holds up to and with a day 停用. Raises ``Invalid`` for a day before it began."""
    work.require(May.KEEP_POINTS)
    was = queries.find_rule(work, id)
    refuse_wrong([("last_on", last_on < was.first_on, _("The last day is before the first one."))])
    work.change(point_rules, id, {"last_on": last_on})
    work.audit("point_rule.end", f"point_rules:{id}", {"last_on": _iso(was.last_on)}, {"last_on": last_on.isoformat()})


def remove(work: Work, id: int) -> None:
    """Take out a rule by which nothing was given yet. Raises ``Refused`` for one that was used."""
    work.require(May.KEEP_POINTS)
    was = queries.find_rule(work, id)
    if queries.is_rule_used(work, id):
        raise Refused(_("“{name}” was used already. Please end it instead.", name=was.name))
    work.written.add(point_rules.name)
    work.connection.execute(delete(point_rules).where(point_rules.c.id == id))
    work.audit("point_rule.remove", f"point_rules:{id}", _plain(_row(was)))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _row(rule: PointRule) -> dict[str, Any]:
    values = asdict(rule)
    return {name: values[name] for name in RULE_LABELS} | {"basis": rule.basis.value, "kinds": list(rule.kinds)}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _shown(field: str, value: Any) -> str:
    if field == "kinds":
        return kinds_words(value)
    return edit_conflicts.plain(value)


def kinds_words(kinds: tuple[str, ...]) -> str:
    """环境整治、维修; all where none is named."""
    return listed(OrderKind(each).label for each in kinds) if kinds else P_("kinds of orders", "all")


def _checked(work: Work, rule: PointRule) -> PointRule:
    refuse_far(first_on=rule.first_on, last_on=rule.last_on)
    tidied = replace(rule, name=one_line(rule.name), paper=one_line(rule.paper))
    if tidied.basis is RuleBasis.FIXED:
        tidied = replace(tidied, kinds=(), cap_day=None, cap_month=None)
    known = {kind.value for kind in OrderKind}
    caps = {"cap_day": tidied.cap_day, "cap_month": tidied.cap_month}
    refuse_wrong(
        [
            ("name", not tidied.name, _("Please enter a name.")),
            ("name", len(tidied.name) > LONGEST_NAME, _("The name has more than {n} characters.", n=LONGEST_NAME)),
            ("name", _is_taken(work, tidied), _("A rule of this name holds at that time already.")),
            ("points", not 1 <= tidied.points <= MOST_POINTS, _("1 to {n} points, please.", n=MOST_POINTS)),
            ("kinds", not set(tidied.kinds) <= known, _("This kind of order is not known.")),
            *(
                (field, cap is not None and not 1 <= cap <= MOST_CAP, _("1 to {n} points, please.", n=MOST_CAP))
                for field, cap in caps.items()
            ),
            (
                "last_on",
                tidied.last_on is not None and tidied.last_on < tidied.first_on,
                _("The last day is before the first one."),
            ),
            ("paper", len(tidied.paper) > LONGEST_PAPER, _("The paper's name has more than {n} characters.", n=100)),
        ]
    )
    return tidied


def _is_taken(work: Work, rule: PointRule) -> bool:
    """Does another rule of this name hold on a day on which this one would?"""
    return any(
        each.id != rule.id
        and each.name == rule.name
        and (rule.last_on is None or each.first_on <= rule.last_on)
        and (each.last_on is None or rule.first_on <= each.last_on)
        for each in queries.all_rules(work)
    )


CAP = 40
"""Points a day, by whatever rule of these."""


def presets(first_on: date) -> list[PointRule]:
    """What most places would begin with: 10 an hour, 12 for the old and for whoever is in hardship, 15 where it is
    urgent, 2 for a report that was right.
    """
    hour = RuleBasis.HOUR
    helping = (OrderKind.HARDSHIP.value, OrderKind.COMPANY.value)
    urgent = (OrderKind.URGENT_HELP.value,)
    return [
        PointRule(P_("rule of points", "Voluntary service"), hour, 10, first_on, cap_day=CAP),
        PointRule(P_("rule of points", "Helping the old and disabled"), hour, 12, first_on, kinds=helping, cap_day=CAP),
        PointRule(P_("rule of points", "Urgent help"), hour, 15, first_on, kinds=urgent, cap_day=CAP),
        PointRule(P_("rule of points", "Valid report"), RuleBasis.FIXED, 2, first_on),
    ]


def take_presets(work: Work) -> int:
    """Set up the usual rules from today on, to be checked: what is there by its name stays. How many were added."""
    work.require(May.KEEP_POINTS)
    there = {each.name for each in queries.all_rules(work)}
    fresh = [each for each in presets(work.today) if each.name not in there]
    for each in fresh:
        add(work, each)
    return len(fresh)
