"""What is known of zones 功能区 beside their names: how many people were counted there, and how they were adjusted."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Instant, Lines, Words, table

zone_counts = table(
    "zone_counts",
    Column("zone_id", ForeignKey("zones.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("hour", Integer, CheckConstraint("hour between 0 and 23"), nullable=False),
    Column("people", Integer, CheckConstraint("people >= 0"), nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("zone_id", "day", "hour"),
    Index(None, "day"),
)
"""Who was there on a round 巡查计数, by the hour. What the books know of the same hour is never added to it."""

zone_adjustments = table(
    "zone_adjustments",
    Column("number", Words, nullable=False, unique=True),
    Column("zone_id", ForeignKey("zones.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("reason", Lines, nullable=False, info={"personal": "text"}),
    Column("description", Lines, nullable=False, info={"personal": "text"}),
    Column("other_zone_id", ForeignKey("zones.id")),
    Column("decided_on", Day, nullable=False),
    Column("effective_on", Day),
    Column("purpose", Words, nullable=False, server_default=""),
    Column("opens", Integer),
    Column("closes", Integer),
    Column("was_opens", Integer),
    Column("was_closes", Integer),
    Column("state", Words, nullable=False),
    Column("follow_up_id", ForeignKey("follow_ups.id"), unique=True),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("made_by", ForeignKey("staff.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    CheckConstraint("(kind = 'merge') = (other_zone_id is not null)", name="merged_with_another"),
    CheckConstraint("zone_id <> other_zone_id", name="not_with_itself"),
    Index(None, "zone_id", "effective_on"),
    Index(None, "state"),
)
"""What was changed in a zone that few used or liked 功能区调整; from ``effective_on`` on it holds, and the months
before and after that day are compared. ``purpose``, ``opens`` and ``closes`` are what the zone gets, in minutes since
midnight; ``was_opens`` and ``was_closes`` its hours until then, so that an hour of before still counts as it was."""

zone_adjustment_moves = table(
    "zone_adjustment_moves",
    Column("adjustment_id", ForeignKey("zone_adjustments.id"), nullable=False),
    Column("was", Words),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "adjustment_id"),
)
