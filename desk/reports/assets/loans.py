"""What is out and overdue, what is due for inspection, and the slip that a borrower signs."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable, Spacer

from desk.books.assets import lending, maintenance
from desk.books.assets.lending import Loan
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports import imprint
from desk.reports.assets.workbook import LedgerWorkbook, in_characters
from desk.reports.kit import paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

SIZE = landscape(A4)
OUT = (
    (N_("Asset number"), 24),
    (N_("Name of the thing"), 36),
    (N_("Still out"), 14),
    (N_("Borrower"), 34),
    (N_("Telephone"), 26),
    (N_("Lent on"), 20),
    (N_("Due back"), 20),
    (N_("Days overdue"), 14),
    (N_("Lent by"), 18),
    (N_("Note"), 30),
)
DUE = (
    (N_("Due on"), 20),
    (N_("What is due"), 24),
    (N_("Asset number"), 26),
    (N_("Name of the thing"), 44),
    (N_("Place in the house"), 44),
    (N_("Keeper"), 22),
    (N_("Done on, by whom"), 44),
)
UPKEEP_DAYS = 90


def _out_rows(work: Work) -> list[list[str]]:
    return [
        [
            one.number,
            one.name,
            f"{one.still_out}{one.unit}",
            one.borrower,
            one.contact,
            one.lent_on.isoformat(),
            one.due_on.isoformat(),
            str(one.days_late(work.today) or ""),
            one.lent_by,
            one.note,
        ]
        for one in lending.open_loans(work)
    ]


def pdf(work: Work) -> bytes:
    """On loan and overdue, A4 landscape; residents masked."""
    rows = _out_rows(work)
    late = sum(bool(row[7]) for row in rows)
    below = _(
        "{centre} · {day} · {n} on loan, {late} overdue",
        centre=imprint.of(work).centre,
        day=work.today,
        n=len(rows),
        late=late,
    )
    return _listed(work, _("Things on loan"), below, OUT, rows, _("Nothing is out."), (2, 7))


def xlsx(work: Work) -> bytes:
    rows = _out_rows(work)
    made = LedgerWorkbook(f"{imprint.of(work).centre} {_('Things on loan')}", work.today.isoformat())
    made.sheet(_("Things on loan"), in_characters(OUT), rows, ("desk cell",) * len(OUT))
    return made.content(
        "asset_loans",
        work.today.isoformat(),
        {"assets.loans": len(rows), "assets.overdue": sum(bool(row[7]) for row in rows)},
    )


def _due_rows(work: Work) -> list[list[str]]:
    return [
        [str(due.day or ""), due.words, due.asset.number, due.asset.name, due.asset.where, due.asset.custodian, ""]
        for due in maintenance.dues(work, UPKEEP_DAYS)
    ]


def dues_pdf(work: Work) -> bytes:
    """Inspections and warranties of the next three months, and what is to be restocked; with room to note what was
    done.
    """
    below = _("{centre} · {day} · the next {n} days", centre=imprint.of(work).centre, day=work.today, n=UPKEEP_DAYS)
    return _listed(work, _("Inspections due"), below, DUE, _due_rows(work), _("Nothing is due."))


def dues_xlsx(work: Work) -> bytes:
    rows = _due_rows(work)
    made = LedgerWorkbook(f"{imprint.of(work).centre} {_('Inspections due')}", work.today.isoformat())
    made.sheet(_("Inspections due"), in_characters(DUE), rows, ("desk cell",) * len(DUE))
    return made.content("asset_dues", work.today.isoformat(), {"assets.due": len(rows)})


def _listed(
    work: Work,
    title: str,
    below: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str]],
    empty: str,
    numbers: Sequence[int] = (),
) -> bytes:
    width = paper.inner_width(SIZE, paper.FORM_MARGINS)
    story: list[Flowable] = [*paper.title(title, below)]
    story.append(
        LongTable(fitted(columns, width, numbers), [TableRow(row) for row in rows], 9) if rows else paper.words(empty)
    )
    name = _("{title} {day}", title=title, day=work.today)
    return paper.build(story, imprint.of(work), name=name, size=SIZE, margins=paper.FORM_MARGINS)


def slip(work: Work, one: Loan) -> bytes:
    """The borrower's slip 借用单, A5 landscape, to be signed now and when the thing comes back.

    A resident's name and telephone stand on it as ``one`` has them: masked, or in full when the loan was looked up.
    """
    size = paper.A5_LANDSCAPE
    width = paper.inner_width(size, paper.FORM_MARGINS)
    facts = [
        (_("Asset number"), one.number),
        (_("Name of the thing"), one.name),
        (_("How many"), f"{one.quantity} {one.unit}"),
        (_("Borrower"), f"{one.kind.label}　{one.borrower}"),
        (_("Telephone"), one.contact),
        (_("Lent on"), one.lent_on.isoformat()),
        (_("Due back"), one.due_on.isoformat()),
        (_("Lent by"), one.lent_by),
        (_("Note"), one.note),
    ]
    story: list[Flowable] = [
        *paper.title(_("Loan slip"), imprint.of(work).centre, size=17),
        paper.facts(facts, width),
        Spacer(1, 8),
        paper.words(
            _(
                "I will keep it well and bring it back in good order by {day}. What is lost or broken is made good.",
                day=one.due_on,
            ),
            size=9.5,
        ),
        *paper.signatures(_("Borrower"), _("Handed out by"), width=width),
        *paper.signatures(_("Back in good order on"), _("Taken back by"), width=width),
    ]
    name = _("Loan slip {number}", number=one.number)
    return paper.build(story, imprint.of(work), name=name, size=size, margins=paper.FORM_MARGINS)
