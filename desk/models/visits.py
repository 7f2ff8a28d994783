"""Visits: who came, with which queue number, and how long they waited and were served."""

from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Instant, Words, table

visits = table(
    "visits",
    Column("day", Day, nullable=False),
    Column("queue", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("resident_id", ForeignKey("residents.id")),
    Column("priority", Words, nullable=False, server_default=""),
    Column("state", Words, nullable=False),
    Column("arrived_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("calls", Integer, nullable=False, server_default="0"),
    UniqueConstraint("day", "queue", "number"),
    Index(None, "resident_id"),
)
"""``calls``: how often the number was called 叫号、重呼, which tells when somebody may be passed over."""
Index("ix_visits_open", visits.c.day, sqlite_where=visits.c.ended_at.is_(None))

periods = table(
    "periods",
    Column("visit_id", ForeignKey("visits.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Index(None, "visit_id"),
)
"""Waiting, serving and hold as spans of time, so that waiting and serving time can be told later."""
