"""Ten years of activities, 12,000 of them: a month opened, paged forward, written as PDF and as PNG.

The papers are measured against a bare reportlab page with the same drawing calls, the month against the same rows
read with bare SQL.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import insert

from desk.books import centre
from desk.books.activities import ideas, queries
from desk.core.month import Month
from desk.models.activities import activities, moves
from desk.reports.activities import calendar_pdf, calendar_png
from desk.reports.activities.formats import CalendarStyle
from desk.reports.kit.paper_canvas import PaperCanvas
from desk.services.session import Desk
from tests.bench.conftest import Table, took

MANY, FIRST, MONTH = 12_000, date(2016, 1, 4), Month(2025, 3)
DRAWS = (
    "setFont",
    "setFillColor",
    "setStrokeColor",
    "setLineWidth",
    "drawString",
    "drawRightString",
    "drawCentredString",
    "line",
    "rect",
    "roundRect",
    "circle",
)


def fill(desk: Desk) -> None:
    choices = ideas.all_ideas()
    with desk.write() as work:
        venues = [centre.add_venue(work, venue) for venue in centre.PRESET_VENUES]
        rows = []
        for n in range(MANY):
            idea, day = choices[n % len(choices)], FIRST + timedelta(days=n * 3653 // MANY)
            begins = (540, 630, 870, 960)[n % 4]
            rows.append(
                {
                    "title": idea.title,
                    "kind": idea.kind.value,
                    "state": "held",
                    "day": day,
                    "begins": begins,
                    "ends": begins + 60,
                    "venue_id": venues[n % len(venues)],
                    "organiser_kind": "centre",
                    "responsible_id": 1,
                    "uid": str(uuid4()),
                    "changed_by": 1,
                    "changed_at": work.now,
                }
            )
        work.connection.execute(insert(activities), rows)
        ids = [id for (id,) in work.rows("SELECT id FROM activities")]
        held = [{"activity_id": id, "state": "held", "at": work.now, "staff_id": 1, "remark": ""} for id in ids]
        work.connection.execute(insert(moves), held)


Call = tuple[str, tuple[Any, ...], dict[str, Any]]


def _recording(name: str, calls: list[Call]) -> Callable[..., Any]:
    """A drawing call that is kept, to be made again without us."""
    drawn = getattr(PaperCanvas, name)

    def call(self: PaperCanvas, *args: Any, **kwargs: Any) -> Any:
        calls.append((name, args, kwargs))
        return drawn(self, *args, **kwargs)

    return call


def test_ten_years_of_activities(desk: Desk, table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(desk)
    with desk.read() as work:
        span = (MONTH.weeks[0].isoformat(), MONTH.weeks[-1].isoformat())
        bare = took(
            lambda: work.rows("SELECT * FROM activities WHERE day BETWEEN ? AND ? ORDER BY day, begins, id", *span)
        )
        ours = took(lambda: queries.between(work, MONTH.weeks[0], MONTH.weeks[-1]))
        many = len(queries.of_month(work, MONTH))
        table.add(
            f"read a month of 12,000 activities ({many})", f"{1000 * ours:.2f} ms", f"{1000 * bare:.2f} ms", ours / bare
        )
        calendar_pdf.pdf(work, MONTH)
        calls = list[Call]()
        for name in DRAWS:
            monkeypatch.setattr(PaperCanvas, name, _recording(name, calls))
        calendar_pdf.pdf(work, MONTH)
        monkeypatch.undo()
        assert len(calls) > many
        ours = took(lambda: calendar_pdf.pdf(work, MONTH))
        bare = took(lambda: _again(calls))
        table.add(
            "the month as PDF (grid)", f"{1000 * ours:.0f} ms", f"{1000 * bare:.0f} ms, same drawing calls", ours / bare
        )
        for style in CalendarStyle:
            ours = took(lambda: calendar_png.png(work, MONTH, style), 3)  # noqa: B023
            table.add(f"the month as PNG ({style})", f"{1000 * ours:.0f} ms")
    assert many > 80


def _again(calls: list[Call]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=calendar_pdf.landscape(calendar_pdf.A4), invariant=1)
    for name, args, kwargs in calls:
        getattr(canvas, name)(*args, **kwargs)
    canvas.save()
    return out.getvalue()


def test_a_month_opened_and_paged_in_the_window(desk: Desk, table: Table, qapp: Any) -> None:
    from PySide6.QtWidgets import QTableWidget

    from desk.ui.activities.tab import ActivitiesTab

    fill(desk)
    tab = ActivitiesTab(desk)
    tab.resize(1366, 640)
    tab.show()
    tab.go_to(MONTH)
    qapp.processEvents()

    def page_forward() -> None:
        tab.step(1)
        tab.grab()

    bare_grid = QTableWidget(6, 7)
    bare_grid.resize(1366, 640)
    bare_grid.show()
    ours, bare = took(page_forward), took(lambda: bare_grid.grab())
    table.add(
        "page a month forward and paint it",
        f"{1000 * ours:.0f} ms",
        f"{1000 * bare:.0f} ms (empty 6 x 7 table)",
        ours / bare,
    )
    opened = took(lambda: ActivitiesTab(desk).go_to(MONTH), 5)
    table.add("open the calendar on a month", f"{1000 * opened:.0f} ms")
    assert ours < 1
    tab.close()
