"""Is there a display that answers? Qt itself ends the program when there is none, with six lines of English."""

from __future__ import annotations

import ctypes
import os
import sys

from desk.core.errors import EnvironmentFailure
from desk.core.words import _

XCB = "libxcb.so.1"


def require() -> None:
    """Raises ``EnvironmentFailure`` when X11 is what Qt will use here and does not answer."""
    name = os.environ.get("DISPLAY", "")
    if not sys.platform.startswith("linux") or not name or os.environ.get("WAYLAND_DISPLAY"):
        return
    if os.environ.get("QT_QPA_PLATFORM", "xcb").partition(":")[0] == "xcb" and not _answers():
        raise EnvironmentFailure(
            _(
                "The window cannot be shown: the display {name} does not answer. "
                "Please start the program from the desktop, as the user who is logged in there.",
                name=name,
            )
        )


def _answers() -> bool:
    """As Qt will do it: by libxcb, which it needs in any case."""
    xcb = ctypes.CDLL(XCB)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return answers
