"""The people who work here, and what each of them left half typed."""

from sqlalchemy import Column, ForeignKey, Text, UniqueConstraint

from desk.models.base import Flag, Instant, Json, table

staff = table(
    "staff",
    Column("name", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("telephone", Text, nullable=False, server_default=""),
    Column("skills", Json, nullable=False, server_default="[]"),
    Column("active", Flag, nullable=False, server_default="1"),
)

drafts = table(
    "drafts",
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("form", Text, nullable=False),
    Column("content", Json, nullable=False, info={"personal": True}),
    Column("saved_at", Instant, nullable=False),
    UniqueConstraint("staff_id", "form"),
)
