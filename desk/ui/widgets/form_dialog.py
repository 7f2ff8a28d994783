"""Small forms over the window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError, Invalid
from desk.core.words import _, clauses
from desk.ui.shell.window_place import fitted
from desk.ui.widgets.controls import Combo, Field, button, label, line_of, row, select_secrets, tell_problems
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.finder import FinderDelegate
from desk.ui.widgets.form_sections import Mistakes
from desk.ui.widgets.kept_dialog import KeptDialog
from desk.ui.widgets.key_cap import both_enters
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.scrolled import FormArea

Record = TypeVar("Record")
BESIDE, ABOVE = 20, 40
"""Pixels of the screen that a form leaves free, of them the height of its title."""


class FormDialog(KeptDialog):
    """A small form over the window: fields, OK (Enter, and Ctrl+Enter as everywhere) and Esc; what is wrong stands
    beside its field.
    """

    CALLED: ClassVar[Mapping[str, str]] = {}
    """What a field of the record is called among the fields here, where that differs."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.fields: dict[str, Field] = {}
        self.editing: Editing[Any] | None = None
        """Set by a form that changes something."""
        self.setProperty("one_form", True)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._area = FormArea(inside)
        self._rest = label("", "problem", wrap=True)
        self._outer = QVBoxLayout(self)
        self._head = QHBoxLayout()
        """The title, and what a form puts beside it."""
        self._head.addWidget(label(title, "heading", wrap=True), 1)
        self._outer.addLayout(self._head)
        self._outer.addWidget(self._area, 1)

    def add(self, name: str, field: Field) -> None:
        """Put a field below the others. ``name`` is what problems call it; a text of many lines, or a list, takes the
        room.
        """
        self.fields[name] = field
        self._column.addWidget(field, int(isinstance(field.editor, (QPlainTextEdit, QListWidget))))

    def finish(self, caption: str, *acts: QWidget) -> None:
        """Put the buttons below the fields: at the left what else can be done with what is typed."""
        self.ok = button(caption, self.try_it, "primary", key="Ctrl+Enter")
        self.ok.setDefault(True)
        for key in both_enters(self.ok.key):
            shortcut(self, key, self.ok.click, repeats=True, held=False)
        self._outer.addWidget(self._rest)
        self._outer.addLayout(
            row(*acts, Mistakes(self.fields.values()), 1, button(_("Back"), self.reject, key="Esc"), self.ok)
        )

    def do(self) -> None:
        """What OK does; raises ``DeskError``."""

    def event(self, event: QEvent) -> bool:
        """A field or words that came below the others want room."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            QTimer.singleShot(0, self, self._grow)
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()
        QTimer.singleShot(0, self, self._grow)  # on another screen than the first the system may have changed the size

    def _grow(self) -> None:
        """Room for all fields and what was told beside them, as far as the screen goes; then the fields scroll."""
        free, margins = self.screen().availableGeometry(), self._outer.contentsMargins()
        width = min(max(self.width(), self.minimumWidth()), free.width() - BESIDE)
        inside = width - margins.left() - margins.right()
        around = self._outer.totalHeightForWidth(width) - self._area.sizeHint().height()
        wanted = min(around + self._area.height_for(inside), free.height() - ABOVE)
        self.resize(width, max(self.height(), wanted))
        if self.isVisible() and not free.contains(self.frameGeometry()):
            self.move(fitted(self.frameGeometry(), free).topLeft())

    def try_it(self) -> None:
        """OK: ``do`` it and close. What is refused is told at its field, and the form stays open."""
        if self.result() == QDialog.DialogCode.Accepted:
            return  # the second press of a double click, which came when it was done
        self._rest.setText("")
        for field in self.fields.values():
            field.tell("")
        try:
            self.do()
        except Invalid as wrong:
            rest = tell_problems(self.fields, wrong.problems)
            QTimer.singleShot(0, self, self._grow)
            self._rest.setText(clauses(p.message for p in rest))
        except EditConflict as stale:
            if self.editing:
                self.editing.take(stale)
            tell_problems(self.fields, [replace(p, field=self.CALLED.get(p.field, p.field)) for p in stale.problems])
            self._rest.setText(stale.message)
        except DeskError as error:
            self._rest.setText(error.message)
            select_secrets(self)
        else:
            self.accept()


class TextsDialog(FormDialog):
    """Some lines of text; a single one must be filled in, unless it is ``optional``."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        names: dict[str, str],
        act: Callable[[dict[str, str]], object],
        *,
        optional: bool = False,
    ) -> None:
        super().__init__(parent, title)
        self._act = act
        self.lines = {name: line_of(name) for name in names}
        for name, caption in names.items():
            self.add(name, Field(caption, self.lines[name], required=len(names) == 1 and not optional))
        self.finish(_("Save"))

    def do(self) -> None:
        self._act({name: line.text() for name, line in self.lines.items()})


class ValuesDialog(FormDialog):
    """Fields of any kind; ``act`` gets what they hold by name."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        editors: Mapping[str, tuple[str, QWidget]],
        act: Callable[[dict[str, Any]], object],
        caption: str,
        about: str = "",
        required: Collection[str] = (),
    ) -> None:
        super().__init__(parent, title)
        self._act = act
        self.editors = {name: editor for name, (_words, editor) in editors.items()}
        if about:
            self._column.addWidget(label(about, "muted", wrap=True))
        for name, (shown, editor) in editors.items():
            self.add(name, Field(shown, editor, required=name in required))
        self.finish(caption)

    def values(self) -> dict[str, Any]:
        """What every editor holds now, by the names they came with."""
        return {name: held(editor) for name, editor in self.editors.items()}

    def do(self) -> None:
        self._act(self.values())


class RecordDialog(ValuesDialog):
    """The same for something that is in the book already: it is read, shown, and stored as it was read.

    ``texts`` gives what the editors hold for a record, ``made`` a record from what they hold, ``store`` gets it and
    what was read.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        editors: Mapping[str, tuple[str, QWidget]],
        read: Record,
        texts: Callable[[Record], Mapping[str, Any]],
        made: Callable[[dict[str, Any]], Record],
        store: Callable[[Record, Record], object],
        caption: str = "",
        about: str = "",
        required: Collection[str] = (),
    ) -> None:
        super().__init__(parent, title, editors, lambda _values: None, caption or _("Save"), about, required)
        self._store = store
        self.editing = Editing(lambda record: self._fill(texts(record)), lambda: made(self.values()))
        self.editing.begin(read)

    def _fill(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            fill(self.editors[name], value)

    def do(self) -> None:
        assert self.editing is not None
        self._store(self.editing.wanted, self.editing.read)


def fill(editor: QWidget, value: Any) -> None:
    """Put a value into an editor, as ``held`` gives it."""
    if isinstance(editor, Combo):
        editor.choose(value)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(value)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(value)
    else:
        assert isinstance(editor, QLineEdit)
        editor.setText(value)
        editor.setCursorPosition(0)  # of what is longer than the field, the beginning is in sight


def lines(names: Mapping[str, str], most: int = 200) -> dict[str, tuple[str, QWidget]]:
    """Lines of text by name, with their words."""
    return {name: (caption, line_of(name, most=most)) for name, caption in names.items()}


def held(editor: QWidget) -> Any:
    """What an editor holds: a combo its value, a line its text, a box whether it is ticked, a finder what it took,
    a field of a day the day as 2026-01-31."""
    if isinstance(editor, Combo):
        return editor.value
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, FinderDelegate):
        return editor.value
    if isinstance(editor, DayLine):
        return editor.written
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    return editor.text()


def ask_values(
    parent: QWidget,
    title: str,
    editors: Mapping[str, tuple[str, QWidget]],
    act: Callable[[dict[str, Any]], object],
    sentence: str = "",
    about: str = "",
    required: Collection[str] = (),
) -> bool:
    """Ask with editors of any kind; True when ``act`` took what they hold. ``required`` are marked with a star."""
    return bool(ValuesDialog(parent, title, editors, act, sentence or _("Save"), about, required).exec())


def ask(
    parent: QWidget,
    title: str,
    names: dict[str, str],
    act: Callable[[dict[str, str]], object],
    given: dict[str, str] | None = None,
    *,
    optional: bool = False,
) -> bool:
    """Ask for texts, some of them ``given`` already, and hand them to ``act``; True when it took them."""
    asked = TextsDialog(parent, title, names, act, optional=optional)
    for name, text in (given or {}).items():
        asked.lines[name].setText(text)
    return bool(asked.exec())


def sure(parent: QWidget, question: str, yes: str, no: str = "") -> bool:
    """Ask before something that cannot be taken back; Esc and Enter mean no, which is called 返回 unless it has another
    name.
    """
    return choice(parent, question, (yes,), no) is not None


def choice(parent: QWidget, question: str, answers: Sequence[str], back: str = "") -> int | None:
    """Which of some ways to go on, counted from 0; None for going back, which Esc and Enter mean."""
    box = QMessageBox(QMessageBox.Icon.Question, _("Please confirm"), question, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # names of files and people are no markup
    ways = [box.addButton(caption, QMessageBox.ButtonRole.AcceptRole) for caption in answers]
    stay = box.addButton(back or _("Back"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    return next((place for place, way in enumerate(ways) if way is clicked), None)
