"""The real window, as the tests of the window have it."""

from tests.ui.conftest import book, clerk, dressed, hands, manager, usual_double_click, window

__all__ = ["book", "clerk", "dressed", "hands", "manager", "usual_double_click", "window"]
