"""What writing in the emergency log 应急日志 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "contacts.made_sure": May.SERVE,
    "contacts.put": May.PREPARE_EMERGENCIES,
    "contacts.remove": May.PREPARE_EMERGENCIES,
    "contacts.suggest": May.PREPARE_EMERGENCIES,
    "drills.adopt": May.SERVE,
    "drills.cancel": May.PREPARE_EMERGENCIES,
    "drills.plan": May.PREPARE_EMERGENCIES,
    "drills.run": May.SERVE,
    "entry.enter": May.SERVE,
    "log.add": May.SERVE,
    "log.correct": May.SERVE,
    "log.hand_over": May.SERVE,
    "log.link": May.SERVE,
    "log.mark_step": May.SERVE,
    "log.name": May.SERVE,
    "log.open_incident": May.SERVE,
    "log.photo": May.SERVE,
    "log.put_right": May.SERVE,
    "log.set_level": May.SERVE,
    "log.set_people": May.SERVE,
    "log.set_state": May.SERVE,
    "log.strike_rest": May.SERVE,
    "plans.put": May.PREPARE_EMERGENCIES,
    "plans.remove": May.PREPARE_EMERGENCIES,
    "plans.restore": May.PREPARE_EMERGENCIES,
    "plans.withdraw": May.PREPARE_EMERGENCIES,
    "reporting.report": May.SERVE,
    "reporting.save_rule": May.EDIT_CENTRE,
    "reporting.waive": May.REVIEW_INCIDENTS,
    "reserve_import.take_in": May.SERVE,
    "reserve_import.write": May.SERVE,
    "review.done": May.SERVE,
    "review.write": May.REVIEW_INCIDENTS,
    "sample.fill": May.EDIT_CENTRE,
}
