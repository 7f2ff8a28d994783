"""What writing in findings 问题整改 asks for. Who checks what is a matter of its follow-up."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "deciding.accept": May.KEEP_OFFICERS,
    "deciding.dismiss": May.KEEP_OFFICERS,
    "disclosure.look_up": May.SERVE,
    "photos.add": May.SERVE,
    "photos.remove": May.SERVE,
    "proposals.dismiss": May.KEEP_OFFICERS,
    "reporting.report": May.SERVE,
    "sample.mend": May.EDIT_CENTRE,
    "retention.forget": May.EDIT_CENTRE,
}
