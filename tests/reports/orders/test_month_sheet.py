"""The sheet 点单 of the month's workbook, read back."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from desk.books.orders.figures import FIGURES
from desk.core.month import Month
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support.orders import done, offered, set_up


def test_the_month_tells_of_orders(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        done(work, ready)
        offered(work, ready, who=1)
        content = registry.paper("month").make(work, Format.XLSX, {"month": Month(2026, 11)}, None)
    sheet = load_workbook(io.BytesIO(content))["点单"]
    values = {row[0]: row[4] for row in sheet.iter_rows(5, 4 + len(FIGURES), values_only=True)}
    counts = {figure.code: values[figure.label] for figure in FIGURES}
    assert (counts["orders"], counts["orders_done"], counts["orders_in_time_percent"]) == (
        2,
        1,
        "=ROUND(100*C23/D23,1)",
    )
    assert counts["orders_satisfied_percent"] == "—"
    heads = ["指标", "单位", "分子", "分母", "本期", "上期", "较上期", "上年同期", "较上年同期"]
    assert [cell.value for cell in sheet[4]] == heads
