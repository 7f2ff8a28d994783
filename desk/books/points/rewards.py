"""Rewards 奖品: what can be had for points, what it costs the centre, and how many are there."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from desk.books.points import queries
from desk.books.points.model import Reward
from desk.core import edit_conflicts, money
from desk.core.errors import refuse_wrong
from desk.core.permissions import May
from desk.core.plain_text import one_line
from desk.core.words import NP_, _
from desk.core.work import Work
from desk.models.points import rewards

REWARD_LABELS = {
    "name": NP_("reward", "Name"),
    "points": NP_("reward", "Points"),
    "cost": NP_("reward", "Cost"),
    "stock": NP_("reward", "In stock"),
    "active": NP_("reward", "Offered"),
}
LONGEST_NAME = 30
MOST_POINTS, MOST_COST, MOST_STOCK = 100_000, 10_000_000, 100_000


def add(work: Work, reward: Reward) -> int:
    """Something that can be had from now on; its id. Raises ``Invalid``."""
    work.require(May.KEEP_POINTS)
    values = _row(_checked(work, reward))
    id = work.add(rewards, values)
    work.audit("reward.add", f"rewards:{id}", after=values)
    return id


def edit(work: Work, id: int, reward: Reward, read: Reward | None = None) -> None:
    """Change it as it was ``read``; what is reserved keeps its points. Raises ``Invalid``, ``EditConflict``."""
    work.require(May.KEEP_POINTS)
    was = queries.find_reward(work, id)
    record = edit_conflicts.EditedRecord(f"rewards:{id}", REWARD_LABELS, _shown)
    settled = edit_conflicts.settled(work, record, read, was, replace(reward, id=id))
    values, before = _row(_checked(work, settled)), _row(was)
    changed = {name: value for name, value in values.items() if before[name] != value}
    if changed:
        work.change(rewards, id, changed)
        work.audit("reward.edit", f"rewards:{id}", {name: before[name] for name in changed}, changed)


def _shown(field: str, value: Any) -> str:
    return money.yuan(value) if field == "cost" else edit_conflicts.plain(value)


def _row(reward: Reward) -> dict[str, Any]:
    values = asdict(reward)
    return {name: values[name] for name in REWARD_LABELS}


def _checked(work: Work, reward: Reward) -> Reward:
    tidied = replace(reward, name=one_line(reward.name))
    others = [each.name for each in queries.all_rewards(work) if each.id != tidied.id]
    refuse_wrong(
        [
            ("name", not tidied.name, _("Please enter a name.")),
            ("name", len(tidied.name) > LONGEST_NAME, _("The name has more than {n} characters.", n=LONGEST_NAME)),
            ("name", tidied.name in others, _("“{name}” is a reward already.", name=tidied.name)),
            ("points", not 1 <= tidied.points <= MOST_POINTS, _("1 to {n} points, please.", n=MOST_POINTS)),
            (
                "cost",
                not 0 <= tidied.cost <= MOST_COST,
                _("0 to {most} yuan, please.", most=money.yuan(MOST_COST)),
            ),
            ("stock", not 0 <= tidied.stock <= MOST_STOCK, _("0 to {n} pieces, please.", n=MOST_STOCK)),
        ]
    )
    return tidied
