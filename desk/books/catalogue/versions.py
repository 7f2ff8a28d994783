"""What an item was called, cost and asked for at an earlier moment: a case keeps what was told when it was taken in.

The catalogue's own row is how an item is now; an edit leaves what was before it here, with the moment until which it
held. So taking in a case reads and writes nothing more, and most items have no earlier version at all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, select

from desk.books.catalogue import items
from desk.books.catalogue.items import TOLD, ServiceItem, ServiceMode
from desk.core.records import first_record, records
from desk.core.work import Work
from desk.models.cases import cases
from desk.models.catalogue import service_versions as versions
from desk.models.catalogue import services

MADE = {"mode": ServiceMode, "materials": tuple}
EARLIER = select(versions.c.service_id.label("id"), *(versions.c[name] for name in TOLD))
AT = EARLIER.where(versions.c.service_id == bindparam("service"), versions.c.until > bindparam("at"))
AT = AT.order_by(versions.c.until, versions.c.id).limit(1)


def as_told(work: Work, id: int, at: datetime) -> ServiceItem:
    """An item as it was at a moment."""
    now = items.find(work, id)
    was = first_record(work.connection.execute(AT, {"service": id, "at": at}), ServiceItem, **MADE)
    return replace(was, ends_on=now.ends_on, sample=now.sample) if was else now


def earlier(work: Work) -> list[ServiceItem]:
    """Every earlier version of every item, for finding cases by what their item was called."""
    return records(work.connection.execute(EARLIER), ServiceItem, **MADE)


def names_at(work: Work, at: datetime) -> dict[int, str]:
    """What each item was called at a moment."""
    names = {item.id: item.name for item in items.all_items(work)}
    later = EARLIER.where(versions.c.until > at).order_by(versions.c.until.desc(), versions.c.id.desc())
    return names | {item.id: item.name for item in records(work.connection.execute(later), ServiceItem, **MADE)}


def told_name() -> ColumnElement[str]:
    """The item's name of a case's own moment, in a query that joins ``cases`` and ``services``."""
    then = select(versions.c.name).where(
        versions.c.service_id == cases.c.service_id, versions.c.until > cases.c.accepted_at
    )
    was = then.order_by(versions.c.until, versions.c.id).limit(1).correlate(cases).scalar_subquery()
    return func.coalesce(was, services.c.name)
