"""What writing in points 红色积分 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "accounts.of_centre": May.SERVE,
    "accounts.of_member": May.SERVE,
    "certificates.issue": May.KEEP_POINTS,
    "earning.give": May.SERVE,
    "earning.settle": May.SERVE,
    "earning.write_grant": May.SERVE,
    "entering.carry_over": May.KEEP_POINTS,
    "entering.enter": May.KEEP_POINTS,
    "entering.take_back": May.KEEP_POINTS,
    "expiring.expire": May.SERVE,
    "expiring.expire_due": May.SERVE,
    "expiring.expire_of": May.SERVE,
    "importing.store": May.IMPORT,
    "redeeming.give_back": May.SERVE,
    "redeeming.hand_out": May.SERVE,
    "redeeming.reserve": May.SERVE,
    "retention.forget": May.EDIT_CENTRE,
    "rewards.add": May.KEEP_POINTS,
    "rewards.edit": May.KEEP_POINTS,
    "rules.add": May.KEEP_POINTS,
    "rules.edit": May.KEEP_POINTS,
    "rules.end": May.KEEP_POINTS,
    "rules.remove": May.KEEP_POINTS,
    "rules.take_presets": May.KEEP_POINTS,
    "sample.fill": May.EDIT_CENTRE,
}
