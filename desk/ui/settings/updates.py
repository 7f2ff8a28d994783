"""Updating what is stored, on the import page: what the file changes, what of it is ticked, and the button that stores
it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books.imports import spec_of
from desk.books.updates import PreparedUpdate, UpdateChoice
from desk.core.errors import Invalid, Problem
from desk.core.words import P_, _
from desk.ui.settings.update_table import UpdateTable
from desk.ui.widgets.choices import Latch
from desk.ui.widgets.controls import Combo, Field, button, label
from desk.ui.widgets.form_dialog import ask_values, lines, sure

LEAST = 240
"""Pixels of the table: the headings and six lines, as many as a low window shows at once."""
NAME = 40
"""Pixels of the names in the first line, so that the button beside them has room in a narrow window."""


class UpdatePanel(QWidget):
    """``mode`` says whether a file only adds, ``columns`` shows what its columns are taken for; ``wanted`` tells that
    the ticked lines are to be stored.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = Combo([(P_("import", "Only add"), False), (P_("import", "Update what is stored"), True)])
        self.field = Field(P_("import", "Mode"), self.mode, name_width=NAME)
        self.prepared: PreparedUpdate | None = None
        about = _(
            "Empty cells and columns that the file lacks change nothing; what is not in the file stays unless you "
            "tick it. Space ticks a line or a whole group."
        )
        self.about = label(about, "muted", wrap=True)
        self.table = UpdateTable()
        self.table.setMinimumHeight(LEAST)
        self.store = button("", self.wanted.emit, "primary")
        self.columns = Latch(_("Columns of the file"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(self.table, 1)
        self.table.lines.ticked.connect(self._count)
        self.show_update(None)

    @property
    def leaves_room(self) -> bool:
        """May the columns of the file and an empty list of problems take room?"""
        return self.prepared is None or self.columns.isChecked()

    def fit(self, kind: str) -> None:
        """Another kind of table: some can only be added to."""
        can_update = spec_of(kind).update is not None
        self.field.setVisible(can_update)
        if not can_update:
            self.mode.choose(False)

    def show_update(self, prepared: PreparedUpdate | None) -> None:
        """A file that was compared; nothing is shown without one."""
        self.prepared = prepared
        if prepared is None:
            self.columns.setChecked(False)
        self.columns.setVisible(prepared is not None)
        self.table.show_update(prepared)
        self.setVisible(prepared is not None)
        self._count()

    def _count(self) -> None:
        many = self.table.lines.chosen().many
        self.store.setText(_("Store the {n} ticked", n=many))
        self.store.setEnabled(many > 0)


def is_meant(parent: QWidget, prepared: PreparedUpdate, chosen: UpdateChoice) -> bool:
    """Ask before anything goes out of use; where it is much of what there is, the number has to be typed."""
    many = len(chosen.gone)
    if not many:
        return True
    sentence = prepared.leaving_words(chosen)
    if not prepared.is_worrying(chosen):
        return sure(parent, sentence, _("Take {n} out of use", n=many))

    def require_number(typed: dict[str, str]) -> None:
        if typed["many"].strip() != str(many):
            raise Invalid(Problem("many", _("Please enter {n}, or go back.", n=many)))

    title, editors = _("Take {n} out of use", n=many), lines({"many": _("How many go out of use")})
    return ask_values(parent, title, editors, require_number, title, about=sentence)
