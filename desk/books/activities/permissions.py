"""What writing in the activity calendar 活动月历 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "importing.store": May.PLAN_ACTIVITIES,
    "linking.link_organiser": May.KEEP_PARTNERS,
    "photos.add": May.PLAN_ACTIVITIES,
    "photos.remove": May.PLAN_ACTIVITIES,
    "planning.add": May.PLAN_ACTIVITIES,
    "planning.edit": May.PLAN_ACTIVITIES,
    "planning.move_to": May.PLAN_ACTIVITIES,
    "planning.note_change": May.PLAN_ACTIVITIES,
    "planning.record_move": May.PLAN_ACTIVITIES,
    "planning.remove": May.PLAN_ACTIVITIES,
    "planning.store": May.PLAN_ACTIVITIES,
    "publishing.announced": May.PLAN_ACTIVITIES,
    "publishing.record": May.APPROVE_ACTIVITIES,
    "repetition.copy_month": May.PLAN_ACTIVITIES,
    "repetition.remove_rest": May.PLAN_ACTIVITIES,
    "repetition.repeat": May.PLAN_ACTIVITIES,
    "results.save": May.PLAN_ACTIVITIES,
    "sample.fill": May.EDIT_CENTRE,
    "signups.attend": May.PLAN_ACTIVITIES,
    "signups.keep_one_sign_up": May.MERGE_RESIDENTS,
    "signups.move_up": May.PLAN_ACTIVITIES,
    "signups.sign_up": May.PLAN_ACTIVITIES,
    "signups.telephones": May.SERVE,
    "signups.withdraw": May.PLAN_ACTIVITIES,
    "transitions.approve": May.APPROVE_ACTIVITIES,
    "transitions.back_to_draft": May.APPROVE_ACTIVITIES,
    "transitions.cancel": May.APPROVE_ACTIVITIES,
    "transitions.hold": May.PLAN_ACTIVITIES,
    "transitions.postpone": May.APPROVE_ACTIVITIES,
    "transitions.publish": May.APPROVE_ACTIVITIES,
}
