"""An offering 服务项目: which organisation brings what, how often, for how many, in which term."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desk.books.matching import offerings, rules
from desk.books.matching.model import KINDS, OFFERING_LABELS, NewOffering, Offering, code_of
from desk.books.organisations import queries as organisations
from desk.books.zones import queries as zones
from desk.core.errors import Invalid, Problem
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.matching.rows import kind_choices
from desk.ui.teams.half_week import HalfWeek
from desk.ui.widgets.controls import Combo, Field, line_edit, number_box, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL, WIDE
from desk.ui.widgets.form_dialog import FormDialog

LONGEST_TYPED = 400
"""Characters that can be typed; what is too long is said, not cut."""


class OfferingForm(FormDialog):
    """Its fields."""

    def __init__(self, parent: QWidget, desk: Desk, title: str) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(760)
        self._desk = desk
        with desk.read() as work:
            offered, partners = zones.names(work), organisations.names(work)
        today = desk.clock.today()
        self.captions = {name: _(msgid) for name, msgid in OFFERING_LABELS.items()}
        self.organisation = Combo([(_("Please choose"), None), *((each.name, each.id) for each in partners)])
        self.title = line_edit(_("e.g. blood pressure measured"), most=LONGEST_TYPED)
        self.kind = Combo([(_("Please choose"), ""), *kind_choices()])
        self.people_each, self.promised = number_box(1, rules.MOST_PEOPLE), number_box(1, rules.MOST_TIMES)
        self.first = DayLine(desk, today, Leaning.NEAREST)
        self.last = DayLine(desk, date(today.year, 12, 31), Leaning.AHEAD)
        self.audience = line_edit(_("e.g. the old, children"), most=LONGEST_TYPED)
        self.requires = line_edit(_("e.g. a room with six tables"), most=LONGEST_TYPED)
        self.zone = Combo([(P_("zone", "Any"), None), *((each.name, each.id) for each in offered)])
        self.times = HalfWeek()
        self.remark = line_edit(most=LONGEST_TYPED)
        self._lay_out()

    def _lay_out(self) -> None:
        names = self.captions
        self._pair(
            organisation_id=Field(names["organisation_id"], self.organisation, required=True),
            kind=Field(names["kind"], self.kind, required=True),
        )
        self.add("title", Field(names["title"], self.title, required=True, width=FULL))
        self._pair(
            promised=Field(names["promised"], self.promised, required=True),
            people_each=Field(names["people_each"], self.people_each, required=True),
        )
        self._pair(
            first=Field(names["first"], self.first, required=True), last=Field(names["last"], self.last, required=True)
        )
        self._pair(audience=Field(names["audience"], self.audience), zone_id=Field(names["zone_id"], self.zone))
        self.add("requires", Field(names["requires"], self.requires, width=FULL))
        keys = _("The letters press the half days. None: any time.")
        self.add("times", Field(names["times"], self.times, keys, width=WIDE))
        self.add("remark", Field(names["remark"], self.remark, width=FULL))

    def _pair(self, **fields: Field) -> None:
        """Two fields beside each other."""
        self._column.addLayout(row(*fields.values()))
        self.fields |= fields

    def typed(self) -> NewOffering:
        """What is typed, not yet checked by the book. Raises ``Invalid``."""
        if not self.kind.value:
            raise Invalid(Problem("kind", _("Please choose the kind: needs are matched by it.")))
        return NewOffering(
            self.organisation.value or 0,
            self.title.text(),
            KINDS[self.kind.value],
            self.people_each.value(),
            self.promised.value(),
            self.first.day_in("first"),
            self.last.day_in("last"),
            self.audience.text(),
            self.times.times,
            self.requires.text(),
            self.zone.value,
            self.remark.text(),
        )


class AddOffering(OfferingForm):
    """A new one; ``made`` is the offering."""

    def __init__(self, parent: QWidget, desk: Desk, organisation_id: int | None = None) -> None:
        super().__init__(parent, desk, _("New offering"))
        self.made: Offering | None = None
        self.organisation.choose(organisation_id)
        self.people_each.setValue(20)
        self.finish(_("Save"))
        (self.organisation if organisation_id is None else self.title).setFocus()

    def do(self) -> None:
        new = self.typed()
        with self._desk.write() as work:
            self.made = offerings.offer(work, new)


class EditOffering(OfferingForm):
    """One that there is."""

    def __init__(self, parent: QWidget, desk: Desk, offering: Offering) -> None:
        super().__init__(parent, desk, f"{offering.number}　{offering.title}")
        self._offering = offering
        with desk.read() as work:
            partners = organisations.names(work)
        if offering.organisation_id not in {each.id for each in partners}:
            known = [(each.name, each.id) for each in partners]
            self.organisation.offer([*known, (offering.organisation, offering.organisation_id)])
        self.editing = Editing(self._show, self.typed)
        self.editing.begin(offering)
        self.finish(_("Save"))
        self.title.setFocus()

    def _show(self, offering: NewOffering) -> None:
        self.organisation.choose(offering.organisation_id)
        self.title.setText(offering.title)
        self.kind.choose(code_of(offering.kind))
        self.people_each.setValue(offering.people_each)
        self.promised.setValue(offering.promised)
        self.first.show_day(offering.first)
        self.last.show_day(offering.last)
        self.audience.setText(offering.audience)
        self.times.choose(offering.times)
        self.requires.setText(offering.requires)
        self.zone.choose(offering.zone_id)
        self.remark.setText(offering.remark)

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            offerings.edit(work, self._offering.id, self.editing.wanted, read=self.editing.read)
