"""A need 需求: what is wanted, of which kind, for whom, how many, by when; what is on offer shows while typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desk.books.matching import kind_guess, needs, rules, scoring
from desk.books.matching.model import KINDS, NEED_LABELS, Need, NeedSource, NewNeed, code_of
from desk.books.zones import queries as zones
from desk.core.errors import Invalid, Problem
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.matching.rows import fit_line, kind_choices
from desk.ui.widgets.controls import Combo, Field, label, line_edit, number_box, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping

PROPOSED = 3
"""Offerings that are shown below the form."""
LONGEST_TYPED = 500
"""Characters that can be typed; what is too long is said, not cut."""


class NeedForm(FormDialog):
    """The fields of a need, and below them what fits it now."""

    def __init__(self, parent: QWidget, desk: Desk, title: str) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(720)
        self._desk = desk
        with desk.read() as work:
            self._proposer, self._seen = scoring.proposer(work), kind_guess.read(work)
            self._usual_end = rules.usual_end(work)
            offered = zones.names(work)
        self.captions = {name: _(msgid) for name, msgid in NEED_LABELS.items()}
        self.description = Wrapping(LONGEST_TYPED)
        self.kind = Combo([(_("Please choose"), ""), *kind_choices()])
        self.audience = line_edit(_("e.g. the old, children"), most=LONGEST_TYPED)
        self.people = number_box(1, rules.MOST_PEOPLE)
        self.zone = Combo([(P_("zone", "Any"), None), *((each.name, each.id) for each in offered)])
        self.wanted_by, self.list_until = DayLine(desk, None, Leaning.AHEAD), DayLine(desk, None, Leaning.AHEAD)
        self.source = Combo([(each.label, each) for each in NeedSource])
        self.proposals = label("\n" * (PROPOSED - 1), "muted", wrap=True)
        self.proposals.setAccessibleName(_("What is on offer for it"))
        self._lay_out()
        self._watch()

    def _lay_out(self) -> None:
        names = self.captions
        self.add("description", Field(names["description"], self.description, required=True, width=FULL))
        self._pair(kind=Field(names["kind"], self.kind, required=True), people=Field(names["people"], self.people))
        self._pair(audience=Field(names["audience"], self.audience), zone_id=Field(names["zone_id"], self.zone))
        until = _("Empty: {day}.", day=self._usual_end.isoformat())
        self._pair(
            wanted_by=Field(names["wanted_by"], self.wanted_by),
            list_until=Field(names["list_until"], self.list_until, until),
        )

    def _pair(self, **fields: Field) -> None:
        """Two fields beside each other."""
        self._column.addLayout(row(*fields.values()))
        self.fields |= fields

    def _watch(self) -> None:
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.propose)
        self._kind_is_chosen = False
        self.kind.activated.connect(lambda _at: self._choose_kind())
        self.description.textEdited.connect(self._guess)
        for signal in (
            self.kind.currentIndexChanged,
            self.zone.currentIndexChanged,
            self.people.valueChanged,
            self.audience.textEdited,
            self.wanted_by.textEdited,
            self.wanted_by.day_changed,
        ):
            signal.connect(lambda *_changed: self._timer.start(0))

    def _choose_kind(self) -> None:
        """By hand: nothing is guessed any more."""
        self._kind_is_chosen = True

    def _guess(self, text: str) -> None:
        """The kind, by the words, as long as nobody chose one."""
        if not self._kind_is_chosen and (code := kind_guess.guess(text, self._seen)):
            self.kind.choose(code)
        self._timer.start(0)

    def add_proposals(self) -> None:
        """Below the fields: three lines that are always there, so that nothing moves."""
        self._column.addWidget(label(_("On offer for it"), "heading"))
        self._column.addWidget(self.proposals)
        self._timer.start(0)

    def propose(self) -> None:
        """What fits what is typed so far, the best first."""
        lines = self._proposed_lines()
        self.proposals.setText("\n".join([*lines, *[""] * (PROPOSED - len(lines))]))

    def _proposed_lines(self) -> list[str]:
        if not self.kind.value:
            return [_("Choose the kind, and what partners offer of it stands here.")]
        scored = self._proposer.for_need(self.weighed(), PROPOSED)
        if not scored:
            return [_("Nothing of this kind is on offer in time.")]
        return [
            f"{n}. {each.offering.title}（{each.offering.organisation}）　{fit_line(each.fit)}"
            for n, each in enumerate(scored, 1)
        ]

    def weighed(self) -> NewNeed:
        """What counts for the proposals, as far as it can be read."""
        try:
            wanted_by = self.wanted_by.day_or_none("wanted_by")
        except Invalid:
            wanted_by = None
        return NewNeed(
            self.description.text(),
            KINDS[self.kind.value],
            self.audience.text().strip(),
            self.zone.value,
            self.people.value(),
            wanted_by,
        )

    def typed(self) -> NewNeed:
        """What is typed, not yet checked by the book. Raises ``Invalid``."""
        if not self.kind.value:
            raise Invalid(Problem("kind", _("Please choose the kind: partners are proposed by it.")))
        return NewNeed(
            self.description.text(),
            KINDS[self.kind.value],
            self.audience.text(),
            self.zone.value,
            self.people.value(),
            self.wanted_by.day_or_none("wanted_by"),
            self.list_until.day_or_none("list_until"),
        )


class RaiseNeed(NeedForm):
    """A new one, heard at the counter or wherever ``source`` says; ``made`` is the need. ``subject`` is what it comes
    from.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        source: NeedSource = NeedSource.COUNTER,
        subject: str = "",
        description: str = "",
        kind: str = "",
    ) -> None:
        super().__init__(parent, desk, _("New need"))
        self.made: Need | None = None
        self._subject = subject
        self.source.choose(source)
        if not subject:
            self.add("source", Field(self.captions["source"], self.source))
        self.add_proposals()
        self.description.setText(description)
        self.kind.choose(kind)
        self._kind_is_chosen = bool(kind)
        self._guess(description)
        self.finish(P_("need", "Put on the list"), *self.acts())
        self.description.setFocus()

    def acts(self) -> Sequence[QWidget]:
        """What else can be done than put it on the list."""
        return ()

    def do(self) -> None:
        asked = self.typed()
        new = NewNeed(
            asked.description,
            asked.kind,
            asked.audience,
            asked.zone_id,
            asked.people,
            asked.wanted_by,
            asked.list_until,
            self.source.value,
            self._subject,
        )
        with self._desk.write() as work:
            self.made = needs.raise_need(work, new)


class EditNeed(NeedForm):
    """One that waits."""

    def __init__(self, parent: QWidget, desk: Desk, need: Need) -> None:
        super().__init__(parent, desk, need.number)
        self._need, self._kind_is_chosen = need, True
        self.add_proposals()
        self.editing = Editing(self._show, self.typed)
        self.editing.begin(need)
        self.finish(_("Save"))
        self.description.setFocus()

    def _show(self, need: NewNeed) -> None:
        self.description.setText(need.description)
        self.kind.choose(code_of(need.kind))
        self.audience.setText(need.audience)
        self.people.setValue(need.people)
        self.zone.choose(need.zone_id)
        self.wanted_by.show_day(need.wanted_by)
        self.list_until.show_day(need.list_until)

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            needs.edit(work, self._need.id, self.editing.wanted, read=self.editing.read)
