"""One activity in its window: fields, states, sign-ups, result; nothing typed is ever lost."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from desk.books import centre, residents
from desk.books.activities import planning, queries, results, signups, transitions
from desk.books.activities.model import ActivityDraft, ActivityKind, ActivityState
from desk.core.month import Month
from desk.demo.tour import Hands
from desk.ui.activities.window import ActivityWindow
from desk.ui.widgets.form_dialog import TextsDialog
from tests.support.calendar_tab import add, found, free_day, tab_of
from tests.support.people import person
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of
from tests.ui.conftest import say_yes


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
        assert not queries.of_month(work, Month.of(free_day(clerk)))


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


def test_clerks_cannot_approve_and_leaders_can(clerk: Hands) -> None:
    window = ActivityWindow(desk_of(clerk), clerk.window, add(clerk))
    assert [made.text() for made in window._acts] == ["删除草稿", "重复…", "保存"]


def test_through_the_states_in_the_window(manager: Hands) -> None:
    id = add(manager)
    window = ActivityWindow(desk_of(manager), manager.window, id)
    window.approve()
    assert found(manager, id).state is ActivityState.APPROVED
    window.form.audience.setText("中老年居民")
    window.approve()
    assert "按 Ctrl+Enter 保存" in window.problem.text()
    window.form.audience.setText("")
    in_dialog(lambda: (dialog(TextsDialog).lines["reason"].setText("台风"), dialog(TextsDialog).try_it()))
    window.cancel()
    assert found(manager, id).state is ActivityState.CANCELLED
    assert "台风" in window.history.item(2).text()
    assert not window.form.isEnabled()


def test_two_people_editing_are_told_and_nothing_is_lost(manager: Hands) -> None:
    id = add(manager)
    window = ActivityWindow(desk_of(manager), manager.window, id)
    base = found(manager, id)
    with desk_of(manager).write() as work:
        planning.edit(work, id, ActivityDraft(**{**base.plan.__dict__, "title": "八段锦", "audience": "老人"}), base)
    window.form.title.setText("太极拳")
    assert not window.save()
    assert "管理员" in window.problem.text() and "活动名称" in window.problem.text()
    assert (window.form.title.text(), window.form.audience.text()) == ("太极拳", "老人")
    assert window.save()
    assert (found(manager, id).title, found(manager, id).audience) == ("太极拳", "老人")


def test_a_large_budget_stays_what_it_is_while_something_else_is_edited(manager: Hands) -> None:
    """Six digits were shown of it, and stored: 12345.7 yuan of 12345.67, and 1e+06 of a million."""
    for typed, fen in (("12345.67", 1234567), ("1,000,000", 100_000_000)):
        id = add(manager)
        window = ActivityWindow(desk_of(manager), manager.window, id)
        window.form.budget.setText(typed)
        assert window.save() and found(manager, id).budget == fen
        again = ActivityWindow(desk_of(manager), manager.window, id)
        again.form.audience.setText("老人")
        assert again.save() and found(manager, id).budget == fen
        with desk_of(manager).write() as work:
            planning.remove(work, id)


def test_repeating_by_rule_with_an_exception(manager: Hands) -> None:
    from desk.ui.activities.repetition import Repeat

    day = free_day(manager)
    plan = ActivityDraft("健身操", ActivityKind.HEALTH, day, 540, 600, None, "村口广场")
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
        left = queries.between(work, day, day + timedelta(days=30))
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
    assert any(hit.text.startswith("欧*一") for hit in panel.search.hits)
    panel._take(people[0])
    panel._take(people[1])
    assert "候补第1位" in panel.problem.text()
    assert "138****5678" in panel.list.item(0).text() and "13800005678" not in panel.list.item(0).text()

    def guard() -> None:
        from desk.ui.activities.signups import Guardian

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
    assert "欧阳二 13800005678" in panel.problem.text()
    with desk_of(clerk).read() as work:
        assert work.rows("SELECT purpose FROM lookups WHERE resident_id = ?", people[1]) == [("候补递补通知",)]
    say_yes([])
    panel.veil.lift()
    assert "欧阳二" in panel.list.item(0).text() and "13800005678" in panel.list.item(0).text()
    panel.veil.toggle()
    assert "欧*二" in panel.list.item(0).text() and "13800005678" not in panel.list.item(0).text()
    assert "欧*二" in panel.problem.text() and "13800005678" not in panel.problem.text(), "what was said before, too"
    assert [(one.name, one.standing.value) for one in panel.people] == [("欧阳二", "confirmed"), ("欧阳小", "waiting")]
    assert not panel.tick.isEnabled()
    window.close()


def test_a_result_makes_it_held_and_photos_stay_with_it(manager: Hands, tmp_path: Path) -> None:
    desk = desk_of(manager)
    id = add(manager, day=desk.clock.today())
    with desk.write() as work:
        transitions.approve(work, [id])
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
    assert found(manager, id).state is ActivityState.HELD
    assert "100.0%" in panel.about.text()
    for name in ("合影.png", "不是.png"):
        (tmp_path / name).write_bytes(b"nothing")
    Image.effect_noise((900, 600), 50).save(tmp_path / "合影.png")
    panel.gallery.add([tmp_path / "合影.png", tmp_path / "不是.png"])
    assert panel.gallery.list.count() == 1 and "不是.png" in panel.problem.text()
    panel.gallery.list.setCurrentRow(0)
    file = panel.gallery.photos[0].file
    say_yes([])
    panel.gallery.remove()
    assert panel.gallery.photos == [] and not desk.files.path(file).exists()


def test_nobody_is_counted_twice_when_initials_tick(manager: Hands) -> None:
    desk = desk_of(manager)
    id = add(manager, day=desk.clock.today(), sign_up=True)
    with desk.write() as work:
        one = residents.add(work, person("欧阳一", serial=720)).id
        signups.sign_up(work, id, one)
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
        assert [one.title for one in queries.of_month(work, Month.of(free_day(clerk)))] == ["写到一半"]


def test_nothing_typed_on_one_page_is_lost_by_another(manager: Hands) -> None:
    desk = desk_of(manager)
    id = add(manager, day=desk.clock.today(), sign_up=True)
    with desk.write() as work:
        transitions.approve(work, [id])
        one = residents.add(work, person("欧阳一", serial=730)).id
    window = ActivityWindow(desk, manager.window, id)
    window.form.audience.setText("老人")
    window.result_panel.summary.setPlainText("很好")
    window.sign_up_panel.sign_up(one)
    assert (window.form.audience.text(), window.result_panel.summary.toPlainText()) == ("老人", "很好")
    window.hold()
    assert "按 Ctrl+Enter 保存" in window.problem.text()
    assert window.save()
    with desk.read() as work:
        kept_result = results.of(work, id)
    assert kept_result is not None and kept_result.summary == "很好"
    assert (found(manager, id).state, found(manager, id).audience) == (ActivityState.HELD, "老人")


def test_the_results_are_not_wider_than_a_narrow_window(clerk: Hands) -> None:
    window = ActivityWindow(desk_of(clerk), clerk.window, add(clerk))
    window.resize(720, 480)
    window.show()
    for place in range(window.pages.count()):
        window.pages.setCurrentIndex(place)
        QTest.qWait(20)
        page = window.pages.currentWidget()
        assert not isinstance(page, QScrollArea) or page.horizontalScrollBar().maximum() == 0
    window.close()
