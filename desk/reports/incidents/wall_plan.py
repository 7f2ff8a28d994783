"""An emergency plan 应急预案 for the wall: steps to be read from two metres, whom to call, and where things are."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A3, A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from desk.books.incidents import contacts, plans
from desk.books.incidents.contacts import PUBLIC, Contact
from desk.books.incidents.plans import EmergencyPlan, PlanStep
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.telephones import read_out
from desk.core.words import P_, _, clauses, listed, named, on_record
from desk.core.work import Work
from desk.reports.kit import fonts, imprint, paper
from desk.reports.kit.flowing import flowing

SIZES = {"A3": A3, "A4": A4}
MARGINS = {"A3": (18 * mm, 18 * mm, 18 * mm, 18 * mm), "A4": (12 * mm, 12 * mm, 12 * mm, 12 * mm)}
TEXT = {"A3": 19.0, "A4": 13.0}
LEAST = 8.0


@on_record()
def pdf(work: Work, plan: EmergencyPlan, size: str = "A3") -> bytes:
    """One page, portrait; the letters become smaller until everything stands on it. Raises ``Refused`` for a withdrawn
    plan.
    """
    if plan.withdrawn_at:
        raise Refused(_("This plan is withdrawn and no longer hung up."))
    text = TEXT[size]
    while True:
        content, pages = _page(work, plan, size, text)
        if pages == 1 or text <= LEAST:
            return content
        text *= 0.92


def _page(work: Work, plan: EmergencyPlan, size: str, text: float) -> tuple[bytes, int]:
    from pypdfium2 import PdfDocument

    width = paper.inner_width(SIZES[size], MARGINS[size])
    version = _("version {n}", n=plan.version) if plan.version else P_("plan", "sample")
    made = full_date_words(local(plan.made_at).date()) if plan.made_at else ""
    below = "　".join(filter(None, (imprint.of(work).centre, version, made)))
    story: list[Flowable] = [
        *paper.title(plan.title, below, size=text * 2),
        _steps(plan.steps, width, text),
        Spacer(1, text * 0.8),
        *_calls(plan, contacts.every(work), width, text),
        *_materials(work, plan, text),
    ]
    content = paper.build(story, imprint.of(work), name=plan.title, size=SIZES[size], margins=MARGINS[size])
    document = PdfDocument(content)
    try:
        return content, len(document)
    finally:
        document.close()


def _steps(steps: Sequence[PlanStep], width: float, text: float) -> Table:
    rows = [
        [
            paper.paragraph(str(n), size=text * 1.2, font=fonts.BOLD, align=TA_CENTER, colour=colors.white),
            paper.paragraph(step.text, size=text, font=fonts.BOLD),
            paper.paragraph(step.who, size=text * 0.8, colour=paper.GREY, align=TA_CENTER),
            paper.paragraph(
                _("{n} min", n=step.minutes) if step.minutes else "",
                size=text * 0.85,
                font=fonts.BOLD,
                align=TA_CENTER,
                colour=paper.RED,
            ),
        ]
        for n, step in enumerate(steps, 1)
    ]
    looks = [
        ("BACKGROUND", (0, 0), (0, -1), paper.RED),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.6, paper.LINE),
        ("BOX", (0, 0), (-1, -1), 1, paper.RED),
        ("TOPPADDING", (0, 0), (-1, -1), text * 0.35),
        ("BOTTOMPADDING", (0, 0), (-1, -1), text * 0.45),
    ]
    return flowing(rows, [width * 0.08, width * 0.64, width * 0.15, width * 0.13], looks)


def _calls(plan: EmergencyPlan, everyone: list[Contact], width: float, text: float) -> list[Flowable]:
    """The plan's public numbers, then the contacts whose number or circle it names."""
    public = [(number, _(who)) for call in plan.calls for number, who in PUBLIC if number == call]
    wanted = set(plan.calls)
    own = [
        (read_out(contact.telephone), " ".join(filter(None, (contact.name, contact.person))))
        for contact in contacts.for_calls(everyone, plan.calls)
        if wanted & {contact.circle.value, contact.telephone}
    ]
    called = [*public, *own]
    if not called:
        return []
    rows: list[list[Flowable | str]] = []
    for place in range(0, len(called), 3):
        three = called[place : place + 3]
        numbers = [
            paper.paragraph(number, size=text * 1.1, font=fonts.BOLD, colour=paper.RED, align=TA_CENTER)
            for number, _who in three
        ]
        names = [paper.paragraph(who, size=text * 0.7, align=TA_CENTER) for _number, who in three]
        rows += [[*numbers, "", ""][:3], [*names, "", ""][:3]]
    looks = [
        ("BOX", (0, 0), (-1, -1), 1, paper.RED),
        ("BACKGROUND", (0, 0), (-1, -1), paper.SHADE),
    ]
    for row in range(0, len(rows), 2):
        looks += [("NOSPLIT", (0, row), (-1, row + 1)), ("BOTTOMPADDING", (0, row), (-1, row), 0)]
        looks += [("TOPPADDING", (0, row + 1), (-1, row + 1), 0)]
    made = flowing(rows, [width / 3] * 3, looks)
    return [
        paper.paragraph(_("Emergency numbers"), size=text, font=fonts.BOLD),
        Spacer(1, text * 0.3),
        made,
        Spacer(1, text * 0.6),
    ]


def _materials(work: Work, plan: EmergencyPlan, text: float) -> list[Flowable]:
    needed = plans.materials(work, plan)
    if not needed:
        return []
    places = [named(material.name, clauses(material.where)) for material in needed if material.where]
    lacking = listed(material.name for material in needed if not material.where)
    places += [_("Not in the asset ledger yet: {things}", things=lacking)] if lacking else []
    return [
        paper.paragraph(_("Where things are"), size=text, font=fonts.BOLD),
        Spacer(1, text * 0.2),
        *(paper.paragraph(line, size=text * 0.75) for line in places),
    ]
