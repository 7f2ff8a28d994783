"""Every dialog of the window, small form or whole window, with how it is made over something of the demo book."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

import desk.ui
from desk.books import figures, submissions
from desk.books.assets.count_marks import CountMark
from desk.books.assets.transfers import AssetPlace
from desk.books.district import report
from desk.books.incidents.model import IncidentKind
from desk.books.roster import months
from desk.books.submissions import whole_figures
from desk.reports import recovery_sheet
from desk.scheduling.explanation import Contradiction
from desk.ui.activities.window import ActivityWindow
from desk.ui.assets.tab import FoundWindow
from desk.ui.assets.window import CardWindow
from desk.ui.bookings.booking_card import BookingCard
from desk.ui.cases.window import CaseWindow
from desk.ui.district.file_window import FileWindow
from desk.ui.district.rows import file_rows
from desk.ui.figures.figure_rows import FigureListDialog, FigureRowsDialog
from desk.ui.findings.card import FindingCard
from desk.ui.follow_ups.card import FollowUpCard
from desk.ui.follow_ups.forms import ItemForm
from desk.ui.help import pages
from desk.ui.help.window import HelpWindow
from desk.ui.incidents.plans import PlanVersions
from desk.ui.incidents.start import BookClosed, LockedCalls, ReserveWindow, StartIncident
from desk.ui.incidents.window import IncidentWindow
from desk.ui.matching.card import MatchingCard
from desk.ui.matching.match_card import MatchCard
from desk.ui.matching.need_card import NeedCard
from desk.ui.matching.need_form import NeedForm
from desk.ui.matching.offering_card import OfferingCard
from desk.ui.matching.offering_form import OfferingForm
from desk.ui.meetings.holding_window import HoldingWindow
from desk.ui.meetings.meeting_card import MeetingCard
from desk.ui.officers.officer_card import OfficerCard
from desk.ui.officers.officer_forms import OfficerForm, TermForm
from desk.ui.officers.visit_card import VisitCard
from desk.ui.officers.visit_sheet import SheetForm
from desk.ui.orders.forms import OrderDialog
from desk.ui.orders.order_card import OrderCard
from desk.ui.organisations.organisation_card import OrganisationCard
from desk.ui.report_forms.code_chooser import CodeChooser
from desk.ui.report_forms.filled_form import FilledFormDialog
from desk.ui.roster.dialogs import ChooseAssignee, PublishRoster
from desk.ui.roster.plan_search import Contradictions, PlanningJob
from desk.ui.settings.about import Licences
from desk.ui.settings.keychange import ChangeKey, NewSheet
from desk.ui.shell.person_record import PersonRecordWindow
from desk.ui.shell.preview import Preview
from desk.ui.shell.record_window import RecordWindow
from desk.ui.shell.restore_dialog import BringBack
from desk.ui.shell.setup import SetUpWizard
from desk.ui.shell.waiting_window import WaitingWindow
from desk.ui.submissions.report_window import ReportWindow
from desk.ui.teams.member_card import MemberCard
from desk.ui.teams.member_forms import MemberForm
from desk.ui.widgets.form_dialog import FormDialog, RecordDialog, TextsDialog, ValuesDialog, lines
from desk.ui.widgets.kept_dialog import KeptDialog
from desk.ui.zones.zone_card import ZoneCard
from tests.support import forms
from tests.support.forms import Ground
from tests.support.reports import lying_there

Maker = Callable[[QWidget, Ground], QDialog]
BASES = {
    KeptDialog,
    FormDialog,
    ItemForm,
    OrderDialog,
    PersonRecordWindow,
    MatchingCard,
    MemberForm,
    OfficerForm,
    SheetForm,
    TermForm,
    NeedForm,
    OfferingForm,
    RecordWindow,
    WaitingWindow,
    ValuesDialog,
}
"""What others are made of; nobody sees one."""
AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
KEY = "-".join(["ABCD"] * 8)
NOTHING: Callable[..., None] = lambda *_anything: None  # noqa: E731
REASON = Contradiction("11月24日早班需要 2 人，只有 1 人能来。", (), (), ("少要一人", "让请假的人来"))


def _incident(over: QWidget, ground: Ground) -> IncidentWindow:
    return IncidentWindow(ground.desk, over, ground.incident.id)


def _figure_list(over: QWidget, ground: Ground) -> FigureListDialog:
    with ground.desk.read() as work:
        values = whole_figures.plain(whole_figures.counted(work, *ground.month.span))
    return FigureListDialog(over, ground.desk, "11月", (ground.month.first, ground.month.last), values)


def _district_file(over: QWidget, ground: Ground) -> FileWindow:
    with ground.desk.read() as work:
        merged = report.of_name(work, report.newest(work))
    acts = [("T", "采信", NOTHING), ("L", "登记", NOTHING)]
    return FileWindow(over, merged, file_rows(merged)[0], acts)


def _figure_rows(over: QWidget, ground: Ground) -> FigureRowsDialog:
    figure = figures.find("in_time_percent")
    with ground.desk.read() as work:
        rows = figures.rows(work, figure, ground.month.first, ground.month.last)
    return FigureRowsDialog(over, figure, "11月", rows)


def _help(over: QWidget, ground: Ground) -> HelpWindow:
    page = ground.window.work
    assert page is not None
    places = pages.places(page.declared, ground.desk.actor)
    shown = HelpWindow(over, ground.desk, places, page.current.commands, ground.window.commands, ["新的一页"])
    shown.open_at(pages.topic_in_sight(page.current).name)
    return shown


def _start_at_places(over: QWidget, ground: Ground) -> StartIncident:
    made = StartIncident(over, ground.desk)
    made.choose(next(iter(IncidentKind)))
    return made


def _choose_assignee(over: QWidget, ground: Ground) -> ChooseAssignee:
    return ChooseAssignee(over, ground.board, next(iter(ground.board.problem.by_key.values())))


def _planning(over: QWidget, ground: Ground) -> PlanningJob:
    with ground.desk.read() as work:
        problem = months.problem_for(work, ground.month, None)
    return PlanningJob(over, problem, NOTHING, NOTHING, NOTHING)


def _found(over: QWidget, ground: Ground) -> FoundWindow:
    mark = CountMark(1, None, "无牌的椅子", "多功能厅", AssetPlace(), 1, False, "", None, 1, "林小芳", AT)
    return FoundWindow(ground.desk, over, ground.card, 1, mark)


def _new_sheet(_over: QWidget, ground: Ground) -> NewSheet:
    change: Any = SimpleNamespace(recovery=KEY)
    return NewSheet(ground.window, change)


def _report(over: QWidget, ground: Ground) -> ReportWindow:
    """One of years ago, so that nothing of today is closed by it."""
    with ground.desk.write() as work:
        report = submissions.find(work, "2020-01") or lying_there(work, "2020-01")
    return ReportWindow(ground.desk, report.id, over)


def _texts(over: QWidget, _ground: Ground) -> TextsDialog:
    names = {"who": "谁接的电话", "where": "在什么地方", "why": "为什么要这样做", "note": "还有什么要说的"}
    return TextsDialog(over, "应急事件由谁记录？", names, NOTHING)


def _record(over: QWidget, _ground: Ground) -> RecordDialog:
    names = {"name": "名称", "zone": "功能区", "capacity": "容纳人数", "hours": "开放时间"}
    return RecordDialog(over, "修改多功能厅", lines(names), "", lambda _read: dict.fromkeys(names, ""), str, NOTHING)


DIALOGS: dict[type[QDialog], tuple[Maker, ...]] = {
    **{kind: (maker,) for kind, maker in forms.MAKERS.items()},
    ActivityWindow: (
        lambda over, ground: ActivityWindow(ground.desk, over, ground.activity.id),
        lambda over, ground: ActivityWindow(ground.desk, over, 0, ground.month.last),
    ),
    BookingCard: (lambda over, ground: BookingCard(ground.desk, ground.booking.id, over),),
    BookClosed: (lambda over, _ground: BookClosed(over, AT),),
    BringBack: (lambda over, ground: BringBack(over, ground.desk.folder),),
    CardWindow: (
        lambda over, ground: CardWindow(ground.desk, over, ground.card.id),
        lambda over, ground: CardWindow(ground.desk, over),
    ),
    CaseWindow: (lambda over, ground: CaseWindow(ground.desk, ground.case.id, over),),
    ChangeKey: (lambda over, ground: ChangeKey(over, ground.window, ground.desk),),
    ChooseAssignee: (_choose_assignee,),
    Contradictions: (lambda over, _ground: Contradictions(over, [REASON]),),
    FigureListDialog: (_figure_list,),
    FigureRowsDialog: (_figure_rows,),
    FileWindow: (_district_file,),
    FindingCard: (lambda over, ground: FindingCard(ground.desk, ground.finding.id, over),),
    FollowUpCard: (lambda over, ground: FollowUpCard(ground.desk, ground.follow_up.id, over),),
    FoundWindow: (_found,),
    HelpWindow: (_help,),
    IncidentWindow: (_incident,),
    Licences: (lambda over, _ground: Licences(over),),
    LockedCalls: (lambda over, ground: LockedCalls(over, ground.desk, ground.incident.id),),
    NewSheet: (_new_sheet,),
    PlanningJob: (_planning,),
    PlanVersions: (lambda over, ground: PlanVersions(over, ground.desk, ground.plan),),  # type: ignore[arg-type]
    Preview: (lambda over, _ground: Preview(recovery_sheet.sheet("中心", "管理员", KEY, AT), "恢复密钥单", over),),
    PublishRoster: (lambda over, ground: PublishRoster(over, ground.desk, ground.board),),
    OrderCard: (lambda over, ground: OrderCard(ground.desk, ground.order.id, over),),
    OfficerCard: (lambda over, ground: OfficerCard(ground.desk, ground.officer.id, over),),
    VisitCard: (lambda over, ground: VisitCard(ground.desk, ground.officer_visit.id, over),),
    NeedCard: (lambda over, ground: NeedCard(ground.desk, ground.need.id, over),),
    OfferingCard: (lambda over, ground: OfferingCard(ground.desk, ground.offering.id, over),),
    MatchCard: (lambda over, ground: MatchCard(ground.desk, ground.match.id, over),),
    ZoneCard: (lambda over, ground: ZoneCard(ground.desk, ground.zone.id, over),),
    MemberCard: (lambda over, ground: MemberCard(ground.desk, ground.member.id, over),),
    MeetingCard: (lambda over, ground: MeetingCard(ground.desk, ground.meeting.id, over),),
    HoldingWindow: (lambda over, ground: HoldingWindow(ground.desk, over, ground.meeting.id),),
    OrganisationCard: (lambda over, ground: OrganisationCard(ground.desk, ground.partner.id, over),),
    RecordDialog: (_record,),
    ReportWindow: (_report,),
    CodeChooser: (lambda over, ground: CodeChooser(over, ground.desk),),
    FilledFormDialog: (lambda over, ground: FilledFormDialog(over, ground.desk, ground.report_form),),
    ReserveWindow: (lambda over, ground: ReserveWindow(over, ground.desk, "R1", "火灾　多功能厅"),),
    SetUpWizard: (lambda _over, ground: SetUpWizard(ground.desk.folder / "new"),),
    StartIncident: (lambda over, ground: StartIncident(over, ground.desk), _start_at_places),
    TextsDialog: (_texts,),
}
"""Each kind with the ways in which it looks different."""


def kinds_of(kind: type[QDialog]) -> Iterator[type[QDialog]]:
    """Every kind of dialog below one that is ours."""
    for module in pkgutil.walk_packages(desk.ui.__path__, "desk.ui."):
        importlib.import_module(module.name)
    yield from _below(kind)


def _below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("desk."):
            yield each
        yield from _below(each)
