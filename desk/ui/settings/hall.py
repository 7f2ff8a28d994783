"""The hall 大厅: this PC's window and its sounds, and for the centre the notice and the letters of the queues."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from desk.books import centre, visits
from desk.books.visits import QueueKind
from desk.books.visits.hall_settings import HALL_NOTICE, NAMES
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError, Invalid
from desk.core.words import N_, P_, _
from desk.services import call_sounds
from desk.services.counter_window import LONGEST, LOUDNESS, CallSound, CounterWindow
from desk.services.session import Desk
from desk.services.sound_player import SoundPlayer, can_play
from desk.ui.settings.section import Section
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.controls import Combo, Field, label, latin_line, line_edit, number_box, row, tell_problems
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_sections import FormSections

EXAMPLE = "A012"
"""The number that is called when somebody wants to hear how it sounds."""


class CounterWindowSection(Section):
    """本机窗口与叫号, for this PC: the name of its window, what is heard, tickets at once."""

    TITLE = N_("This PC's window")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.name = line_edit(_("e.g. Window 1"), most=LONGEST)
        self.sound = Combo([(each.label, each) for each in CallSound])
        self.volume = number_box(LOUDNESS[0], LOUDNESS[-1], "%")
        self.prints = QCheckBox(_("Print a ticket as soon as a number is given"))
        self.fields = {
            "name": Field(P_("counter", "Window"), self.name, _("Told and shown whenever a number is called here.")),
            "sound": Field(_("When a number is called"), self.sound),
            "volume": Field(P_("sound", "Volume"), self.volume),
        }
        form = FormSections()
        form.add(_("Where it stands"), _("Counts for this PC only."), self.fields["name"])
        heard = _("Heard where the public screen is open.")
        self.silent = label(
            _("This PC has nothing that plays sounds, so that calls are not heard here."), "notice", wrap=True
        )
        self._player = SoundPlayer()
        hear = row(self.button(self.hear), 1)
        form.add(P_("settings", "Calling"), heard, self.fields["sound"], self.fields["volume"], hear, self.silent)
        form.add(P_("settings", "Tickets"), _("On the printer that was chosen for tickets."), self.prints)
        self.show_form(form)
        self.finish(self.fields.values())

    def fill(self) -> None:
        kept = CounterWindow.load(self.folder)
        self.name.setText(kept.name)
        self.sound.choose(kept.sound)
        self.volume.setValue(kept.volume)
        self.prints.setChecked(kept.prints_tickets)
        self.silent.setVisible(not can_play())
        self.show_enabled()

    def make_commands(self) -> Commands:
        return (
            Command("Ctrl+Enter", N_("Save"), self.save, role="primary", stores_form=True),
            Command("", N_("Hear it"), self.hear, enabled=can_play),
        )

    def hear(self) -> None:
        """试听: a call as it sounds with what is chosen here, saved or not."""
        name = self.name.text().strip()
        self._player.play(partial(call_sounds.of_call, self.sound.value, EXAMPLE, name, self.volume.value()))

    def save(self) -> None:
        typed = CounterWindow(self.name.text().strip(), self.sound.value, self.volume.value(), self.prints.isChecked())
        if self.attempt(lambda: typed.save(self.folder), _("Saved.")):
            self.fill()


class HallSection(Section):
    """大厅公告与排队号: for every PC of the centre."""

    TITLE = N_("Hall and queue letters")
    SHOWS = frozenset({"centre"})

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.notice = QPlainTextEdit()
        self.notice.setTabChangesFocus(True)
        self.notice.setMaximumHeight(96)
        self.letters = {NAMES[kind]: latin_line(most=1) for kind in QueueKind}
        hint = _("Stands at the foot of the public screen; a long one is shown page after page.")
        self.fields = {HALL_NOTICE: Field(_("Notice in the hall"), self.notice, hint, width=FULL)}
        for kind in QueueKind:
            self.fields[NAMES[kind]] = Field(kind.label, self.letters[NAMES[kind]], required=True)
        self.editing: Editing[Mapping[str, str]] = Editing(self._show, self._typed, self.fields)
        form = FormSections()
        form.add(P_("settings", "Public screen"), _("Everybody in the hall reads it."), self.fields[HALL_NOTICE])
        about = _("One capital letter each. Numbers that were given today stay as they are.")
        form.add(_("Letters of the queue numbers"), about, *(self.fields[name] for name in self.letters))
        self.show_form(form)
        self.finish(self.fields.values())

    def fill(self) -> None:
        with self.desk.read() as work:
            self.editing.follow(centre.settings_now(work, (HALL_NOTICE, *self.letters)))

    def _show(self, values: Mapping[str, str]) -> None:
        self.notice.setPlainText(values[HALL_NOTICE])
        for name, line in self.letters.items():
            line.setText(values[name])

    def _typed(self) -> Mapping[str, str]:
        typed = {name: line.text().strip() for name, line in self.letters.items()}
        return {HALL_NOTICE: self.notice.toPlainText().strip(), **typed}

    def save(self) -> None:
        try:
            with self.desk.write() as work:
                visits.save_hall(work, self.editing.wanted, self.editing.read)
        except Invalid as wrong:
            tell_problems(self.fields, wrong.problems)
        except EditConflict as stale:
            self.editing.take(stale)
            self.toast.emit(stale.message, "bad")
        except DeskError as error:
            self.toast.emit(error.message, "bad")
        else:
            tell_problems(self.fields, ())
            self.editing.settle()
            self.done(_("Saved."))
