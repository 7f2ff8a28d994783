"""Who is at the counter: found while typing, or entered new in the same line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from desk.books import residents
from desk.books.residents import Resident, ResidentDetails, ResidentMark, Sex
from desk.core import identity
from desk.core.errors import Invalid
from desk.core.id_card_text import IdCard
from desk.core.identity import CHOOSABLE, IdKind
from desk.core.typed_days import Leaning
from desk.core.words import P_, _, listed
from desk.services.session import Desk
from desk.ui.visits.person_line import card_words, in_full, in_words, person_in
from desk.ui.widgets.below_field import BelowField
from desk.ui.widgets.controls import Combo, Field, button, label, line_of, row, tell_problems
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.finder import Finder, Hit
from desk.ui.widgets.flow import FlowLayout
from desk.ui.widgets.veil import Veil
from desk.ui.widgets.wrapping import Wrapping

PAIRED = ("name", "telephone", "id_kind", "id_number", "birth", "sex", "village_group", "address")
ACROSS = ("marks", "note")
"""Fields beside each other, and below them those as wide as the form; one that is in neither follows the pairs."""
MOST = {"id_number": 60, "telephone": 40}
"""Characters that can be typed, where they are not 200."""
WRAPPED = ("address", "note")
SHARED = ("telephone", "village_group", "address")
"""What people of one household 同一户 usually share."""
NARROW = 580
"""Below this an ID number of 18 places no longer fits beside another field."""


class DetailsForm(QWidget):
    """The fields of a person; what is wrong is said beside a field when it is left."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lines = {
            name: Wrapping(most=most) if name in WRAPPED else line_of(name, most=most)
            for name, most in ((name, MOST.get(name, 200)) for name in residents.TEXTS)
        }
        self.name, self.number, self.telephone = (self.lines[name] for name in ("name", "id_number", "telephone"))
        self.group, self.address, self.note = (self.lines[name] for name in ("village_group", "address", "note"))
        self.kind = Combo([(kind.label, kind) for kind in CHOOSABLE])
        self.birth = DayLine(desk, leaning=Leaning.BACK)
        self.birth.setPlaceholderText(P_("person", "Not given"))
        self.sex = Combo([(sex.label, sex.value) for sex in (Sex.UNKNOWN, Sex.MALE, Sex.FEMALE)])
        self.marks = {mark: QCheckBox(mark.label) for mark in ResidentMark}
        marks = QWidget()
        marks.setLayout(FlowLayout(*self.marks.values(), gap=8))
        editors = {**self.lines, "id_kind": self.kind, "birth": self.birth, "sex": self.sex, "marks": marks}
        self.fields = {
            name: Field(_(field.label), editors[name], required=name == "name", width=FULL)
            for name, field in residents.FIELDS.items()
        }
        self._wrong: dict[str, str] = {}
        """What is said of what was typed, which goes as soon as that is right; anything else beside a field stays."""
        self.kind.setSizeAdjustPolicy(self.kind.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._lay_out()
        self._watch()
        self._fit_kind()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._pairs = QGridLayout()
        self._pairs.setHorizontalSpacing(8)
        self._pairs.setVerticalSpacing(6)
        self._across = 0
        self._place(2)
        column.addLayout(self._pairs)
        for name in ACROSS:
            column.addWidget(self.fields[name])

    def _place(self, across: int) -> None:
        """Two fields beside each other, or one below the other: so much room as whole values need."""
        if across != self._across:
            self._across = across
            paired = [*PAIRED, *(name for name in self.fields if name not in (*PAIRED, *ACROSS))]
            for place, name in enumerate(paired):
                self._pairs.addWidget(self.fields[name], place // across, place % across)
            for column in range(2):
                self._pairs.setColumnStretch(column, int(column < across))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(1 if self.width() < NARROW else 2)

    def _watch(self) -> None:
        for line in self.lines.values():
            line.textEdited.connect(lambda _text: self.changed.emit())
            line.editingFinished.connect(self._check_quietly)
        self.number.textEdited.connect(self._number_typed)
        self.kind.currentIndexChanged.connect(lambda _i: self._kind_chosen())
        self.sex.currentIndexChanged.connect(lambda _i: self.changed.emit())
        self.birth.textEdited.connect(lambda _text: self.changed.emit())
        for box in self.marks.values():
            box.toggled.connect(lambda _on: self.changed.emit())

    def _number_typed(self, text: str) -> None:
        """Whoever types a number has papers: an ID card, unless another kind is chosen."""
        if text.strip() and self.kind.value is IdKind.NONE:
            self.kind.choose(IdKind.RESIDENT)

    def _kind_chosen(self) -> None:
        self._fit_kind()
        self.changed.emit()

    def _fit_kind(self) -> None:
        kind = self.kind.value
        for name in ("birth", "sex"):
            self.fields[name].setVisible(not identity.has_birth(kind))

    def _check_quietly(self) -> None:
        """When a field is left: say what is wrong with fields that hold something."""
        try:
            with self._desk.read() as work:
                residents.checked(self.details(), work.today)
            problems = {}
        except Invalid as wrong:
            problems = {p.field: p.message for p in wrong.problems}
        for name, editor in self.lines.items():
            left = not editor.hasFocus() and bool(editor.text().strip())
            sentence = problems.get(name, "") if left else ""
            if sentence or self.fields[name].problem == self._wrong.get(name, ""):
                self.fields[name].tell(sentence)
                self._wrong[name] = sentence

    @property
    def entered(self) -> ResidentDetails:
        """As typed, to be stored. Raises ``Invalid`` for a birth date that is no day."""
        if not identity.has_birth(self.kind.value):
            self.birth.day_or_none("birth")
        return self.details()

    def details(self) -> ResidentDetails:
        """As typed, not yet checked; without a birth date that is no day."""
        kind = self.kind.value
        own = not identity.has_birth(kind)
        texts: dict[str, Any] = {name: line.text() for name, line in self.lines.items()}
        if kind is IdKind.NONE:
            texts["id_number"] = ""
        return ResidentDetails(
            **texts,
            id_kind=kind,
            birth=self.birth.day if own else None,
            sex=self.sex.value if own else "",
            marks=tuple(mark.value for mark, box in self.marks.items() if box.isChecked()),
        )

    def show_details(self, details: ResidentDetails) -> None:
        """Fill every field. A birthday that is not known shows as an empty date."""
        for name, line in self.lines.items():
            line.setText(getattr(details, name))
        self.kind.choose(details.id_kind)
        self.birth.show_day(details.birth)
        self.sex.choose(details.sex)
        for mark, box in self.marks.items():
            box.setChecked(mark.value in details.marks)
        for field in self.fields.values():
            field.tell("")
        self._wrong = {}

    def tell(self, wrong: Invalid) -> list[Any]:
        """Show each problem beside its field. Gives back those that have no field here."""
        rest = tell_problems(self.fields, wrong.problems)
        self._wrong = {name: field.problem for name, field in self.fields.items()}
        return rest


class PersonPicker(QWidget):
    """The search line; under it the person chosen, or the fields of a new one."""

    chosen = Signal(object)
    """The ``Resident``, or None when the line is being typed in again."""
    changed = Signal()
    _put_aside: tuple[str, ResidentDetails] | None = None
    """The new person whose line is being typed over, with what stood in it: both come back together."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.resident: Resident | None = None
        self._proposal = ResidentDetails("")
        self._masked = ""
        self.finder = Finder(_("Name, initials, or 4 digits of telephone or ID number"), self._find)
        self.finder.taken.connect(self._take)
        self.finder.textEdited.connect(self._forget)
        self.field = Field(_("Person"), self.finder, required=True, width=FULL)
        self.about = label("", wrap=True)
        self.problem = label("", "problem", wrap=True)
        names = (_("Show in full"), _("Mask again"))
        self.veil = Veil(self, self._reveal, self._mask, self._say, names)
        self.reveal = self.veil.button
        self.reveal.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown = QWidget()
        under = QVBoxLayout(self._shown)
        under.setContentsMargins(0, 0, 0, 0)
        BelowField(self._shown, self.field)
        beside = row()
        beside.addWidget(self.about, 1)
        beside.addWidget(self.reveal, 0, Qt.AlignmentFlag.AlignTop)
        under.addLayout(beside)
        under.addWidget(self.problem)
        self.details = DetailsForm(desk)
        self.details.changed.connect(self._look_for_same)
        self.details.changed.connect(self.changed)
        self.same = label("", "problem", wrap=True)
        self.take_same = button(_("It is this person"), self._take_same)
        self._same_row = QWidget()
        self._same_row.setLayout(row(self.same, self.take_same, 1))
        self._same_id = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.field, self._shown, self.details, self._same_row):
            column.addWidget(part)
        self.clear()

    @property
    def is_new(self) -> bool:
        """Are the details of somebody new being typed, instead of a resident chosen?"""
        return not self.details.isHidden()

    @property
    def person(self) -> int | ResidentDetails | None:
        """A known person's id, a new one's details, or nothing yet. Raises ``Invalid`` for a birth date."""
        if self.resident:
            return self.resident.id
        return self.details.entered if self.is_new else None

    def clear(self) -> None:
        """Nobody chosen, nothing typed."""
        self.resident = self._put_aside = None
        self._proposal = ResidentDetails("")
        self.finder.clear()
        self.finder.close_list()
        self._shown.hide()
        self.details.hide()
        self.details.show_details(ResidentDetails(""))
        self._same_row.hide()
        self.field.tell("")

    def show_resident(self, id: int) -> None:
        """Fill in a known person; whoever looks at somebody's data leaves a line that says so."""
        with self._desk.write() as work:
            self.resident = residents.look_up(work, id, "counter")
            today = work.today
        person, self._put_aside = self.resident, None
        self.details.hide()
        self._same_row.hide()
        self.finder.setText(person.name)
        hit = replace(residents.mask(person, today), name="")
        marks = listed(ResidentMark(mark).label for mark in person.marks)
        note = identity.mask_text(person.note, person.name)
        self._masked = "　".join(filter(None, [in_words(hit), marks, note]))
        self._mask()
        self.veil.rest(lifted=False)
        self._shown.show()
        self.field.tell("")
        self.chosen.emit(person)

    def show_new(self, details: ResidentDetails) -> None:
        """Open the details of somebody who is not in the book yet; residents like this one are pointed out."""
        self.resident = None
        self._shown.hide()
        self.details.show_details(details)
        self.details.show()
        self._put_aside = self.finder.text(), details
        self._look_for_same()
        self.changed.emit()

    def show_card(self, card: IdCard) -> tuple[str, str]:
        """The person of an ID card that was read: a resident who is known by the number, else a new person, for whom
        telephone, group and note stay as typed. What to tell of it, and whether that is good or a warning.
        """
        with self._desk.read() as work:
            known = residents.by_number(work, card.kind, card.number)
        typed = self.details.details() if self.is_new else self._proposal
        if known is not None:
            self.show_resident(known.id)
        else:
            papers = {"id_kind": card.kind, "id_number": card.number, "birth": None, "sex": ""}
            address = card.address or typed.address
            self.finder.close_list()
            self.finder.setText(card.name)
            self.show_new(replace(typed, name=card.name, address=address, **papers))  # type: ignore[arg-type]
            self.details.telephone.setFocus()
        return card_words(card, known)

    def propose(self, other: Resident) -> None:
        """For a new person: what the household shares with this one."""
        self._proposal = ResidentDetails("", **{name: getattr(other, name) for name in SHARED})

    def _find(self, text: str) -> list[Hit]:
        with self._desk.read() as work:
            known = residents.search(work, text, 8)
        hits = [Hit(in_words(hit, text), hit.id) for hit in known]
        fresh = person_in(text)
        if fresh and fresh.name and not fresh.name.isascii():
            hits.append(Hit(_("+ New person: {name}", name=fresh.name), fresh))
        elif not hits and fresh:
            hits.append(Hit(_("+ New person"), fresh))
        return hits

    def _take(self, value: int | ResidentDetails) -> None:
        if isinstance(value, int):
            self.show_resident(value)
            return
        value = replace(value, **{name: getattr(value, name) or getattr(self._proposal, name) for name in SHARED})
        self.show_new(value)
        gaps = (
            (self.details.name, value.name),
            (self.details.number, value.id_number),
            (self.details.telephone, value.telephone),
        )
        target = next((line for line, text in gaps if not text and line.isEnabled()), self.details.group)
        target.setFocus()

    def _forget(self, text: str) -> None:
        """The line is typed in again; a new person comes back with what stood in it."""
        aside = self._put_aside
        if not self.is_new and aside and aside[0] == text and text:
            self.show_new(aside[1])
            return
        if self.resident or self.is_new:
            self._put_aside = (aside[0], self.details.details()) if self.is_new and aside else None
            self.resident = None
            self._shown.hide()
            self.details.hide()
            self._same_row.hide()
            self.chosen.emit(None)
        self.changed.emit()

    def _reveal(self) -> bool:
        if self.resident is None:
            return False
        with self._desk.write() as work:
            person = residents.look_up(work, self.resident.id, "reveal")
            today = work.today
        self._say("")
        self.about.setText(in_full(replace(person, name=""), today))
        return True

    def _mask(self) -> None:
        self._say("")
        self.about.setText(self._masked)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _look_for_same(self) -> None:
        """Point out who this may already be."""
        details = self.details.details()
        same = []
        if identity.tidy_name(details.name):
            with self._desk.read() as work:
                same = residents.likely_same(work, replace(details, name=identity.tidy_name(details.name)))
        self._same_row.setVisible(bool(same) and self.is_new)
        if same:
            self._same_id = same[0].id
            self.same.setText(_("Perhaps already here: {person}", person=in_words(same[0], details.name)))

    def _take_same(self) -> None:
        self.show_resident(self._same_id)
