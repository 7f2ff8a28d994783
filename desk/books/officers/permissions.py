"""What writing in experience officers 体验官 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "appointing.appoint": May.KEEP_OFFICERS,
    "appointing.correct_term": May.KEEP_OFFICERS,
    "appointing.let_go": May.KEEP_OFFICERS,
    "contacts.look_up": May.SERVE,
    "importing.store": May.IMPORT,
    "moves.record_move": May.KEEP_OFFICERS,
    "nominating.edit": May.KEEP_OFFICERS,
    "nominating.nominate": May.KEEP_OFFICERS,
    "retention.forget": May.EDIT_CENTRE,
    "visiting.correct": May.SERVE,
    "visiting.register": May.SERVE,
    "visiting.remark": May.SERVE,
    "visiting.withdraw": May.KEEP_OFFICERS,
}
