"""The tables, one file per book. No rules beyond what a table can state itself."""

from desk.models import (
    activities,
    assets,
    audit,
    centre,
    emergencies,
    figures,
    identity,
    incidents,
    residents,
    roster,
    services,
    staff,
    visits,
)
from desk.models.base import metadata

__all__ = [
    "activities",
    "assets",
    "audit",
    "centre",
    "emergencies",
    "figures",
    "identity",
    "incidents",
    "metadata",
    "residents",
    "roster",
    "services",
    "staff",
    "visits",
]
