"""What is out on loan 外借, and what is due for inspection or to be restocked 待检与到期, as rows."""

from __future__ import annotations

from typing import Any

from desk.books.assets import lending, maintenance
from desk.core.telephones import read_out
from desk.core.words import N_, NP_
from desk.core.work import Work

LOAN_COLUMNS = (
    (N_("Asset number"), 24),
    (N_("Asset name"), 36),
    (N_("Still out"), 14),
    (N_("Borrower"), 34),
    (N_("Telephone"), 26),
    (N_("Lent on"), 20),
    (N_("Due back"), 20),
    (N_("Days overdue"), 14),
    (NP_("loan", "Lent by"), 18),
    (N_("Note"), 30),
)
INSPECTION_COLUMNS = (
    (N_("Due on"), 20),
    (NP_("asset", "Task"), 24),
    (N_("Asset number"), 26),
    (N_("Asset name"), 44),
    (N_("Location"), 44),
    (N_("Keeper"), 22),
    (N_("Done on, by whom"), 44),
)
DAYS_AHEAD = 90
"""How far ahead inspections and warranties are told, in days."""


def loan_rows(work: Work) -> list[list[Any]]:
    """Everything on loan, a resident's name masked; the eighth column holds the days overdue."""
    return [
        [
            loan.number,
            loan.name,
            f"{loan.still_out}{loan.unit}",
            loan.borrower,
            read_out(loan.contact),
            loan.lent_on,
            loan.due_on,
            loan.days_late(work.today) or None,
            loan.lent_by,
            loan.note,
        ]
        for loan in lending.open_loans(work)
    ]


def inspection_rows(work: Work) -> list[list[Any]]:
    """What is due in the next ``DAYS_AHEAD`` days, with an empty column to note what was done."""
    return [
        [due.day, due.task, due.asset.number, due.asset.name, due.asset.where, due.asset.custodian, ""]
        for due in maintenance.dues(work, DAYS_AHEAD)
    ]
