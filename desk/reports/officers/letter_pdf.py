"""The letter of appointment 聘书 of an experience officer: A4 landscape in a red frame, to be sealed and signed."""

from __future__ import annotations

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from desk.books import centre
from desk.books.officers.model import OfficerLetter, OfficerTerm
from desk.core.calendar import full_date_words
from desk.core.errors import Refused
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import fonts, paper
from desk.reports.kit.official import Indented
from desk.reports.kit.red_frame import RedFrame
from desk.reports.kit.text_block import TextLook
from desk.text import printable

PAGE = landscape(A4)
MARGINS = (30 * mm, 40 * mm, 26 * mm, 40 * mm)
TITLE, BODY, LEAD = 50, 21, 2.1


@on_record()
def pdf(work: Work, letter: OfficerLetter) -> bytes:
    """The name in full: it is the person's own. Raises ``Refused`` once the name is no longer kept."""
    officer, term = letter.officer, letter.term
    if officer.name == _("Anonymised"):
        raise Refused(_("The name on {letter} is no longer kept.", letter=term.letter))
    house = centre.get(work)
    story: list[Flowable] = [
        RedFrame(PAGE, MARGINS),
        paper.paragraph(
            P_("letter of an officer", "Letter of appointment"),
            size=TITLE,
            font=fonts.TITLE,
            align=TA_CENTER,
            colour=paper.RED,
            lead=1.3,
        ),
        paper.paragraph(term.letter, size=13, align=TA_RIGHT, colour=paper.GREY),
        Spacer(1, 7 * mm),
        paper.paragraph(_("To {name}:", name=officer.name), size=BODY, font=fonts.BOLD, lead=LEAD),
        _body(_said(house.name, term)),
        _body(P_("letter of an officer", "So appointed.")),
        Spacer(1, 6 * mm),
        paper.paragraph(_("{centre} (seal)", centre=house.name), size=BODY, align=TA_RIGHT, lead=1.8),
        paper.paragraph(full_date_words(term.first), size=BODY, align=TA_RIGHT),
    ]
    name = f"{_('Letter of appointment')}{term.letter}"
    return paper.build(story, None, name=name, size=PAGE, margins=MARGINS)


def _body(text: str) -> Flowable:
    return Indented(printable(text), TextLook(BODY, colour=paper.INK, lead=LEAD))


def _said(house: str, term: OfficerTerm) -> str:
    return _(
        "You are appointed as an experience officer of {centre} from {first} to {last}, to see for yourself its "
        "surroundings, facilities, service, procedures and guidance, and to say what should be better.",
        centre=house,
        first=full_date_words(term.first),
        last=full_date_words(term.last),
    )
