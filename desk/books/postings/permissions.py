"""What writing in the double-entry book asks for. The books that post ask for more."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "accounts.account_of": May.SERVE,
    "expiry.expire": May.SERVE,
    "posting.post": May.SERVE,
    "posting.reverse": May.SERVE,
    "retention.forget": May.EDIT_CENTRE,
}
