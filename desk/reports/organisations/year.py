"""A year with each partner 单位年度共建情况: read once for paper and workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk.books.matching import queries as matching
from desk.books.matching.model import Offering
from desk.books.organisations import overview, tie_queries
from desk.books.organisations.model import Organisation
from desk.books.organisations.overview import PartnerYear
from desk.books.organisations.tie_queries import HeldActivity, OwedItem
from desk.core.work import Work


@dataclass(frozen=True)
class PartnerPage:
    """What stands on the page of one partner."""

    year: PartnerYear
    offerings: tuple[Offering, ...]
    held: tuple[HeldActivity, ...]
    owed: tuple[OwedItem, ...]

    @property
    def organisation(self) -> Organisation:
        """Whose it is."""
        return self.year.line.organisation


def read(work: Work, year: int, organisation: Organisation | None) -> list[PartnerPage]:
    """The pages of all partners in use, or of one of them, by their names."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    offerings = matching.offerings_between(work, first, last)
    held = tie_queries.held_between(work, first, last)
    owed = tie_queries.owed_between(work, first, last)
    return [
        PartnerPage(
            each,
            tuple(offering for offering in offerings if offering.organisation_id == each.line.id),
            tuple(activity for activity in held if activity.organisation_id == each.line.id),
            tuple(item for item in owed if item.organisation_id == each.line.id),
        )
        for each in overview.years(work, year)
        if organisation is None or each.line.id == organisation.id
    ]
