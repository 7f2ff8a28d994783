"""What is asked of a finding: what was found and where, and when it is accepted who mends it and by when."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books import staff
from desk.books.findings import deciding, reporting, rules
from desk.books.findings.model import (
    SEEN,
    Acceptance,
    Finding,
    FindingKind,
    FindingSeverity,
    FindingSource,
    NewFinding,
)
from desk.books.follow_ups import opening
from desk.books.follow_ups import rules as follow_up_rules
from desk.books.follow_ups.model import FollowUpOwner, OwnerKind
from desk.books.officers import queries as officers
from desk.books.zones import queries as zones
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.follow_ups.new_form import OUTSIDE, owner_words
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Combo, Field, label, line_edit
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping


class ReportFinding(FormDialog):
    """登记问题: what was found, in the words of who found it. ``given`` is what a proposal or a visit knows already;
    ``made`` is the finding once it is stored.
    """

    CALLED = {"zone_id": "zone", "officer_id": "officer"}  # noqa: RUF012

    def __init__(self, parent: QWidget, desk: Desk, given: NewFinding | None = None) -> None:
        super().__init__(parent, _("New finding"))
        self.setMinimumWidth(560)
        self._desk, self._given = desk, given
        self.made: Finding | None = None
        with desk.read() as work:
            offered_zones = [(each.name, each.id) for each in zones.names(work)]
            offered_officers = [(each.name, each.id) for each in officers.serving(work)]
        self.description = Wrapping(rules.LONGEST_DESCRIPTION)
        self.kind, self.severity = Choice(tuple(FindingKind)), Choice(tuple(FindingSeverity))
        self.officer = Combo([(_("Seen by staff"), None), *offered_officers])
        self.zone = Combo([(P_("finding", "No zone"), None), *offered_zones])
        self.found_on = DayLine(desk, desk.clock.today(), Leaning.BACK)
        self._lay_out()
        self._begin(given)
        self.description.setFocus()

    def _lay_out(self) -> None:
        self.add("description", Field(P_("finding", "What"), self.description, required=True, width=FULL))
        self.add("zone", Field(P_("finding", "Zone"), self.zone))
        self.add("kind", Field(P_("finding", "Kind"), self.kind, width=FULL))
        self.add("severity", Field(P_("finding", "Severity"), self.severity, width=FULL))
        hint = _("Only they say afterwards that it is mended.")
        self.add("officer", Field(P_("finding", "Found by"), self.officer, hint))
        self.add("found_on", Field(P_("finding", "Found on"), self.found_on))
        self.finish(P_("finding", "Report"))

    def _begin(self, given: NewFinding | None) -> None:
        self.kind.choose(given.kind if given else FindingKind.SORE)
        self.severity.choose(given.severity if given else FindingSeverity.ORDINARY)
        if given is not None:
            self.description.setPlainText(given.description)
            self.zone.choose(given.zone_id)
            self.officer.choose(given.officer_id)
            is_seen = given.source in SEEN and given.visit_id is None
            self.fields["officer"].setVisible(is_seen)

    def entered(self) -> NewFinding:
        """What is typed, not yet checked. Raises ``Invalid`` for a day that is none."""
        given, officer = self._given, self.officer.value
        source = FindingSource.OFFICER if officer else FindingSource.STAFF
        return NewFinding(
            self.description.text(),
            self.kind.value,
            self.severity.value,
            given.source if given and given.source not in SEEN else source,
            given.subject if given else "",
            officer,
            given.visit_id if given else None,
            self.zone.value,
            self.found_on.day_in("found_on"),
        )

    def do(self) -> None:
        new = self.entered()
        with self._desk.write() as work:
            self.made = reporting.report(work, new)


class AcceptFinding(FormDialog):
    """认定: who mends it and by when; the officer who found it checks it, and somebody here asks them."""

    def __init__(self, parent: QWidget, desk: Desk, finding: Finding) -> None:
        super().__init__(parent, _("Accept {number}", number=finding.number))
        self.setMinimumWidth(560)
        self._desk, self._finding = desk, finding
        with desk.read() as work:
            owners = opening.owners(work)
            people = [each for each in staff.everyone(work) if each.active]
            self._due = {each: rules.usual_due_day(work, each) for each in FindingSeverity}
            self._is_officers = finding.officer_id in {each.id for each in officers.serving(work)}
        self._column.addWidget(label(finding.masked, "muted", wrap=True))
        offered = [(owner_words(each), each) for each in owners]
        self.owner = Combo([(_("Please choose"), None), *offered, (OwnerKind.OUTSIDE.label, OUTSIDE)])
        self.owner_name = line_edit(most=follow_up_rules.LONGEST_NAME)
        self.severity = Choice(tuple(FindingSeverity))
        self.due_on = DayLine(desk, self._due[finding.severity], Leaning.AHEAD)
        self.checker = Combo([(each.name, each.id) for each in people])
        self._lay_out()
        self.severity.choose(finding.severity)
        self.checker.choose(desk.actor.id)
        self.severity.changed.connect(self._severity_chosen)
        self.owner.currentIndexChanged.connect(self._owner_chosen)
        self._owner_chosen()
        self.owner.setFocus()

    def _lay_out(self) -> None:
        self.add("owner", Field(P_("follow-up", "Owner"), self.owner, required=True))
        self.add("owner_name", Field(P_("follow-up", "Name"), self.owner_name, _("A person, office or firm.")))
        self.add("severity", Field(P_("finding", "Severity"), self.severity, width=FULL))
        self.add("due_on", Field(P_("follow-up", "Due day"), self.due_on))
        caption, hint = P_("follow-up", "Checker"), _("Only the checker closes it, never whoever does it.")
        if self._is_officers:
            caption = P_("finding", "Asks the officer")
            hint = _("The officer {officer} checks it; whoever is named here asks them.", officer=self._finding.officer)
        self.add("checker", Field(caption, self.checker, hint))
        self.finish(P_("finding", "Accept"))

    def _severity_chosen(self, severity: FindingSeverity) -> None:
        self.due_on.show_day(self._due[severity])

    def _owner_chosen(self) -> None:
        self.fields["owner_name"].setVisible(self.owner.value == OUTSIDE)

    def do(self) -> None:
        owner = self.owner.value or FollowUpOwner(OwnerKind.STAFF, "")
        if owner == OUTSIDE:
            owner = FollowUpOwner(OwnerKind.OUTSIDE, self.owner_name.text())
        accepted = Acceptance(owner, self.severity.value, self.checker.value, self.due_on.day_in("due_on"))
        with self._desk.write() as work:
            deciding.accept(work, self._finding.id, self._finding.version, accepted)
