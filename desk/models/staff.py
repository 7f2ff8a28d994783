"""The people who work here, and what each of them left half typed."""

from sqlalchemy import Column, ForeignKey, UniqueConstraint

from desk.models.base import Flag, Instant, Json, Words, table

staff = table(
    "staff",
    Column("name", Words, nullable=False, unique=True),
    Column("role", Words, nullable=False),
    Column("telephone", Words, nullable=False, server_default=""),
    Column("skills", Json, nullable=False, server_default="[]"),
    Column("active", Flag, nullable=False, server_default="1"),
)

drafts = table(
    "drafts",
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("form", Words, nullable=False),
    Column("content", Json, nullable=False, info={"personal": True}),
    Column("saved_at", Instant, nullable=False),
    UniqueConstraint("staff_id", "form"),
)
