"""Every small form of the window, and what it is about in the demo book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget

from desk.books import cases, catalogue, staff, visits
from desk.books.activities import queries as activities
from desk.books.assets import queries as assets
from desk.books.bookings import booking
from desk.books.bookings import queries as bookings
from desk.books.bookings.call_queries import CallToMake
from desk.books.bookings.model import BookingState, CallReason, SlotRule
from desk.books.cases import CaseState
from desk.books.district import queries as district
from desk.books.findings import queries as findings
from desk.books.findings.model import FindingView
from desk.books.follow_ups import queries as follow_ups
from desk.books.incidents import plans
from desk.books.incidents import queries as incidents
from desk.books.incidents.model import ReportStage
from desk.books.matching import plan
from desk.books.matching import queries as matching
from desk.books.matching.model import NeedState
from desk.books.matching.proposals import ProposedNeed
from desk.books.meetings import agenda_queries
from desk.books.meetings import queries as meetings
from desk.books.meetings.model import MeetingState
from desk.books.officers import queries as officers
from desk.books.officers import visit_queries
from desk.books.orders import dispatching
from desk.books.orders import queries as orders
from desk.books.orders.model import OrderKind
from desk.books.organisations import pairing_queries, pairings
from desk.books.organisations import queries as organisations
from desk.books.own_figures import aiming
from desk.books.own_figures import queries as own_figures
from desk.books.points import queries as points
from desk.books.points.model import PointRule, Reward, RuleBasis
from desk.books.report_forms import queries as report_forms
from desk.books.roster import assignees
from desk.books.roster.attendance import attended
from desk.books.roster.changes import RosterChange, RosterChangeKind, RosterChangeState
from desk.books.submissions.checks import CheckFinding
from desk.books.teams import queries as teams
from desk.books.zones import comparison
from desk.books.zones import queries as zones
from desk.core.month import Month
from desk.core.period import named_period
from desk.core.work import Work
from desk.ui.activities.board import CalendarBoard
from desk.ui.activities.postponement import Postpone
from desk.ui.activities.publication import RecordPublication
from desk.ui.activities.repetition import Repeat
from desk.ui.activities.signups import Guardian
from desk.ui.assets.stocktake_dialogs import _Begin
from desk.ui.bookings.board_acts import CancelBooking
from desk.ui.bookings.booking_form import BookingForm
from desk.ui.bookings.booking_form_series import SeriesForm
from desk.ui.bookings.calls_page import CallRow, NoteCall
from desk.ui.bookings.requests_page import DecideRequest, HeldRequest
from desk.ui.bookings.resource_forms import CloseForTime, EditResource, EditRule
from desk.ui.cases.window import EvaluateDialog, MoveDialog
from desk.ui.district.centre_form import CentreForm, KeyFiguresForm
from desk.ui.findings.forms import AcceptFinding, ReportFinding
from desk.ui.follow_ups.forms import AskExtension, CheckItem, DecideExtension, LookAgain, ReopenItem, ReportDone
from desk.ui.follow_ups.new_form import NewFollowUpForm
from desk.ui.incidents.entry_dialogs import ReportForm
from desk.ui.incidents.plans import PlanForm
from desk.ui.matching.forms import LinkDelivery, MatchingReason, ProlongNeed
from desk.ui.matching.need_form import EditNeed, RaiseNeed
from desk.ui.matching.offering_form import AddOffering, EditOffering
from desk.ui.matching.plan_window import PlanWindow
from desk.ui.matching.proposed_need import RaiseProposed
from desk.ui.meetings.forms import AddItem, AskPerson, CancelMeeting, MatchItem, MeetingForm, NameProxy
from desk.ui.officers.officer_forms import AppointOfficer, CorrectTerm, EditOfficer, LetGoOfficer, NominateOfficer
from desk.ui.officers.visit_sheet import CorrectVisit, RemarkOnVisit, SheetHead, VisitSheet, WithdrawVisit
from desk.ui.orders.finish_form import FinishOrder
from desk.ui.orders.forms import (
    AnswerOrder,
    AskOrganisation,
    GiveReason,
    JudgeComplaint,
    RateOrder,
    TurnIntoFollowUp,
    TurnOrder,
)
from desk.ui.orders.order_form import OrderForm
from desk.ui.orders.send_form import SendOrder
from desk.ui.organisations.organisation_forms import EditOrganisation, LinkOrganisers, MergeOrganisations
from desk.ui.organisations.pairing_forms import EditPairing, PairingReason
from desk.ui.own_figures.forms import EditOwnFigure, EditTarget
from desk.ui.points.point_forms import EnterPoints, IssueCertificate, RedeemPoints, VerifyCertificate
from desk.ui.points.reward_forms import EditPointRule, EditReward
from desk.ui.report_forms.edit_form import EditReportForm
from desk.ui.roster.assignees import AddAbsence, EditAssignee, EditPairs
from desk.ui.roster.attendance import PutRight
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.changes import AgreeByPassword, AskChange
from desk.ui.roster.dialogs import ChooseSpan
from desk.ui.roster.shifts import EXAMPLE, EditRules, EditShift
from desk.ui.settings.catalogue import EditItem
from desk.ui.settings.staff import AddPerson, ChangeRole
from desk.ui.shell.window import Window
from desk.ui.submissions.checks_dialog import Checked, ChecksDialog
from desk.ui.teams.member_forms import AddMember, ComeBack, EditMember, EditTeam, LeaveTeam
from desk.ui.visits.afterwards import EnterAfterwards
from desk.ui.visits.queue_dialogs import HandOn, TakeNumber
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.zones.adjust_forms import AdjustZone, Conclude, PutIntoEffect, WithdrawAdjustment
from desk.ui.zones.round_form import RoundForm
from desk.ui.zones.zone_forms import ZoneForm

Maker = Callable[[QWidget, "Ground"], FormDialog]


class Ground:
    """What the forms are about, read from the demo book."""

    def __init__(self, window: Window) -> None:
        assert window.desk is not None
        self.window, self.desk = window, window.desk
        with self.desk.read() as work:
            self._read(work)
        self.board, self.calendar = RosterBoard(self.desk, self.month), CalendarBoard(self.desk)

    def _read(self, work: Work) -> None:
        self.month = Month.of(work.today)
        self.district_centre = district.centres(work)[0]
        self.report_form = report_forms.all_forms(work)[0]
        self.own_figure, self.aimable = own_figures.all_figures(work)[0], aiming.aimable(work)
        self.case = cases.find(work, 1)
        self.item = catalogue.find(work, self.case.service_id)
        self.visit = visits.find(work, self.case.visit_id)
        self.person = staff.everyone(work)[-1]
        self.taker = assignees.all_assignees(work)[0]
        self.plan = plans.every(work)[0]
        self.activity = activities.between(work, work.today - timedelta(days=60), work.today + timedelta(days=60))[0]
        self.card = assets.page(work, assets.AssetFilter(), limit=1)[0]
        self.incident = incidents.between(work, work.today - timedelta(days=800), work.today)[0]
        self.resources = bookings.all_resources(work)
        self.finding = findings.of_view(work, FindingView.TO_DECIDE)[0].finding
        self.follow_up = follow_ups.not_closed(work)[0]
        self.extension = follow_ups.to_decide(work)[0]
        self.booking = bookings.in_states(work, [BookingState.BOOKED])[-1]
        self.officer = officers.all_officers(work)[0]
        self.term = officers.terms_of(work, self.officer.id)[-1]
        self.officer_visit = visit_queries.visits_between(work, work.today - timedelta(days=120), work.today)[0]
        self.meeting = next(each for each in meetings.not_over(work) if each.state is MeetingState.HELD)
        self.guest = meetings.people_of(work, self.meeting.id)[0]
        self.agenda_item = agenda_queries.stored_items(work, self.meeting.id)[-1]
        self.member = teams.active_members(work)[0]
        self.team = teams.all_teams(work)[0]
        self.zone = zones.details(work)[0]
        changed = zones.adjustments(work)
        self.adjustment = changed[0]
        self.compared = next(each for each in (comparison.compare(work, change) for change in changed) if each)
        self.order = next(each for each in orders.board(work) if each.team_id is not None)
        self.need = next(each for each in matching.open_needs(work) if each.state is NeedState.NEW)
        self.offering = matching.available_offerings(work)[0]
        self.match = matching.open_matches(work)[0]
        self.whole_plan = plan.solve(plan.problem(work))
        self.pairing = pairing_queries.all_pairings(work)[0]
        self.partner = organisations.find(work, self.pairing.organisation_id)
        self.holder = points.find_holder(work, self.member.id)
        self.attended = attended(work, work.today - timedelta(days=60), work.today)[0]

    @property
    def change(self) -> RosterChange:
        """One that waits for somebody to agree."""
        kind, state = RosterChangeKind.SWAP, next(iter(RosterChangeState))
        people = (self.taker.id, None, self.taker.name, "")
        at = datetime(2026, 11, 1, tzinfo=UTC)
        return RosterChange(1, kind, state, self.attended.duty, None, *people, "", at, False, False, "", "")

    @property
    def call(self) -> CallRow:
        """Somebody who is to be rung up."""
        at = datetime(2026, 11, 1, tzinfo=UTC)
        return CallRow(CallToMake(1, self.booking.id, CallReason.CLOSED, "设备检修", at), self.booking)


LAST_MONTH = named_period("2026-10")
ODD = Checked(
    (
        CheckFinding("own:own.1", "“媒体报道”未填2026年10月的数据。"),
        CheckFinding("jump:visits", "来访320人次，前3期为120、118、131，变动较大。", "集中办理参保登记。", "林小芳"),
    ),
    "本月新增夜间延时服务。",
)
"""What was found of a month before it is handed in."""

MAKERS: dict[type[FormDialog], Maker] = {
    MoveDialog: lambda over, ground: MoveDialog(over, ground.desk, ground.case, ground.item, CaseState.FORWARDED),
    EvaluateDialog: lambda over, ground: EvaluateDialog(over, ground.desk, ground.case),
    _Begin: lambda over, ground: _Begin(over, ground.desk),
    ReportForm: lambda over, ground: ReportForm(over, ground.desk, 1, "镇值班室", ReportStage.FIRST),
    PlanForm: lambda over, ground: PlanForm(over, ground.desk, ground.plan),
    EditShift: lambda over, ground: EditShift(over, ground.desk, EXAMPLE),  # type: ignore[arg-type]
    EditRules: lambda over, ground: EditRules(over, ground.desk),  # type: ignore[arg-type]
    PutRight: lambda over, ground: PutRight(over, ground.desk, ground.attended),  # type: ignore[arg-type]
    AskChange: lambda over, ground: AskChange(over, ground.desk, ground.board),  # type: ignore[arg-type]
    AgreeByPassword: lambda over, ground: AgreeByPassword(over, ground.desk, ground.change),  # type: ignore[arg-type]
    EditAssignee: lambda over, ground: EditAssignee(over, ground.desk, ground.taker),
    AddAbsence: lambda over, ground: AddAbsence(over, ground.desk, ground.board),  # type: ignore[arg-type]
    EditPairs: lambda over, ground: EditPairs(over, ground.desk, ground.board),  # type: ignore[arg-type]
    ChooseSpan: lambda over, ground: ChooseSpan(over, ground.desk, ground.month.first, ground.month.last),
    AddPerson: lambda over, ground: AddPerson(over, ground.desk),  # type: ignore[arg-type]
    ChangeRole: lambda over, ground: ChangeRole(over, ground.desk, ground.person),  # type: ignore[arg-type]
    EditItem: lambda over, ground: EditItem(over, ground.desk, ground.item),  # type: ignore[arg-type]
    Postpone: lambda over, ground: Postpone(over, ground.desk, ground.activity),
    RecordPublication: lambda over, ground: RecordPublication(over, ground.desk, ground.calendar, ["公告栏"]),
    Repeat: lambda over, ground: Repeat(over, ground.desk, ground.activity.plan, skip_first=False),
    TakeNumber: lambda over, ground: TakeNumber(over, ground.desk),
    HandOn: lambda over, ground: HandOn(over, ground.desk, ground.visit),
    EnterAfterwards: lambda over, ground: EnterAfterwards(over, ground.desk),
    BookingForm: lambda over, ground: BookingForm(over, ground.desk, ground.booking.day),
    CancelBooking: lambda over, ground: CancelBooking(over, ground.desk, ground.booking),
    SeriesForm: lambda over, ground: SeriesForm(over, ground.desk, booking.request_of(ground.booking)),
    NoteCall: lambda over, ground: NoteCall(over, ground.desk, ground.call),
    DecideRequest: lambda over, ground: DecideRequest(over, ground.desk, HeldRequest(ground.booking, "须审批")),
    EditResource: lambda over, ground: EditResource(over, ground.desk, ground.resources[0]),
    EditRule: lambda over, ground: EditRule(over, ground.desk, ground.resources[0], SlotRule(1, 510, 690)),
    CloseForTime: lambda over, ground: CloseForTime(over, ground.desk),
    AddMember: lambda over, ground: AddMember(over, ground.desk, ground.team.id),
    EditMember: lambda over, ground: EditMember(over, ground.desk, ground.member),
    RedeemPoints: lambda over, ground: RedeemPoints(over, ground.desk, ground.holder),
    EnterPoints: lambda over, ground: EnterPoints(over, ground.desk, ground.holder),
    IssueCertificate: lambda over, ground: IssueCertificate(over, ground.desk, ground.holder),
    VerifyCertificate: lambda over, ground: VerifyCertificate(over, ground.desk),
    ChecksDialog: lambda over, ground: ChecksDialog(over, ground.desk, LAST_MONTH, ODD),
    EditOwnFigure: lambda over, ground: EditOwnFigure(over, ground.desk, ground.own_figure),
    EditTarget: lambda over, ground: EditTarget(over, ground.desk, ground.aimable),
    EditReportForm: lambda over, ground: EditReportForm(over, ground.desk, ground.report_form),
    EditReward: lambda over, ground: EditReward(over, ground.desk, Reward("雨伞", 50, 1850, 4)),
    EditPointRule: lambda over, ground: EditPointRule(
        over, ground.desk, PointRule("维修", RuleBasis.HOUR, 10, ground.month.first, kinds=("repair",)), is_used=True
    ),
    NominateOfficer: lambda over, ground: NominateOfficer(over, ground.desk),
    EditOfficer: lambda over, ground: EditOfficer(over, ground.desk, ground.officer),
    AppointOfficer: lambda over, ground: AppointOfficer(over, ground.desk, ground.officer),
    CorrectTerm: lambda over, ground: CorrectTerm(over, ground.desk, ground.term),
    LetGoOfficer: lambda over, ground: LetGoOfficer(over, ground.desk, ground.officer),
    VisitSheet: lambda over, ground: VisitSheet(over, ground.desk, SheetHead(ground.officer.id, ground.month.first)),
    CorrectVisit: lambda over, ground: CorrectVisit(over, ground.desk, ground.officer_visit),
    RemarkOnVisit: lambda over, ground: RemarkOnVisit(over, ground.desk, ground.officer_visit),
    WithdrawVisit: lambda over, ground: WithdrawVisit(over, ground.desk, ground.officer_visit),
    EditOrganisation: lambda over, ground: EditOrganisation(over, ground.desk, ground.partner),
    MergeOrganisations: lambda over, ground: MergeOrganisations(over, ground.desk, ground.partner),
    LinkOrganisers: lambda over, ground: LinkOrganisers(over, ground.desk),
    EditPairing: lambda over, ground: EditPairing(over, ground.desk, ground.partner, ground.pairing),
    PairingReason: lambda over, ground: PairingReason(
        over, ground.desk, ground.pairing, "暂停结对", "暂停", pairings.pause
    ),
    AskOrganisation: lambda over, ground: AskOrganisation(over, ground.desk, ground.order),
    LeaveTeam: lambda over, ground: LeaveTeam(over, ground.desk, ground.member),
    ComeBack: lambda over, ground: ComeBack(over, ground.desk, ground.member),
    CentreForm: lambda over, ground: CentreForm(over, ground.desk, ground.district_centre),
    KeyFiguresForm: lambda over, ground: KeyFiguresForm(over, ground.desk),
    ZoneForm: lambda over, ground: ZoneForm(over, ground.desk, ground.zone),
    RoundForm: lambda over, ground: RoundForm(over, ground.desk),
    AdjustZone: lambda over, ground: AdjustZone(over, ground.desk, ground.zone, "少有人来"),
    PutIntoEffect: lambda over, ground: PutIntoEffect(over, ground.desk, ground.adjustment),
    WithdrawAdjustment: lambda over, ground: WithdrawAdjustment(over, ground.desk, ground.adjustment),
    Conclude: lambda over, ground: Conclude(over, ground.desk, ground.compared),
    EditTeam: lambda over, ground: EditTeam(over, ground.desk, ground.team),
    ReportFinding: lambda over, ground: ReportFinding(over, ground.desk),
    AcceptFinding: lambda over, ground: AcceptFinding(over, ground.desk, ground.finding),
    NewFollowUpForm: lambda over, ground: NewFollowUpForm(over, ground.desk),
    ReportDone: lambda over, ground: ReportDone(over, ground.desk, ground.follow_up),
    AskExtension: lambda over, ground: AskExtension(over, ground.desk, ground.follow_up),
    DecideExtension: lambda over, ground: DecideExtension(over, ground.desk, ground.follow_up, ground.extension),
    CheckItem: lambda over, ground: CheckItem(over, ground.desk, ground.follow_up, "已办"),
    ReopenItem: lambda over, ground: ReopenItem(over, ground.desk, ground.follow_up),
    LookAgain: lambda over, ground: LookAgain(over, ground.desk, ground.follow_up),
    OrderForm: lambda over, ground: OrderForm(over, ground.desk),
    SendOrder: lambda over, ground: SendOrder(over, ground.desk, ground.order),
    AnswerOrder: lambda over, ground: AnswerOrder(over, ground.desk, ground.order),
    FinishOrder: lambda over, ground: FinishOrder(over, ground.desk, ground.order),
    GiveReason: lambda over, ground: GiveReason(over, ground.desk, ground.order, "收回", "收回", dispatching.withdraw),
    TurnOrder: lambda over, ground: TurnOrder(over, ground.desk, ground.order),
    TurnIntoFollowUp: lambda over, ground: TurnIntoFollowUp(over, ground.desk, ground.order),
    JudgeComplaint: lambda over, ground: JudgeComplaint(over, ground.desk, ground.order),
    RateOrder: lambda over, ground: RateOrder(over, ground.desk, ground.order),
    RaiseNeed: lambda over, ground: RaiseNeed(over, ground.desk),
    RaiseProposed: lambda over, ground: RaiseProposed(
        over, ground.desk, ProposedNeed(OrderKind.REPAIR, 4, 30, ground.desk.clock.today())
    ),
    EditNeed: lambda over, ground: EditNeed(over, ground.desk, ground.need),
    ProlongNeed: lambda over, ground: ProlongNeed(over, ground.desk, ground.need),
    AddOffering: lambda over, ground: AddOffering(over, ground.desk),
    EditOffering: lambda over, ground: EditOffering(over, ground.desk, ground.offering),
    LinkDelivery: lambda over, ground: LinkDelivery(over, ground.desk, ground.match),
    MatchingReason: lambda over, ground: MatchingReason(
        over, ground.desk, "结束对接", ground.match.masked, lambda _work, _reason: None
    ),
    PlanWindow: lambda over, ground: PlanWindow(over, ground.desk, ground.whole_plan),
    MeetingForm: lambda over, ground: MeetingForm(over, ground.desk),
    CancelMeeting: lambda over, ground: CancelMeeting(over, ground.desk, ground.meeting),
    AskPerson: lambda over, ground: AskPerson(over, ground.desk, ground.meeting),
    NameProxy: lambda over, ground: NameProxy(over, ground.desk, ground.guest),
    AddItem: lambda over, ground: AddItem(over, ground.desk, ground.meeting),
    MatchItem: lambda over, ground: MatchItem(over, ground.desk, ground.agenda_item),
    Guardian: lambda over, ground: Guardian(over, ground.desk, ground.activity.id, 1, False),
}
