"""Who did what, and who looked up whom."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from desk.models.base import Instant, Lines, table

audit = table(
    "audit",
    Column("at", Instant, nullable=False),
    Column("staff_id", Integer),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index(None, "subject"),
)

lookups = table(
    "lookups",
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("resident_id", ForeignKey("residents.id")),
    Column("purpose", Lines, nullable=False),
    Index(None, "resident_id"),
)
"""Every unmasking of a person's details, and every unmasked export (``resident_id`` empty) with its purpose."""
