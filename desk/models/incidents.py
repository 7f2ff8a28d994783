"""The emergency log: incidents, and entries that are only ever added, each chained to the one before it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, UniqueConstraint

from desk.models.base import Flag, Instant, Json, table

incidents = table(
    "incidents",
    Column("number", Text, nullable=False, unique=True),
    Column("drill", Flag, nullable=False),
    Column("kind", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("reported_by", Text, nullable=False, server_default=""),
    Column("heard_at", Instant, nullable=False),
    Column("affected", Integer, nullable=False, server_default="0"),
    Column("injured", Integer, nullable=False, server_default="0"),
    Column("dead", Integer, nullable=False, server_default="0"),
    Column("missing", Integer, nullable=False, server_default="0"),
    Column("same_as", Text, nullable=False, server_default=""),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Index(None, "opened_at"),
    Index(None, "state"),
)
"""How each incident stands. Nothing here is entered: every column is what its entries set."""

entries = table(
    "incident_entries",
    Column("incident_id", ForeignKey("incidents.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("happened_at", Instant, nullable=False),
    Column("entered_at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("fields", Json, nullable=False),
    Column("corrects", Integer),
    Column("previous", Text, nullable=False),
    Column("previous_in_book", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("incident_id", "seq"),
)
"""``id`` is the place in the book, ``seq`` the place in the incident, both from 1 without gaps. ``corrects`` is the ``seq`` of the
entry that this one puts right. The hashes are those of docs/incident-chain.md."""
