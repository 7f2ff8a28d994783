"""The tables, one file per book. No rules beyond what a table can state itself."""

from desk.models import activities, audit, centre, figures, residents, roster, services, staff, visits
from desk.models.base import metadata

__all__ = ["activities", "audit", "centre", "figures", "metadata", "residents", "roster", "services", "staff", "visits"]
