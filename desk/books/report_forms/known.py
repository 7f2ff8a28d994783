"""Which codes a form may ask for, what they are called, and which one was meant by one that nobody has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from desk.books import figures, own_figures
from desk.books.own_figures import OwnFigure
from desk.books.report_forms import placeholders
from desk.books.report_forms.model import Place
from desk.books.report_forms.placeholders import BEFORE, PERIOD, WORDS, YEAR_BEFORE, Code
from desk.core.figure import Figure, FigureKind
from desk.core.words import NP_, _, bracketed, clauses, phrases
from desk.core.work import Work

MEANT = 0.6
"""How alike two codes have to be (difflib's ratio) so that one may be meant by the other."""
MOST_TOLD = 5
OF = {BEFORE: NP_("report form", "the period before"), YEAR_BEFORE: NP_("report form", "the year before")}
PARTS = {
    placeholders.NUMERATOR: NP_("report form", "numerator"),
    placeholders.DENOMINATOR: NP_("report form", "denominator"),
}


@dataclass(frozen=True)
class Known:
    """What a code stands for."""

    code: str
    title: str
    unit: str
    has_parts: bool = False
    """Has it numerator and denominator?"""

    @property
    def is_figure(self) -> bool:
        """Or a word such as the name of the centre."""
        return self.code not in WORDS

    @property
    def has_periods(self) -> bool:
        """Is it another one in another period?"""
        return self.is_figure or self.code == PERIOD

    @property
    def id(self) -> str:
        """By which a list knows it again."""
        return self.code


def all_known(work: Work) -> dict[str, Known]:
    """By their codes: the figures of the books, those entered by hand, and the words for what is none."""
    of_books = (_of_book(figure) for figure in figures.declared().values())
    own = (_own(figure) for figure in own_figures.all_figures(work))
    texts = (Known(code, _(msgid), "") for code, msgid in WORDS.items())
    return {each.code: each for each in (*of_books, *own, *texts)}


def _of_book(figure: Figure) -> Known:
    return Known(figure.code, figure.label, figure.unit.label, bool(figure.denominator))


def _own(figure: OwnFigure) -> Known:
    return Known(figure.code, figure.title, figure.shown_unit, figure.kind is FigureKind.SHARE)


def name_of(known: Mapping[str, Known], typed: str) -> str:
    """What a placeholder stands for, in words: 办件（上期，分子）."""
    code = placeholders.read(typed)
    if code is None or code.figure not in known:
        return typed
    more = [_(msgids[key]) for msgids, key in ((OF, code.of), (PARTS, code.part)) if key]
    title = known[code.figure].title
    return f"{title}{bracketed(phrases(more))}" if more else title


def problems(known: Mapping[str, Known], places: Sequence[Place]) -> str:
    """In one sentence, what is asked for and cannot be had, with the place of each; empty where all is well."""
    wrong = list(dict.fromkeys(_wrong(known, places)))
    if not wrong:
        return ""
    more = len(wrong) - MOST_TOLD
    return clauses([*wrong[:MOST_TOLD], *([_("{n} more like these.", n=more)] if more > 0 else [])])


def _wrong(known: Mapping[str, Known], places: Sequence[Place]) -> Iterator[str]:
    for place in places:
        code = placeholders.read(place.typed)
        if code is None:
            yield _(
                "{where}: “{typed}” cannot be read; behind @ stand before, year_before, numerator or denominator.",
                where=place.where,
                typed=place.typed,
            )
        elif code.figure not in known:
            yield _unknown(known, place, code)
        elif code.part and not known[code.figure].has_parts:
            yield _(
                "{where}: “{name}” has no numerator and denominator.", where=place.where, name=known[code.figure].title
            )
        elif code.of and not known[code.figure].has_periods:
            yield _("{where}: “{name}” is the same in every period.", where=place.where, name=known[code.figure].title)


def _unknown(known: Mapping[str, Known], place: Place, code: Code) -> str:
    titles = {each.title: each.code for each in known.values()}
    alike = get_close_matches(code.figure, known, n=1, cutoff=MEANT)
    alike = alike or [titles[title] for title in get_close_matches(code.figure, titles, n=1, cutoff=MEANT)]
    if not alike:
        return _("{where}: there is no figure “{typed}”.", where=place.where, typed=place.typed)
    meant = known[alike[0]]
    return _(
        "{where}: there is no figure “{typed}”; is {code} ({name}) meant?",
        where=place.where,
        typed=place.typed,
        code=meant.code,
        name=meant.title,
    )
