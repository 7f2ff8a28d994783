"""Offerings that do not say what was entered of them, for ``desk check``: a data file may be written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from desk.books.matching import delivery_queries, raw_queries
from desk.core.words import _
from desk.core.work import Work


def shortened_promises(work: Work) -> Iterator[str]:
    """A sentence for each offering that promises fewer times than were delivered 落实, unless it was entered so: a
    partner may bring more than it promised, and nobody can promise less afterwards.
    """
    delivered = delivery_queries.times_by_offering(work)
    short = [
        (id, number, promised)
        for id, number, promised in raw_queries.promises_of(work, delivered)
        if promised < delivered[id]
    ]
    entered = raw_queries.entered(work, [id for id, _number, _promised in short])
    for id, number, promised in short:
        if entered.get(id, {}).get("promised", promised) != promised:
            yield _(
                "Offering {number}: {promised} times are promised, fewer than the {n} that were delivered, and nobody "
                "entered it so.",
                number=number,
                promised=promised,
                n=delivered[id],
            )


def strange_owners(work: Work) -> Iterator[str]:
    """A sentence for each match whose offering belongs to another organisation than the one for which it was entered:
    an offering that was matched stays where it is, but for a merger 合并.
    """
    matched = raw_queries.matched_offerings(work)
    entered = raw_queries.entered(work, sorted({id for id, *_more in matched}))
    kept = raw_queries.organisations_kept(work)
    for id, offering, need, owner in matched:
        wanted = kept.get(entered.get(id, {}).get("organisation_id", owner))
        now = kept.get(owner)
        if wanted is not None and now is not None and wanted != now:
            yield _(
                "Match of {need} with {offering}: the offering is of “{name}” and was entered for “{other}”.",
                need=need,
                offering=offering,
                name=now[1],
                other=wanted[1],
            )
