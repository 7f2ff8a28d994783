"""Starting in seconds: one key for what it is, one for where, and the log is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.incidents import log
from desk.books.incidents.terms import Kind
from desk.errors import DeskError
from desk.session import Desk
from desk.ui.widgets.basic import button, fit, label, line_edit, row, set_role
from desk.words import _

KEYS = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Start(QDialog):
    """The first key chooses the kind, the second the place, and the incident is opened; ``opened`` is its id."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.desk = desk
        self.opened: int | None = None
        self.kind: Kind | None = None
        self.setWindowTitle(_("Emergency"))
        fit(self, 860, 560)
        with desk.read() as work:
            rooms = [venue.name for venue in centre.all_venues(work)]
        self.kinds = dict(zip(KEYS, Kind, strict=False))
        self.places = dict(zip(KEYS, [*rooms, _("the whole house"), _("outside the door")], strict=False))
        self.asking = label(_("What is it? Press its key."), "title")
        self.about = label(
            _("Life first: dial 119 for fire, 120 for the injured, 110 for danger. The log can wait a minute."),
            "problem",
            wrap=True,
        )
        self.kind_labels, self.place_labels = (
            self._keys({k: v.label for k, v in self.kinds.items()}),
            self._keys(self.places),
        )
        self.other = line_edit(_("another place, then Enter"), most=80)
        self.other.setAccessibleName(_("Where it happens"))
        self.other.returnPressed.connect(lambda: self.begin(self.other.text()))
        self.other.setMinimumWidth(260)
        self.other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.drill = QCheckBox(_("a drill (F8)"))
        self.drill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words = label("", "problem", wrap=True)
        self._lay_out()
        self._show_stage()
        self.setFocus()

    def _keys(self, named: dict[str, str]) -> dict[str, QLabel]:
        return {key: label(f"{key}　{words}") for key, words in named.items()}

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        for labels in (self.kind_labels, self.place_labels):
            grid = QGridLayout()
            for place, each in enumerate(labels.values()):
                grid.addWidget(each, place % 9, place // 9)
            grid.setRowStretch(9, 1)
            columns.addLayout(grid, 1)
        outer = QVBoxLayout(self)
        for part in (self.asking, self.about):
            outer.addWidget(part)
        outer.addLayout(columns, 1)
        outer.addWidget(self.words)
        leave = button(_("Not an emergency (Esc)"), self.reject, "quiet")
        leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addLayout(row(self.other, self.drill, leave))
        self.other.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _show_stage(self) -> None:
        """Kinds are bright first, then places."""
        for labels, now in ((self.kind_labels, self.kind is None), (self.place_labels, self.kind is not None)):
            for each in labels.values():
                set_role(each, "role", "heading" if now else "muted")
        self.other.setEnabled(self.kind is not None)
        if self.kind is not None:
            self.asking.setText(_("{kind}: where? Press its key.", kind=self.kind.label))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().upper()
        if event.key() == Qt.Key.Key_F8:
            self.drill.toggle()
        elif self.kind is None and key in self.kinds:
            self.kind = self.kinds[key]
            self._show_stage()
        elif self.kind is not None and key in self.places:
            self.begin(self.places[key])
        elif event.key() == Qt.Key.Key_Backspace and self.kind is not None:
            self.kind = None
            self.asking.setText(_("What is it? Press its key."))
            self._show_stage()
        else:
            super().keyPressEvent(event)

    def begin(self, place: str) -> None:
        """From here on the log is written."""
        if self.kind is None:
            return
        try:
            with self.desk.write() as work:
                self.opened = log.open_incident(work, self.kind, place, drill=self.drill.isChecked())
        except DeskError as error:
            self.words.setText(error.words)
        else:
            self.accept()
