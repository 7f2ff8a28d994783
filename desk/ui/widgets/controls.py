"""Labels, buttons, panels and fields as the whole desk uses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desk.core.errors import Problem
from desk.core.words import _
from desk.ui.shell.text_size import hold, scaled
from desk.ui.widgets.field_parts import Checked, Edits, FieldName, MistakeLine, edited_parts, is_blank, usual_width
from desk.ui.widgets.flow import Row
from desk.ui.widgets.key_cap import CapButton, both_enters, with_key
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.whole_text import WholeCombo, WholeLine, hint
from desk.ui.widgets.wrapping import Wrapping

LEAST_COMBO, MOST_COMBO = 90, 330
"""Pixels: a drop-down is never narrower, and need not be wider."""
GAP = 8
LONGEST_NAME = 150
"""Of a field, in pixels on one line."""


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """``role`` is title, heading, muted, problem, notice or number."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def cap_label(key: str) -> QLabel:
    """A key beside something that is no button."""
    return label(key, "cap")


def button(
    text: str,
    act: Callable[[], object],
    role: str = "",
    tip: str = "",
    *,
    key: str = "",
    repeats: bool = False,
    opens_menu: bool = False,
) -> CapButton:
    """``role`` is primary (one a page), flat (quiet), harmful, siren, alarm, link or a ``Tone``; empty for an ordinary
    one. ``key`` is what F1 tells, shown as a cap. ``repeats``: a double click means it twice.
    """
    made = CapButton(text, key, repeats=repeats, opens_menu=opens_menu)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: act())
    if role:
        set_role(made, "role", role)
    if role == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if tip or key:
        made.setToolTip(hint(with_key(tip or text, key)))
    return made


def keyed(
    window: QWidget, text: str, act: Callable[[], object], key: str, role: str = "", *, opens_menu: bool = False
) -> CapButton:
    """A button of a window over the page, which has no table of commands: its key does there what it does."""
    for each in both_enters(key):
        shortcut(window, each, act)
    return button(text, act, role, key=key, opens_menu=opens_menu)


def set_role(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet looks at. What was not styled yet is styled when it is first needed."""
    value = str(value)  # Qt keeps an enum as an object, which no rule of the style sheet fits
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def panel(layout: QBoxLayout | None = None, role: str = "panel", margin: int = 12) -> tuple[QFrame, QBoxLayout]:
    """A framed area and its layout."""
    frame = QFrame()
    frame.setProperty("role", role)
    inner = layout or QVBoxLayout()
    inner.setContentsMargins(margin, margin, margin, margin)
    inner.setSpacing(GAP)
    frame.setLayout(inner)
    return frame, inner


def row(*widgets: QWidget | int, margins: int = 0) -> Row:
    """Widgets side by side, as far as they fit; an int is a stretch."""
    made = Row()
    made.setContentsMargins(margins, margins, margins, margins)
    made.setSpacing(GAP)
    for widget in widgets:
        if isinstance(widget, int):
            made.addStretch(widget)
        else:
            made.addWidget(widget)
    return made


def line_edit(placeholder: str = "", *, secret: bool = False, most: int = 500) -> QLineEdit:
    """``most`` is in characters; more cannot be typed. ``secret`` shows dots."""
    made = WholeLine()
    made.setPlaceholderText(placeholder)
    made.setMaxLength(most)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def asks_for_latin(field: QLineEdit) -> QLineEdit:
    """A field of codes, numbers or scans: the input method is asked for a Latin keyboard without suggestions."""
    field.setInputMethodHints(
        Qt.InputMethodHint.ImhPreferLatin
        | Qt.InputMethodHint.ImhNoPredictiveText
        | Qt.InputMethodHint.ImhNoAutoUppercase
    )
    return field


LATIN_FIELDS = frozenset(
    ("telephone", "other_telephone", "guardian_telephone", "id_number", "code", "number", "due_on")
)
"""How the books call what is written in figures and Latin letters."""


def latin_line(placeholder: str = "", *, most: int = 500) -> QLineEdit:
    """A line for a number, code, day, time or telephone: asks for a Latin keyboard."""
    return asks_for_latin(line_edit(placeholder, most=most))


def line_of(name: str, *, most: int = 500) -> QLineEdit:
    """A line for a field of a book, made for what the book calls so."""
    return latin_line(most=most) if name in LATIN_FIELDS else line_edit(most=most)


def number_box(least: int, most: int, suffix: str = "") -> QSpinBox:
    """A whole number between two, with what is counted behind it. Qt leaves the padding of the style sheet out here."""
    made = QSpinBox()
    made.setRange(least, most)
    made.setSuffix(f" {suffix}" if suffix else "")
    made.lineEdit().setTextMargins(8, 0, 0, 0)
    return made


class Combo(WholeCombo):
    """A drop-down of (words, value). The values stay Python's own: Qt would turn an enum into its text."""

    def __init__(self, choices: Sequence[tuple[str, Any]] = ()) -> None:
        super().__init__()
        self.setMaxVisibleItems(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(self.updateGeometry)
        self.offer(choices)

    def minimumSizeHint(self) -> QSize:
        """Room for what is chosen: a line of controls goes on below before that is cut."""
        widest, width_of = self.sizeHint(), self.fontMetrics().horizontalAdvance
        longest = max([width_of(self.itemText(at)) for at in range(self.count())], default=0)
        needed = max(widest.width() - longest + width_of(self.currentText()), LEAST_COMBO)
        return QSize(min(needed, scaled(MOST_COMBO)), widest.height())

    def offer(self, choices: Sequence[tuple[str, Any]]) -> None:
        """Offer other choices."""
        self.clear()
        self._values = [value for _text, value in choices]
        self.addItems([text for text, _value in choices])

    @property
    def value(self) -> Any:
        """The value of the chosen entry; None where there is nothing to choose from."""
        at = self.currentIndex()
        return self._values[at] if at >= 0 else None

    def choose(self, value: Any) -> None:
        """Select the entry with ``value``; the first when there is none."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class Field(QWidget):
    """A name, an editor and, under it, help; what is wrong with what was entered takes the place of the help.

    What is wrong is said when the field is left or the form is stored, and goes with the first key that mends it.
    """

    problem_changed = Signal()

    def __init__(
        self,
        name: str,
        editor: QWidget,
        hint: str = "",
        *,
        required: bool = False,
        width: int | None = None,
        name_width: int = 84,
        check: Callable[[], str] | None = None,
    ) -> None:
        """``required`` marks it with a star 必填. ``width`` of the editor in pixels, at most: else as its content
        needs; ``FULL`` for as wide as there is room. ``check`` says what is wrong with what is typed, empty for
        nothing.
        """
        super().__init__()
        self.editor, self.required = editor, required
        self._check = check or (editor.mistake if isinstance(editor, Checked) else None)
        self.width_of_name = name_width
        """In pixels, at least."""
        self.name = FieldName(name, required=required)
        self.name.setFixedWidth(name_width)
        self.name.setBuddy(editor)
        self._mistake = MistakeLine()
        self._problem = self._mistake.label
        self._hint = label(hint, "caption", wrap=True)
        self._will_align = False
        self._lay_out(usual_width(editor) if width is None else width)
        if not hint:
            self._hint.hide()  # never shown by hand: without a parent it would be a window for a moment
        self._name_editor()
        self._watch = Edits(self, editor, self._edited, self._left)

    def _lay_out(self, width: int) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        tall = isinstance(self.editor, (QPlainTextEdit, QListWidget)) and not isinstance(self.editor, Wrapping)
        if width:
            hold(self.editor, QWidget.setMaximumWidth, width)
            held = QHBoxLayout()
            held.addWidget(self.editor, 0 if isinstance(self.editor, QComboBox) else 1000)
            held.addStretch(1)
            column.addLayout(held, int(tall))
        else:
            column.addWidget(self.editor, int(tall))
        column.addWidget(self._mistake)
        column.addWidget(self._hint)
        if not tall:
            column.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        self.name.setMinimumHeight(32)

    def _name_editor(self) -> None:
        name = self.name.text()
        self.editor.setAccessibleName(_("{name}, required", name=name) if self.required else name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        align_names(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible() and not self._will_align:
            self._will_align = True
            QTimer.singleShot(0, self, self._align_again)

    def _align_again(self) -> None:
        self._will_align = False  # once after all that Qt tells of another theme
        align_names(self)

    def call(self, name: str, hint: str) -> None:
        """Another name and hint: the same line takes something else from now on."""
        self.name.setText(name)
        self._name_editor()
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and not self.problem)
        align_names(self)

    @property
    def hint(self) -> str:
        """The quiet words under the editor; empty when there are none."""
        return self._hint.text()

    def tell(self, sentence: str) -> None:
        """Say what is wrong; an empty text takes it back."""
        self._problem.setText(sentence)
        self._mistake.setVisible(bool(sentence))
        self._hint.setVisible(bool(self.hint) and not sentence)
        self.editor.setAccessibleDescription(sentence)
        for part in edited_parts(self.editor)[:1]:
            set_role(part, "wrong", "true" if sentence else "false")
        self.problem_changed.emit()

    @property
    def problem(self) -> str:
        """What is told to be wrong; empty when nothing is."""
        return self._problem.text()

    def _wrong_now(self) -> str:
        if self.required and is_blank(self.editor):
            return _("Please enter “{name}”.", name=self.name.text())
        return self._check() if self._check else ""

    def _edited(self) -> None:
        if self.problem:
            self.tell(self._wrong_now())

    def _left(self) -> None:
        if wrong := self._wrong_now():
            self.tell(wrong)


def align_names(field: Field) -> None:
    """The names of a form's fields are as wide as the longest of them; one that is a phrase takes two lines."""
    above, option = field.parentWidget(), Qt.FindChildOption.FindDirectChildrenOnly
    form = above
    while form is not None and not form.property("one_form"):
        form = form.parentWidget()
    if form is not None:
        above, option = form, Qt.FindChildOption.FindChildrenRecursively
    fields = above.findChildren(Field, options=option) if above else [field]
    needed = [each.name.needed for each in fields]
    width = min(max([*(each.width_of_name for each in fields), *needed]), scaled(LONGEST_NAME))
    for each, need in zip(fields, needed, strict=True):
        each.name.setWordWrap(need > width)
        each.name.setFixedWidth(width)


def tell_problems(fields: Mapping[str, Field], problems: Sequence[Problem]) -> list[Problem]:
    """Put each problem beside its field and go to the first one; those without a field are given back."""
    by_field = {problem.field: problem.message for problem in problems}
    for name, field in fields.items():
        field.tell(by_field.get(name, ""))
    first = next((fields[problem.field] for problem in problems if problem.field in fields), None)
    if first is not None:
        go_to(first.editor)
        show_whole(first)
    return [problem for problem in problems if problem.field not in fields]


def show_whole(part: QWidget) -> None:
    """Scroll, as soon as words that were told just now have their place, until all of it is in sight."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        QTimer.singleShot(0, part, partial(above.ensureWidgetVisible, part, 0, GAP))


def go_to(editor: QWidget) -> None:
    """Put the focus into an editor, or into the first part of it that takes one, such as a box among boxes."""
    parts = [editor, editor.focusProxy(), *editor.findChildren(QWidget)]
    takes = (each for each in parts if each and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.isHidden())
    first = next(takes, editor)
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    select_secrets(first)


def select_secrets(part: QWidget) -> None:
    """What was typed unseen and is not right is typed anew, in its place: nobody can see where to go on."""
    lines = [part] if isinstance(part, QLineEdit) else part.findChildren(QLineEdit)
    for line in lines:
        if line.echoMode() is not QLineEdit.EchoMode.Normal:
            line.selectAll()


def fit(window: QWidget, width: int, height: int) -> None:
    """A size for a window of its own, never larger than the screen: at 150 % an old screen is 910 by 512."""
    screen = window.screen().availableSize()
    window.resize(min(width, screen.width() - 40), min(height, screen.height() - 60))


def clear_layout(layout: QBoxLayout) -> None:
    """Take every widget out, hidden at once and deleted soon: nothing flickers."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
