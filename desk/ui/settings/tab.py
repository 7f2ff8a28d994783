"""The tab 设置: a list of sections on the left, the chosen one on the right. Only what the role may do is there."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QWidget

from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Actor
from desk.services.session import Desk
from desk.ui.settings.about import AboutSection
from desk.ui.settings.backup import BackupSection
from desk.ui.settings.catalogue import CatalogueSection
from desk.ui.settings.centre_sections import CentreSection, HoursSection, SafetySection, VenueSection
from desk.ui.settings.classes import ClassSection
from desk.ui.settings.clock import ClockSection
from desk.ui.settings.days import DaysSection
from desk.ui.settings.hall import CounterWindowSection, HallSection
from desk.ui.settings.imports import ImportSection
from desk.ui.settings.look import LookSection, PasswordSection
from desk.ui.settings.printers import PrintersSection
from desk.ui.settings.rules import RulesSection
from desk.ui.settings.section import Section
from desk.ui.settings.staff import StaffSection
from desk.ui.settings.tab_order import TabOrderSection
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.text_size import hold

SECTIONS: tuple[tuple[type[Section], May | None], ...] = (
    (PasswordSection, None),
    (LookSection, None),
    (PrintersSection, None),
    (CounterWindowSection, None),
    (CatalogueSection, May.EDIT_CATALOGUE),
    (ImportSection, May.IMPORT),
    (CentreSection, May.EDIT_CENTRE),
    (HoursSection, May.EDIT_CENTRE),
    (HallSection, May.EDIT_CENTRE),
    (VenueSection, May.EDIT_CENTRE),
    (TabOrderSection, May.EDIT_CENTRE),
    (ClassSection, May.APPROVE_ASSETS),
    (DaysSection, May.EDIT_CENTRE),
    (RulesSection, May.EDIT_CENTRE),
    (StaffSection, May.EDIT_STAFF),
    (SafetySection, May.EDIT_CENTRE),
    (ClockSection, May.EDIT_CENTRE),
    (BackupSection, May.BACK_UP),
    (AboutSection, None),
)
"""Every section and what it takes to see it."""


class _Entries(QListWidget):
    """The sections; the chosen one stays in sight when a message takes some of the height."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (chosen := self.currentItem()) is not None:
            self.scrollToItem(chosen)


class SettingsTab(Page):
    """设置: what this centre, this person and this PC have of their own."""

    DESTINATIONS: ClassVar[Destinations] = {
        "settings.backups": lambda tab, _about: tab.open(BackupSection),
        "settings.catalogue": lambda tab, _about: tab.open(CatalogueSection),
        "settings.printers": lambda tab, _about: tab.open(PrintersSection),
        "settings.rules": lambda tab, _about: tab.open(RulesSection),
        "settings.safety": lambda tab, _about: tab.open(SafetySection),
        "settings.staff": lambda tab, _about: tab.open(StaffSection),
    }

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.list = _Entries()
        self.list.setAccessibleName(_("Sections"))
        hold(self.list, QWidget.setFixedWidth, 210)
        self._stack = QStackedWidget()
        self.sections: list[Section] = []
        self._kinds = [kind for kind in self.places(desk.actor) if issubclass(kind, Section)]
        for kind in self._kinds:
            self.list.addItem(_(kind.TITLE))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.addWidget(self.list)
        outer.addWidget(self._stack, 1)
        self._made: dict[int, Section] = {}
        self.list.currentRowChanged.connect(self._show)

    def _show(self, place: int) -> None:
        """Sections are made when they are first looked at."""
        if place not in self._made:
            section = self._kinds[place](self.desk, self.desk.folder)
            section.toast.connect(self.toast)
            section.taken_back.connect(self.taken_back)
            section.destination_wanted.connect(self.destination_wanted)
            self._made[place] = section
            self._stack.addWidget(section)
        self._stack.setCurrentWidget(self._made[place])
        self._made[place].load()

    def load(self) -> None:
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        else:
            self._show(self.list.currentRow())
        # a list that is given the focus first takes a row as current without choosing it
        self.list.setCurrentRow(self.list.currentRow(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def open(self, kind: type[Section]) -> Section:
        """Show one section, read anew."""
        place = self._kinds.index(kind)
        if self.list.currentRow() == place:
            self._show(place)
        else:
            self.list.setCurrentRow(place)
        return self._made[place]

    @classmethod
    def places(cls, actor: Actor) -> tuple[type[Page], ...]:
        return tuple(kind for kind, may in SECTIONS if may is None or actor.may(may))

    def turn_to(self, kind: type[Page]) -> None:
        assert issubclass(kind, Section)
        self.open(kind)

    def parts(self) -> tuple[Section, ...]:
        """The section in sight."""
        made = self._made.get(self.list.currentRow())
        return (made,) if made else ()

    def make_commands(self) -> Commands:
        return (Command("F3", N_("To the list of sections"), self.list.setFocus, repeats=True),)
