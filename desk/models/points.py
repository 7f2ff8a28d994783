"""Red points 红色积分: the rules by which they are given, what can be had for them, certificates of service."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Flag, Instant, Json, Words, table

point_rules = table(
    "point_rules",
    Column("name", Words, nullable=False),
    Column("basis", Words, nullable=False),
    Column("points", Integer, CheckConstraint("points > 0"), nullable=False),
    Column("kinds", Json, nullable=False),
    Column("cap_day", Integer, CheckConstraint("cap_day > 0")),
    Column("cap_month", Integer, CheckConstraint("cap_month > 0")),
    Column("first_on", Day, nullable=False),
    Column("last_on", Day),
    Column("paper", Words, nullable=False, server_default=""),
    CheckConstraint("last_on is null or first_on <= last_on", name="not_backwards"),
)
"""``basis``: for an hour, for an order, or fixed for what is entered by hand. ``kinds`` are the kinds of orders it is
for, none for all. A rule that was used is ended, not changed."""

grants = table(
    "point_grants",
    Column("member_id", ForeignKey("team_members.id"), nullable=False),
    Column("order_id", ForeignKey("orders.id")),
    Column("rule_id", ForeignKey("point_rules.id")),
    Column("posting_id", ForeignKey("postings.id"), unique=True),
    Column("day", Day, nullable=False),
    Column("minutes", Integer, CheckConstraint("minutes > 0")),
    Column("uncapped", Integer, CheckConstraint("uncapped >= 0"), nullable=False),
    Column("points", Integer, CheckConstraint("points >= 0"), nullable=False),
    UniqueConstraint("order_id", "member_id"),
    Index(None, "member_id", "day"),
    Index(None, "rule_id"),
)
"""By which rule somebody got points, and for what: once for each order. ``uncapped`` is what the rule gives before its
caps, ``points`` what is left of it; without any there is no posting. ``day`` is when the work was done."""

rewards = table(
    "rewards",
    Column("name", Words, nullable=False, unique=True),
    Column("points", Integer, CheckConstraint("points > 0"), nullable=False),
    Column("cost", Integer, CheckConstraint("cost >= 0"), nullable=False),
    Column("stock", Integer, CheckConstraint("stock >= 0"), nullable=False),
    Column("active", Flag, nullable=False, server_default="1"),
)
"""What can be had for points. ``cost`` is what one costs the centre, in fen; ``stock`` how many are there and not
reserved."""

redemptions = table(
    "redemptions",
    Column("number", Words, nullable=False, unique=True),
    Column("member_id", ForeignKey("team_members.id"), nullable=False),
    Column("reward_id", ForeignKey("rewards.id"), nullable=False),
    Column("quantity", Integer, CheckConstraint("quantity > 0"), nullable=False),
    Column("points", Integer, CheckConstraint("points > 0"), nullable=False),
    Column("cost", Integer, CheckConstraint("cost >= 0"), nullable=False),
    Column("state", Words, nullable=False),
    Column("reserved_at", Instant, nullable=False),
    Column("reserved_by", ForeignKey("staff.id"), nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", ForeignKey("staff.id")),
    Index(None, "member_id"),
    Index(None, "reward_id"),
    Index(None, "state"),
    Index(None, "reserved_at"),
)
"""Points exchanged for a reward 积分兑换: reserved, then handed out or given back. ``points`` and ``cost`` are those of
all that were taken, as they were then."""

certificates = table(
    "service_certificates",
    Column("number", Words, nullable=False, unique=True),
    Column("member_id", ForeignKey("team_members.id"), nullable=False),
    Column("name", Words, nullable=False, info={"personal": "name"}),
    Column("first_on", Day, nullable=False),
    Column("last_on", Day, nullable=False),
    Column("orders", Integer, nullable=False),
    Column("minutes", Integer, CheckConstraint("minutes > 0"), nullable=False),
    Column("hash", Words, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    CheckConstraint("first_on <= last_on", name="not_backwards"),
    Index(None, "member_id"),
)
"""Certificates of voluntary service 志愿服务证明 that were given out, with the hash that stands on the paper. ``name``
is the member's as it was then, so that it can be printed again as it was."""
