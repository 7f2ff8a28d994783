"""The evaluation of the zones 功能区评估表: a table of all of them, and a page for each adjustment with its three
months before and after.
"""

from __future__ import annotations

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable, PageBreak, Spacer

from desk.books.zones import rules
from desk.books.zones.comparison import Comparison
from desk.books.zones.lowness import ZoneMeasure, percent_words, rate_words, satisfaction_words
from desk.books.zones.model import Adjustment
from desk.books.zones.scores import score_words
from desk.core.calendar import full_date_words
from desk.core.month import Month
from desk.core.words import P_, _, bracketed, named, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.zones import evaluation
from desk.reports.zones.before_after import BeforeAfter
from desk.reports.zones.evaluation import COLUMNS, NUMBERS, Evaluation

PAGE = landscape(A4)
SIZE, GAP = 9, 8
"""Points of the letters in the table, and between what stands on a page."""


@on_record()
def pdf(work: Work, month: Month) -> bytes:
    """A4 landscape: three months that end with the month, or today while it goes on."""
    read = evaluation.read(work, month)
    width = paper.inner_width(PAGE, paper.FORM_MARGINS)
    mark = imprint.of(work)
    rows = [TableRow(_cells(each, read)) for each in read.zones]
    story: list[Flowable] = [
        *paper.title(_("Evaluation of zones"), f"{mark.centre}　{read.days}"),
        LongTable(fitted(COLUMNS, width, NUMBERS), rows, SIZE)
        if rows
        else paper.paragraph(_("There are no zones yet.")),
        Spacer(1, GAP),
        paper.paragraph(read.sums, size=10.5),
        paper.paragraph(_method(read), size=9, colour=paper.GREY),
        *_others(read),
        Spacer(1, GAP),
        *paper.signatures(_("Made by"), _("Leader in charge"), _("Date"), width=width),
    ]
    for each in read.compared:
        story += [PageBreak(), *_page(each, width)]
    name = f"{_('Evaluation of zones')} {month.label}"
    return paper.build(story, mark, name=name, size=PAGE, margins=paper.FORM_MARGINS)


def _cells(each: ZoneMeasure, read: Evaluation) -> list[str]:
    zone = each.zone
    return [
        zone.name,
        zone.purpose,
        "" if zone.area is None else f"{zone.area:,}",
        "" if zone.seats is None else f"{zone.seats:,}",
        zone.hours_words or P_("zone", "as the centre"),
        zone.footfall.label,
        f"{each.people:,}" if each.knowable else "—",
        rate_words(each.rate) if each.knowable else "—",
        rate_words(each.median),
        satisfaction_words(each, read.rules),
        score_words(read.scores.get(each.id)),
        evaluation.verdict(each, read.rules),
    ]


def _method(read: Evaluation) -> str:
    return _(
        "Low: fewer per hour than {percent}% of the median of zones counted in the same way, or a lower bound of the "
        "satisfaction (95%, Wilson) under {satisfied}%. From the books: visits, attendance and bookings, per open "
        "hour; counted: per hour in which somebody counted.",
        percent=read.rules.percent,
        satisfied=read.rules.satisfied,
    )


def _others(read: Evaluation) -> list[Flowable]:
    """Adjustments with nothing to compare: a zone that was closed, or one that is not in effect yet."""
    return [paper.paragraph(_other_words(each), size=10.5) for each in read.others]


def _other_words(each: Adjustment) -> str:
    return named(f"{each.number} {each.zone}", f"{each.kind.label}{bracketed(each.state.label)}")


def _page(each: Comparison, width: float) -> list[Flowable]:
    adjustment = each.adjustment
    day = full_date_words(each.after_span[0])
    outcome = adjustment.state.label
    if adjustment.is_in_effect:
        outcome = _outcome_so_far(each)
    pairs = (
        (P_("adjustment", "Number"), adjustment.number),
        (P_("adjustment", "Kind"), _kind_words(adjustment)),
        (P_("adjustment", "Decided on"), full_date_words(adjustment.decided_on)),
        (P_("adjustment", "From"), day),
        (P_("adjustment", "Reason"), adjustment.reason),
        (P_("adjustment", "What is done"), adjustment.description),
        (P_("zone", "People"), _pair(f"{each.before.people:,}", f"{each.after.people:,}")),
        (P_("zone", "Per hour"), _pair(rate_words(each.before.rate), rate_words(each.after.rate)) + _change(each)),
        (P_("zone", "Satisfaction"), _satisfaction(each)),
        (P_("adjustment", "Outcome"), outcome),
    )
    return [
        *paper.title(_("{zone}: before and after", zone=adjustment.zone), _spans(each)),
        paper.facts(pairs, width),
        Spacer(1, GAP),
        BeforeAfter(each.months, _("In effect since {day}", day=day), width),
        Spacer(1, GAP),
        *paper.signatures(_("Leader in charge"), _("Date"), width=width),
    ]


def _kind_words(adjustment: Adjustment) -> str:
    into = P_("adjustment", "into {zone}", zone=adjustment.other_zone) if adjustment.other_zone else ""
    return adjustment.kind.label + (bracketed(into) if into else "")


def _outcome_so_far(each: Comparison) -> str:
    if each.is_over:
        outcome = rules.concluded(each.has_recovered).label
        return _("{outcome} by the numbers, to be confirmed", outcome=outcome)
    return _("The three months after end on {day}.", day=full_date_words(each.after_span[1]))


def _pair(before: str, after: str) -> str:
    return P_("before and after", "{before} → {after}", before=before, after=after)


def _change(each: Comparison) -> str:
    return "" if each.change is None else bracketed(f"{each.change:+d}%")


def _satisfaction(each: Comparison) -> str:
    """Before and after; a dash where nobody was asked at all."""
    if not (each.before.answers.given or each.after.answers.given):
        return "—"
    return _pair(_satisfied(each.before), _satisfied(each.after))


def _satisfied(side: ZoneMeasure) -> str:
    if not side.answers.given:
        return "—"
    return percent_words(side.answers.good, side.answers.given) + bracketed(_("{n} answers", n=side.answers.given))


def _spans(each: Comparison) -> str:
    before, after = (
        f"{full_date_words(first)}—{full_date_words(last)}" for first, last in (each.before_span, each.after_span)
    )
    return _("Before: {before}; after: {after}", before=before, after=after)
