"""What writing in the duty roster 坐班轮值 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Open, Permission

OWN_TIMES = Open("one's own coming and going; another person gives their password: test_attendance_is_ones_own")
OWN_DUTY = Open("whose duty it is, or the leader: test_only_those_concerned_may_ask_for_a_change")
OWN_DAYS = Open("one's own wish, or the leader: test_a_clerk_enters_and_takes_back_own_wishes_only")
PERMISSIONS: Mapping[str, Permission] = {
    "assignees.add_absence": OWN_DAYS,
    "assignees.remove_absence": OWN_DAYS,
    "assignees.save": May.PLAN_ROSTER,
    "assignees.save_pairs": May.PLAN_ROSTER,
    "assignees.set_order": May.PLAN_ROSTER,
    "attendance.put_right": May.PLAN_ROSTER,
    "attendance.sign_in": OWN_TIMES,
    "attendance.sign_out": OWN_TIMES,
    "changes.agree": Open("whom it concerns, signed in or by password: test_only_those_concerned_agree"),
    "changes.approve": May.PLAN_ROSTER,
    "changes.ask_cancellation": OWN_DUTY,
    "changes.ask_substitution": OWN_DUTY,
    "changes.ask_swap": OWN_DUTY,
    "changes.decline": May.PLAN_ROSTER,
    "changes.replan": May.PLAN_ROSTER,
    "changes.withdraw": OWN_DUTY,
    "handover.close_point": May.SERVE,
    "handover.raise_point": May.SERVE,
    "handover.sign": May.SERVE,
    "importing.store": May.PLAN_ROSTER,
    "months.edit_draft": May.PLAN_ROSTER,
    "months.keep_month": May.PLAN_ROSTER,
    "months.keep_shares": May.PLAN_ROSTER,
    "months.note_quality": May.PLAN_ROSTER,
    "months.pin": May.PLAN_ROSTER,
    "months.publish": May.PLAN_ROSTER,
    "months.store_plan": May.PLAN_ROSTER,
    "planner.plan_by_turns": May.PLAN_ROSTER,
    "planner.plan_month": May.PLAN_ROSTER,
    "sample.fill": May.EDIT_CENTRE,
    "shifts.add": May.PLAN_ROSTER,
    "shifts.edit": May.PLAN_ROSTER,
    "shifts.end": May.PLAN_ROSTER,
    "shifts.save_weights": May.PLAN_ROSTER,
    "shifts.take_presets": May.PLAN_ROSTER,
}
