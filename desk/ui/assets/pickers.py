"""What is chosen again and again in the ledger: rooms, keepers, classes, things, people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desk.books import centre, residents
from desk.books.assets import classes, queries
from desk.books.assets.classes import AssetClass
from desk.books.assets.model import BorrowerKind
from desk.books.assets.transfers import AssetPlace
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.visits.person_line import in_words
from desk.ui.widgets.controls import Combo, latin_line, line_edit
from desk.ui.widgets.finder import FinderDelegate, Hit


def places(desk: Desk) -> list[tuple[str, AssetPlace]]:
    """Every room under its zone, and each zone alone."""
    with desk.read() as work:
        venues = centre.all_venues(work)
        zones = sorted(queries.places(work).zones.items())
    places_there: list[tuple[str, AssetPlace]] = []
    for zone_id, zone in zones:
        places_there += [(venue.name, AssetPlace(zone_id, venue.id)) for venue in venues if venue.zone == zone]
        places_there.append((_("{zone} (no room)", zone=zone), AssetPlace(zone_id)))
    return places_there


def place_combo(desk: Desk, first: Sequence[tuple[str, Any]] = ()) -> Combo:
    """Every room and zone to choose from; ``first`` are entries on top of them, such as any place."""
    return Combo([*first, *places(desk)])


def keeper_line(desk: Desk) -> QLineEdit:
    """A name; those who keep something already, and the staff, are offered while typing."""
    with desk.read() as work:
        names = queries.custodians(work)
    made = line_edit(_("who keeps it"), most=40)
    completer = QCompleter(names, made)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setCompleter(completer)
    return made


class ClassFinder(FinderDelegate):
    """A class by code, name or initials; ``value`` is the ``AssetClass``."""

    def __init__(self, desk: Desk) -> None:
        with desk.read() as work:
            self.tree = classes.every(work)
        super().__init__(_("code, name or initials of the class"), self._found, opens_empty=True)

    def _found(self, typed: str) -> list[Hit]:
        return [Hit("　" * each.depth + each.title, each) for each in classes.find(self.tree, typed)]

    def choose(self, code: str) -> None:
        """Take the class with this code; one that is offered no longer shows as its code alone."""
        chosen = next((each for each in self.tree if each.code == code), AssetClass(code, ""))
        self.take(Hit(chosen.title, chosen))


class ThingFinder(FinderDelegate):
    """A card by number, name or initials; ``value`` is its id."""

    def __init__(self, desk: Desk, placeholder: str = "") -> None:
        self.desk = desk
        super().__init__(placeholder or _("number, name or initials"), self._found)

    def _found(self, typed: str) -> list[Hit]:
        with self.desk.read() as work:
            return [
                Hit(f"{asset.number}　{asset.name}　{asset.where}", asset.id)
                for asset in queries.page(work, queries.AssetFilter(typed), limit=9)
            ]


class PersonFinder(FinderDelegate):
    """A resident by name, initials or digits; ``value`` is the id."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        super().__init__(_("name, initials or four digits"), self._found)

    def _found(self, typed: str) -> list[Hit]:
        with self.desk.read() as work:
            return [Hit(in_words(hit, typed), hit.id) for hit in residents.search(work, typed, 9)]


def borrower_editors(desk: Desk) -> dict[str, tuple[str, QWidget]]:
    """Who borrows: a resident of the book, or somebody by name and telephone; what does not fit the kind is closed."""
    kind, person = Combo([(each.label, each) for each in BorrowerKind]), PersonFinder(desk)
    borrower, contact = line_edit(_("organisation and person"), most=60), line_edit(most=40)

    def fitting() -> None:
        is_resident = kind.value is BorrowerKind.RESIDENT
        person.setEnabled(is_resident)
        borrower.setEnabled(not is_resident)
        contact.setEnabled(not is_resident)

    kind.currentIndexChanged.connect(lambda _index: fitting())
    fitting()
    return {
        "kind": (P_("loan", "Kind of borrower"), kind),
        "resident": (_("Resident"), person),
        "borrower": (_("Borrower"), borrower),
        "contact": (_("Telephone"), contact),
    }


def number_line(value: int) -> QLineEdit:
    """A line for a whole number, selected so that typing replaces it."""
    made = latin_line(most=9)
    made.setText(str(value))
    made.selectAll()
    return made


def quantity_editor(pieces: int) -> tuple[str, QWidget]:
    """How many pieces, at first ``pieces``."""
    return P_("asset", "Quantity"), number_line(pieces)


def reason_editor() -> tuple[str, QWidget]:
    """Why, in 200 characters at most."""
    return P_("asset", "Reason"), line_edit(most=200)
