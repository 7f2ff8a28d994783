"""What is asked about a joint meeting: when and where, why it is cancelled, who is asked, what is on the agenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from desk.books import centre, staff
from desk.books.matching import queries as matching
from desk.books.meetings import agenda, people, planning, projects, queries, rules
from desk.books.meetings.model import (
    AgendaItem,
    AgendaKind,
    Meeting,
    MeetingKind,
    MeetingPerson,
    NewItem,
    NewMeeting,
    NewPerson,
    Presence,
)
from desk.books.organisations import queries as organisations
from desk.core.clock_times import clock, minutes_in
from desk.core.errors import Invalid, Problem
from desk.core.plain_text import excerpt
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Combo, Field, latin_line, line_edit
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping

USUAL = (15 * 60, 16 * 60 + 30)
"""When a meeting is held unless somebody says otherwise, in minutes since midnight."""


class MeetingForm(FormDialog):
    """召集会议, or a change of one that has not begun. The title follows kind and day until somebody writes another."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: Meeting | None = None, day: date | None = None) -> None:
        super().__init__(parent, _("Change the meeting") if meeting else _("Call a joint meeting"))
        self.setMinimumWidth(600)
        self._desk, self.meeting = desk, meeting
        with desk.read() as work:
            venues = centre.all_venues(work)
            here = [each for each in staff.everyone(work) if each.active or (meeting and each.id == meeting.keeper_id)]
        self.kind = Choice(tuple(MeetingKind))
        self.title = line_edit(most=rules.LONGEST_TITLE)
        self.day = DayLine(desk, day, Leaning.AHEAD)
        self.begins, self.ends = latin_line("15:00", most=8), latin_line("16:30", most=8)
        self.venue = Combo([(P_("joint meeting", "Elsewhere"), None), *((each.name, each.id) for each in venues)])
        self.place = line_edit(most=rules.LONGEST_PLACE)
        self.chair = line_edit(most=rules.LONGEST_NAME)
        self.keeper = Combo([(each.name, each.id) for each in here])
        self.remark = Wrapping(rules.LONGEST_REMARK)
        self._lay_out()
        self.editing = Editing(self._show, self.entered, self.fields)
        self.editing.begin(meeting or self._usual(day or desk.clock.today()))
        self._usual_title = self.title.text() if meeting is None else ""
        self._connect()
        self.finish(P_("joint meeting", "Save") if meeting else P_("joint meeting", "Call it"))
        (self.title if meeting else self.day).setFocus()

    def _lay_out(self) -> None:
        self.add("kind", Field(P_("joint meeting", "Kind"), self.kind))
        self.add("title", Field(P_("joint meeting", "Title"), self.title, required=True, width=FULL))
        self.add("day", Field(P_("joint meeting", "Day"), self.day, required=True))
        self.add("begins", Field(P_("joint meeting", "From"), self.begins, required=True))
        self.add("ends", Field(P_("joint meeting", "To"), self.ends, required=True))
        self.add("venue_id", Field(P_("joint meeting", "Venue"), self.venue))
        self.add("place", Field(P_("joint meeting", "Place"), self.place, width=FULL))
        self.add("chair", Field(P_("joint meeting", "Chair"), self.chair, required=True))
        self.add("keeper_id", Field(P_("joint meeting", "Minutes by"), self.keeper))
        self.add("remark", Field(_("Remark"), self.remark, width=FULL))
        self.kind.setEnabled(self.meeting is None)

    def _connect(self) -> None:
        self.kind.changed.connect(lambda _kind: self._name_it())
        self.day.editingFinished.connect(self._name_it)
        self.venue.currentIndexChanged.connect(lambda _at: self._venue_chosen())
        self._venue_chosen()

    def _venue_chosen(self) -> None:
        self.fields["place"].setVisible(self.venue.value is None)

    def _usual(self, day: date) -> NewMeeting:
        """As last time, where there was one."""
        with self._desk.read() as work:
            last = queries.latest(work)
        actor = self._desk.actor
        title = rules.usual_title(MeetingKind.QUARTERLY, day)
        new = NewMeeting(title, MeetingKind.QUARTERLY, day, *USUAL, actor.name, actor.id)
        if last is None:
            return new
        same = {name: getattr(last, name) for name in ("begins", "ends", "chair", "keeper_id", "venue_id", "place")}
        return replace(new, **same)

    def _name_it(self) -> None:
        day = self.day.day
        if self.meeting is None and day is not None and self.title.text() == self._usual_title:
            self._usual_title = rules.usual_title(self.kind.value, day)
            self.title.setText(self._usual_title)

    def _show(self, new: NewMeeting) -> None:
        self.kind.choose(new.kind)
        self.title.setText(new.title)
        self.day.show_day(new.day)
        self.begins.setText(clock(new.begins))
        self.ends.setText(clock(new.ends))
        self.venue.choose(new.venue_id)
        self.place.setText(new.place)
        self.chair.setText(new.chair)
        self.keeper.choose(new.keeper_id)
        self.remark.setText(new.remark)

    def entered(self) -> NewMeeting:
        """What is typed, not yet checked. Raises ``Invalid`` for a day or a time that is none."""
        return NewMeeting(
            self.title.text(),
            self.kind.value,
            self.day.day_in("day"),
            minutes_in(self.begins.text(), "begins"),
            minutes_in(self.ends.text(), "ends"),
            self.chair.text(),
            self.keeper.value,
            self.venue.value,
            self.place.text(),
            self.remark.text(),
        )

    def do(self) -> None:
        self.entered()
        assert self.editing is not None
        with self._desk.write() as work:
            if self.meeting is None:
                self.meeting = planning.call(work, self.entered())
            else:
                read = self.editing.read
                assert isinstance(read, Meeting)
                self.meeting = planning.edit(work, self.meeting.id, self.editing.wanted, read=read)


class CancelMeeting(FormDialog):
    """取消会议: why."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: Meeting) -> None:
        super().__init__(parent, _("Cancel {number}", number=meeting.number))
        self._desk, self._meeting = desk, meeting
        self.reason = Wrapping(rules.LONGEST_REMARK)
        hint = _("The number is not given out again.")
        self.add("reason", Field(P_("joint meeting", "Reason"), self.reason, hint, required=True, width=FULL))
        self.finish(P_("joint meeting", "Cancel the meeting"))
        self.reason.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            planning.cancel(work, self._meeting.id, self._meeting.version, self.reason.text())


class AskPerson(FormDialog):
    """添加参会人员: of an organisation, of the staff, or anybody else."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: Meeting) -> None:
        super().__init__(parent, _("Ask somebody to {number}", number=meeting.number))
        self._desk, self._meeting = desk, meeting
        with desk.read() as work:
            there = organisations.names(work)
            here = [each for each in staff.everyone(work) if each.active]
        none = P_("person at a meeting", "none")
        self.organisation = Combo([(none, None), *((each.name, each.id) for each in there)])
        self.staff = Combo([(none, None), *((each.name, each.id) for each in here)])
        self.name, self.position = line_edit(most=rules.LONGEST_NAME), line_edit(most=rules.LONGEST_NAME)
        self.telephone = latin_line(most=rules.LONGEST_TELEPHONE)
        self.add("staff_id", Field(P_("person at a meeting", "Of the staff"), self.staff))
        self.add("organisation_id", Field(P_("person at a meeting", "Organisation"), self.organisation))
        self.add("name", Field(_("Name"), self.name))
        self.add("position", Field(P_("person at a meeting", "Position"), self.position))
        self.add("telephone", Field(_("Telephone"), self.telephone))
        self.staff.currentIndexChanged.connect(lambda _at: self._staff_chosen())
        self.finish(P_("person at a meeting", "Add"))
        self.name.setFocus()

    def _staff_chosen(self) -> None:
        for name in ("organisation_id", "name", "telephone"):
            self.fields[name].setVisible(self.staff.value is None)

    def do(self) -> None:
        is_staff = self.staff.value is not None
        new = NewPerson(
            "" if is_staff else self.name.text(),
            None if is_staff else self.organisation.value,
            self.staff.value,
            self.position.text(),
            "" if is_staff else self.telephone.text(),
        )
        with self._desk.write() as work:
            people.ask(work, self._meeting.id, new)


class NameProxy(FormDialog):
    """代会: who comes in their place."""

    def __init__(self, parent: QWidget, desk: Desk, person: MeetingPerson) -> None:
        title = _("Who comes for {name}?", name=person.name or person.organisation)
        super().__init__(parent, title)
        self._desk, self._person = desk, person
        self.proxy = line_edit(most=rules.LONGEST_NAME)
        self.proxy.setText(person.proxy)
        self.add("proxy", Field(P_("person at a meeting", "Proxy"), self.proxy, required=True))
        self.finish(_("Save"))
        self.proxy.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            people.sign(work, self._person.id, Presence.PROXY, self.proxy.text(), self._person.presence)


class AddItem(FormDialog):
    """添加议题: a need, a resource or a project of the lists, or free words."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: Meeting) -> None:
        super().__init__(parent, _("Put an item on the agenda"))
        self.setMinimumWidth(600)
        self._desk, self._meeting = desk, meeting
        with desk.read() as work:
            self._offered = offered_items(work)
        self.kind = Choice((AgendaKind.OTHER, AgendaKind.NEED, AgendaKind.OFFERING, AgendaKind.PROJECT))
        self.which = Combo()
        self.text = Wrapping(rules.LONGEST_ITEM)
        self.add("kind", Field(P_("agenda", "Kind"), self.kind))
        self.add("which", Field(P_("agenda", "Which"), self.which, required=True))
        self.add("text", Field(P_("agenda", "Item"), self.text, width=FULL))
        self.kind.changed.connect(self._kind_chosen)
        self.finish(P_("agenda", "Add"))
        self.kind.choose(AgendaKind.OTHER)
        self.text.setFocus()

    def _kind_chosen(self, kind: AgendaKind) -> None:
        self.which.offer(self._offered.get(kind, []))
        self.fields["which"].setVisible(kind is not AgendaKind.OTHER)
        free = kind is AgendaKind.OTHER
        self.fields["text"].call(P_("agenda", "Item"), "" if free else _("Empty: as it stands in the list."))

    def do(self) -> None:
        new, text = self.which.value, self.text.text()
        if self.kind.value is AgendaKind.OTHER:
            new = NewItem(text)
        elif new is None:
            raise Invalid(Problem("which", _("There is nothing of this kind on the lists now.")))
        with self._desk.write() as work:
            agenda.add(work, self._meeting.id, NewItem(text, new.need_id, new.offering_id, new.match_id))


def offered_items(work: Work) -> dict[AgendaKind, list[tuple[str, NewItem]]]:
    """What the lists have, by kind, in words and as an item."""
    needs = [
        (_short(f"{each.number} {each.description}"), NewItem(need_id=each.id)) for each in matching.open_needs(work)
    ]
    offerings = [
        (_short(f"{each.organisation} {each.title}"), NewItem(offering_id=each.id))
        for each in matching.available_offerings(work)
    ]
    matches = [
        (_short(f"{each.need} {each.organisation}"), NewItem(match_id=each.id)) for each in matching.open_matches(work)
    ]
    return {AgendaKind.NEED: needs, AgendaKind.OFFERING: offerings, AgendaKind.PROJECT: matches}


def _short(text: str) -> str:
    return excerpt(text, "")


class MatchItem(FormDialog):
    """会上对接: of a need the offerings of its kind, of an offering the needs; the partner says yes at the table."""

    def __init__(self, parent: QWidget, desk: Desk, item: AgendaItem) -> None:
        super().__init__(parent, _("Match at the table"))
        self.setMinimumWidth(560)
        self._desk, self._item = desk, item
        with desk.read() as work:
            fitting = projects.fitting(work, item)
        self.other = Combo([(_match_words(each), each.id) for each in fitting])
        caption = AgendaKind.OFFERING.label if item.need_id is not None else AgendaKind.NEED.label
        hint = "" if fitting else _("Nothing of this kind can be had now.")
        self.add("other", Field(caption, self.other, hint, required=True))
        self.finish(P_("agenda", "Match and claim"))
        self.other.setFocus()

    def do(self) -> None:
        if self.other.value is None:
            raise Invalid(Problem("other", _("Nothing of this kind can be had now.")))
        with self._desk.write() as work:
            projects.match_at(work, self._item.id, self.other.value)


def _match_words(each: object) -> str:
    organisation = getattr(each, "organisation", "")
    text = getattr(each, "title", "") or getattr(each, "description", "")
    return _short(f"{organisation} {text}".strip())
