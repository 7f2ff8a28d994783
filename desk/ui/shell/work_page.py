"""What the signed-in person sees: bar and tabs, and over them what is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QStackedWidget, QWidget

from desk.books import centre
from desk.books.assets import queries
from desk.books.incidents import queries as incident_queries
from desk.books.points import queries as points
from desk.core.book import Attention, Concern
from desk.core.clock import local
from desk.core.errors import DeskError
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.services import due_later, first_look, first_steps, help_progress
from desk.services.session import Desk
from desk.ui.shell import tab_order
from desk.ui.shell.bar import StatusBar, stacked
from desk.ui.shell.changes import Freshness
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.drawer import Drawer
from desk.ui.shell.entries import Entry, entries, of_page
from desk.ui.shell.escape import EscapeKey
from desk.ui.shell.page import Page
from desk.ui.shell.palette import CommandPalette
from desk.ui.shell.tab import TabDeclaration
from desk.ui.shell.tab_bar import Caption, CaptionedTabs
from desk.ui.shell.tabs import TABS
from desk.ui.widgets.curtain import Curtain
from desk.ui.widgets.toast import ToastAction, Toasts

if TYPE_CHECKING:
    from desk.ui.incidents.tab import IncidentsTab
    from desk.ui.shell.first_steps import FirstSteps

UNDO = "F8"

AnyTab = TypeVar("AnyTab", bound=Page)


class WorkPage(QWidget):
    """Bar and tabs of the signed-in person."""

    lock_wanted = Signal()
    hand_over_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, desk: Desk, tabs: Sequence[TabDeclaration] = TABS) -> None:
        super().__init__()
        self.desk, self.curtain = desk, Curtain(self)
        self.bar = StatusBar(desk, self._leads)
        self.tabs = CaptionedTabs()
        self._every = tuple(tabs)
        self.declared = tab_order.shown(tabs, desk)
        """The tabs in the window, from left to right."""
        self._made: dict[str, Page] = {}
        self._holders: dict[str, QWidget] = {}
        self.tabs.arrange([(self._holder(each), _caption(each)) for each in self.declared])
        starts = (at for at, each in enumerate(self.declared) if desk.actor.role in each.first_for)
        self.tabs.setCurrentIndex(next(starts, 0))
        self.setLayout(stacked(self.bar, self.tabs))
        self.toasts = Toasts(self, desk.clock.now)
        self.drawer = Drawer(self, self.bar, lambda: self.toasts.kept, self._caption_of, desk.clock.now)
        self.command_palette = CommandPalette(self, desk, self._entries, self._caption_if_there)
        self._escape = EscapeKey(
            self,
            self.command_palette.shut,
            self.toasts.close_newest,
            self.drawer.shut,
            lies_over=lambda: bool(self.toasts.standing) or self.drawer.isVisible() or self.command_palette.isVisible(),
        )
        self.first_steps = self._make_first_steps()
        """What a new centre still has to do, above the tab with which a leader begins; else None."""
        self.news: Sequence[str] = ()
        """What changed in the program since this person saw it last."""
        self._left = self._name
        self._is_opening = False
        """Is a destination being opened, which reads its tab itself?"""
        self._alarms: dict[str, list[str]] = {}
        """Bad news that nobody closed, by the tab it belongs to."""
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn_to)
        self._freshness = Freshness(self.desk)
        self._freshness.is_read()
        self._freshness.hub.announced.connect(self._catch_up)
        self.bar.lock_wanted.connect(self.lock_wanted)
        self.bar.hand_over_wanted.connect(self.hand_over_wanted)
        self.bar.destination_wanted.connect(self.open_destination)
        self.bar.emergency_wanted.connect(self.emergency)
        self.bar.trouble_wanted.connect(self.show_troubles)
        self.bar.due_wanted.connect(self.drawer.toggle)
        self.bar.find_wanted.connect(self.find_wanted)
        self.command_palette.about_to_open.connect(self.drawer.shut)
        self.command_palette.record_wanted.connect(self.open_destination)
        self.bar.due_changed.connect(lambda: self.drawer.feed(self.bar.due, self.bar.coming))
        self.drawer.put_off.connect(self.put_off)
        self.drawer.wanted.connect(lambda due: self.open_destination(due.leads_to, due.about))

    def page(self, place: int) -> Page:
        """The tab at a place, made now if nobody has looked at it yet."""
        declared = self.declared[place]
        if declared.name not in self._made:
            tab = declared.make(self.desk, self._holder(declared))
            self._made[declared.name] = tab
            tab.toast.connect(self.toasts.tell)
            tab.undo_offered.connect(partial(self.offer_undo, tab))
            tab.taken_back.connect(self.toasts.take_back)
            tab.destination_wanted.connect(self.open_destination)
            for stack in tab.findChildren(QStackedWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                stack.currentChanged.connect(lambda _page: self.toasts.turn_over())
            layout = self._holder(declared).layout()
            assert layout is not None
            layout.addWidget(tab)
            tab.show()
        return self._made[declared.name]

    def _make_first_steps(self) -> FirstSteps | None:
        with self.desk.read() as work:
            if not first_steps.are_wanted(self.desk, work):
                return None
        from desk.ui.shell.first_steps import FirstSteps

        holder = self._holder(self.declared[self.tabs.currentIndex()])
        made = FirstSteps(self.desk, self._leads, holder)
        made.toast.connect(self.toasts.tell)
        made.destination_wanted.connect(self.open_destination)
        layout = holder.layout()
        assert layout is not None
        layout.addWidget(made)
        return made

    def begin(self) -> None:
        """Where whoever signed in begins: at the first steps, as long as there are any, else where F3 leads."""
        if self.first_steps is not None and self.first_steps.isVisible():
            self.first_steps.take_focus()
        else:
            self.current.act("F3")

    def _holder(self, declared: TabDeclaration) -> QWidget:
        """What stands in the window for a tab before and after it is made."""
        if declared.name not in self._holders:
            self._holders[declared.name] = holder = QWidget()
            holder.setLayout(stacked())
        return self._holders[declared.name]

    def _catch_up(self) -> None:
        """The manager's order of the tabs, as soon as it is stored; the tab in sight stays so, with the focus in it."""
        if not self._freshness.is_stale({"centre"}):
            return
        self._freshness.is_read()
        declared, focus = tab_order.shown(self._every, self.desk), QApplication.focusWidget()
        if declared == self.declared:
            return
        in_sight, self.declared = self._name, declared
        self.tabs.blockSignals(True)
        self.tabs.arrange([(self._holder(each), _caption(each)) for each in declared])
        self.tabs.setCurrentIndex(next((at for at, each in enumerate(declared) if each.name == in_sight), 0))
        self.tabs.blockSignals(False)
        if focus is not None and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bar.refresh()

    def put_off(self, due: Attention, until: datetime) -> None:
        """Out of the drawer until then, for this person; what cannot be put off is told."""
        try:
            due_later.put_off(self.desk, due, until)
        except DeskError as error:
            self.toasts.tell(error.message, "warning")
            return
        self.bar.show_attention(self.bar.due)
        back = local(until)
        self.toasts.tell(
            _("{what}: back on {day} at {time}.", what=due.text, day=f"{back:%m-%d}", time=f"{back:%H:%M}")
        )

    def offer_undo(self, tab: Page, sentence: str, kind: str, caption: str) -> None:
        """A message of a tab, with a button so called that does what its F8 does: takes it back."""
        self.toasts.tell(sentence, kind, ToastAction(caption, UNDO, partial(tab.act, UNDO)))

    def go_to(self, place: int) -> None:
        """Show a tab, the focus where one works in it; made before it is turned to, so that Qt finds its fields on the
        first visit too.
        """
        self.page(place)
        self.command_palette.shut()
        self.tabs.setCurrentIndex(place)
        self.current.take_focus()

    def _raise_unread(self, place: int) -> Page:
        """A tab in which something is opened next: it is read then, and not before."""
        tab = self.page(place)
        self._is_opening = True
        try:
            self.tabs.setCurrentIndex(place)
        finally:
            self._is_opening = False
        return tab

    def open_page(self, place: int, kind: type[Page] | None = None) -> None:
        """Show a tab, or one of the pages in it."""
        if kind is None:
            self.go_to(place)
            return
        tab = self._raise_unread(place)
        tab.turn_to(kind)
        tab.take_focus()

    def perform(self, place: int, kind: type[Page], at: int) -> None:
        """Go to a page and do what stands at a place in its table; what cannot be done now is told."""
        pages = self.declared[place].load().places(self.desk.actor)
        self.open_page(place, next((page for page in pages if kind in (page, *page.PARTS)), None))
        page = next(each for each in _in_sight(self.current) if type(each) is kind)
        command = page.command(at)
        if command.enabled():
            page.perform(command)
        else:
            self.toasts.tell(_("This cannot be done now: {what}", what=_(command.purpose)), "warning")

    def show_help(self, of_window: Sequence[Command]) -> None:
        """F1: the manual at the page in sight; a step of the first hour, or its button, leads to another one."""
        from desk.ui.help import pages
        from desk.ui.help.window import HelpWindow

        places = pages.places(self.declared, self.desk.actor)
        card = self.first_steps
        of_card = card.commands if card is not None and card.isVisible() else ()
        commands = (*of_card, *self.current.commands)
        dialog = HelpWindow(self.window(), self.desk, places, commands, of_window, self.news)
        dialog.open_at(pages.topic_in_sight(self.current).name)
        dialog.exec()
        dialog.deleteLater()
        if dialog.leads_to in places:
            place, kind = places[dialog.leads_to]
            is_tab = self.declared[place].is_of(kind)
            self.open_page(place, None if is_tab else kind)

    def take_news(self) -> str:
        """After an update, once: how much is new for this person, and where it can be read; else nothing."""
        news = help_progress.take_unseen(self.desk.folder, self.desk.actor.id)
        self.news = news or self.news
        if not news:
            return ""
        return _("The program was updated; {n} changes for you.\nPress F1 and choose “What is new”.", n=len(news))

    def _entries(self, own: Commands) -> list[Entry]:
        """What the palette leads to from here."""
        return [*of_page(_in_sight(self.current)), *entries(self, self.declared, self.desk.actor, own)]

    def _turn_to(self, place: int) -> None:
        """What was told belongs to the tab that is left; bad news waits there until it is closed."""
        self.drawer.shut()
        bad = self.toasts.bad
        self.toasts.turn_over()
        if bad and not self.toasts.standing:
            self._alarms[self._left] = bad
        self._left = self.declared[place].name
        if not self._is_opening:
            self.current.load()
        for alarm in self._alarms.pop(self._left, ()):
            self.toasts.tell(alarm, "bad")

    @property
    def current(self) -> Page:
        """The tab that is open; it is made when it was never open before."""
        return self.page(self.tabs.currentIndex())

    @property
    def _name(self) -> str:
        """The name of the tab in sight."""
        return self.declared[self.tabs.currentIndex()].name

    def _place(self, kind: type[Page]) -> int:
        return next(at for at, declared in enumerate(self.declared) if declared.is_of(kind))

    def _tab(self, kind: type[AnyTab]) -> AnyTab:
        """A tab by what it is, wherever one is."""
        tab = self.page(self._place(kind))
        assert isinstance(tab, kind)
        return tab

    def open_destination(self, name: str, about: object = None) -> None:
        """Open what a count or a figure leads to, by the name under which its tab declares it."""
        self.command_palette.shut()
        if not self._leads(name):
            self.toasts.tell(_("This page is not among your tabs. The manager shows it in the settings."), "warning")
            return
        place = next(at for at, declared in enumerate(self.declared) if declared.has(name))
        tab = self._raise_unread(place)
        tab.DESTINATIONS[name](tab, about)
        tab.take_focus()

    def _leads(self, name: str) -> bool:
        return any(declared.leads(name, self.desk) for declared in self.declared)

    def _caption_of(self, name: str) -> Caption:
        return next(_caption(declared) for declared in self.declared if declared.has(name))

    def _caption_if_there(self, name: str) -> Caption | None:
        return self._caption_of(name) if self._leads(name) else None

    def show_troubles(self) -> None:
        """What is the matter with the program itself, to be read. What was read goes; the next look tells it anew."""
        troubles = dict(self.bar.troubles)
        box = QMessageBox(
            QMessageBox.Icon.Warning, P_("program", "Trouble"), "\n\n".join(troubles.values()), parent=self
        )
        box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        for about in troubles:
            self.bar.tell_trouble(about, "")

    @property
    def incidents(self) -> IncidentsTab:
        """The tab of emergencies, whichever is in sight."""
        from desk.ui.incidents.tab import IncidentsTab

        return self._tab(IncidentsTab)

    def emergency(self) -> None:
        """F12: start an incident; over an open dialog nothing behind it moves."""
        over = QApplication.activeModalWidget()
        self.command_palette.shut()
        tab = self.incidents
        if over is None:
            self.go_to(self._place(type(tab)))
        tab.start()

    def ask_who(self) -> None:
        """Who opened an incident from the lock screen, where nobody has said so yet; it is opened if it goes on."""
        with self.desk.read() as work:
            unnamed = incident_queries.unnamed(work)
        if unnamed:
            from desk.ui.incidents.opener_dialog import ask_who

            for id in ask_who(self.window(), self.desk, unnamed):
                self.incidents.open_incident(id)

    def show_what_is_late(self) -> None:
        """待办 by itself, once a day for each person: at the first sign-in, if anything is late. Not while an incident
        goes on, and never over a dialog or what is half typed: then at the next sign-in of that day.
        """
        is_late = any(each.tone is Tone.OVERDUE for each in self.bar.due)
        goes_on = any(each.concern is Concern.EMERGENCY and each.tone is Tone.DANGER for each in self.bar.due)
        in_the_way = QApplication.activeModalWidget() is not None or self.current.is_half_typed
        if not is_late or goes_on or in_the_way or self.drawer.isVisible() or not first_look.is_due(self.desk):
            return
        first_look.note(self.desk.folder, [self.desk.actor.id], self.desk.clock.today())
        self.drawer.toggle()

    def is_label(self, text: str) -> bool:
        """Is this the number of an asset's card or of a point card, and is there a tab that opens it?"""
        with self.desk.read() as work:
            is_asset = self._leads("assets.list") and queries.by_number(work, text) is not None
            return is_asset or (self._leads("orders.points") and points.holder_by_number(work, text) is not None)

    def scanned(self, label: str) -> None:
        """Open the card of the asset or member whose label was scanned, over whatever is open."""
        from desk.ui.assets.tab import AssetsTab

        self.command_palette.shut()
        with self.desk.read() as work:
            asset = queries.by_number(work, label)
            holder = None if asset else points.holder_by_number(work, label)
        if asset is not None:
            self._tab(AssetsTab).open_card(asset.id)
        elif holder is not None:
            self.open_destination("orders.points", holder.id)

    @property
    def idle_minutes(self) -> int:
        """After how long without a key or the mouse the window locks."""
        with self.desk.read() as work:
            return int(centre.setting(work, "idle_minutes"))

    def leave(self) -> None:
        """Before the lock or the end: every tab keeps what was half typed."""
        self.toasts.forget()
        self.command_palette.shut()
        for tab in self._made.values():
            tab.leave()


def _in_sight(page: Page) -> Iterator[Page]:
    """A page and the parts in sight inside it."""
    yield page
    for part in page.parts():
        yield from _in_sight(part)


def _caption(declared: TabDeclaration) -> Caption:
    return Caption(_(declared.title), _(declared.short), declared.picture)
