"""Who organises activities, linked with the organisations 关联单位: old text stays, and is of an organisation."""

from __future__ import annotations

from desk.books.activities import linking as activities
from desk.books.activities import queries as activity_queries
from desk.books.organisations import queries
from desk.books.organisations.merging import core_of
from desk.books.organisations.model import Organisation, OrganiserText
from desk.books.organisations.organisations import remember_alias
from desk.core.permissions import May
from desk.core.work import Work


def unlinked(work: Work) -> list[OrganiserText]:
    """What was typed as organiser and is linked with nobody, the most frequent first, each with the organisation that
    it is likely to be.
    """
    texts = activity_queries.unlinked_organisers(work)
    if not texts:
        return []
    proposed = _by_core(queries.everyone(work))
    rows = []
    for text, many in texts:
        likely = queries.by_name(work, text) or proposed.get(core_of(text))
        rows.append(OrganiserText(text, many, likely.id if likely else None, likely.name if likely else ""))
    return rows


def _by_core(everyone: list[Organisation]) -> dict[str, Organisation]:
    """By what a name comes to without its noise; what several come to is nobody's."""
    named: dict[str, Organisation | None] = {}
    for each in everyone:
        for core in {core_of(name) for name in (each.name, *each.aliases)}:
            named[core] = None if core in named else each
    return {core: each for core, each in named.items() if each is not None}


def link(work: Work, text: str, organisation_id: int) -> int:
    """All activities with this organiser are of the organisation from now on, and so is whatever is entered with it;
    how many there were. The text stays as it was typed. Raises ``Invalid`` for another's name, ``Refused``.
    """
    work.require(May.KEEP_PARTNERS)
    organisation = queries.find(work, organisation_id)
    remember_alias(work, organisation.id, text)
    many = activities.link_organiser(work, text, organisation.id)
    after = {"organiser": text, "activities": many}
    work.audit("organisation.link", f"organisations:{organisation.id}", after=after)
    return many
