"""What writing in follow-ups 督办 asks for. Who checks what is a matter of who somebody is: ``rules``."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "checking.close": May.SERVE,
    "checking.look_again": May.SERVE,
    "checking.reopen": May.SERVE,
    "checking.send_back": May.SERVE,
    "disclosure.look_up": May.SERVE,
    "doing.ask_extension": May.SERVE,
    "doing.begin": May.SERVE,
    "doing.decide_extension": May.SUPERVISE,
    "doing.finish": May.SERVE,
    "doing.remark": May.SERVE,
    "moves.change_state": May.SERVE,
    "moves.record_move": May.SERVE,
    "opening.open_item": May.SUPERVISE,
    "photos.add": May.SERVE,
    "photos.remove": May.SERVE,
    "retention.forget": May.EDIT_CENTRE,
}
