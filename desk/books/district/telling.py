"""What is told of the district's figures in words, the same on the page, on paper and to the centres."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.district.model import FigureWords
from desk.books.district.ranking import Basis, Moved
from desk.books.district.report import DistrictReport, Receipt
from desk.core.calendar import full_date_words
from desk.core.figure import Number, Unit
from desk.core.words import P_, _, bracketed, clauses, whole_sentences


def said(figure: FigureWords, value: Number) -> str:
    """The same in words."""
    if figure.declared is not None:
        return figure.declared.unit.say(value)
    return "—" if value is None else f"{value:,}"


def said_with_unit(figure: FigureWords, value: Number) -> str:
    """The same with its unit."""
    if value is None or figure.declared is not None:
        return figure.declared.unit.tell(value) if figure.declared is not None else said(figure, value)
    return P_("figure", "{value} {unit}", value=said(figure, value), unit=figure.unit)


def change(now: Number, before: Number) -> float | None:
    """By how much of what it was; None where that is nothing, or not known."""
    return None if now is None or not before else (now - before) / before


def change_words(figure: FigureWords, now: Number, before: Number) -> str:
    """The same with its sign: points of a percentage, else percent of what it was."""
    if now is None or before is None:
        return "—"
    if is_share(figure):
        return P_("district's table", "{n} points", n=f"{now - before:+.1f}")
    share = change(now, before)
    return "—" if share is None else f"{100 * share:+.1f}%"


def is_share(figure: FigureWords) -> bool:
    """Is it told in percent?"""
    return figure.declared is not None and figure.declared.unit is Unit.PERCENT


def why(moved: Sequence[Moved]) -> str:
    """The figures that moved most, with how much."""
    return clauses(moved_words(each) for each in moved)


def moved_words(moved: Moved) -> str:
    """One figure that moved: by how much, and on which basis."""
    number = f"{moved.change:+,.1f}" if abs(moved.change) >= 10 else f"{moved.change:+.2f}"
    basis = bracketed(moved.basis.label) if moved.basis is Basis.RESIDENTS else ""
    return f"{moved.figure.title} {number}{basis}"


def receipt_words(report: DistrictReport, receipt: Receipt) -> str:
    """What a centre is told."""
    sentences = [*receipt.sentences]
    if receipt.light is None:
        sentences.append(_("Nothing has come yet. Please send the workbook."))
    if receipt.late:
        sentences.append(_("It came after {day}.", day=full_date_words(report.deadline)))
    return whole_sentences(sentences) or _("Received; nothing to do.")


def receipt_text(report: DistrictReport, receipt: Receipt) -> str:
    """What a centre is told, as a text to paste."""
    head = _("{centre}, {period}:", centre=receipt.centre.name, period=report.period.label)
    return f"{head}{receipt_words(report, receipt)}"
