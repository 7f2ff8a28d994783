"""Where a member is looked for: by number, name, team or telephone, or by scanning the point card."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desk.core.words import _


class MemberLine(QLineEdit):
    """A scanner's typing belongs here: the window leaves it alone."""

    takes_scans = True

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(80)
        self.setPlaceholderText(_("number, name, team or telephone; or scan the point card"))
        self.setAccessibleName(_("Find a member"))
        self.setClearButtonEnabled(True)
