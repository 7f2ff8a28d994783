"""What the district's own PC keeps 区级汇总: its centres, and the figures that each sent of a period."""

from sqlalchemy import REAL, CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, UniqueConstraint

from desk.models.base import Day, Flag, Instant, Json, Words, table

district_centres = table(
    "district_centres",
    Column("code", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("likeness", Words, nullable=False, server_default=""),
    Column("public_key", LargeBinary),
    Column("population", Integer, CheckConstraint("population > 0")),
    Column("active", Flag, nullable=False, server_default="1"),
)
"""The centres that have to send their figures. ``likeness`` is the group of like ones 分组 with which one is ranked;
``public_key`` the Ed25519 key that it signs with, where it is known."""

district_returns = table(
    "district_returns",
    Column("centre_id", ForeignKey("district_centres.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("file_name", Words, nullable=False),
    Column("file_sha256", Words, nullable=False),
    Column("sheet", Json, nullable=False),
    Column("light", Words, nullable=False),
    Column("reasons", Json, nullable=False),
    Column("made_at", Instant),
    Column("received_on", Day, nullable=False),
    Column("open_hours", REAL),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    UniqueConstraint("centre_id", "kind", "period"),
    Index(None, "kind", "period"),
)
"""The figures that a centre sent of a period, as its file's hidden sheet says them, with what was found in it."""
