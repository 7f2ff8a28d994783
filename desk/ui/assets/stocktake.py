"""Stocktakes: scan label after label in a room; every scan is stored at once and answered in words and colour."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout

from desk.books.assets import stocktake, stocktake_result, transfers
from desk.books.assets.count_marks import Scan, ScanOutcome
from desk.books.assets.model import AssetCard, AssetSource
from desk.books.assets.stocktake import Stocktake
from desk.books.assets.stocktake_result import CountLine, CountOutcome
from desk.books.assets.transfers import AssetPlace, MovementNote
from desk.core.errors import DeskError
from desk.core.money import yuan
from desk.core.permissions import May
from desk.core.words import N_, P_, _, bracketed, listed
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from desk.ui.assets.pickers import place_combo
from desk.ui.assets.stocktake_dialogs import begin_stocktake, close_stocktake, note_mark, sign_stocktake
from desk.ui.assets.stocktake_lines import ScanLine, columns
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets import papers
from desk.ui.widgets.controls import Combo, button, label, panel, row, set_role
from desk.ui.widgets.lists import ListView


class StocktakePage(Page):
    """盘点: a frozen list, counted room by room with a scanner or by typing numbers."""

    SHOWS = frozenset({"assets", "centre"})
    booking_wanted = Signal(object, object)
    """A ``AssetCard`` to begin with, and the mark it is for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.take: Stocktake | None = None
        self.last: Scan | None = None
        self._lines: list[CountLine] = []
        self._rooms: list[str] = []
        self._shown: int | None = None
        self.takes = Combo()
        self.takes.setAccessibleName(_("Stocktake"))
        self.takes.setMinimumWidth(220)
        self.facts = label("", "muted", wrap=True)
        self.place = place_combo(desk)
        self.place.setAccessibleName(_("I am in"))
        self.scan_line = ScanLine()
        self.answer = label("", "heading", wrap=True)
        self.answer_frame, inside = panel(row(), "answer", 8)
        self.fix_button = button("", self.fix, "primary", key="F4")
        inside.addWidget(self.answer, 1)
        inside.addWidget(self.fix_button)
        self.rooms = QListWidget()
        self.rooms.setAccessibleName(_("Rooms"))
        self.only = Combo(
            [
                (_("Everything"), None),
                (P_("stocktake", "Not found yet"), CountOutcome.MISSING),
                (_("Differences"), "odd"),
                (_("Two people differ"), "people"),
            ]
        )
        self.only.setAccessibleName(_("Shown"))
        self.list: ListView[CountLine] = ListView(columns(), _("Nothing fits here."), _("Stocktake list"))
        self._lay_out()
        self.takes.currentIndexChanged.connect(lambda _i: self.show_take())
        self.scan_line.returnPressed.connect(self.scan)
        self.rooms.currentRowChanged.connect(self._go_to_room)
        self.only.currentIndexChanged.connect(lambda _i: self._show_lines())

    def make_commands(self) -> Commands:
        table, keep, going_on = self.list.table, May.KEEP_ASSETS, self._is_mine
        tick, fix = N_("Tick the chosen line as seen here"), N_("Move it here at once, or book what has no card")
        remark, back = N_("How many, damaged, remark"), N_("Take my mark back")
        return (
            Command("F2", N_("Begin a stocktake"), self.begin, label=N_("Begin…"), may=keep),
            Command("F3", N_("Scan or type a label"), self.scan_line.setFocus, may=keep, repeats=True),
            Command("Space", tick, self.tick, may=keep, of=table, inside=table, repeats=True),
            Command("F4", fix, self.fix, may=keep, of=table),
            Command("F6", remark, self.note, may=keep, of=table),
            Command("Delete", back, self.take_back, may=keep, of=table, inside=table, repeats=True),
            Command("", N_("Sign…"), self.sign, enabled=going_on),
            Command("", N_("Close…"), self.close_take, enabled=going_on),
            Command("Ctrl+P", N_("Report"), self.print, label=N_("Report…"), enabled=self._is_chosen),
            Command("", N_("Excel…"), self.save_workbook, enabled=self._is_chosen),
        )

    def _is_chosen(self) -> bool:
        return self.take is not None

    def _is_mine(self) -> bool:
        """It goes on, and this person may count."""
        return self.take is not None and self.take.is_open and self.desk.actor.may(May.KEEP_ASSETS)

    def _lay_out(self) -> None:
        acts = (self.begin, self.sign, self.close_take, self.save_workbook, self.print)
        begin, *rest = map(self.button, acts)
        self.place.setMinimumWidth(190)
        top = row(self.takes, begin, 1, *rest)
        left = QVBoxLayout()
        left.addWidget(label(_("I am in"), "muted"))
        left.addWidget(self.place)
        left.addWidget(self.rooms, 1)
        right = QVBoxLayout()
        right.addLayout(row(self.scan_line, self.only))
        right.addWidget(self.answer_frame)
        right.addWidget(self.list, 1)
        body = QHBoxLayout()
        body.addLayout(left, 1)
        body.addLayout(right, 3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.addLayout(top)
        outer.addWidget(self.facts)
        outer.addLayout(body, 1)

    def fill(self) -> None:
        with self.desk.read() as work:
            takes = stocktake.every(work)
        self.takes.blockSignals(True)
        chosen = self.take.id if self.take else None
        self.takes.offer([(f"{each.title}{bracketed(each.state.label)}", each.id) for each in takes])
        self.takes.choose(chosen)
        self.takes.blockSignals(False)
        self.show_take()

    def show_take(self) -> None:
        """The chosen stocktake as it stands."""
        id = self.takes.value
        if id is None:
            self.take, self._lines = None, []
            self.facts.setText(_("No stocktake yet. F2 begins one: the list of what should be there is then frozen."))
        else:
            with self.desk.read() as work:
                self.take = stocktake.find(work, id)
                self._lines = stocktake_result.lines(work, self.take)
                about = [
                    stocktake_result.covered_words(work, self.take),
                    stocktake_result.span_words(self.take, work.today),
                ]
            self._tell_facts(self.take, about)
        for field in (self.scan_line, self.place):
            field.setEnabled(self._is_mine())
        self.show_enabled()
        if self.last is not None and (
            self.take is None or self.last.mark.id not in {m.id for line in self._lines for m in line.marks}
        ):
            self.last = None
        self._show_rooms()
        if self._shown != id and len(self._rooms) > 1:
            self._shown = id
            self._stand_in(self._rooms[1])
        self._show_lines()
        self._show_answer()

    def _tell_facts(self, take: Stocktake, about: list[str]) -> None:
        result = stocktake_result.summed(self._lines)
        about.append(_("{seen} of {all} seen", seen=result.seen, all=result.expected))
        if result.missing:
            about.append(_("not seen worth {value} yuan", value=yuan(result.short_value)))
        if take.blind:
            about.append(_("two people count blind"))
        if take.signed:
            about.append(_("signed by {names}", names=listed(take.signed)))
        self.facts.setText(" · ".join(about))

    def _show_rooms(self) -> None:
        at = self.rooms.currentRow()
        chosen = self._rooms[at] if 0 <= at < len(self._rooms) else ""
        rooms = stocktake_result.rooms(self._lines)
        self._rooms = [""] + [room.name for room in rooms]
        self.rooms.blockSignals(True)
        self.rooms.clear()
        done, all_ = sum(room.seen for room in rooms), sum(room.expected for room in rooms)
        self.rooms.addItem(_("All rooms　{seen}/{all}", seen=done, all=all_))
        for room in rooms:
            more = _("　+{n} strange", n=room.strangers) if room.strangers else ""
            self.rooms.addItem(f"{room.name}　{room.seen}/{room.expected}{more}")
        self.rooms.setCurrentRow(self._rooms.index(chosen) if chosen in self._rooms else 0)
        self.rooms.blockSignals(False)

    def _go_to_room(self, row: int) -> None:
        """Choosing a room in the list is walking into it."""
        self._stand_in(self._rooms[row] if 0 < row < len(self._rooms) else "")
        self._show_lines()

    def _stand_in(self, room: str) -> None:
        at = next((n for n in range(self.place.count()) if self.place.itemText(n) == room), -1)
        if at >= 0:
            self.place.setCurrentIndex(at)

    def _show_lines(self) -> None:
        room = self._rooms[max(self.rooms.currentRow(), 0)] if self._lines else ""
        wanted = self.only.value
        odd: set[str] = set()
        if wanted == "people" and self.take is not None:
            with self.desk.read() as work:
                odd = (
                    {difference.number for difference in stocktake_result.differences(work, self.take)}
                    if self._may_compare()
                    else set()
                )

        def fits(line: CountLine) -> bool:
            if room and room not in (line.room, line.seen_in):
                return False
            if wanted == "odd":
                return line.outcome not in (CountOutcome.FOUND, CountOutcome.MISSING)
            return line.number in odd if wanted == "people" else wanted is None or wanted in line.outcomes

        lines = [line for line in self._lines if fits(line)]
        hidden = wanted == "people" and not self._may_compare()
        self.list.empty.say(
            _("Who counts blind sees the other's marks after closing.") if hidden else _("Nothing fits here.")
        )
        at = self.list.table.currentIndex().row()
        self.list.show_all(lines)
        if lines:
            self.list.table.selectRow(min(max(at, 0), len(lines) - 1))

    def _may_compare(self) -> bool:
        """In a blind count nobody sees the other's marks before both are done, except who decides."""
        take = self.take
        return take is not None and (not take.blind or not take.is_open or self.desk.actor.may(May.APPROVE_ASSETS))

    def scan(self) -> None:
        """What the scanner typed, or the person."""
        if self.take is None:
            return
        label_, place = self.scan_line.text(), self.place.value or AssetPlace()
        self.scan_line.clear()
        try:
            with self.desk.write() as work:
                self.last = stocktake.scan(work, self.take.id, label_, place)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return
        self.load()
        self._choose(self.last.mark.label)

    def _choose(self, number: str) -> None:
        at = next((n for n, line in enumerate(self.list.model.rows) if line.number == number), None)
        if at is not None:
            self.list.table.selectRow(at)

    def _show_answer(self) -> None:
        scan = self.last
        self.answer_frame.setVisible(scan is not None)
        if scan is None:
            return
        self.answer.setText(scan.sentence)
        set_role(self.answer_frame, "kind", scan.seen.tone or "")
        is_open = self.take is not None and self.take.is_open
        caption = {
            ScanOutcome.ELSEWHERE: _("Move it here at once"),
            ScanOutcome.OUTSIDE: _("Move it here at once"),
            ScanOutcome.UNKNOWN: _("Enter a card for it…"),
        }.get(scan.seen, "")
        self.fix_button.setText(caption)
        self.fix_button.setVisible(bool(caption) and is_open)

    def fix(self) -> None:
        """F4: what the last scan asks for, or a card for the chosen line that has none."""
        line = self.list.current()
        if (
            self.last is not None
            and self.last.seen in (ScanOutcome.ELSEWHERE, ScanOutcome.OUTSIDE)
            and self.last.asset is not None
        ):
            self._move_here(self.last)
        elif line is not None and line.asset_id is None and line.marks and line.marks[-1].booked_id is None:
            mark = line.marks[-1]
            card = AssetCard(
                mark.note,
                "",
                self.desk.clock.today(),
                mark.label,
                unit="件",
                source=AssetSource.SURPLUS,
                quantity=max(mark.quantity, 1),
            )
            place = mark.place
            self.booking_wanted.emit(replace(card, zone_id=place.zone_id, venue_id=place.venue_id), mark)
        else:
            self.toast.emit(_("Nothing here needs to be moved or booked."), "warning")

    def _move_here(self, scan: Scan) -> None:
        assert scan.asset is not None and self.take is not None
        title, asset = self.take.title, scan.asset

        def act() -> None:
            with self.desk.write() as work:
                transfers.move(
                    work, [asset.id], scan.mark.place, MovementNote(reason=_("Stocktake “{title}”", title=title))
                )

        if self.attempt(
            act, _("{number} {name} now belongs in {room}.", number=asset.number, name=asset.name, room=scan.mark.room)
        ):
            self.last = None
            self._show_answer()

    def tick(self) -> None:
        """Space: the chosen line was seen; in the room that is chosen, or where the book has it."""
        line = self.list.current()
        if line is not None and not line.marks and self.scan_line.isEnabled():
            self.scan_line.setText(line.number)
            self.scan()
            self.list.table.setFocus()

    def note(self) -> None:
        """Correct the last mark of the chosen line: pieces, damage, remark."""
        line = self.list.current()
        if self.take and line and line.marks and note_mark(self, self.desk, self.take, line):
            self.done()

    def take_back(self) -> None:
        """The wrong label was scanned."""
        line = self.list.current()
        if self.take is None or line is None or not line.marks:
            return
        take, mark = self.take, line.marks[-1]

        def act() -> None:
            with self.desk.write() as work:
                stocktake.unmark(work, take.id, mark)

        self.attempt(act, _("The mark is taken back."))

    def begin(self) -> None:
        """F2: freeze the list of what should be there, and show the new stocktake."""
        id = begin_stocktake(self, self.desk)
        if id is not None:
            self.take = None
            self.load()
            self.takes.choose(id)
            self.scan_line.setFocus()
            self.toast.emit(_("The list is frozen. Choose the room you are in, then scan."), "good")

    def sign(self) -> None:
        """签字: somebody who counted signs with name and password."""
        if self.take and sign_stocktake(self, self.desk, self.take):
            self.done(_("Signed."))

    def close_take(self) -> None:
        """结束: no more scans; the differences become proposals that wait for the manager."""
        many = close_stocktake(self, self.desk, self.take, self._lines) if self.take else None
        if many is not None:
            self.done(_("Closed. {n} differences wait for the manager.", n=many))

    def print(self) -> None:
        """Ctrl+P 盘点报告 of the stocktake shown."""
        if self.take is None:
            return
        papers.preview(self, self.desk, "stocktake", self.take.title, id=self.take.id)

    def save_workbook(self) -> None:
        """盘点报告 as Excel."""
        if self.take is None:
            return
        papers.save(self, "stocktake", Format.XLSX, self.take.title, id=self.take.id)
