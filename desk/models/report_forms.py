"""The district's own forms 区级表样, into which figures are put where their codes stand."""

from sqlalchemy import Column, ForeignKey, LargeBinary

from desk.models.base import Instant, Json, Words, table

report_forms = table(
    "report_forms",
    Column("name", Words, nullable=False, unique=True),
    Column("file_name", Words, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("codes", Json, nullable=False),
    Column("kinds", Json, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("retired_at", Instant),
)
"""``codes`` are the figures that it asks for, ``kinds`` the periods for which it is handed in (month, quarter ...)."""
