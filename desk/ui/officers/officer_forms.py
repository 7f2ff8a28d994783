"""The forms behind 体验官: who is asked, for which term they are appointed, and why somebody is let go."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desk.books.officers import appointing, nominating, rules
from desk.books.officers.model import (
    OFFICER_LABELS,
    TERM_LABELS,
    NewOfficer,
    NewTerm,
    Officer,
    OfficerIdentity,
    OfficerTerm,
)
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Field, label, line_edit, line_of
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping


class OfficerForm(FormDialog):
    """What is entered of somebody."""

    def __init__(self, parent: QWidget, desk: Desk, title: str) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(640)
        self._desk = desk
        self.name = line_edit(most=60)
        self.identity = Choice(tuple(OfficerIdentity))
        self.employer = line_edit(_("e.g. a law firm, or the village group"), most=rules.LONGEST + 20)
        self.telephone = line_of("telephone", most=60)
        self.remark = Wrapping(rules.LONGEST_REMARK)
        editors = {
            "name": self.name,
            "identity": self.identity,
            "employer": self.employer,
            "telephone": self.telephone,
            "remark": self.remark,
        }
        for name, msgid in OFFICER_LABELS.items():
            wide = FULL if name in ("identity", "employer", "remark") else None
            self.add(name, Field(_(msgid), editors[name], required=name == "name", width=wide))

    def entered(self) -> NewOfficer:
        """What is typed, not yet checked."""
        return NewOfficer(
            self.name.text(),
            self.identity.value,
            self.employer.text(),
            self.telephone.text(),
            self.remark.text(),
        )


class NominateOfficer(OfficerForm):
    """Somebody who is to be asked. ``made`` is the new entry."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, desk, _("New experience officer"))
        self.made: Officer | None = None
        self.identity.choose(OfficerIdentity.RESIDENT)
        self.finish(P_("officer", "Nominate"))
        self.name.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            self.made = nominating.nominate(work, self.entered())


class EditOfficer(OfficerForm):
    """What is known of an officer."""

    def __init__(self, parent: QWidget, desk: Desk, officer: Officer) -> None:
        super().__init__(parent, desk, officer.name)
        self._officer = officer
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(officer)
        self.finish(_("Save"))

    def _show(self, officer: Officer) -> None:
        self.name.setText(officer.name)
        self.identity.choose(officer.identity)
        self.employer.setText(officer.employer)
        self.telephone.setText(officer.telephone)
        self.remark.setPlainText(officer.remark)

    def _typed(self) -> Officer:
        new = self.entered()
        return replace(
            self._officer,
            name=new.name,
            identity=new.identity,
            employer=new.employer,
            telephone=new.telephone,
            remark=new.remark,
        )

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            nominating.edit(work, self.editing.wanted, read=self.editing.read)


class TermForm(FormDialog):
    """A term: the number of its letter, and from when to when."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, term: NewTerm) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(560)
        self._desk = desk
        self.letter = line_edit(most=rules.LONGEST_LETTER)
        self.first = DayLine(desk, term.first, Leaning.NEAREST)
        self.last = DayLine(desk, term.last, Leaning.AHEAD)
        self.letter.setText(term.letter)
        editors = {"letter": self.letter, "first": self.first, "last": self.last}
        for name, msgid in TERM_LABELS.items():
            self.add(name, Field(_(msgid), editors[name], required=True))

    def entered(self) -> NewTerm:
        """What is typed, not yet checked. Raises ``Invalid`` for a day that is none."""
        return NewTerm(self.letter.text(), self.first.day_in("first"), self.last.day_in("last"))


class AppointOfficer(TermForm):
    """A first term, or a further one: the usual one is proposed, so that Enter is enough."""

    def __init__(self, parent: QWidget, desk: Desk, officer: Officer) -> None:
        with desk.read() as work:
            term = appointing.proposed(work, officer)
        title = _("Appoint {name}", name=officer.name)
        if officer.first is not None:
            title = _("A further term for {name}", name=officer.name)
        super().__init__(parent, desk, title, term)
        self._officer = officer
        self._proposed = term
        self.first.day_changed.connect(lambda _day: self._follow())
        self.finish(P_("officer", "Appoint"))
        self.first.setFocus()

    def _follow(self) -> None:
        """The last day and the letter of the year follow the first day, unless others were typed."""
        day = self.first.day
        if day is None:
            return
        with self._desk.read() as work:
            usual = NewTerm(appointing.next_letter(work, day), day, rules.usual_last_day(work, day))
        if self.last.day == self._proposed.last:
            self.last.show_day(usual.last)
        if self.letter.text() == self._proposed.letter:
            self.letter.setText(usual.letter)
        self._proposed = usual

    def do(self) -> None:
        with self._desk.write() as work:
            appointing.appoint(work, self._officer.id, self._officer.version, self.entered())


class CorrectTerm(TermForm):
    """What was mistyped of a term."""

    def __init__(self, parent: QWidget, desk: Desk, term: OfficerTerm) -> None:
        super().__init__(parent, desk, _("Correct the term {letter}", letter=term.letter), term)
        self._term = term
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(term)
        self.finish(_("Save"))

    def _show(self, term: OfficerTerm) -> None:
        self.letter.setText(term.letter)
        self.first.show_day(term.first)
        self.last.show_day(term.last)

    def _typed(self) -> OfficerTerm:
        new = self.entered()
        return replace(self._term, letter=new.letter, first=new.first, last=new.last)

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            appointing.correct_term(work, self.editing.wanted, read=self.editing.read)


class LetGoOfficer(FormDialog):
    """Why somebody serves no more."""

    def __init__(self, parent: QWidget, desk: Desk, officer: Officer) -> None:
        super().__init__(parent, _("Let {name} go", name=officer.name))
        self.setMinimumWidth(560)
        self._desk, self._officer = desk, officer
        self._column.addWidget(label(_("The term ends today; visits and scores stay."), "muted", wrap=True))
        self.reason = Wrapping(rules.LONGEST_REMARK)
        self.add("reason", Field(P_("officer", "Reason"), self.reason, required=True, width=FULL))
        self.finish(P_("officer", "Let go"))
        self.reason.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            appointing.let_go(work, self._officer.id, self._officer.version, self.reason.text())
