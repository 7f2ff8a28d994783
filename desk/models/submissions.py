"""Reports that were handed in, frozen as they went out."""

from sqlalchemy import Column, ForeignKey, LargeBinary, UniqueConstraint

from desk.models.base import Instant, Json, Words, table

reports = table(
    "reports",
    Column("kind", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("handed_in_at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("figures", Json, nullable=False),
    Column("file", LargeBinary, nullable=False),
    Column("sha256", Words, nullable=False),
    UniqueConstraint("kind", "period"),
)
"""``figures`` are the numbers as handed in; ``file`` is the workbook, byte for byte."""
