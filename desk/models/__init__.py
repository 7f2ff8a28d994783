"""The tables, one file per book. No rules beyond what a table can state itself."""

from desk.models import (
    activities,
    assets,
    audit,
    cases,
    catalogue,
    centre,
    data_file,
    incidents,
    residents,
    roster,
    staff,
    submissions,
    visits,
)
from desk.models.base import metadata

__all__ = [
    "activities",
    "assets",
    "audit",
    "cases",
    "catalogue",
    "centre",
    "data_file",
    "incidents",
    "metadata",
    "residents",
    "roster",
    "staff",
    "submissions",
    "visits",
]
