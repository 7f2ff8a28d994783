"""The papers of teams, read back: who is in them, and what they did in a month; telephones never in full."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from desk.books.teams.model import HalfDay
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support.pdf_text import pages_of, words_of
from tests.support.team_orders import did_order
from tests.support.teams import FIRST, SECOND, joined, two_teams


def made(work: Work, identifier: str, kind: Format = Format.PDF, **values: object) -> bytes:
    return registry.paper(identifier).make(work, kind, values, None)  # type: ignore[arg-type]


def test_the_list_names_each_team_with_its_people(desk: Desk) -> None:
    with desk.write() as work:
        first, second = two_teams(work)
        joined(work, first, telephone="13800001111", leads=True, times=((5, HalfDay.MORNING),), abilities="水电")
        joined(work, second, "东方朔月")
        text = words_of(made(work, "teams"))
        one_team = words_of(made(work, "teams", team=SECOND))
        sheet = load_workbook(io.BytesIO(made(work, "teams", Format.XLSX))).worksheets[0]
        with pytest.raises(Refused):
            made(work, "teams", team="没有的队")
    for wanted in (
        FIRST,
        "1人",
        "所属党支部：第一党支部",
        "欧阳明珠",
        "队长",
        "138****1111",
        "水电",
        "周六上午",
        "T0002",
    ):
        assert wanted in text, wanted
    assert "13800001111" not in text and FIRST not in one_team and "东方朔月" in one_team
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"T0001", "欧阳明珠", "138****1111", "队长"} <= cells


def test_the_month_of_each_team_has_a_page_with_sums(desk: Desk) -> None:
    with desk.write() as work:
        first, second = two_teams(work)
        member = joined(work, first, joined_on=date(2026, 1, 1))
        joined(work, second, "东方朔月")
        month = Month.of(work.today)
        did_order(work, first, member.id, work.today, 90)
        did_order(work, first, member.id, work.today, 1200, late=True)
        pdf = made(work, "team-month", month=month)
        book = load_workbook(io.BytesIO(made(work, "team-month", Format.XLSX, month=month)))
    pages = pages_of(pdf)
    assert len(pages) == 2
    text = "".join(pages[0].split())
    for wanted in (f"{FIRST}月报", "接单（件）2", "办结（件）2", "其中按时1", "1,290", "欧**珠"):
        assert wanted in text, (wanted, text)
    assert "欧阳明珠" not in text and f"{SECOND}月报" in "".join(pages[1].split())
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]
    assert rows[0] == [FIRST, "第一党支部", 1, 2, 2, 1, 1290]
    assert ("period", month.name) in book["_figures"].iter_rows(values_only=True)


def test_a_centre_without_teams_gets_a_paper_that_says_so(desk: Desk) -> None:
    with desk.read() as work:
        assert "还没有队伍" in words_of(made(work, "teams"))
        assert "还没有队伍" in words_of(made(work, "team-month", month=Month.of(work.today)))
