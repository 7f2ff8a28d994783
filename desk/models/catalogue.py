"""The service catalogue."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer

from desk.models.base import Big, Day, Flag, Instant, Json, Words, table

services = table(
    "services",
    Column("code", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("mode", Words, nullable=False),
    Column("promised_days", Integer, CheckConstraint("promised_days >= 0"), nullable=False),
    Column("materials", Json, nullable=False, server_default="[]"),
    Column("fee", Big, CheckConstraint("fee >= 0"), nullable=False, server_default="0"),
    Column("on_behalf", Flag, nullable=False, server_default="1"),
    Column("ends_on", Day),
    Column("sample", Flag, nullable=False, server_default="0"),
)
"""``fee`` in fen; ``promised_days`` in working days, 0 for items settled on the spot."""

service_versions = table(
    "service_versions",
    Column("service_id", ForeignKey("services.id"), nullable=False),
    Column("until", Instant, nullable=False),
    Column("code", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("mode", Words, nullable=False),
    Column("promised_days", Integer, nullable=False),
    Column("materials", Json, nullable=False),
    Column("fee", Big, nullable=False),
    Column("on_behalf", Flag, nullable=False),
    Index(None, "service_id", "until"),
)
"""How an item was before an edit, and the moment until which it held."""
