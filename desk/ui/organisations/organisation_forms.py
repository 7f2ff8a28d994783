"""The forms behind 红色合伙人: what is known of an organisation, two records that become one, organisers linked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.books.organisations import credit_codes, linking, merging, organisations, queries
from desk.books.organisations.model import (
    ORGANISATION_LABELS,
    NewOrganisation,
    Organisation,
    OrganisationKind,
    OrganisationRole,
    OrganiserText,
)
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.tone import Tone
from desk.core.words import P_, _, listed
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.roster.assignees import ticks
from desk.ui.shell.text_size import hold
from desk.ui.widgets.controls import Combo, Field, keyed, label, latin_line, line_edit, line_of, row
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL, LONG, WIDE
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.line_list import LineList
from desk.ui.widgets.wrapping import Wrapping

LONGEST_TYPED = 200
"""Characters that can be typed; what is too long is said, not cut."""
LIST_HEIGHT = 220
"""Pixels, at least."""
USUAL = NewOrganisation("", OrganisationKind.OFFICE, roles=(OrganisationRole.PARTNER,))
"""What a new one begins with."""


class EditOrganisation(FormDialog):
    """An organisation: new, or one that there is."""

    def __init__(self, parent: QWidget, desk: Desk, organisation: Organisation | None = None) -> None:
        super().__init__(parent, organisation.name if organisation else _("New organisation"))
        self.setMinimumWidth(700)
        self._desk, self._organisation = desk, organisation
        self.stored_id = organisation.id if organisation else 0
        """Once it is stored."""
        self.name, self.party_name, self.address = (line_edit(most=LONGEST_TYPED) for _n in range(3))
        self.kind = Combo([(kind.label, kind) for kind in OrganisationKind])
        self.credit_code = latin_line(_("18 characters, as on the licence"), most=40)
        holder, self.roles = ticks([(role.label, role) for role in OrganisationRole], frozenset())
        self.liaison = line_edit(most=LONGEST_TYPED)
        self.telephone = line_of("telephone", most=60)
        self.remark = Wrapping(600)
        self._add_fields(holder)
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(organisation or USUAL)
        self.name.editingFinished.connect(self._look_for_same)
        self.credit_code.editingFinished.connect(self._look_for_same)
        self.finish(_("Save"))
        self.name.setFocus()

    def _add_fields(self, roles: QWidget) -> None:
        called = {name: _(msgid) for name, msgid in ORGANISATION_LABELS.items()}
        self.add("name", Field(called["name"], self.name, required=True, width=FULL))
        self._pair(
            kind=Field(called["kind"], self.kind, required=True),
            credit_code=Field(called["credit_code"], self.credit_code, width=LONG, check=self._code_problem),
        )
        self.add("roles", Field(called["roles"], roles, required=True, width=FULL))
        self.add("party_name", Field(called["party_name"], self.party_name, width=FULL))
        self._pair(
            liaison=Field(called["liaison"], self.liaison),
            telephone=Field(called["telephone"], self.telephone),
        )
        self.add("address", Field(called["address"], self.address, width=FULL))
        self.add("remark", Field(called["remark"], self.remark, width=FULL))

    def _pair(self, **fields: Field) -> None:
        """Two fields beside each other."""
        self._column.addLayout(row(*fields.values()))
        self.fields |= fields

    def _code_problem(self) -> str:
        return credit_codes.problem(credit_codes.tidied(self.credit_code.text()))

    def _look_for_same(self) -> None:
        """Who is there already and may be the same is told under the name, before anything is stored."""
        typed = self._typed()
        if self._code_problem():
            typed = replace(typed, credit_code="")
        with self._desk.read() as work:
            alike = merging.alike(work, typed, self.stored_id)
        names = listed(each.name for each in alike[:3])
        self.fields["name"].call(
            self.fields["name"].name.text(), _("Perhaps there already: {names}", names=names) if names else ""
        )

    def _show(self, organisation: NewOrganisation) -> None:
        for name in ("name", "credit_code", "party_name", "liaison", "telephone", "address"):
            getattr(self, name).setText(getattr(organisation, name))
        self.remark.setPlainText(organisation.remark)
        self.kind.choose(organisation.kind)
        for role, box in self.roles.items():
            box.setChecked(role in organisation.roles)

    def _typed(self) -> NewOrganisation:
        return replace(
            self._organisation or USUAL,
            name=self.name.text(),
            kind=self.kind.value,
            credit_code=credit_codes.tidied(self.credit_code.text()),
            party_name=self.party_name.text(),
            liaison=self.liaison.text(),
            telephone=self.telephone.text(),
            address=self.address.text(),
            remark=self.remark.toPlainText(),
            roles=tuple(role for role in OrganisationRole if self.roles[role].isChecked()),
        )

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            self._store(work)

    def _store(self, work: Work) -> None:
        assert self.editing is not None
        wanted = self.editing.wanted
        if isinstance(wanted, Organisation):
            organisations.edit(work, wanted, read=self.editing.read)
        else:
            self.stored_id = organisations.add(work, wanted).id


class MergeOrganisations(FormDialog):
    """Another record of the same organisation is taken in; what was proposed is chosen."""

    def __init__(self, parent: QWidget, desk: Desk, keep: Organisation) -> None:
        super().__init__(parent, _("Merge with {name}", name=keep.name))
        self.setMinimumWidth(620)
        self._desk, self._keep = desk, keep
        with desk.read() as work:
            likely = [
                each.drop if each.keep.id == keep.id else each.keep
                for each in merging.likely_same(work)
                if keep.id in (each.keep.id, each.drop.id)
            ]
            others = [each for each in queries.everyone(work) if each.id != keep.id]
        first = [each.id for each in likely]
        others.sort(key=lambda each: (each.id not in first, each.name))
        choices = [(self._called(each, each.id in first), each.id) for each in others]
        self.other = Combo(choices if first else [(_("Please choose…"), None), *choices])
        self.add(
            "other",
            Field(
                _("Record to take in"),
                self.other,
                _("All that is of it becomes that of “{name}”; its name stays as another name.", name=keep.name),
                required=True,
                width=FULL,
            ),
        )
        self._column.addWidget(label(_("This cannot be taken back."), "notice", wrap=True))
        self.finish(P_("organisation", "Merge"))

    def _called(self, each: Organisation, is_likely: bool) -> str:
        named = "　".join(filter(None, (each.name, each.credit_code or each.kind.label)))
        return _("{name} (likely the same)", name=named) if is_likely else named

    def do(self) -> None:
        if self.other.value is None:
            raise Invalid(Problem("other", _("Please choose the record.")))
        with self._desk.write() as work:
            merging.merge(work, self._keep.id, self.other.value)


class LinkOrganisers(FormDialog):
    """关联单位: each text that was typed as organiser, with the organisation that it is likely to be; Enter links all
    activities with it, and goes to the next.
    """

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Link organisers of activities"))
        self.setMinimumWidth(700)
        self._desk = desk
        self.linked = 0
        """Activities that were linked here."""
        self._texts: list[OrganiserText] = []
        self.texts = LineList(_("Organisers as they were typed"))
        hold(self.texts, QWidget.setMinimumHeight, LIST_HEIGHT)
        self.organisation = Combo()
        self.said = label("", "muted", wrap=True)
        hint = _("The text of each activity stays. Whatever is entered with it later is linked by itself.")
        self._column.addWidget(label(hint, "muted", wrap=True))
        self._column.addWidget(self.texts, 1)
        self.add("organisation", Field(P_("activity", "Organisation"), self.organisation, width=WIDE))
        self._column.addWidget(self.said)
        self.texts.currentRowChanged.connect(lambda _at: self._propose())
        self.finish(P_("organiser", "Link"), keyed(self, P_("organiser", "New organisation…"), self.add_new, "F2"))
        self.read()

    def read(self) -> None:
        """What is not linked yet; the next is chosen."""
        at = max(self.texts.currentRow(), 0)
        with self._desk.read() as work:
            self._texts = linking.unlinked(work)
            offered = queries.names(work)
        self.organisation.offer([(_("Please choose…"), None), *((each.name, each.id) for each in offered)])
        self.texts.clear()
        for each in self._texts:
            about = _("{n} activities", n=each.activities)
            proposed = _("likely {name}", name=each.proposed) if each.proposed else ""
            self.texts.add(each.text, "　".join(filter(None, (about, proposed))), "", Tone.QUIET)
        self.texts.setCurrentRow(min(at, len(self._texts) - 1))
        if not self._texts:
            self.said.setText(_("Every organiser is linked."))
        self.texts.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> OrganiserText | None:
        """The text that is chosen."""
        at = self.texts.currentRow()
        return self._texts[at] if 0 <= at < len(self._texts) else None

    def _propose(self) -> None:
        if self.current is not None:
            self.organisation.choose(self.current.proposed_id)

    def try_it(self) -> None:
        """Link the chosen text, and stay for the next; the last of them ends it."""
        chosen = self.current
        if chosen is None:
            self.accept()
            return
        self._rest.setText("")
        self.fields["organisation"].tell("")
        if self.organisation.value is None:
            self.fields["organisation"].tell(_("Please choose the organisation."))
            return
        try:
            with self._desk.write() as work:
                many = linking.link(work, chosen.text, self.organisation.value)
        except DeskError as error:
            self._rest.setText(error.message)
            return
        self.linked += many
        self.said.setText(_("“{text}”: {n} activities linked.", text=chosen.text, n=many))
        self.read()
        if not self._texts:
            self.accept()

    def add_new(self) -> None:
        """F2: an organisation that goes by the chosen text, and is proposed for it then."""
        form = EditOrganisation(self, self._desk)
        if self.current is not None:
            form.name.setText(self.current.text)
        if form.exec():
            self.read()
            self.organisation.choose(form.stored_id)
        form.deleteLater()
