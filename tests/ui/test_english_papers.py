"""A clerk who reads the window in English hands in, exports and pastes what the district and the residents read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from desk.books import submissions
from desk.books.activities import publishing, transitions
from desk.books.cases import CaseState, case_queries
from desk.books.cases.case_queries import CaseFilter
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.period import named_period
from desk.core.words import _, speak
from desk.demo.tour import Hands
from desk.reports import recovery_sheet
from desk.reports.cases import decline_notice, details_workbook
from desk.reports.figures import month_workbook
from desk.reports.kit.declaration import Format
from desk.services import report_submission
from desk.ui.activities.publication import PublishingPage
from desk.ui.widgets import papers
from tests.conftest import MORNING
from tests.support.calendar_tab import add, free_day, page, tab_of
from tests.support.pdf_text import words_of
from tests.support.tabs import desk_of


@pytest.fixture
def english(manager: Hands) -> Iterator[Hands]:
    speak("en")
    assert _("Save") == "Save"
    yield manager
    speak("zh_CN")


Cells = dict[str, list[tuple[object, ...]]]


def cells(content: bytes) -> Cells:
    """Everything that a workbook tells a reader, sheet by sheet, but for the second in which it was made."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [row for row in sheet.iter_rows(values_only=True) if row[0] != "制表时间"]
        for sheet in book
        if sheet.title != "_figures"
    }


def test_the_month_is_handed_in_in_chinese(english: Hands) -> None:
    desk = desk_of(english)
    month = Month.of(desk.clock.today()).previous
    report = report_submission.hand_in(desk, named_period(month.name))
    with desk.read() as work:
        sent, files = submissions.file_of(work, report.id), submissions.files_of(work, report.id)
        speak("zh_CN")
        assert {"封面", "汇总表"} <= cells(sent).keys()
        assert cells(sent) == cells(month_workbook.xlsx(work, month))
    ours = [each.file_name for each in files if each.name in ("xlsx", "pdf")]
    assert len(ours) == 2 and all("月报" in name for name in ours), "the district's forms are called as it likes"


def test_the_details_are_exported_in_chinese(english: Hands, tmp_path: Path) -> None:
    span = (date(2020, 1, 1), desk_of(english).clock.today())
    with desk_of(english).read() as work:
        assert details_workbook.visits(work, *span, tmp_path / "details.xlsx") > 0
        speak("zh_CN")
        assert cells((tmp_path / "details.xlsx").read_bytes()) == cells(details_workbook.xlsx(work, *span))


def test_changes_are_pasted_in_chinese(english: Hands) -> None:
    id = add(english)
    month = Month.of(free_day(english))
    with desk_of(english).write() as work:
        transitions.approve(work, [id])
        publishing.record(work, month, "微信群", work.today)
        transitions.cancel(work, id, "台风")
    tab_of(english).go_to(month)
    page(english, PublishingPage).announce()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].startswith("【变更】") and "（台风）" in lines[1] and not any("sorry" in line for line in lines)


def test_the_recovery_sheet_is_in_chinese(english: Hands) -> None:
    assert "恢复密钥" in words_of(recovery_sheet.sheet("中心", "管理员", "-".join(["AAAA"] * 8), MORNING))


def test_a_paper_that_cannot_be_made_is_refused_in_the_language_of_the_window(english: Hands) -> None:
    with desk_of(english).read() as work:
        done = case_queries.page(work, CaseFilter(state=CaseState.DONE), limit=1)[0]
        with pytest.raises(Refused) as error:
            decline_notice.pdf(work, done.id)
    assert error.value.message == f"Case {done.number} is “Done”; this paper is not for it."


@pytest.mark.parametrize("wanted", [Format.PDF, Format.XLSX])
def test_the_name_of_a_paper_is_in_the_language_of_the_paper(english: Hands, wanted: Format) -> None:
    chinese = papers.name("roster", "2026-11")
    assert chinese == "坐班轮值表2026-11" and papers.file_name("roster", wanted, "2026-11") == chinese + wanted.suffix


def test_a_file_and_a_preview_are_offered_with_the_name_of_the_paper(
    english: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def ask(_parent: object, _title: str, where: str, *_rest: object) -> tuple[str, str]:
        offered.append(Path(where).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(ask))
    month = page(english, PublishingPage).board.month.name
    page(english, PublishingPage).save_xlsx()
    assert offered == [f"活动月历{month}.xlsx"]
