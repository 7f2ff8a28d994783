"""What writing in organisations 单位 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "contacts.look_up": May.SERVE,
    "importing.store": May.IMPORT,
    "linking.link": May.KEEP_PARTNERS,
    "merging.merge": May.KEEP_PARTNERS,
    "organisations.add": May.KEEP_PARTNERS,
    "organisations.edit": May.KEEP_PARTNERS,
    "organisations.remember_alias": May.KEEP_PARTNERS,
    "organisations.set_active": May.KEEP_PARTNERS,
    "organisations.store": May.KEEP_PARTNERS,
    "pairings.add": May.KEEP_PARTNERS,
    "pairings.edit": May.KEEP_PARTNERS,
    "pairings.end": May.KEEP_PARTNERS,
    "pairings.pause": May.KEEP_PARTNERS,
    "pairings.record_move": May.KEEP_PARTNERS,
    "pairings.resume": May.KEEP_PARTNERS,
    "pairings.sign": May.KEEP_PARTNERS,
    "retention.forget": May.EDIT_CENTRE,
    "sample.fill": May.EDIT_CENTRE,
    "updating.write": May.IMPORT,
}
