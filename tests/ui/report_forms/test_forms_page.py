"""The page 区级表样: a file is chosen, told what is wrong with it, kept, filled in, saved, replaced, put out of use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk.books.report_forms import keeping, queries
from desk.books.report_forms.model import FormChoice
from desk.core.period import PeriodKind
from desk.services.session import Desk
from desk.ui.report_forms.code_chooser import CodeChooser
from desk.ui.report_forms.edit_form import EditReportForm
from desk.ui.report_forms.filled_form import FilledFormDialog
from desk.ui.report_forms.page import FormsPage
from desk.ui.widgets.jobs import Job
from tests.support.points_page import answered, in_sight, press
from tests.support.report_forms import cells, document, paragraph
from tests.ui.conftest import say_yes

CHOICE = FormChoice("街道月报", frozenset((PeriodKind.MONTH, PeriodKind.YEAR)))


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def page(desk: Desk, told: list[str], dressed: QApplication, qtbot: QtBot) -> Iterator[FormsPage]:
    made = FormsPage(desk)
    qtbot.addWidget(made)
    in_sight(made, told)
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    yield made


@pytest.fixture
def kept(desk: Desk, page: FormsPage) -> int:
    with desk.write() as work:
        form = cells("{{period}}", "{{visits}}", "{{waiting_minutes}}")
        id = keeping.add(work, CHOICE, "月报.xlsx", form)
        keeping.add(work, replace(CHOICE, name="旧表"), "旧表.docx", document(paragraph("{{visits}}")))
    page.load()
    page.list.enter()
    return id


def names(desk: Desk) -> list[str]:
    with desk.read() as work:
        return [form.name for form in queries.all_forms(work)]


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_about: (str(path), ""))


def test_a_file_is_chosen_and_kept(
    page: FormsPage, desk: Desk, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "街道月报表.xlsx"
    file.write_bytes(cells("{{visits}}", "共{{visits}}人次，{{cases@before}}件"))
    choosing(monkeypatch, file)

    def fill(form: EditReportForm) -> None:
        form.file.click()
        assert form.about.text() == "共3处占位符，取2项指标。" and form.name.text() == "街道月报表"
        form.boxes[PeriodKind.QUARTER].setChecked(True)
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    with answered(EditReportForm, fill) as said:
        press(Qt.Key.Key_F2)
    assert (said, told) == ([], ["已保存。"])
    chosen = page.list.current()
    assert chosen and (chosen.name, list(chosen.kinds)) == ("街道月报表", ["month", "quarter"])


def test_wrong_codes_are_named_beside_the_file_and_nothing_typed_is_lost(
    page: FormsPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(cells("{{visit}}"))
    choosing(monkeypatch, file)

    def fill(form: EditReportForm) -> None:
        form.name.setText("区月报")
        form.ok.click()
        assert form.fields["file"].problem == "请选择区里下发的文件。"
        form.file.click()
        wrong = "汇总!A1：没有指标“visit”，是否应为visits（来访）？"
        assert form.fields["file"].problem == wrong
        form.ok.click()
        assert form.fields["file"].problem == wrong and form.name.text() == "区月报" and form.isVisible()
        file.write_bytes(cells("{{visits}}"))
        form.file.click()
        assert not form.fields["file"].problem
        form.ok.click()

    with answered(EditReportForm, fill):
        press(Qt.Key.Key_F2)
    assert names(desk) == ["区月报"]


def test_a_form_gets_another_name_and_a_newer_file_at_once(
    page: FormsPage, desk: Desk, kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "新版.docx"
    file.write_bytes(document(paragraph("{{period}}接待{{visits}}人次")))
    choosing(monkeypatch, file)

    def fill(form: EditReportForm) -> None:
        assert form.file.text() == "月报.xlsx"
        form.name.setText("街道月报（新）")
        form.file.click()
        form.ok.click()

    with answered(EditReportForm, fill) as said:
        press(Qt.Key.Key_F4)
    with desk.read() as work:
        form = queries.find(work, kept)
    assert not said and (form.name, form.file_name, form.codes) == ("街道月报（新）", "新版.docx", ["period", "visits"])


def test_a_form_is_shown_filled_in_and_saved(
    page: FormsPage, desk: Desk, kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with desk.read() as work:
        dialog = FilledFormDialog(page, desk, queries.find(work, kept))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.filled is not None)
    assert dialog.period.period.name == "2026-10", "the last month that is over"
    shown = [(place.where, place.title, place.value) for place in dialog.list.model.rows]
    assert shown == [("汇总!A1", "统计期间", "2026年10月"), ("汇总!A2", "来访", "0"), ("汇总!A3", "平均等候", "—")]
    assert dialog.about.text() == "有1处本期没有数据，单元格留空。"
    dialog.kind.choose(PeriodKind.YEAR)
    assert not dialog.save_button.isEnabled()
    qtbot.waitUntil(lambda: bool(dialog.list.model.rows) and dialog.list.model.rows[0].value == "2025年")
    file = tmp_path / "街道月报2025.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_about: (str(file), ""))
    qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.about.text() == f"已保存：{file}")
    sheet = load_workbook(file)["汇总"]
    assert [sheet[f"A{row}"].value for row in (1, 2, 3)] == ["2025年", 0, None]


def test_enter_opens_the_form_filled_in(page: FormsPage, kept: int, qtbot: QtBot) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FilledFormDialog)
        qtbot.waitUntil(lambda: dialog.filled is not None)
        seen.append(dialog.list.model.rows[0].where)
        dialog.reject()

    QTimer.singleShot(0, look)
    press(Qt.Key.Key_Return)
    assert seen == ["汇总!A1"]


def test_it_can_be_closed_while_the_form_is_still_filled_in(
    page: FormsPage, desk: Desk, kept: int, qtbot: QtBot
) -> None:
    """A thread that ended with its dialog would end the program."""
    with desk.read() as work:
        form = queries.find(work, kept)
    for _time in range(3):
        dialog = FilledFormDialog(page, desk, form)
        dialog.show()
        qtbot.waitUntil(lambda shown=dialog: bool(shown.findChildren(Job)) or shown.filled is not None)  # type: ignore[misc]
        dialog.reject()
        dialog.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not page.findChildren(Job))
    page.list.choose(kept)
    chosen = page.list.current()
    assert page.isVisible() and chosen is not None and chosen.id == kept, "one goes on working"


def test_a_form_is_put_out_of_use_and_used_again(page: FormsPage, desk: Desk, kept: int, told: list[str]) -> None:
    asked: list[str] = []
    page.list.choose(kept)
    say_yes(asked)
    page.retire()
    assert asked == ["停用表样“街道月报”？已上报的报表不受影响。"] and told == ["表样“街道月报”已停用。"]
    with desk.read() as work:
        assert [form.name for form in queries.of_kind(work, PeriodKind.MONTH)] == ["旧表"]
    page.list.choose(kept)
    page.bring_back()
    assert told[-1] == "表样“街道月报”已恢复使用。"
    with desk.read() as work:
        assert len(queries.of_kind(work, PeriodKind.MONTH)) == 2


def test_the_placeholder_of_a_figure_is_found_and_copied(page: FormsPage, desk: Desk, qtbot: QtBot) -> None:
    dialog = CodeChooser(page, desk)
    qtbot.addWidget(dialog)
    dialog.search.setText("按时办结率")
    row = next(each for each in dialog.list.model.rows if each.code == "in_time_percent")
    dialog.list.choose(row.code)
    dialog.of.choose("before")
    dialog.part.choose("denominator")
    assert dialog.about.text() == "占位符：{{in_time_percent@before@denominator}}"
    dialog.copy_button.click()
    assert QApplication.clipboard().text() == "{{in_time_percent@before@denominator}}"
    dialog.search.setText("中心名称")
    assert dialog.about.text() == "占位符：{{centre}}" and not dialog.of.isEnabled() and not dialog.part.isEnabled()
    dialog.copy_button.click()
    assert QApplication.clipboard().text() == "{{centre}}"
    dialog.search.setText("没有这个")
    assert not dialog.copy_button.isEnabled() and dialog.about.text() == ""


def test_the_sample_form_is_saved(
    page: FormsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, told: list[str]
) -> None:
    file = tmp_path / "样表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_about: (str(file), ""))
    page.save_sample()
    qtbot.waitUntil(lambda: told == [f"已保存：{file}"])
    assert "{{visits}}" in [cell.value for cell in load_workbook(file)["样表"]["C"]]
