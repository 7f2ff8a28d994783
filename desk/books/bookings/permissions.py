"""What writing in bookings 预约 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "arrivals.arrive": May.SERVE,
    "arrivals.came": May.SERVE,
    "arrivals.finish": May.SERVE,
    "arrivals.finish_visit": May.SERVE,
    "arrivals.miss": May.SERVE,
    "arrivals.take_back": May.SERVE,
    "arrivals.take_back_answer": May.SERVE,
    "arrivals.take_back_miss": May.SERVE,
    "booking.book": May.SERVE,
    "booking.cancel": May.SERVE,
    "booking.decide": May.DECIDE_BOOKINGS,
    "booking.move_to": May.SERVE,
    "calls.answered": May.SERVE,
    "calls.rung": May.SERVE,
    "contacts.look_up": May.SERVE,
    "importing.store": May.IMPORT,
    "lost_places.call_once": May.SERVE,
    "lost_places.withdraw_calls": May.SERVE,
    "moves.add_call": May.SERVE,
    "moves.change_state": May.SERVE,
    "moves.end_call": May.SERVE,
    "moves.record_move": May.SERVE,
    "presets.take_presets": May.DECIDE_BOOKINGS,
    "retention.forget": May.EDIT_CENTRE,
    "sample.fill": May.EDIT_CENTRE,
    "resources.add": May.DECIDE_BOOKINGS,
    "resources.after_roster_change": May.SERVE,
    "resources.close": May.DECIDE_BOOKINGS,
    "resources.edit": May.DECIDE_BOOKINGS,
    "resources.lift": May.DECIDE_BOOKINGS,
    "resources.reconsider": May.SERVE,
    "resources.retire": May.DECIDE_BOOKINGS,
    "resources.save_rules": May.DECIDE_BOOKINGS,
    "series.take_free": May.SERVE,
    "unmet.note": May.SERVE,
    "unmet.take_back": May.SERVE,
    "waiting_list.confirm": May.SERVE,
    "waiting_list.move_up": May.SERVE,
    "waiting_list.move_up_at": May.SERVE,
    "waiting_list.release_unanswered": May.SERVE,
}
