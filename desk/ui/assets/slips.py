"""The slip that a borrower signs; a resident's name on it is logged as looked up."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books.assets import lending
from desk.books.assets.lending import Loan
from desk.core.words import _
from desk.services.session import Desk


def show_slip(parent: QWidget, desk: Desk, loan: Loan) -> None:
    """On screen, ready to print: names in the clear, because the borrower signs it."""
    from desk.reports.assets import loan_slip
    from desk.ui.shell.preview import Preview

    with desk.write() as work:
        content = loan_slip.pdf(work, lending.look_up(work, loan.id, "loan slip"))
    Preview(content, _("Loan slip {number}", number=loan.number), parent).exec()
