"""The certificate of voluntary service 志愿服务证明: hours, number, hash in groups, and a code that says both.

Printed again it is what it was: everything on it but the foot comes from the row that was written when it was given
out.
"""

from __future__ import annotations

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from desk.books import centre
from desk.books.points import certificates
from desk.books.points.model import Certificate
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.telephones import read_out
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.kit import fonts, imprint, paper
from desk.reports.kit.matrix_code import MatrixCode
from desk.reports.points import about

CODE = 34 * mm
BODY = 15


@on_record()
def pdf(work: Work, certificate: Certificate) -> bytes:
    """A4 portrait, the name in full: it is the person's own. Raises ``Refused`` once the name is no longer kept."""
    if not certificate.name:
        raise Refused(
            _("The name on {number} is no longer kept; please give out a new one.", number=certificate.number)
        )
    house = centre.get(work)
    width = paper.inner_width()
    number = _("No. {number}", number=certificate.number)
    issued = full_date_words(local(certificate.at).date())
    story: list[Flowable] = [
        *paper.title(_("Certificate of voluntary service"), size=30),
        paper.paragraph(number, size=11, align=TA_CENTER, colour=paper.GREY),
        Spacer(1, 14 * mm),
        paper.paragraph(_said(certificate), size=BODY, lead=2),
        Spacer(1, 20 * mm),
        paper.paragraph(_("{centre} (seal)", centre=house.name), size=BODY, align=TA_RIGHT, lead=2),
        paper.paragraph(issued, size=BODY, align=TA_RIGHT),
        Spacer(1, 22 * mm),
        _proof(certificate, read_out(house.telephone or centre.HOTLINE), width),
    ]
    return paper.build(
        story, imprint.of(work), name=f"{_('Certificate of voluntary service')}{certificate.number}", size=A4
    )


def _said(certificate: Certificate) -> str:
    return _(
        "This is to certify that {name} (member number {member}) served residents {orders} times as a volunteer from "
        "{first} to {last}, in all {hours} hours ({minutes} minutes).",
        name=certificate.name,
        member=certificate.member_number,
        orders=certificate.orders,
        first=full_date_words(certificate.first_on),
        last=full_date_words(certificate.last_on),
        hours=about.hours(certificate.minutes),
        minutes=certificate.minutes,
    )


def _proof(certificate: Certificate, telephone: str, width: float) -> Table:
    """The code, and beside it number and hash for whoever has only eyes."""
    groups = certificates.grouped(certificate.hash).split()
    lines = [" ".join(groups[at : at + 8]) for at in range(0, len(groups), 8)]
    beside = [
        paper.paragraph(_("To be verified by number, hash or code"), size=10.5, font=fonts.BOLD),
        *(paper.paragraph(line, size=10) for line in lines),
        Spacer(1, 4),
        paper.paragraph(
            _("Whoever doubts it rings {number} and names the certificate's number.", number=telephone),
            size=9.5,
            colour=paper.GREY,
        ),
    ]
    looks = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return Table(
        [[MatrixCode(certificates.code_of(certificate), CODE), beside]],
        [CODE + 4 * mm, width - CODE - 4 * mm],
        style=looks,
    )
