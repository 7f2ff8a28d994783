"""What came and went in a span 资产变动表: start + in - out = end by class, and every movement behind it."""

from __future__ import annotations

from datetime import date

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable

from desk.books.assets import statistics
from desk.books.assets.flows import FlowStep
from desk.books.assets.statistics import AssetFlow
from desk.core.calendar import full_date_words
from desk.core.money import yuan, yuan_change
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

SIZE = landscape(A4)
FLOWS = (
    (N_("Asset class"), 26),
    (N_("Pieces at start"), 11),
    (N_("Value at start, yuan"), 18),
    (N_("Pieces in"), 11),
    (N_("Value in, yuan"), 18),
    (N_("Pieces out"), 11),
    (N_("Value out, yuan"), 18),
    (N_("Pieces at end"), 11),
    (N_("Value at end, yuan"), 18),
)
STEPS = (
    (N_("Day"), 12),
    (N_("Kind of change"), 14),
    (N_("Asset number"), 15),
    (N_("Asset name"), 26),
    (N_("Change in pieces"), 11),
    (N_("Change in value"), 16),
    (NP_("history of an asset", "Reason"), 32),
    (N_("Paper number"), 18),
)


@on_record()
def pdf(work: Work, first: date, last: date) -> bytes:
    """A4 landscape: by class, then each movement, to be signed."""
    changes = statistics.changes(work, first, last)
    width = paper.inner_width(SIZE, paper.FORM_MARGINS)
    mark = imprint.of(work)
    title = _("Changes in the ledger")
    below = _(
        "{centre} · {first} to {last}", centre=mark.centre, first=full_date_words(first), last=full_date_words(last)
    )
    story: list[Flowable] = [
        *paper.title(title, below),
        *paper.heading(_("Start + in − out = end, by class; money in yuan")),
    ]
    flows = [TableRow(_flow(flow)) for flow in changes.flows] + [TableRow(_flow(changes.total), sum=True)]
    story.append(LongTable(fitted(FLOWS, width, range(1, 9)), flows, 8.5))
    story += paper.heading(_("Each movement"))
    if changes.steps:
        story.append(LongTable(fitted(STEPS, width, (4, 5)), [TableRow(_step(step)) for step in changes.steps]))
    else:
        story.append(paper.paragraph(_("Nothing came and nothing went in this span.")))
    story += paper.signatures(
        P_("signature", "Made by"), P_("signature", "Checked by"), P_("signature", "Manager of the assets"), width=width
    )
    name = _("{title} {first} {last}", title=title, first=full_date_words(first), last=full_date_words(last))
    return paper.build(story, mark, name=name, size=SIZE, margins=paper.FORM_MARGINS)


def _flow(flow: AssetFlow) -> list[str]:
    pairs = (flow.start, flow.came, flow.went, flow.end)
    return [flow.name, *(text for pieces, value in pairs for text in (f"{pieces:,}", yuan(value)))]


def _step(step: FlowStep) -> list[str]:
    value = yuan_change(step.value) if step.value else ""
    return [
        full_date_words(step.day),
        step.kind.label,
        step.number,
        step.name,
        f"{step.quantity:+,}" if step.quantity else "",
        value,
        step.reason,
        step.paper,
    ]
