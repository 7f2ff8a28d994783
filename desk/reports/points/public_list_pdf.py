"""The public list of points 积分公示: for the wall, names masked, by what was earned in a span."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, Spacer

from desk.books import centre
from desk.books.points import ranking
from desk.books.points.ranking import RankedMember
from desk.core.calendar import full_date_words
from desk.core.telephones import read_out
from desk.core.words import N_, NP_, P_, _, on_record, whole_sentences
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.points import about

COLUMNS = (
    (NP_("list of points", "Place"), 9),
    (NP_("list of points", "Name"), 16),
    (NP_("list of points", "Number"), 18),
    (NP_("list of points", "Team"), 30),
    (NP_("list of points", "Times"), 10),
    (NP_("list of points", "Hours"), 10),
    (NP_("list of points", "Earned"), 12),
    (N_("Points left"), 12),
)
"""(heading, share of the width)."""
NUMBERS = (0, 4, 5, 6, 7)
SIZE = 10.5


@on_record()
def pdf(work: Work, first: date, last: date) -> bytes:
    """A4 portrait. Who has an objection is told whom to ring up."""
    members = ranking.public_list(work, first, last)
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    span = f"{full_date_words(first)}—{full_date_words(last)}"
    story: list[Flowable] = [*paper.title(_("Public list of points"), f"{imprint.of(work).centre} · {span}")]
    if members:
        story.append(LongTable(fitted(COLUMNS, width, NUMBERS), list(_rows(members)), SIZE))
    else:
        story.append(paper.paragraph(_("Nobody got points in these days, and nobody has any.")))
    number = read_out(centre.get(work).telephone or centre.HOTLINE)
    sentences = (about.valid_words(work), _("Who sees a mistake, please ring {number}.", number=number))
    story += [Spacer(1, 8), paper.paragraph(whole_sentences(sentences), size=10, colour=paper.GREY)]
    name = _("Public list of points")
    return paper.build(story, imprint.of(work), name=name, size=A4, margins=paper.FORM_MARGINS)


def _rows(members: list[RankedMember]) -> Iterator[TableRow]:
    for each in members:
        yield TableRow(
            [
                str(each.place),
                each.masked_name,
                each.number,
                each.team,
                str(each.service.orders),
                about.hours(each.service.minutes),
                f"{each.earned:,}",
                f"{each.balance:,}",
            ]
        )
    yield TableRow(
        [
            "",
            P_("sum", "All members"),
            "",
            _("{n} members", n=len(members)),
            str(sum(each.service.orders for each in members)),
            about.hours(sum(each.service.minutes for each in members)),
            f"{sum(each.earned for each in members):,}",
            f"{sum(each.balance for each in members):,}",
        ],
        sum=True,
    )
