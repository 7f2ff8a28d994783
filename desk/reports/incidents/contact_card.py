"""Whom to call 应急联络卡, on one card: public numbers large on top, then the centre's own circles."""

from __future__ import annotations

from datetime import date

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from desk.books import centre
from desk.books.incidents import contacts
from desk.books.incidents.contacts import PUBLIC, Contact
from desk.core.telephones import read_out
from desk.core.words import _, listed, on_record
from desk.core.work import Work
from desk.reports.kit import fonts, imprint, paper
from desk.reports.kit.flowing import flowing

MARGINS = (10 * mm, 10 * mm, 10 * mm, 10 * mm)


@on_record()
def pdf(work: Work) -> bytes:
    """A5 portrait."""
    house, everyone = centre.get(work), contacts.every(work)
    width = paper.inner_width(A5, MARGINS)
    ours = "　".join(filter(None, (house.name, house.address, read_out(house.telephone))))
    story: list[Flowable] = [*paper.title(_("Emergency contacts"), ours, size=18), _public(width), Spacer(1, 3 * mm)]
    story.append(
        _own(everyone, width, work.today)
        if everyone
        else paper.paragraph(_("No other numbers yet: the manager enters them on the page of contacts."))
    )
    callers = contacts.tree(everyone)
    if callers:
        story += [Spacer(1, 3 * mm), paper.paragraph(_("Who rings whom"), size=10, font=fonts.BOLD)]
        story += [
            paper.paragraph(f"{caller} → {listed(contact.name for contact in whom)}", size=9.5)
            for caller, whom in callers
        ]
    say = _("Say: where (address above), what, how many are hurt, your name. Hang up last.")
    story += [Spacer(1, 3 * mm), paper.paragraph(say, size=9.5, font=fonts.BOLD)]
    return paper.build(story, imprint.of(work), name=_("Emergency contacts"), size=A5, margins=MARGINS)


def _public(width: float) -> Table:
    numbers = [
        paper.paragraph(number, size=18, font=fonts.BOLD, align=TA_CENTER, colour=paper.RED) for number, _who in PUBLIC
    ]
    names = [paper.paragraph(_(who), size=8.5, align=TA_CENTER) for _number, who in PUBLIC]
    looks = [
        ("BOX", (0, 0), (-1, -1), 1, paper.RED),
        ("BACKGROUND", (0, 0), (-1, -1), paper.SHADE),
    ]
    return flowing([numbers, names], [width / len(PUBLIC)] * len(PUBLIC), looks)


def _own(everyone: list[Contact], width: float, today: date) -> Table:
    """One line a contact; the circle is written once."""
    rows, circle = [], None
    for contact in everyone:
        first = contact.circle.label if contact.circle is not circle else ""
        circle = contact.circle
        who = "　".join(filter(None, (contact.name, contact.person, contact.note)))
        numbers = "　".join(filter(None, map(read_out, (contact.telephone, contact.other_telephone))))
        due = _("to be checked") if contact.is_due(today) else ""
        rows.append(
            [
                paper.paragraph(first, size=9.5, colour=paper.GREY),
                paper.paragraph(" ".join(filter(None, (who, due))), size=10),
                paper.paragraph(numbers, size=12, font=fonts.BOLD),
            ]
        )
    looks = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, paper.LINE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    return flowing(rows, [width * 0.15, width * 0.5, width * 0.35], looks)
