"""The page of the year: everybody's load month by month against the fair share."""

from __future__ import annotations

from desk.books.roster.year import year_of_loads
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.load_charts import YearBars
from desk.ui.roster.page import RosterPage
from desk.ui.widgets.controls import label
from desk.ui.widgets.scrolled import scrolled_by_keys


class YearPage(RosterPage):
    """全年值班量 month by month, in duties weighed by kind of day."""

    def __init__(self, desk: Desk, board: RosterBoard) -> None:
        super().__init__(desk, board)
        self.head = label("", "heading")
        self.bars = YearBars()
        area = scrolled_by_keys(self.bars, _("Year loads"))
        self.empty = label(_("No month of this year has a roster yet."), "muted")
        self.column.addWidget(self.head)
        self.column.addWidget(
            label(
                _(
                    "Bars are duties weighed by day kind, strokes the fair share. Published months count as done, "
                    "drafts as planned."
                ),
                "muted",
                wrap=True,
            )
        )
        self.column.addWidget(self.empty)
        self.column.addWidget(area, 1)

    def fill(self) -> None:
        year = self.board.month.year
        self.head.setText(_("Loads of {year}", year=year))
        with self.desk.read() as work:
            lines = year_of_loads(work, year)
        self.empty.setVisible(not lines)
        self.bars.show_lines(lines)
