"""What writing in joint meetings 联席会议 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "agenda.add": May.HOLD_MEETINGS,
    "agenda.carry_over": May.HOLD_MEETINGS,
    "agenda.move": May.HOLD_MEETINGS,
    "agenda.remove": May.HOLD_MEETINGS,
    "agenda.write_down": May.HOLD_MEETINGS,
    "holding.begin": May.HOLD_MEETINGS,
    "holding.issue": May.HOLD_MEETINGS,
    "moves.change_state": May.HOLD_MEETINGS,
    "moves.record_move": May.HOLD_MEETINGS,
    "people.ask": May.HOLD_MEETINGS,
    "people.ask_partners": May.HOLD_MEETINGS,
    "people.look_up": May.SERVE,
    "people.remove": May.HOLD_MEETINGS,
    "people.sign": May.HOLD_MEETINGS,
    "planning.call": May.HOLD_MEETINGS,
    "planning.cancel": May.HOLD_MEETINGS,
    "planning.edit": May.HOLD_MEETINGS,
    "planning.give_notice": May.HOLD_MEETINGS,
    "planning.report_agenda": May.HOLD_MEETINGS,
    "projects.claim_at": May.HOLD_MEETINGS,
    "projects.match_at": May.HOLD_MEETINGS,
    "resolutions.decide": May.HOLD_MEETINGS,
    "resolutions.take_back": May.HOLD_MEETINGS,
    "retention.forget": May.EDIT_CENTRE,
}
