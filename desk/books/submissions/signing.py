"""The centre's key 签名密钥: by it the district knows that figures came from this centre and were not changed since.

The private part is in the encrypted data file and nowhere else: no export, log or check of the data has it.
"""

from __future__ import annotations

import base64

from desk.books.submissions import queries
from desk.core import figures_sheet
from desk.core.figures_sheet import FiguresSheet
from desk.core.work import Work
from desk.models.submissions import centre_keys


def ensure(work: Work) -> None:
    """Make the key where there is none yet: when a data file is set up, and in one of before at the first hand-in."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if public_key(work):
        return
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    id = work.add(centre_keys, {"private": key.private_bytes_raw(), "public": public, "made_at": work.now})
    work.audit("report.key", f"centre_keys:{id}", after={"public": base64.b64encode(public).decode()})


def public_key(work: Work) -> str:
    """The public part in base64, as it is printed on the report and listed by the district; empty without a key."""
    key = queries.newest_key(work)
    return base64.b64encode(key.public).decode() if key else ""


def signed(work: Work, sheet: FiguresSheet) -> FiguresSheet:
    """The same with its hash, and signed where the centre has a key."""
    key = queries.newest_key(work)
    return figures_sheet.signed(sheet, key.private) if key else figures_sheet.hashed(sheet)


def is_sound(work: Work) -> bool:
    """Do both parts of every key belong together?"""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    for kept in queries.all_keys(work):
        try:
            key = Ed25519PrivateKey.from_private_bytes(kept.private)
        except ValueError:
            return False
        if key.public_key().public_bytes_raw() != kept.public:
            return False
    return True
