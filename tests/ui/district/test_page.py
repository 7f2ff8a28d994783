"""区级汇总: a folder read, lights as they come, keys trusted and centres listed, with the keys alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.books.district import listing, queries, report
from desk.books.district.model import Light, Trouble
from desk.books.district.ranking import Basis
from desk.core.period import Period, PeriodKind
from desk.demo.tour import Hands
from desk.services.session import Desk
from desk.ui.district.centre_form import CentreForm, KeyFiguresForm
from desk.ui.district.file_window import FileWindow
from desk.ui.district.page import DistrictPage
from desk.ui.district.rows import DistrictView, total_columns, total_rows
from tests.support import district
from tests.support.district import SentCentre
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach, told

Key = Qt.Key


def shown(manager: Hands, qtbot: QtBot) -> DistrictPage:
    """The page with the last month of which something is kept."""
    page = reach(manager, DistrictPage)
    with desk_of(manager).read() as work:
        kept = report.period_of(report.newest(work))
    page.go_to(kept)
    wait(page, qtbot)
    return page


def wait(page: DistrictPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: not page.answer.is_counting and page.report is not None and page.report.period == page.period,
        timeout=20_000,
    )


def read(page: DistrictPage, folder: Path, qtbot: QtBot) -> None:
    """F2 with a folder, until the lights are there."""
    job = page.take_in(folder)
    with qtbot.waitSignal(job.finished, timeout=60_000):
        pass
    qtbot.waitUntil(lambda: page.report is not None and any(each.judged for each in page.report.files), timeout=20_000)
    wait(page, qtbot)
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)


def listed(desk: Desk, many: int) -> list[SentCentre]:
    """Further centres on the list, without keys."""
    made = district.centres(many)
    with desk.write() as work:
        district.enlist(work, made, keys=False)
    return made


def write(folder: Path, of: SentCentre, period: Period) -> None:
    folder.mkdir(exist_ok=True)
    district.write(folder / of.file_name, of.sheet(period).rows)


def test_only_who_merges_sees_the_page(clerk: Hands) -> None:
    work = clerk.window.work
    assert work is not None
    kinds = [kind for tab in work.declared for kind in tab.load().places(desk_of(clerk).actor)]
    assert DistrictPage not in kinds


def test_the_demo_shows_lights_totals_and_rankings(manager: Hands, qtbot: QtBot) -> None:
    page = shown(manager, qtbot)
    assert page.report is not None and page.report.period.last < desk_of(manager).clock.today()
    assert "完整率" in page.about.text() and "及时率" in page.about.text()
    lights = [row.light for row in page.files.model.rows]
    assert {"绿灯", "黄灯", "未报送"} <= set(lights)
    assert lights.index("未报送") < lights.index("绿灯"), "what wants somebody to act stands first"
    manager.press(Key.Key_F6)
    assert page.view.value is DistrictView.TOTALS and page.totals.model.rows[0].merged.figure.code == "visits"
    again = replace(page.report, figures_before={each.figure.code: each for each in page.report.figures})
    value, before = (column.says(total_rows(again)[0]) for column in total_columns()[1:3])
    assert value == before and value.endswith("人次")
    manager.press(Key.Key_F6)
    assert page.view.value is DistrictView.RANKINGS
    places = [row.row.place for row in page.rankings.model.rows if row.table.likeness == "镇区"]
    assert places[0] == 1


def test_a_folder_is_read_and_a_light_stands_for_each_file(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(manager, qtbot)
    made = listed(desk_of(manager), 3)
    folder = tmp_path / "报表"
    for each in made:
        write(folder, each, page.period)
    (folder / "说明.txt").write_text("见附件", "utf-8")
    seen: list[str] = []
    page.file_judged.connect(lambda judged: seen.append(judged.file.name))
    read(page, folder, qtbot)
    assert sorted(seen) == sorted([each.file_name for each in made] + ["说明.txt"])
    by_name = {row.name: row for row in page.files.model.rows if row.line}
    assert by_name["说明.txt"].light == "红灯" and "不是.xlsx表格" in by_name["说明.txt"].remark
    assert all(by_name[each.file_name].light == "黄灯" for each in made), "no key is listed yet"
    assert told(manager) == "已读取4个文件：红灯 1　黄灯 3", "what has to be sent again first"
    page.papers.copy_receipts()
    told_back = {line.partition("2026年")[0]: line for line in QApplication.clipboard().text().splitlines()}
    assert all("公钥" not in told_back[each.name] for each in made), "to list a key is the district's own work"


def test_a_key_is_trusted_once_and_the_light_is_green(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(manager, qtbot)
    made = listed(desk_of(manager), 1)[0]
    write(tmp_path / "报表", made, page.period)
    read(page, tmp_path / "报表", qtbot)
    page.files.choose(made.file_name)
    page.files.enter()
    manager.press(Key.Key_T)
    wait(page, qtbot)
    assert told(manager) == "已登记1个公钥。"
    row = next(row for row in page.files.model.rows if row.name == made.file_name)
    assert row.light == "绿灯"
    with desk_of(manager).read() as work:
        centre = next(each for each in queries.centres(work) if each.code == made.code)
        assert listing.entered_of(centre).public_key == made.sheet().public_key


def test_a_centre_that_is_not_listed_is_put_on_the_list(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(manager, qtbot)
    made = district.centres(1)[0]
    write(tmp_path / "报表", made, page.period)
    read(page, tmp_path / "报表", qtbot)
    page.files.choose(made.file_name)
    page.files.enter()

    def put() -> None:
        window = dialog(FileWindow)
        assert "名单中没有编码或名称为" in window.text.text()
        QApplication.setActiveWindow(window)
        manager.press(Key.Key_L)

    in_dialog(put)
    manager.press(Key.Key_Return)
    wait(page, qtbot)
    row = next(row for row in page.files.model.rows if row.name == made.file_name)
    assert row.centre is not None and row.centre.population == made.population
    assert row.line is not None and [each.trouble for each in row.line.reasons] == [Trouble.KEY_UNKNOWN]


def test_what_a_centre_is_told_is_copied(manager: Hands, qtbot: QtBot) -> None:
    page = shown(manager, qtbot)
    silent = next(row for row in page.files.model.rows if row.line is None)
    page.files.choose(silent.id)
    page.files.enter()

    def copy() -> None:
        window = dialog(FileWindow)
        QApplication.setActiveWindow(window)
        manager.press(Key.Key_C)
        window.accept()

    in_dialog(copy)
    manager.press(Key.Key_Return)
    assert silent.centre is not None
    assert QApplication.clipboard().text() == f"{silent.centre.name}{page.period.label}：尚未报送，请尽快报送。"


def test_all_receipts_are_copied_a_line_a_centre(manager: Hands, qtbot: QtBot) -> None:
    page = shown(manager, qtbot)
    page.papers.copy_receipts()
    assert page.report is not None
    assert len(QApplication.clipboard().text().splitlines()) == len(page.report.centres)


def test_a_centre_is_added_and_what_is_wrong_is_said(manager: Hands, qtbot: QtBot) -> None:
    page = shown(manager, qtbot)

    def fill() -> None:
        form = dialog(CentreForm)
        form.code.setText("编码")
        form.public_key.setText("abc")
        form.try_it()
        assert "由数字、字母" in form.fields["code"].problem
        assert "44个字符" in form.fields["public_key"].problem and form.code.text() == "编码"
        form.code.setText("35059999")
        form.name.setText("新城邻里中心")
        form.public_key.clear()
        form.try_it()

    in_dialog(fill)
    manager.press(Key.Key_F7)
    wait(page, qtbot)
    assert "新城邻里中心" in [each.name for each in page.centres.model.rows]


def test_other_figures_are_ranked(manager: Hands, qtbot: QtBot) -> None:
    page = shown(manager, qtbot)

    def tick() -> None:
        form = dialog(KeyFiguresForm)
        for at in range(form.figures.count()):
            form.figures.item(at).setCheckState(Qt.CheckState.Unchecked)
        form.try_it()
        assert form.isVisible() and "请勾选" in form.fields["figures"].problem
        form.figures.item(0).setCheckState(Qt.CheckState.Checked)
        form.try_it()

    in_dialog(tick)
    page.choose_figures()
    wait(page, qtbot)
    assert [page.ranked.itemText(at) for at in range(page.ranked.count())] == ["来访　每千人", "来访　每开放小时"]
    assert page.ranked.value == ("visits", Basis.RESIDENTS)


def test_a_month_that_is_not_over_is_not_merged(manager: Hands, qtbot: QtBot) -> None:
    page = shown(manager, qtbot)
    page.go_to(Period.around(PeriodKind.MONTH, desk_of(manager).clock.today()))
    manager.press(Key.Key_F2)
    assert told(manager).endswith("尚未结束。")


def test_a_quarter_is_merged_by_itself(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(manager, qtbot)
    made = listed(desk_of(manager), 1)[0]
    page.kind.choose("quarter")
    wait(page, qtbot)
    assert page.period.kind is PeriodKind.QUARTER and not page.files.model.rows
    write(tmp_path / "报表", made, page.period)
    read(page, tmp_path / "报表", qtbot)
    with desk_of(manager).read() as work:
        assert report.of_name(work, page.period.name.lower()).delivery.came == 1
    assert [row.line.light for row in page.files.model.rows if row.line] == [Light.YELLOW]


@pytest.mark.parametrize("many", [0, 3])
def test_a_stopped_reading_keeps_nothing(manager: Hands, qtbot: QtBot, tmp_path: Path, many: int) -> None:
    page = shown(manager, qtbot)
    made = listed(desk_of(manager), 6)
    for each in made:
        write(tmp_path / "报表", each, page.period)
    seen: list[object] = []
    page.file_judged.connect(seen.append)
    job = page.take_in(tmp_path / "报表")
    if many:
        qtbot.waitUntil(lambda: len(seen) >= many or job.isFinished())
    with qtbot.waitSignal(job.finished, timeout=30_000):
        job.cancel()
    with desk_of(manager).read() as work:
        kept = {each.centre.code for each in queries.returns(work, page.period)}
    assert kept.isdisjoint({each.code for each in made}) or len(seen) == len(made)


def test_lights_of_files_that_are_not_kept_do_not_stay(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    """The period turns out to be none that is merged once all files are read."""
    page = shown(manager, qtbot)
    for each in listed(desk_of(manager), 6):
        write(tmp_path / "报表", each, page.period)
    page.go_to(Period.around(PeriodKind.MONTH, desk_of(manager).clock.today()))
    page.file_judged.connect(page._show_lights)  # at once: six files may be read before the lights are due
    most: list[int] = []
    page.files.model.modelReset.connect(lambda: most.append(len([row for row in page.files.model.rows if row.line])))
    page.take_in(tmp_path / "报表")
    qtbot.waitUntil(lambda: told(manager).endswith("尚未结束。"), timeout=30_000)
    assert max(most) > 0, "they were seen as they came"
    qtbot.waitUntil(lambda: not [row for row in page.files.model.rows if row.line], timeout=10_000)


def test_the_day_on_which_files_came_is_typed(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(manager, qtbot)
    made = listed(desk_of(manager), 1)[0]
    write(tmp_path / "报表", made, page.period)
    day = page.period.plus(1).first.replace(day=4)
    page.received.show_day(day)
    read(page, tmp_path / "报表", qtbot)
    with desk_of(manager).read() as work:
        assert {each.centre.code: each.received_on for each in queries.returns(work, page.period)}[made.code] == day


def test_in_a_narrow_window_all_that_is_chosen_from_stays_in_sight(manager: Hands, qtbot: QtBot) -> None:
    """The views stand in one row, the rankings below them, and the day of receipt is where it was."""
    page = shown(manager, qtbot)
    manager.window.resize(800, 430)
    page.view.choose(DistrictView.RANKINGS)
    qtbot.waitUntil(lambda: page.ranked.isVisible() and page.width() < 800)
    for part in (page.view, page.ranked, page.received):
        assert part.isVisible() and part.height() < 2 * page.kind.height(), type(part)
        assert page.rect().contains(QRect(part.mapTo(page, QPoint()), part.size())), type(part)
    page.go_to(page.period.plus(-12))
    wait(page, qtbot)
    assert page.ranked.isHidden(), "there is nothing to choose from"


def test_totals_are_said_with_their_unit_as_everywhere(manager: Hands, qtbot: QtBot) -> None:
    page = shown(manager, qtbot)
    words = {row.merged.figure.code: row.value for row in page.totals.model.rows}
    assert words["visits"].endswith("人次") and words["in_time_percent"].endswith("%")
    assert not any(" " in said for said in words.values())
