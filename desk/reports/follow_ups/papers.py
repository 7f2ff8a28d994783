"""The papers of follow-ups 督办: the sheet of one, and the list of a period."""

from __future__ import annotations

from desk.books.follow_ups import queries
from desk.books.follow_ups.model import FollowUp
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def item_of(work: Work, number: str) -> FollowUp:
    """The follow-up with this number. Raises ``Refused``."""
    item = queries.by_number(work, number)
    if item is None:
        raise Refused(_("There is no follow-up with the number {number}.", number=number))
    return item


def with_history(work: Work) -> str:
    """The number of one that has come a long way, for the demo."""
    items = queries.not_closed(work)
    return max(items, key=lambda each: (each.returned + each.extended, each.id)).number


PAPERS = (
    Paper(
        "follow-up",
        N_("Follow-up sheet"),
        "One thing that somebody was told to do, with its history, photos, and lines to sign.",
        {Format.PDF: Maker("desk.reports.follow_ups.sheet_pdf:pdf", files=True)},
        takes=(Input("number", InputKind.TEXT, "Its number.", resolve=item_of, sample=with_history),),
        permission=May.SERVE,
    ),
    Paper(
        "follow-ups",
        N_("List of follow-ups"),
        "What was to be done in a span of days, by whom, by when, and what became of it.",
        {
            Format.PDF: Maker("desk.reports.follow_ups.list_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.follow_ups.list_workbook:xlsx"),
        },
        takes=(Input("span", InputKind.SPAN),),
        permission=May.SEE_FIGURES,
    ),
)
