"""文字大小: words become larger at once, in whatever is open; that none is cut is seen in ``test_every_size.py``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk.books.roster.year import YearRow
from desk.core.month import Month
from desk.demo.tour import Hands
from desk.services.preferences import TEXT_SIZES, Preferences
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.roster.load_charts import LoadBar, LoadBars, YearBars
from desk.ui.settings.look import LookSection
from desk.ui.shell import text_size, theme
from desk.ui.widgets.month_control import MonthControl
from tests.support.settings_tab import section
from tests.support.tabs import reach
from tests.support.visits_tab import somebody
from tests.support.visits_tab import tab as registration

USUAL, _large, LARGEST = TEXT_SIZES


@pytest.fixture(autouse=True)
def usual_again(dressed: QApplication) -> Iterator[None]:
    yield
    if text_size.scaled(100) != USUAL:
        QTest.qWait(0)
        theme.dress(dressed, Preferences(appearance="light"))


def test_a_saved_size_counts_at_once_in_what_is_open_and_after_the_next_start(manager: Hands) -> None:
    page = reach(manager, CaseLedgerPage)
    head = page.list.table.head
    rows = page.list.table.verticalHeader()
    before = (head.height(), rows.defaultSectionSize(), manager.window.work.bar.height())  # type: ignore[union-attr]
    typed = registration(manager).form.person.finder
    typed.setText("许晴")
    look = section(manager, LookSection)
    small = look.findChild(QPushButton).sizeHint()
    look.text_size.choose(LARGEST)
    manager.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(20)
    assert look.findChild(QPushButton).sizeHint().height() > small.height()
    assert look.findChild(QLabel).font().pixelSize() >= 20
    reach(manager, CaseLedgerPage)
    after = (head.height(), rows.defaultSectionSize(), manager.window.work.bar.height())  # type: ignore[union-attr]
    assert all(more > less for more, less in zip(after, before, strict=True)), (before, after)
    assert typed.text() == "许晴", "nothing was made anew"
    kept = Preferences.load(look.folder)
    assert kept.text_size == LARGEST
    look.text_size.choose(USUAL)
    look.save()
    QTest.qWait(20)
    assert (head.height(), rows.defaultSectionSize()) == before[:2]


def test_larger_letters_take_the_short_forms_sooner(clerk: Hands, dressed: QApplication) -> None:
    """At 1366 pixels the widest layout is for the usual size; the largest has the one of a narrow window."""
    side = registration(clerk).side
    assert side.isVisible()
    theme.dress(dressed, Preferences(appearance="light", text_size=LARGEST))
    clerk.window.resize(1365, 740)
    assert not side.isVisible()


def test_the_words_of_a_month_fit_into_their_line_as_soon_as_letters_grow(dressed: QApplication, qtbot: QtBot) -> None:
    control = MonthControl(lambda: date(2026, 11, 30), Month(2026, 11))
    qtbot.addWidget(control)
    control.show()
    small = control.line.width()
    theme.dress(dressed, Preferences(appearance="light", text_size=LARGEST))
    qtbot.waitUntil(lambda: control.line.width() > small)
    room = control.line.width() - control.line.fontMetrics().horizontalAdvance(control.line.text())
    assert room > 2 * 8, "a frame and its padding stand beside the words"


def test_what_is_said_of_the_person_stays_below_the_name_when_letters_grow(
    clerk: Hands, dressed: QApplication, qtbot: QtBot
) -> None:
    form = registration(clerk).form
    clerk.press(Qt.Key.Key_F2)
    clerk.type(somebody(clerk).id_number[-6:])
    clerk.press(Qt.Key.Key_Return)
    theme.dress(dressed, Preferences(appearance="light", text_size=LARGEST))
    parts = (form.person.finder, form.item.finder, form.person.about)
    qtbot.waitUntil(lambda: len({part.mapTo(form, QPoint(0, 0)).x() for part in parts}) == 1)
    assert form.person.about.mapTo(form, QPoint(0, 0)).y() > form.person.finder.mapTo(form, QPoint(0, 0)).y()


def test_the_charts_of_loads_grow_with_the_letters(dressed: QApplication, qtbot: QtBot) -> None:
    month, year = LoadBars(), YearBars()
    nothing = (None,) * 12
    month.show_bars([LoadBar("林甲", 1500, 1400, "")])
    year.show_lines([YearRow(1, "林甲", nothing, nothing)])
    for chart in (month, year):
        qtbot.addWidget(chart)
        chart.resize(900, 300)
        usual = (chart.minimumHeight(), chart.area(0).height())
        theme.dress(dressed, Preferences(appearance="light", text_size=LARGEST))
        assert chart.minimumHeight() > usual[0] and chart.area(0).height() > usual[1]
        theme.dress(dressed, Preferences(appearance="light"))
        assert (chart.minimumHeight(), chart.area(0).height()) == usual


def test_no_count_over_the_queue_is_broken_inside(clerk: Hands, dressed: QApplication) -> None:
    """挂 stood at the end of a line and 起 0 on the next."""
    queue = registration(clerk).queue
    theme.dress(dressed, Preferences(appearance="light", text_size=LARGEST))
    clerk.window.resize(1366, 768)
    QTest.qWait(20)
    shown = [each for each in queue.counts.values() if each.isVisible()]
    assert [each.text().split()[0] for each in shown][:3] == ["等候", "办理中", "挂起"]
    for each in shown:
        assert each.width() >= each.sizeHint().width() and not each.wordWrap()
        assert queue.rect().contains(each.mapTo(queue, each.rect().topRight()))
