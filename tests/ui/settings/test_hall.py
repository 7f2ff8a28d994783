"""本机窗口与叫号, of this PC; 叫号屏与排队号, of the centre."""

from __future__ import annotations

from desk.books.visits import QueueKind
from desk.books.visits.hall_settings import HALL_NOTICE, NAMES
from desk.demo.tour import Hands
from desk.services.counter_window import COUNTER, CallSound, CounterWindow
from desk.ui.settings.hall import CounterWindowSection, HallSection
from tests.support.settings_tab import section
from tests.support.tabs import desk_of, told
from tests.support.visits_tab import tab


def test_a_clerk_names_the_window_of_this_pc_and_how_it_calls(clerk: Hands) -> None:
    shown = section(clerk, CounterWindowSection)
    shown.name.setText("1号窗口")
    shown.sound.choose(CallSound.CHIME)
    shown.volume.setValue(50)
    shown.prints.setChecked(True)
    shown.save()
    assert told(clerk) == "已保存。"
    assert desk_of(clerk).counter_window == CounterWindow("1号窗口", CallSound.CHIME, 50, True)


def test_what_is_spoilt_in_the_file_is_as_usual_and_the_rest_stays(clerk: Hands) -> None:
    folder = desk_of(clerk).folder
    (folder / COUNTER).write_text(
        '{"name": "2号窗口", "sound": "loud", "volume": true, "prints_tickets": "yes"}', "utf-8"
    )
    assert CounterWindow.load(folder) == CounterWindow("2号窗口")


def test_the_manager_sets_notice_and_letters_and_wrong_ones_are_told_beside_the_field(manager: Hands) -> None:
    shown = section(manager, HallSection)
    shown.notice.setPlainText("周四下午停办医保")
    booked = NAMES[QueueKind.BOOKED]
    shown.letters[booked].setText("A")
    shown.save()
    assert shown.fields[booked].problem == "A已用于另一类号码。"
    assert shown.notice.toPlainText() == "周四下午停办医保", "nothing typed is lost"
    shown.letters[booked].setText("Y")
    shown.save()
    assert told(manager) == "已保存。" and not shown.fields[booked].problem
    queue = tab(manager).queue
    queue.give_number(kind=QueueKind.BOOKED)
    assert told(manager) == "Y001 已取号，请等候。"
    assert shown.editing.read[HALL_NOTICE] == "周四下午停办医保"
