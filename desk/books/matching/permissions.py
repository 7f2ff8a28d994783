"""What writing in needs and offerings 需求与服务 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "deliveries.link_activity": May.SERVE,
    "deliveries.link_order": May.SERVE,
    "deliveries.unlink": May.SERVE,
    "disclosure.look_up": May.SERVE,
    "matches.accept": May.KEEP_PARTNERS,
    "matches.claim": May.SERVE,
    "matches.fail": May.KEEP_PARTNERS,
    "matches.make_all": May.KEEP_PARTNERS,
    "matches.match": May.KEEP_PARTNERS,
    "matches.take_back": May.KEEP_PARTNERS,
    "matches.unclaim": May.SERVE,
    "moves.move_match": May.SERVE,
    "moves.move_need": May.SERVE,
    "moves.record_match": May.SERVE,
    "moves.record_need": May.SERVE,
    "need_importing.store": May.IMPORT,
    "needs.edit": May.SERVE,
    "needs.give_up": May.KEEP_PARTNERS,
    "needs.prolong": May.SERVE,
    "needs.raise_need": May.SERVE,
    "needs.reopen": May.SERVE,
    "needs.withdraw": May.SERVE,
    "offering_importing.store": May.IMPORT,
    "offerings.edit": May.KEEP_PARTNERS,
    "offerings.offer": May.KEEP_PARTNERS,
    "offerings.resume": May.KEEP_PARTNERS,
    "offerings.stop": May.KEEP_PARTNERS,
    "proposals.dismiss": May.SERVE,
    "retention.forget": May.EDIT_CENTRE,
    "sample.fill": May.EDIT_CENTRE,
}
