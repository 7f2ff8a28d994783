"""The slip that a borrower signs; a resident's name on it is logged as looked up."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books.assets import lending
from desk.books.assets.lending import Loan
from desk.reports.kit.declaration import Format, Given
from desk.services.session import Desk
from desk.ui.widgets import papers


def show_slip(parent: QWidget, desk: Desk, loan: Loan) -> None:
    """On screen, ready to print: names in the clear, because the borrower signs it."""
    with desk.write() as work:
        in_full = lending.look_up(work, loan.id, "loan slip")
        content = papers.maker(desk, "loan-slip", Format.PDF, id=Given(in_full))(work)
    papers.show(parent, content, "loan-slip", loan.number)
