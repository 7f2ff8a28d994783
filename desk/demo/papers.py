"""Every paper that exists, from the demo centre's own data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from desk.books.activities import queries
from desk.books.cases import CaseState, statistics
from desk.books.cases.case_queries import CaseFilter, page
from desk.core.work import Work
from desk.services.session import Desk


def write_papers(desk: Desk, folder: Path) -> None:
    """Every paper that exists, from the demo centre's own data."""
    from desk.books.incidents import plans
    from desk.books.incidents.model import IncidentKind
    from desk.reports import recovery_sheet
    from desk.reports.cases import details_workbook, one_time_notice, receipt
    from desk.reports.figures import day_sheet_pdf, day_sheet_workbook, month_pdf, month_workbook
    from desk.reports.incidents import (
        contact_card,
        drill_year,
        incident_json,
        incident_list_pdf,
        incident_pdf,
        wall_plan,
    )
    from desk.reports.roster import roster_ics, roster_pdf, roster_workbook

    today = desk.clock.today()
    last_month = today.replace(day=1) - timedelta(days=1)

    def papers() -> Iterator[tuple[str, bytes]]:
        with desk.read() as work:
            newest = page(work, CaseFilter())[0]
            missing = page(work, CaseFilter(state=CaseState.PAPERS))
            shown = _last_busy_day(desk, today)
            yield "受理回执.pdf", receipt.pdf(work, newest.id)
            if missing:
                yield "一次性告知单.pdf", one_time_notice.pdf(work, missing[0].id)
            yield "日报.pdf", day_sheet_pdf.pdf(work, shown)
            yield "日报.xlsx", day_sheet_workbook.xlsx(work, shown)
            yield "月报.pdf", month_pdf.pdf(work, last_month.year, last_month.month)
            yield "月报.xlsx", month_workbook.xlsx(work, last_month.year, last_month.month)
            yield "坐班轮值表.pdf", roster_pdf.pdf(work, today.year, today.month)
            yield "坐班轮值表.xlsx", roster_workbook.xlsx(work, today.year, today.month)
            yield "值班日历.ics", roster_ics.ics(work, today.year, today.month)
            yield from _calendar_papers(work, queries.month_of(today).plus(1))
            yield from _asset_papers(desk, work)
            yield "演练报告.pdf", incident_pdf.pdf(work, 1, desk.files)
            yield "演练.json", incident_json.json_file(work, 1)
            yield "突发事件一览表.pdf", incident_list_pdf.pdf(work, today.replace(month=1, day=1), today)
            yield "应急联络卡.pdf", contact_card.pdf(work)
            yield "年度演练计划.pdf", drill_year.pdf(work, today.year)
            yield "火灾应急预案.pdf", wall_plan.pdf(work, plans.samples()[IncidentKind.FIRE])
            yield "恢复密钥单.pdf", recovery_sheet.sheet("示例中心", "管理员", "-".join(["DEMO"] * 8), work.now)
            details_workbook.visits(work, last_month.replace(day=1), last_month, folder / "明细.xlsx")

    for name, content in papers():
        (folder / name).write_bytes(content)
        print(f"  {name}")


def _calendar_papers(work: Work, month: queries.ActivityMonth) -> Iterator[tuple[str, bytes]]:
    """Next month's calendar in every form, and last month's figures."""
    from desk.reports.activities import calendar_ics, calendar_pdf, calendar_png, calendar_text, calendar_workbook
    from desk.reports.activities import signup_list as sign_list
    from desk.reports.activities.formats import CalendarStyle, PaperSize

    yield "活动月历.pdf", calendar_pdf.pdf(work, month)
    yield "活动月历-A3.pdf", calendar_pdf.pdf(work, month, PaperSize.A3)
    yield "活动月历-列表.pdf", calendar_pdf.pdf(work, month, style=CalendarStyle.LIST)
    yield "活动月历.png", calendar_png.png(work, month)
    yield "活动月历-长图.png", calendar_png.png(work, month, CalendarStyle.LIST)
    yield "活动月历.txt", calendar_text.text(work, month).encode()
    yield "活动月历.ics", calendar_ics.ics(work, month)
    yield "活动统计.xlsx", calendar_workbook.xlsx(work, month.plus(-2))
    signed = next((one for one in queries.of_month(work, month.plus(-1)) if one.sign_up), None)
    if signed:
        yield "报名签到表.pdf", sign_list.pdf(work, signed.id)


def _asset_papers(desk: Desk, work: Work) -> Iterator[tuple[str, bytes]]:
    """The ledger's lists, a card, forms, labels and the stocktake."""
    from desk.books.assets import approvals, lending
    from desk.books.assets import queries as ledger
    from desk.books.assets.statistics import GroupBy
    from desk.reports.assets import (
        asset_list_pdf,
        asset_list_workbook,
        card,
        changes_pdf,
        changes_workbook,
        disposal,
        inspections_pdf,
        labels,
        loan_slip,
        loans_pdf,
        stocktake_pdf,
        stocktake_workbook,
    )
    from desk.reports.assets.label_sheets import LabelLayout

    things = ledger.page(work, ledger.AssetFilter())
    year = (work.today.replace(month=1, day=1), work.today)
    yield "资产清单-按分类.pdf", asset_list_pdf.pdf(work, GroupBy.CLASS, work.today)
    yield "资产清单-按功能区.xlsx", asset_list_workbook.xlsx(work, GroupBy.ZONE, work.today)
    yield "资产变动表.pdf", changes_pdf.pdf(work, *year)
    yield "资产变动表.xlsx", changes_workbook.xlsx(work, *year)
    yield "资产卡片.pdf", card.pdf(work, things[4].id, desk.files)
    yield "资产标签-A4.pdf", labels.pdf(work, things, LabelLayout.A4_21)
    yield "资产标签-卷纸.pdf", labels.pdf(work, things, LabelLayout.ROLL_50)
    yield "外借资产清单.pdf", loans_pdf.pdf(work)
    yield "资产借用单.pdf", loan_slip.pdf(work, lending.open_loans(work)[0])
    yield "待检清单.pdf", inspections_pdf.pdf(work)
    yield "资产处置申请表.pdf", disposal.pdf(work, approvals.waiting(work)[0].id)
    yield "资产盘点报告.pdf", stocktake_pdf.pdf(work, 1)
    yield "资产盘点报告.xlsx", stocktake_workbook.xlsx(work, 1)


def _last_busy_day(desk: Desk, today: date) -> date:
    with desk.read() as work:
        for back in range(1, 15):
            day = today - timedelta(days=back)
            if statistics.of_days(work, day, day).cases:
                return day
    return today
