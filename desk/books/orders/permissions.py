"""What writing in orders 点单 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "answering.answer_line": May.SERVE,
    "answering.decline": May.SERVE,
    "answering.take": May.SERVE,
    "answering.time_out": May.SERVE,
    "contacts.look_up": May.SERVE,
    "dispatching.note_answer": May.SERVE,
    "dispatching.offer": May.DISPATCH,
    "dispatching.refuse": May.DECIDE_ORDERS,
    "dispatching.review": May.DISPATCH,
    "dispatching.take_back": May.SERVE,
    "dispatching.turn": May.DISPATCH,
    "dispatching.withdraw": May.DISPATCH,
    "doing.begin": May.SERVE,
    "doing.cancel": May.SERVE,
    "doing.complain": May.SERVE,
    "doing.finish": May.SERVE,
    "doing.judge": May.DECIDE_ORDERS,
    "doing.note_remark": May.SERVE,
    "doing.set_complaint": May.SERVE,
    "helping.ask_organisation": May.DISPATCH,
    "leaving.free_orders": May.SERVE,
    "moves.change_state": May.SERVE,
    "moves.record_move": May.SERVE,
    "photos.add": May.SERVE,
    "photos.remove": May.SERVE,
    "placing.place": May.SERVE,
    "rating.not_reached": May.SERVE,
    "rating.rate": May.SERVE,
    "rating.settle_as_unrated": May.SERVE,
    "rating.settle_unrated": May.SERVE,
    "retention.forget": May.EDIT_CENTRE,
    "seating.look_after": May.SERVE,
    "settling.settle": May.SERVE,
}
