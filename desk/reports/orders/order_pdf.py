"""The sheet 派单 that whoever is sent takes along: where, what, by when; below it the strip on which the asker rates
it, to be torn off and given back.
"""

from __future__ import annotations

from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from desk.books import centre
from desk.books.cases import LEVELS
from desk.books.orders.model import Order
from desk.core.telephones import read_out
from desk.core.words import P_, _, bracketed, named, on_record
from desk.core.work import Work
from desk.reports.bookings.about import telephone
from desk.reports.kit import fonts, imprint, paper
from desk.reports.orders import about

MARGINS = (11 * mm, 12 * mm, 12 * mm, 12 * mm)
WIDTH = paper.inner_width(A5, MARGINS)
BOX = "□"
BLANK = "＿" * 6
ROOM_TO_WRITE = 18
"""Points for what came of it, by hand."""


class TearLine(Flowable):  # type: ignore[misc]
    """Along it the strip is torn off."""

    HEIGHT = 14

    def wrap(self, width: float, _room: float) -> tuple[float, float]:
        """As wide as the page."""
        self.width = width
        return width, self.HEIGHT

    def draw(self) -> None:
        """A dashed line in the middle of its height."""
        canvas: Canvas = self.canv
        canvas.saveState()
        canvas.setDash(3, 3)
        canvas.setStrokeColor(paper.GREY)
        canvas.setLineWidth(0.7)
        canvas.line(0, self.HEIGHT / 2, self.width, self.HEIGHT / 2)
        canvas.restoreState()


@on_record()
def pdf(work: Work, order: Order) -> bytes:
    """A5, for one pair of hands: the asker stands on it in full, as whoever is sent has to find them. Raises
    ``Refused`` before it was sent and once it is done.
    """
    about.require_owner(order)
    house = centre.get(work)
    story: list[Flowable] = [
        *paper.title(P_("paper", "Order sheet"), f"{house.name}　{order.number}", 18),
        paper.facts(_facts(order), WIDTH, columns=1),
        *paper.heading(P_("order", "What is wished for")),
        paper.paragraph(order.description, size=11),
        *paper.heading(P_("order", "Result")),
        Spacer(1, ROOM_TO_WRITE),
        paper.paragraph(named(P_("order", "Minutes"), BLANK), size=10.5),
        *paper.signatures(_("Done by (signature)"), _("Date"), width=WIDTH),
        TearLine(),
        *_strip(work, order),
    ]
    name = _("Order sheet {number}", number=order.number)
    return paper.build(story, imprint.of(work), name=name, size=A5, margins=MARGINS)


def _facts(order: Order) -> list[tuple[str, str]]:
    pairs = [
        (P_("order", "Kind"), order.kind.label + bracketed(order.urgency.label)),
        (P_("order", "Who asks"), order.resident or order.asker),
        (_("Telephone"), read_out(order.telephone)),
        (P_("order", "Told by"), order.told_by),
        (P_("order", "Place"), order.address),
        (P_("order", "Wanted"), about.wanted(order)),
        (P_("order", "Sent to"), about.sent_to(order)),
        (P_("order", "Due"), about.due(order)),
    ]
    return [(caption, value) for caption, value in pairs if value]


def _strip(work: Work, order: Order) -> list[Flowable]:
    """群众评价: five boxes, a line for words, whom to give it to."""
    boxes = "　".join(f"{BOX} {level.label}" for level in LEVELS)
    head = f"{P_('paper', 'Rating by the asker')}　{order.number}　{order.kind.label}"
    ask = _("Please give this strip back to the centre, or ring {number}.", number=telephone(work))
    return [
        paper.paragraph(head, size=11, font=fonts.BOLD),
        Spacer(1, 4),
        paper.paragraph(boxes, size=10.5),
        Spacer(1, 4),
        paper.paragraph(named(P_("order", "What was said"), ""), size=10),
        Spacer(1, 10),
        *paper.signatures(_("Asker (signature)"), _("Date"), width=WIDTH),
        paper.paragraph(ask, size=9, colour=paper.GREY),
    ]
