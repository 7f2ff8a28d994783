"""The day sheet 日报: what happened at the counter on one day, for the manager to sign."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from desk.books import centre
from desk.books.cases import case_export, statistics
from desk.core.calendar import full_date_words, weekday_names
from desk.core.figure import Unit
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.figures import figure_rows
from desk.reports.kit import imprint, paper
from desk.reports.kit.axis_charts import Columns, Group

SHOWN = (0, 1, 2, 3, 9, 10, 11, 12, 17, 19)
"""The columns of ``details.COLUMNS`` that fit on the sheet."""
CHART_HIGH = 26 * mm
WIDTHS = (25, 13, 16, 14, 38, 24, 15, 16, 16, 15)


@on_record()
def pdf(work: Work, day: date) -> bytes:
    """Summary, hours, and every case with the person masked."""
    counted = statistics.of_days(work, day, day)
    house = centre.get(work).name
    margins = (22 * mm, 9 * mm, 22 * mm, 9 * mm)
    width = paper.inner_width(margins=margins)
    half = (counted.by_mode.items(), counted.evaluations.items())
    modes = "　".join(f"{mode.label} {n}" for mode, n in half[0])
    levels = "　".join(f"{level.label} {n}" for level, n in half[1] if n) or figure_rows.NOTHING
    hours = figure_rows.shown_hours(counted)
    groups = [Group(f"{hour:02d}:00", (counted.by_hour[hour],)) for hour in hours]
    below = f"{house}　{full_date_words(day)}　{weekday_names()[day.weekday()]}"
    story: list[Flowable] = [
        *paper.title(_("Day sheet"), below),
        paper.facts(figure_rows.in_words(figure_rows.summary(counted)), width, columns=3),
        *paper.heading(_("By mode, evaluation and hour")),
        paper.facts(
            [(P_("service", "Mode"), modes), (_("Evaluation"), levels)],
            width,
            columns=1,
        ),
        Spacer(1, 2 * mm),
        Columns(groups, (_("Hour"),), Unit.CASES, width, CHART_HIGH),
        *paper.heading(_("Cases")),
        _cases(work, day),
        *paper.signatures(P_("signature", "Clerk on duty"), _("Leader in charge"), _("Date"), width=width),
    ]
    return paper.build(story, imprint.of(work), name=_("Day sheet"), margins=margins)


def _cases(work: Work, day: date) -> Flowable:
    names = case_export.headings()
    rows = [[_short(row[i]) for i in SHOWN] for row in case_export.rows(work, day, day)]
    if not rows:
        return paper.paragraph(_("No cases on this day."), colour=paper.GREY)
    return paper.table([names[i] for i in SHOWN], rows, [w * mm for w in WIDTHS], size=8)


def _short(value: Any) -> Any:
    return f"{value:%H:%M}" if hasattr(value, "hour") else value
