"""How large the letters are 文字大小, beside the scale of the whole window: changed at once, in whatever is open.

Sizes of letters, and what is as high or wide as its words, go through ``scaled``; what is set on a widget for good goes
through ``hold``, which sets it anew when the size changes.
"""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desk.services.preferences import TEXT_SIZES
from desk.ui.shell.tokens import BODY, NARROW_BELOW

Setter = Callable[[QWidget, int], None]

_in_use = TEXT_SIZES[0]
_held: WeakKeyDictionary[QWidget, dict[Setter, int]] = WeakKeyDictionary()


def use(percent: int) -> None:
    """From now on this size, of ``TEXT_SIZES``; any other number is the usual one."""
    global _in_use
    _in_use = percent if percent in TEXT_SIZES else TEXT_SIZES[0]
    for widget, lengths in list(_held.items()):
        for setter, pixels in lengths.items() if isValid(widget) else ():
            setter(widget, scaled(pixels))


def scaled(pixels: int) -> int:
    """What is so long at the usual size, as it is now."""
    return round(pixels * _in_use / 100)


def at_usual_size(pixels: int) -> int:
    """What is so long now, as it is at the usual size: the other way round."""
    return round(pixels * 100 / _in_use)


def line_height() -> int:
    """Pixels inside a field of one line, without its border: the same with the focus as without it."""
    return max(30, scaled(BODY) * 3 // 2 + 4)


def is_narrow(width: int) -> bool:
    """Has a window of this width only room for the short forms? Larger letters need more."""
    return width < scaled(NARROW_BELOW)


def hold(widget: QWidget, setter: Setter, pixels: int) -> None:
    """Set a length of a widget, such as ``QWidget.setFixedWidth``, and again whenever the size changes."""
    _held.setdefault(widget, {})[setter] = pixels
    setter(widget, scaled(pixels))
