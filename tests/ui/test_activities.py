"""The activity calendar, as a clerk and a leader use it: real window, keys, real book."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from desk.books import centre, residents
from desk.books.activities import kept, planning, publishing, results, signing, states
from desk.books.activities.kept import Month, month_of
from desk.books.activities.terms import Kind, Plan, State
from desk.demo import Hands
from desk.errors import Refused
from desk.session import Desk
from desk.ui.activities.grid import carrying, chip_rect
from desk.ui.activities.listing import ListPage
from desk.ui.activities.month import MonthPage
from desk.ui.activities.page import Page
from desk.ui.activities.publishing import PublishingPage, Record
from desk.ui.activities.tab import ActivitiesTab
from desk.ui.activities.week import WeekPage
from desk.ui.activities.window import ActivityWindow
from desk.ui.widgets.asking import AskTexts
from tests.people import person
from tests.ui.conftest import say_yes
from tests.ui.rostering import dialog, in_dialog, strip


def tab_of(hands: Hands) -> ActivitiesTab:
    hands.window.go_to(4)
    assert hands.window.work is not None
    tab = hands.window.work.page(4)
    assert isinstance(tab, ActivitiesTab)
    return tab


def desk_of(hands: Hands) -> Desk:
    assert hands.window.work is not None
    return hands.window.work.desk


def page(hands: Hands, kind: type[Page]) -> Any:
    return tab_of(hands).open(kind)


def free_day(hands: Hands) -> date:
    """A day of the month after next, where the demo has planned nothing."""
    return month_of(desk_of(hands).clock.today()).plus(2).first + timedelta(days=9)


def add(hands: Hands, title: str = "健身操", **more: Any) -> int:
    with desk_of(hands).write() as work:
        venue = centre.all_venues(work)[2].id
        plan = Plan(title, Kind.HEALTH, more.pop("day", free_day(hands)), 540, 600, venue, **more)
        return planning.add(work, plan)


def found(hands: Hands, id: int) -> kept.Activity:
    with desk_of(hands).read() as work:
        return kept.find(work, id)


def test_a_new_activity_from_an_idea_with_the_keyboard(clerk: Hands) -> None:
    tab = tab_of(clerk)
    tab.go_to(month_of(free_day(clerk)))
    grid = page(clerk, MonthPage).grid
    grid.setFocus()
    for _day in range(9):
        QTest.keyClick(grid, Qt.Key.Key_Right)

    def fill() -> None:
        window = dialog(ActivityWindow)
        QApplication.setActiveWindow(window)
        QTest.keyClicks(window.form.title, "fcch")
        QTest.keyClick(window.form.title, Qt.Key.Key_Return)
        assert window.form.title.text() == "风车彩绘DIY"
        assert window.form.ends.text() == "10:30" and window.form.sign_up.isChecked()
        QTest.keyClick(window.form.title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not window.isVisible(), window.form.concerns.text()

    in_dialog(fill)
    QTest.keyClick(grid, Qt.Key.Key_F2)
    there = tab.board.on(free_day(clerk))
    assert [(one.title, one.state, one.responsible) for one in there] == [("风车彩绘DIY", State.DRAFT, "林小芳")]
    assert "已保存" in strip(clerk)


def test_a_double_click_on_a_day_begins_a_new_one_and_on_an_activity_opens_it(manager: Hands) -> None:
    id = add(manager)
    tab = tab_of(manager)
    tab.go_to(month_of(free_day(manager)))
    grid = page(manager, MonthPage).grid
    area = grid.visualRect(grid.month.index_of(free_day(manager)))
    seen: list[str] = []
    for point in (chip_rect(area, 0).center(), area.bottomRight() - QPoint(8, 8)):
        in_dialog(lambda: (seen.append(dialog(ActivityWindow).head.text()), dialog(ActivityWindow).done(0)))
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert seen == ["医 健身操", "新增活动"] and id


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(clerk: Hands) -> None:
    tab_of(clerk)

    def fill() -> None:
        window = dialog(ActivityWindow)
        window.form.title.setText("长" * 500)
        window.form.begins.setText("14:00")
        window.form.ends.setText("13:00")
        window.form.capacity.setText("0")
        assert not window.save()
        assert "40" in window.form.fields["title"].problem
        assert "两天" in window.form.fields["ends"].problem
        assert "名额" in window.form.fields["capacity"].problem
        assert len(window.form.title.text()) == 500
        window.form.capacity.setText("很多")
        assert not window.save()
        assert "很多" in window.form.fields["capacity"].problem
        window._typed = window._now_typed()
        window.reject()

    in_dialog(fill)
    tab_of(clerk).new_activity(free_day(clerk))
    with desk_of(clerk).read() as work:
        assert not kept.of_month(work, month_of(free_day(clerk)))


def test_a_taken_venue_and_other_concerns_show_while_typing(clerk: Hands) -> None:
    add(clerk, "书法公益课")
    window = ActivityWindow(desk_of(clerk), clerk.window, 0, free_day(clerk), 570)
    with desk_of(clerk).read() as work:
        window.form.venue.choose(centre.all_venues(work)[2].id)
    window.form.title.setText("八段锦")
    window.form._check()
    assert "书法公益课" in window.form.concerns.text()
    assert not window.save()
    assert "书法公益课" in window.form.fields["venue_id"].problem


def test_drag_and_cut_and_paste_move_an_activity(manager: Hands) -> None:
    id = add(manager)
    tab = tab_of(manager)
    tab.go_to(month_of(free_day(manager)))
    month = page(manager, MonthPage)
    grid, target = month.grid, free_day(manager) + timedelta(days=2)
    area = grid.visualRect(grid.month.index_of(free_day(manager)))
    shown = grid.activity_at(chip_rect(area, 0).center())
    assert shown is not None and shown.id == id
    at = grid.visualRect(grid.month.index_of(target)).center()
    content = carrying(id)
    drop = QDropEvent(
        QPointF(at), Qt.DropAction.MoveAction, content, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop,
    )  # fmt: skip
    grid.dropEvent(drop)
    assert found(manager, id).day == target
    assert "已改到" in strip(manager)
    month.choose(target)
    month.take()
    month.choose(target + timedelta(days=1))
    month.put()
    assert found(manager, id).day == target + timedelta(days=1)


def test_a_move_onto_a_booking_is_refused_and_changes_nothing(manager: Hands) -> None:
    first, second = add(manager), add(manager, "八段锦", day=free_day(manager) + timedelta(days=1))
    tab = tab_of(manager)
    tab.go_to(month_of(free_day(manager)))
    assert not page(manager, MonthPage).move_to(second, found(manager, first).day)
    assert "健身操" in strip(manager)
    assert found(manager, second).day == free_day(manager) + timedelta(days=1)


def test_clerks_cannot_approve_and_leaders_can(clerk: Hands) -> None:
    window = ActivityWindow(desk_of(clerk), clerk.window, add(clerk))
    assert [made.text() for made in window._acts] == ["删除草稿", "重复…", "保存（Ctrl+Enter）"]


def test_through_the_states_in_the_window(manager: Hands) -> None:
    id = add(manager)
    window = ActivityWindow(desk_of(manager), manager.window, id)
    window.approve()
    assert found(manager, id).state is State.APPROVED
    window.form.audience.setText("中老年居民")
    window.approve()
    assert "先保存" in window.words.text()
    window.form.audience.setText("")
    in_dialog(lambda: (dialog(AskTexts).lines["reason"].setText("台风"), dialog(AskTexts).try_it()))
    window.cancel()
    assert found(manager, id).state is State.CANCELLED
    assert "台风" in window.history.item(2).text()
    assert not window.form.isEnabled()


def test_two_people_editing_are_told_and_nothing_is_lost(manager: Hands) -> None:
    id = add(manager)
    window = ActivityWindow(desk_of(manager), manager.window, id)
    base = found(manager, id)
    with desk_of(manager).write() as work:
        planning.edit(work, id, Plan(**{**base.plan.__dict__, "title": "八段锦", "audience": "老人"}), base)
    window.form.title.setText("太极拳")
    assert not window.save()
    assert "管理员" in window.words.text() and "活动名称" in window.words.text()
    assert (window.form.title.text(), window.form.audience.text()) == ("太极拳", "老人")
    assert window.save()
    assert (found(manager, id).title, found(manager, id).audience) == ("太极拳", "老人")


def test_repeating_by_rule_with_an_exception(manager: Hands) -> None:
    from desk.ui.activities.repeating import Repeat

    day = free_day(manager)
    plan = Plan("健身操", Kind.HEALTH, day, 540, 600, None, "村口广场")
    asked = Repeat(manager.window, desk_of(manager), plan, skip_first=False)
    asked.until.setText(f"{day + timedelta(days=21)}")
    assert asked.list.count() == 4
    asked.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    asked.try_it()
    assert [found(manager, id).day for id in asked.placed.ids] == [day + timedelta(days=n) for n in (0, 14, 21)]
    asked.until.setText("")
    assert "截止" in asked.list.item(0).text()
    window = ActivityWindow(desk_of(manager), manager.window, asked.placed.ids[1])
    assert "每周" in window.state.text()
    say_yes([])
    window.remove_rest()
    with desk_of(manager).read() as work:
        left = kept.between(work, day, day + timedelta(days=30))
    assert [one.id for one in left if one.title == "健身操"] == [asked.placed.ids[0]]


def test_signing_up_with_a_waiting_list_and_attendance(clerk: Hands) -> None:
    id = add(clerk, sign_up=True, capacity=1, responsible_id=0)
    with desk_of(clerk).write() as work:
        people = [residents.add(work, person(name, serial=700 + n)).id for n, name in enumerate(("欧阳一", "欧阳二"))]
        child = residents.add(work, person("欧阳小", date(2018, 5, 1), 710)).id
    window = ActivityWindow(desk_of(clerk), clerk.window, id)
    panel = window.sign_up_panel
    window.show()
    window.pages.setCurrentIndex(1)
    QTest.keyClicks(panel.search, "oyy")
    assert any(hit.words.startswith("欧阳一") for hit in panel.search.hits)
    panel._take(people[0])
    panel._take(people[1])
    assert "候补第 1 位" in panel.words.text()
    assert "138****5678" in panel.list.item(0).text() and "13800005678" not in panel.list.item(0).text()

    def guard() -> None:
        from desk.ui.activities.signing import Guardian

        asked = dialog(Guardian)
        asked.try_it()
        assert "14" in asked.fields["guardian"].problem
        asked.guardian.setText("欧阳一")
        asked.telephone.setText("13800005678")
        asked.try_it()

    in_dialog(guard)
    panel._take(child)
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert "欧阳二 13800005678" in panel.words.text()
    with desk_of(clerk).read() as work:
        assert work.rows("SELECT purpose FROM lookups WHERE resident_id = ?", people[1]) == [("候补转正通知",)]
    say_yes([])
    panel.show_telephones()
    assert "13800005678" in panel.list.item(0).text()
    assert [(one.name, one.standing.value) for one in panel.people] == [("欧阳二", "confirmed"), ("欧阳小", "waiting")]
    assert not panel.tick.isEnabled()
    window.close()


def test_a_result_makes_it_held_and_photos_stay_with_it(manager: Hands, tmp_path: Path) -> None:
    desk = desk_of(manager)
    id = add(manager, day=desk.clock.today())
    with desk.write() as work:
        states.approve(work, [id])
    window = ActivityWindow(desk, manager.window, id)
    panel = window.result_panel
    panel.people.setText("12")
    panel.levels[0].setText("13")
    assert not panel.save()
    assert panel.fields["summary"].problem and panel.fields["satisfaction"].problem
    panel.summary.setPlainText("跟学一小时。")
    panel.levels[0].setText("9")
    panel.cost.setText("88.5")
    assert panel.save()
    assert found(manager, id).state is State.HELD
    assert "100.0%" in panel.about.text()
    for name in ("合影.png", "不是.png"):
        (tmp_path / name).write_bytes(b"nothing")
    Image.effect_noise((900, 600), 50).save(tmp_path / "合影.png")
    panel.gallery.add([tmp_path / "合影.png", tmp_path / "不是.png"])
    assert panel.gallery.list.count() == 1 and "不是.png" in panel.words.text()
    panel.gallery.list.setCurrentRow(0)
    file = panel.gallery.photos[0].file
    say_yes([])
    panel.gallery.remove()
    assert panel.gallery.photos == [] and not desk.files.path(file).exists()


def test_the_month_goes_out_from_its_page(manager: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(manager)
    month = month_of(free_day(manager))
    tab = tab_of(manager)
    tab.go_to(month)
    out = page(manager, PublishingPage)
    assert "尚未审定" in out.open_points.item(0).text()
    out.approve_all()
    assert not out.approve_button.isVisible()
    Image.effect_noise((900, 600), 50).save(tmp_path / "公示栏.png")
    in_dialog(lambda: (dialog(Record).take_photo(tmp_path / "公示栏.png"), dialog(Record).try_it()))
    out.record()
    with desk_of(manager).read() as work:
        [gone] = publishing.published(work, month)
        assert gone.channel == "微信公众号" and manager.window.desk and manager.window.desk.files.get(gone.photo)
    assert "√ 微信公众号" in out.channels.item(0).text()
    out.copy_text()
    assert "健身操" in QApplication.clipboard().text()
    for ending, save in (("ics", out.save_ics), ("xlsx", out.save_xlsx)):
        target = tmp_path / f"月历.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, target=target, **_k: (str(target), ""))
        save()
        assert target.stat().st_size > 300


def test_changes_are_announced_from_the_page(manager: Hands) -> None:
    id = add(manager)
    month = month_of(free_day(manager))
    with desk_of(manager).write() as work:
        states.approve(work, [id])
        publishing.record(work, month, "微信群", work.today) if (month.first - work.today).days <= 100 else None
        states.cancel(work, id, "台风")
    tab_of(manager).go_to(month)
    out = page(manager, PublishingPage)
    assert "台风" in out.news.item(0).text()
    out.announce()
    assert "【变更】" in QApplication.clipboard().text() and "台风" in QApplication.clipboard().text()
    assert not out.announce_button.isEnabled()


def test_week_and_list_open_what_they_show(clerk: Hands) -> None:
    id = add(clerk, "只此一场")
    tab = tab_of(clerk)
    tab.go_to(month_of(free_day(clerk)))
    tab.board.day = free_day(clerk)
    week = page(clerk, WeekPage)
    assert [one.id for one, _area in week.view.blocks()] == [id]
    opened: list[int] = []
    week.opened.disconnect()
    week.opened.connect(opened.append)
    QTest.keyClick(week.view, Qt.Key.Key_Return)
    assert opened == [id]
    listing = page(clerk, ListPage)
    listing.search.setText("zcyc")
    assert [one.id for one in listing.list.model.rows] == [id]


def test_last_months_activities_are_copied(manager: Hands) -> None:
    tab = tab_of(manager)
    target = month_of(desk_of(manager).clock.today()).plus(2)
    tab.go_to(target)
    say_yes([])
    tab.copy_month(-1)
    with desk_of(manager).read() as work:
        source = [one for one in kept.of_month(work, target.plus(-1)) if one.state is not State.CANCELLED]
        assert 0 < len(kept.of_month(work, target)) <= len(source)
    assert "草稿" in strip(manager)


def test_the_bar_leads_to_the_month_that_is_due(manager: Hands) -> None:
    assert manager.window.work is not None
    work_page = manager.window.work
    work_page.show_calendar(Month(2027, 1))
    tab = tab_of(manager)
    assert isinstance(tab.page, PublishingPage) and tab.board.month == Month(2027, 1)


def test_a_booked_venue_is_not_retired_in_the_settings(manager: Hands) -> None:
    add(manager)
    with desk_of(manager).write() as work:
        venue = centre.all_venues(work)[2]
        with pytest.raises(Refused):
            centre.retire_venue(work, venue.id)


def test_nobody_is_counted_twice_when_initials_tick(manager: Hands) -> None:
    desk = desk_of(manager)
    id = add(manager, day=desk.clock.today(), sign_up=True)
    with desk.write() as work:
        one = residents.add(work, person("欧阳一", serial=720)).id
        signing.sign_up(work, id, one)
    window = ActivityWindow(desk, manager.window, id)
    window.show()
    panel = window.sign_up_panel
    window.pages.setCurrentIndex(1)
    QTest.keyClicks(panel.tick, "oyy")
    QTest.keyClick(panel.tick, Qt.Key.Key_Return)
    assert panel.people[0].attended
    QTest.keyClicks(panel.tick, "oyy")
    assert panel.tick.hits == []
    window.close()


def test_the_lock_does_not_wait_and_loses_nothing(clerk: Hands) -> None:
    tab = tab_of(clerk)

    def type_and_lock() -> None:
        dialog(ActivityWindow).form.title.setText("写到一半")
        clerk.window.lock()

    in_dialog(type_and_lock)
    tab.new_activity(free_day(clerk))
    assert not clerk.window.working
    clerk.window.come_back()

    def look() -> None:
        window = dialog(ActivityWindow)
        assert window.form.title.text() == "写到一半"
        window.save()

    in_dialog(look)
    tab.new_activity(free_day(clerk))
    with desk_of(clerk).read() as work:
        assert [one.title for one in kept.of_month(work, month_of(free_day(clerk)))] == ["写到一半"]


def test_nothing_typed_on_one_page_is_lost_by_another(manager: Hands) -> None:
    desk = desk_of(manager)
    id = add(manager, day=desk.clock.today(), sign_up=True)
    with desk.write() as work:
        states.approve(work, [id])
        one = residents.add(work, person("欧阳一", serial=730)).id
    window = ActivityWindow(desk, manager.window, id)
    window.form.audience.setText("老人")
    window.result_panel.summary.setPlainText("很好")
    window.sign_up_panel.sign_up(one)
    assert (window.form.audience.text(), window.result_panel.summary.toPlainText()) == ("老人", "很好")
    window.hold()
    assert "先保存" in window.words.text()
    assert window.save()
    with desk.read() as work:
        kept_result = results.of(work, id)
    assert kept_result is not None and kept_result.summary == "很好"
    assert (found(manager, id).state, found(manager, id).audience) == (State.HELD, "老人")
