"""The papers of red points 红色积分: what hangs on the wall, what is signed, cards, certificates, and the list."""

from __future__ import annotations

from desk.books.points import certificates, queries
from desk.books.points.model import Certificate, Holder, Redemption
from desk.core.errors import Refused
from desk.core.paper_kinds import PaperKind
from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper
from desk.reports.points.card_layouts import CardLayout


def redemption_of(work: Work, number: str) -> Redemption:
    """The exchange with this number. Raises ``Refused``."""
    redemption = queries.redemption_by_number(work, number)
    if redemption is None:
        raise Refused(_("There is no exchange with the number {number}.", number=number.strip()[:30]))
    return redemption


def certificate_of(work: Work, number: str) -> Certificate:
    """The certificate with this number or hash. Raises ``Refused``."""
    return certificates.verify(work, number).certificate


def holders_of(work: Work, number: str) -> list[Holder]:
    """The member with this number; everybody in a team where none is given. Raises ``Refused``."""
    if not number:
        return [each for each in queries.holders(work) if each.left_on is None]
    holder = queries.holder_by_number(work, number)
    if holder is None:
        raise Refused(_("No member has the number {number}.", number=number.strip()[:30]))
    return [holder]


def some_redemption(work: Work) -> str:
    """An exchange that waits, for the demo."""
    return queries.reserved(work)[-1].number


def some_certificate(work: Work) -> str:
    """The newest certificate, for the demo."""
    return queries.all_certificates(work)[-1].number


PAPERS = (
    Paper(
        "points-public",
        N_("Public list of points"),
        "Points and hours of everybody for the wall, names masked.",
        {Format.PDF: Maker("desk.reports.points.public_list_pdf:pdf")},
        takes=(Input("span", InputKind.SPAN),),
        permission=May.SEE_FIGURES,
    ),
    Paper(
        "redemption-slip",
        N_("Exchange slip"),
        "What somebody signs who gets a reward.",
        {Format.PDF: Maker("desk.reports.points.redemption_slip_pdf:pdf")},
        takes=(
            Input("number", InputKind.TEXT, "The exchange's number.", resolve=redemption_of, sample=some_redemption),
        ),
        permission=May.SERVE,
        kind=PaperKind.RECEIPT,
    ),
    Paper(
        "service-certificate",
        N_("Certificate of voluntary service"),
        "Hours of a member with number, hash and code, as it was given out.",
        {Format.PDF: Maker("desk.reports.points.certificate_pdf:pdf")},
        takes=(
            Input(
                "number",
                InputKind.TEXT,
                "The certificate's number or hash.",
                resolve=certificate_of,
                sample=some_certificate,
            ),
        ),
        permission=May.SERVE,
    ),
    Paper(
        "point-card",
        N_("Point card"),
        "A member's card with a code to scan, or a label for one; of everybody when no number is given.",
        {Format.PDF: Maker("desk.reports.points.point_card_pdf:pdf")},
        takes=(
            Input("number", InputKind.TEXT, "The member's number.", default="", resolve=holders_of),
            Input("layout", InputKind.CHOICE, "A card or a label.", default=CardLayout.A6, choices=CardLayout),
        ),
        permission=May.SERVE,
        kind=PaperKind.LABEL,
    ),
    Paper(
        "stars",
        N_("Stars of the year"),
        "Who served longest in a year, names masked.",
        {Format.PDF: Maker("desk.reports.points.stars_pdf:pdf")},
        takes=(
            Input("year", InputKind.YEAR),
            Input("most", InputKind.POSITION, "How many places.", default=10),
        ),
        permission=May.SEE_FIGURES,
    ),
    Paper(
        "points",
        N_("List of points"),
        "What everybody has, and every change of a span, masked.",
        {Format.XLSX: Maker("desk.reports.points.points_workbook:xlsx")},
        takes=(Input("span", InputKind.SPAN),),
        permission=May.SEE_FIGURES,
    ),
)
