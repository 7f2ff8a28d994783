"""Findings 痛点堵点问题: what somebody found wrong, what they thought of it, and the follow-up that mends it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Instant, Lines, Words, table

findings = table(
    "findings",
    Column("number", Words, nullable=False, unique=True),
    Column("source", Words, nullable=False),
    Column("subject", Words, nullable=False, server_default=""),
    Column("officer_id", ForeignKey("officers.id")),
    Column("visit_id", ForeignKey("officer_visits.id")),
    Column("zone_id", ForeignKey("zones.id")),
    Column("kind", Words, nullable=False),
    Column("severity", Words, nullable=False),
    Column("description", Lines, nullable=False, info={"personal": "text"}),
    Column("found_on", Day, nullable=False),
    Column("state", Words, nullable=False),
    Column("reason", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("follow_up_id", ForeignKey("follow_ups.id"), unique=True),
    Column("entered_by", ForeignKey("staff.id"), nullable=False),
    Column("entered_at", Instant, nullable=False),
    Column("decided_by", ForeignKey("staff.id")),
    Column("decided_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
    CheckConstraint("(state = 'accepted') = (follow_up_id is not null)", name="accepted_is_followed_up"),
    Index(None, "state"),
    Index(None, "found_on"),
    Index(None, "officer_id"),
    Index(None, "visit_id"),
    Index(None, "zone_id"),
    Index(None, "entered_at"),
)
"""``subject`` is what it was proposed from, so that the same is not proposed twice: empty for what an officer found.
Accepted it has a follow-up, which says where it stands; dismissed it has a ``reason``."""
Index("uq_findings_subject", findings.c.subject, unique=True, sqlite_where=findings.c.subject != "")

finding_photos = table(
    "finding_photos",
    Column("finding_id", ForeignKey("findings.id"), nullable=False),
    Column("file", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("finding_id", "file"),
)
"""How it looked before. ``file`` names the encrypted file beside the book; how it looks afterwards are the photos of
its follow-up."""
