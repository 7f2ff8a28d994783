"""What writing in the asset ledger 资产台账 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "approvals.agree": May.APPROVE_ASSETS,
    "approvals.decline": May.APPROVE_ASSETS,
    "approvals.propose_change": May.KEEP_ASSETS,
    "approvals.propose_disposal": May.KEEP_ASSETS,
    "approvals.propose_value": May.KEEP_ASSETS,
    "attachments.add": May.KEEP_ASSETS,
    "attachments.remove": May.KEEP_ASSETS,
    "cards.add": May.KEEP_ASSETS,
    "cards.correct": May.KEEP_ASSETS,
    "cards.merge": May.KEEP_ASSETS,
    "cards.split": May.KEEP_ASSETS,
    "classes.put": May.APPROVE_ASSETS,
    "classes.retire": May.APPROVE_ASSETS,
    "importing.store": May.KEEP_ASSETS,
    "labels.record": May.KEEP_ASSETS,
    "ledger.open_card": May.KEEP_ASSETS,
    "ledger.open_many": May.KEEP_ASSETS,
    "ledger.record": May.KEEP_ASSETS,
    "ledger.refresh_find": May.KEEP_ASSETS,
    "lending.give_back": May.KEEP_ASSETS,
    "lending.lend": May.KEEP_ASSETS,
    "lending.look_up": May.KEEP_ASSETS,
    "lending.prolong": May.KEEP_ASSETS,
    "lending.release": May.KEEP_ASSETS,
    "lending.reserve": May.KEEP_ASSETS,
    "maintenance.inspect": May.KEEP_ASSETS,
    "maintenance.issue": May.KEEP_ASSETS,
    "maintenance.repaired": May.KEEP_ASSETS,
    "maintenance.restock": May.KEEP_ASSETS,
    "maintenance.send_to_repair": May.KEEP_ASSETS,
    "sample.fill": May.EDIT_CENTRE,
    "stocktake.begin": May.KEEP_ASSETS,
    "stocktake.book": May.KEEP_ASSETS,
    "stocktake.note": May.KEEP_ASSETS,
    "stocktake.scan": May.KEEP_ASSETS,
    "stocktake.sign": May.KEEP_ASSETS,
    "stocktake.unmark": May.KEEP_ASSETS,
    "stocktake_result.close": May.KEEP_ASSETS,
    "transfers.hand_over": May.KEEP_ASSETS,
    "transfers.move": May.KEEP_ASSETS,
    "transfers.set_condition": May.KEEP_ASSETS,
    "updating.write": May.KEEP_ASSETS,
}
