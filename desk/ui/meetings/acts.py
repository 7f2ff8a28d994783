"""What comes next with a joint meeting, from the list and from its card alike. Each act tells what came of it, in words
for a toast; nothing where somebody went back.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books.meetings import holding, planning
from desk.books.meetings.model import Meeting, MeetingState
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.meetings.forms import CancelMeeting, MeetingForm
from desk.ui.widgets.form_dialog import FormDialog, sure


def next_words(meeting: Meeting) -> str:
    """What the button of the next step says; empty where none is left."""
    captions = {
        MeetingState.PLANNED: P_("joint meeting", "Notice is out"),
        MeetingState.NOTIFIED: P_("joint meeting", "Begin"),
        MeetingState.HELD: P_("joint meeting", "Go on with the minutes"),
    }
    return captions.get(meeting.state, "")


def give_notice(parent: QWidget, desk: Desk, meeting: Meeting) -> str:
    """通知已发出."""
    with desk.write() as work:
        planning.give_notice(work, meeting.id, meeting.version)
    return _("Notice of {number} is out.", number=meeting.number)


def report(parent: QWidget, desk: Desk, meeting: Meeting) -> str:
    """议题已报告."""
    with desk.write() as work:
        planning.report_agenda(work, meeting.id, meeting.version)
    return _("The agenda of {number} is reported.", number=meeting.number)


def begin(desk: Desk, meeting: Meeting) -> None:
    """开会, unless it goes on already."""
    if meeting.state is not MeetingState.HELD:
        with desk.write() as work:
            holding.begin(work, meeting.id, meeting.version)


def issue(parent: QWidget, desk: Desk, meeting: Meeting) -> str:
    """签发纪要: asks first, since nothing in them changes afterwards; not where they cannot be issued yet. Raises
    ``DeskError``.
    """
    with desk.read() as work:
        holding.require_can_issue(work, meeting)
    question = _(
        "Once the minutes of {number} are issued, nothing in them changes any more. Issue them?", number=meeting.number
    )
    if not sure(parent, question, P_("joint meeting", "Issue the minutes")):
        return ""
    with desk.write() as work:
        issued = holding.issue(work, meeting.id, meeting.version)
    return _("The minutes of {number} are issued: {name}.", number=issued.number, name=issued.minutes_name)


def edit(parent: QWidget, desk: Desk, meeting: Meeting) -> str:
    """修改会议."""
    return _asked(MeetingForm(parent, desk, meeting), _("Saved."))


def cancel(parent: QWidget, desk: Desk, meeting: Meeting) -> str:
    """取消会议."""
    return _asked(CancelMeeting(parent, desk, meeting), _("{number} is cancelled.", number=meeting.number))


def _asked(form: FormDialog, sentence: str) -> str:
    stored = bool(form.exec())
    form.deleteLater()
    return sentence if stored else ""
