"""The papers of experience officers 体验官: the letter of a term, and the sheet of a visit."""

from __future__ import annotations

from desk.books.officers import queries, visit_queries
from desk.books.officers.model import OfficerLetter, OfficerVisit
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def letter_of(work: Work, letter: str) -> OfficerLetter:
    """The officer and the term of a letter, by its number. Raises ``Refused``."""
    term = next((each for each in queries.all_terms(work) if each.letter == letter.strip()), None)
    if term is None:
        raise Refused(_("There is no letter with the number {letter}.", letter=letter.strip()[:30]))
    return OfficerLetter(queries.find(work, term.officer_id), term)


def some_letter(work: Work) -> str:
    """The newest letter, for the demo."""
    return queries.all_terms(work)[-1].letter


def visit_of(work: Work, number: str) -> OfficerVisit | None:
    """The visit with this number; None for an empty sheet where none is given. Raises ``Refused``."""
    if not number.strip():
        return None
    visit = next(
        (each for each in visit_queries.numbered(work, number, 2) if each.number == number.strip().upper()), None
    )
    if visit is None:
        raise Refused(_("There is no visit with the number {number}.", number=number.strip()[:30]))
    return visit_queries.find_visit(work, visit.id)


def some_visit(work: Work) -> str:
    """The newest visit, for the demo."""
    return visit_queries.numbered(work, "TY", 1)[0].number


PAPERS = (
    Paper(
        "officer-letter",
        N_("Letter of appointment"),
        "The letter of an experience officer's term, to be sealed and handed over.",
        {Format.PDF: Maker("desk.reports.officers.letter_pdf:pdf")},
        takes=(Input("letter", InputKind.TEXT, "The letter's number.", resolve=letter_of, sample=some_letter),),
        permission=May.KEEP_OFFICERS,
    ),
    Paper(
        "officer-visit",
        N_("Sheet of a visit"),
        "The sheet of an experience officer's visit as it was entered; without a number an empty one.",
        {Format.PDF: Maker("desk.reports.officers.visit_pdf:pdf")},
        takes=(Input("number", InputKind.TEXT, "The visit's number.", "", resolve=visit_of, sample=some_visit),),
        permission=May.SERVE,
    ),
)
