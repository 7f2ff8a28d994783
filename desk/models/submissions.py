"""Reports that were handed in, frozen as they went out."""

from sqlalchemy import Column, ForeignKey, LargeBinary, Text, UniqueConstraint

from desk.models.base import Instant, Json, table

reports = table(
    "reports",
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("handed_in_at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("figures", Json, nullable=False),
    Column("file", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
    UniqueConstraint("kind", "period"),
)
"""``figures`` are the numbers as handed in; ``file`` is the workbook, byte for byte."""
