"""The month of a team on paper 突击队月报: who took and did how many orders, in time, and for how long."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, PageBreak, Spacer

from desk.books.teams.model import Team
from desk.core import identity
from desk.core.month import Month
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.teams import month as reading
from desk.reports.teams.month import MemberMonth, TeamMonth

COLUMNS = (
    (NP_("member", "Number"), 14),
    (N_("Name"), 20),
    (NP_("member", "Kind"), 14),
    (NP_("team's month", "Taken"), 14),
    (NP_("team's month", "Done"), 14),
    (NP_("team's month", "In time"), 14),
    (NP_("team's month", "Minutes"), 16),
    (NP_("team's month", "Points"), 12),
)
"""(heading, share of the width)."""
NUMBERS = (3, 4, 5, 6, 7)
SIZE = 10.5
GAP = 10
"""Points between the sums and the members."""


@on_record()
def pdf(work: Work, month: Month, team: Team | None = None) -> bytes:
    """A4 portrait, a page for each team; names masked, as it hangs on the wall."""
    story: list[Flowable] = []
    for each in reading.read(work, month, team):
        story += [PageBreak()] if story else []
        story += _page(work, month, each)
    if not story:
        story = [*paper.title(_("Team's month")), paper.paragraph(_("There are no teams yet."))]
    name = _("{title} {month}", title=_("Team's month"), month=month.label)
    return paper.build(story, imprint.of(work), name=name, size=A4, margins=paper.FORM_MARGINS)


def _page(work: Work, month: Month, shown: TeamMonth) -> list[Flowable]:
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    below = f"{imprint.of(work).centre} · {month.label}"
    pairs = (
        (P_("team", "Party branch"), shown.team.branch or "—"),
        (P_("team's month", "Members"), str(len(shown.rows))),
        (P_("team's month", "Orders taken"), str(shown.taken)),
        (P_("team's month", "Orders done"), str(shown.done)),
        (P_("team's month", "Of them in time"), str(shown.in_time)),
        (P_("team's month", "Minutes together"), f"{shown.minutes:,}"),
    )
    return [
        *paper.title(_("{team}: month", team=shown.team.name), below),
        paper.facts(pairs, width),
        Spacer(1, GAP),
        LongTable(fitted(COLUMNS, width, NUMBERS), list(_rows(shown)), SIZE),
    ]


def _rows(shown: TeamMonth) -> Iterator[TableRow]:
    for row in shown.rows:
        yield TableRow(_cells(row))


def _cells(row: MemberMonth) -> list[str]:
    did = row.orders
    return [
        row.member.number,
        identity.mask_name(row.member.name),
        row.member.kind.label,
        str(did.taken),
        str(did.done),
        str(did.in_time),
        f"{did.minutes:,}",
        f"{row.points:,}",
    ]
