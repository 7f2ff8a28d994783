"""Experience officers 体验官: who they are and for how long, their visits, and what they gave each zone."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Instant, Lines, Words, table

officers = table(
    "officers",
    Column("name", Words, nullable=False, info={"personal": "name"}),
    Column("identity", Words, nullable=False),
    Column("employer", Words, nullable=False, server_default=""),
    Column("telephone", Words, nullable=False, server_default="", info={"personal": "telephone"}),
    Column("state", Words, nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("made_by", ForeignKey("staff.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Index(None, "state"),
)
"""``identity`` is as what they were asked: a deputy, a lawyer, a courier, a resident."""

officer_moves = table(
    "officer_moves",
    Column("officer_id", ForeignKey("officers.id"), nullable=False),
    Column("was", Words),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "officer_id"),
    Index(None, "at"),
)

officer_terms = table(
    "officer_terms",
    Column("officer_id", ForeignKey("officers.id"), nullable=False),
    Column("letter", Words, nullable=False, unique=True),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    Column("ended_on", Day),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    CheckConstraint("first <= last", name="in_order"),
    Index(None, "officer_id", "first"),
    Index(None, "last"),
)
"""A term 聘期 with the number of its letter 聘书; ``ended_on`` where it ended before its last day."""

officer_visits = table(
    "officer_visits",
    Column("number", Words, nullable=False, unique=True),
    Column("officer_id", ForeignKey("officers.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("begins", Integer),
    Column("way", Words, nullable=False),
    Column("companion_id", ForeignKey("staff.id")),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("entered_by", ForeignKey("staff.id"), nullable=False),
    Column("entered_at", Instant, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("withdrawn_at", Instant),
    Column("withdrawn_for", Lines, nullable=False, server_default="", info={"personal": "text"}),
    CheckConstraint("begins between 0 and 1439", name="in_a_day"),
    Index(None, "officer_id", "day"),
    Index(None, "day"),
)
"""One officer's visit 体验; where several come together each has a sheet of their own. One that was entered twice is
withdrawn 作废: its number stays, and it counts nowhere."""

officer_scores = table(
    "officer_scores",
    Column("visit_id", ForeignKey("officer_visits.id"), nullable=False),
    Column("zone_id", ForeignKey("zones.id"), nullable=False),
    Column("item", Words, nullable=False),
    Column("score", Integer, CheckConstraint("score between 1 and 5"), nullable=False),
    UniqueConstraint("visit_id", "zone_id", "item"),
    Index(None, "zone_id"),
)
"""What an officer gave an item of a zone, 1 to 5; what they did not see has no row."""
