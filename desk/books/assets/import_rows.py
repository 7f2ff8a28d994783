"""How a row of the spreadsheet that a centre keeps becomes a card: what each column may say, and what can be mended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desk.books.assets import cards, classes, queries
from desk.books.assets import import_amounts as amounts
from desk.books.assets.columns import ON_A_NEW_CARD
from desk.books.assets.import_numbers import KnownNumbers
from desk.books.assets.import_places import NamedPlace, NamedPlaces
from desk.books.assets.import_vocabulary import (
    CONDITIONS,
    GONE,
    LENT,
    OTHER,
    OWNER_KINDS,
    SOURCES,
    first_of,
    guess,
    is_no_thing,
    owner_of,
)
from desk.books.assets.model import FREE_TEXTS, AssetCard, AssetCondition, AssetSource, usual_residual
from desk.core import days, identity, importing, money, numbers, spreadsheet
from desk.core.calendar import date_words
from desk.core.days import Doubtful, NoDay, NotToTheDay
from desk.core.errors import Invalid, Problem
from desk.core.records import record_of
from desk.core.spreadsheet import Cell
from desk.core.words import _, clauses
from desk.core.work import Work

APART = ("zone", "venue", "spot")
CARE = ("low_mark", "inspect_every", "inspect_on", "parent")


@dataclass(frozen=True)
class ListedCard(AssetCard):
    """A card of a table; ``parent`` is the number of what it is a part of, in the ledger or in a row above."""

    parent: str = ""


class AssetRowReader(KnownNumbers):
    """Reads one row after another; ``mends`` are those of the last row."""

    def __init__(self, work: Work, clean: bool) -> None:
        super().__init__(work)
        self.work, self.clean, self._today = work, clean, work.today
        self.mends: list[Problem] = []
        self._tree = classes.every(work)
        self._codes = {node.code: node for node in self._tree}
        self._by_name = {node.name: node.code for node in reversed(self._tree)}
        self._places = NamedPlaces(work)
        self._lines = spreadsheet.OneLines()

    def __call__(self, cells: Mapping[str, Cell]) -> ListedCard | None:
        """The card of a row; None for a row of totals or signatures. Raises ``Invalid``."""
        self.mends, self._problems = [], list[Problem]()
        lines = self._lines
        text = {field: lines[cell] if cell.__class__ is str else lines.of(cell) for field, cell in cells.items()}
        if is_no_thing(text):
            self._mend("number", _("is a line of totals or signatures below the table and was left out"))
            return None
        card = self._card(cells, text)
        try:
            card = self._checked(card)
        except Invalid as wrong:
            fields = {
                "class_code": "class",
                "value": "original_value",
                "life_months": "useful_life",
                "venue_id": "location",
            }
            named_fields = {problem.field for problem in self._problems}
            named = [Problem(fields.get(p.field, p.field), p.message) for p in wrong.problems]
            self._problems += [p for p in named if p.field not in named_fields]
        if self._problems:
            raise Invalid(*{problem.field: problem for problem in reversed(self._problems)}.values())
        if card.serial:
            self._serials[card.serial] = card.number or card.name
        if card.number:
            self._numbers.add(card.number)
        return card

    def _card(self, cells: Mapping[str, Cell], text: Mapping[str, str]) -> ListedCard:
        quantity, unit = self._quantity(text.get("quantity", ""), text.get("unit", ""))
        notes = [spreadsheet.as_text(cells.get("note", ""))]
        acquired = self._acquired(cells.get("acquired_on"), text.get("acquired_on", ""), notes)
        code = self._class(text)
        warranty = self._day("warranty_until", cells.get("warranty_until"))
        owner_kind, owner = owner_of(text.get("owner", ""))
        if text.get("owner_kind") and (said := importing.chosen(cells, "owner_kind", OWNER_KINDS, self._problems)):
            owner_kind, owner = said, text.get("owner", "")
        place = self._place(text, notes)
        free: dict[str, Any] = {name: text.get(name, "") for name in FREE_TEXTS}
        card = record_of(
            ListedCard,
            name=self._name(text),
            class_code=code,
            acquired_on=acquired,
            number=self._number(cells, text, notes),
            model=text.get("model", ""),
            serial=self._serial(cards.tidy_serial(text.get("serial", "")), quantity, notes),
            unit=unit,
            source=self._source(text, notes),
            owner_kind=owner_kind,
            owner=owner,
            zone_id=place.zone_id,
            venue_id=place.venue_id,
            spot=place.spot,
            custodian=identity.tidy_name(text.get("custodian", "")),
            condition=self._condition(text.get("condition", ""), notes),
            life_months=self._life(text, code),
            residual=amounts.residual(text.get("residual", ""), usual_residual(owner_kind), self._problems),
            warranty_until=warranty,
            quantity=quantity,
            value=self._written_off(text, self._value(text, quantity), notes),
            **free,
            **self._care(cells, text),
        )
        kept = [note for note in notes if note]
        return replace(card, note=clauses(kept)) if kept else card

    def _place(self, text: Mapping[str, str], notes: list[str]) -> NamedPlace:
        """By zone, room and spot where the table has columns for them, else by what one cell says of all three."""
        place = self._places.find(text.get("location", ""), text.get("department", ""), notes)
        if not any(map(text.get, APART)):
            return place
        named, odd = self._places.named(place, *(text.get(name, "") for name in APART))
        for field in odd:
            self._wrong(field, _("“{word}” is no zone or room of the centre.", word=text[field][:20]))
        return named

    def _care(self, cells: Mapping[str, Cell], text: Mapping[str, str]) -> dict[str, Any]:
        """How it is looked after and what it is a part of; most tables do not say it."""
        if not any(map(text.get, CARE)):
            return {}
        return {
            "low_mark": importing.whole(cells, "low_mark", self._problems),
            "inspect_every": importing.whole(cells, "inspect_every", self._problems, "个月", "月"),
            "inspect_on": self._day("inspect_on", cells.get("inspect_on")),
            "parent": self._parent(text),
        }

    def _parent(self, text: Mapping[str, str]) -> str:
        number = queries.tidy_label(text.get("parent", ""))
        if number and number not in self._numbers:
            self._wrong("parent", _("{number} stands neither in the ledger nor in a row above.", number=number))
        return number

    def _checked(self, card: ListedCard) -> ListedCard:
        """Long texts are cut when cleaning; then the same rules as for a card typed in the window."""
        if self.clean:
            for name, most in cards.LENGTHS.items():
                if len(value := getattr(card, name)) > most:
                    self._mend(name, _("longer than {n} characters; cut", n=most))
                    card = replace(card, **{name: value[:most]})
        return cards.ruled(self.work, card, texts_are_tidy=not self.clean)

    def _mend(self, field: str, message: str) -> None:
        self.mends.append(Problem(field, message))

    def _wrong(self, field: str, message: str) -> None:
        self._problems.append(Problem(field, message))

    def _mend_or(self, field: str, mend: str, wrong: str) -> None:
        if self.clean:
            self._mend(field, mend)
        else:
            self._wrong(field, wrong)

    def _name(self, text: Mapping[str, str]) -> str:
        name = text.get("name", "")
        other = text.get("model") or text.get("class") or ""
        if not name and other and self.clean:
            self._mend("name", _("no name; called “{name}”", name=other))
            return other
        return name

    def _number(self, cells: Mapping[str, Cell], text: Mapping[str, str], notes: list[str]) -> str:
        """As it stands in the file; empty where the ledger gives the next one."""
        number = queries.tidy_label(text.get("number", ""))
        if "number" in cells and not number:
            self._mend_or("number", _("no number; the ledger gives the next one"), _("Please enter the asset number."))
        if number in self._numbers and self.clean:
            self._mend("number", _("{number} is taken; the ledger gives the next one", number=number))
            notes.append(_("Number in the table: {number}", number=number))
            return ""
        return number

    def _class(self, text: Mapping[str, str]) -> str:
        """By code, by name, or by what the words say."""
        said = text.get("class", "")
        written = said.split(" ")[0].upper()
        shortened = next((c for c in (written.rstrip("0"), written.rstrip("0") + "0") if c in self._codes), "")
        code = (
            written
            if written in self._codes
            else shortened or self._by_name.get(said) or guess(said) or guess(text.get("name", ""))
        )
        if code not in self._codes:
            code = next((code[:n] for n in range(len(code), 2, -1) if code[:n] in self._codes), "")
        if not code and said:
            self._mend_or(
                "class",
                _("class “{word}” is not known; taken as {name}", word=said[:20], name=self._codes[OTHER].name),
                _("“{word}” is no class of the ledger. Please enter its code or name.", word=said[:20]),
            )
        elif not code and (text.get("name") or self.clean):
            self._mend_or(
                "class",
                _("no class, and the name does not tell; taken as {name}", name=self._codes[OTHER].name),
                _("Please enter the class; the name does not tell it."),
            )
        return code or OTHER

    def _quantity(self, cell_text: str, unit: str) -> tuple[int, str]:
        if numbers.is_whole(cell_text) and len(cell_text) < numbers.LONGEST:
            return int(cell_text), unit or "件"
        if not cell_text:
            return 1, unit or "件"
        match = re.fullmatch(r"(-?[0-9,]+)(?:\.0+)?\s*((?![百千万亿])\D*)", identity.tidy(cell_text))
        try:
            many = int(numbers.decimal_of(match[1] if match else cell_text))
        except ValueError:
            match = None
        if match is None:
            self._wrong("quantity", _("“{word}” is not a whole number.", word=cell_text[:20]))
            return 1, unit or "件"
        return many, unit or match[2].strip() or "件"

    def _value(self, text: Mapping[str, str], quantity: int) -> int:
        """Fen of all pieces: the amount, or the price of one times the number."""
        total, price = (
            amounts.fen(text.get(field, ""), field, self._problems) for field in ("original_value", "unit_price")
        )
        if total is None:
            return (price or 0) * quantity
        if price is not None and quantity > 0 and abs(price * quantity - total) > quantity:
            self._mend_or(
                "original_value",
                _("unit price times number is another amount; the amount was taken"),
                _(
                    "Unit price times number is {product} yuan, not {total}.",
                    product=money.yuan(price * quantity),
                    total=money.yuan(total),
                ),
            )
        return total

    def _written_off(self, text: Mapping[str, str], value: int, notes: list[str]) -> int:
        """The value itself. What the table says was written off stays in the note: the ledger reckons it from the day,
        the useful life and the residual rate; sums that contradict each other are a problem.
        """
        written_off, net = (
            amounts.fen(text.get(field, ""), field, self._problems) for field in ("accumulated", "net_value")
        )
        if written_off is not None and net is not None and abs(value - written_off - net) > 1:
            self._mend_or(
                "net_value",
                _("value less accumulated depreciation is another net value; kept in the note"),
                _(
                    "{value} less {written_off} is {right} yuan, not {net}.",
                    value=money.yuan(value),
                    written_off=money.yuan(written_off),
                    right=money.yuan(value - written_off),
                    net=money.yuan(net),
                ),
            )
        if written_off is not None:
            notes.append(_("Accumulated depreciation in the table: {amount}", amount=money.yuan(written_off)))
        if net is not None:
            notes.append(_("Net value in the table: {amount}", amount=money.yuan(net)))
        return value

    def _acquired(self, cell: Cell, cell_text: str, notes: list[str]) -> date:
        today = self._today
        day = self._day("acquired_on", cell)
        if day is None and cell_text and self.clean:
            notes.append(_("Date in the table: {word}", word=cell_text[:20]))
        if day is None and (not cell_text or self.clean):
            self._mend_or(
                "acquired_on", _("no usable date; entered as of today"), _("Please enter when it was acquired.")
            )
        if day is not None and day > today and self.clean:
            self._mend("acquired_on", _("{day} is still to come; entered as of today", day=date_words(day, today)))
            notes.append(_("Date in the table: {word}", word=cell_text[:20]))
            return today
        if day is not None and day < cards.OLDEST and self.clean:
            self._mend("acquired_on", _("{day} is too long ago; entered as of 1950", day=date_words(day, today)))
            return cards.OLDEST
        return day or today

    def _day(self, field: str, cell: Cell) -> date | None:
        """A day; that of its first when a thing was acquired in a month. What is in doubt is asked, never mended."""
        if cell is None or cell == "":
            return None
        try:
            return days.day_of(cell, self._today)
        except NotToTheDay as month:
            if field == "acquired_on" and (month.has_month or self.clean):
                if not month.has_month:
                    self._mend(field, _("the year only; entered as of {day}", day=month.first.isoformat()))
                return month.first
            wrong: NoDay = month
        except NoDay as other:
            wrong = other
        if not self.clean or isinstance(wrong, Doubtful):
            self._wrong(field, wrong.message)
        elif field != "acquired_on":
            word = spreadsheet.as_text(cell)[:20]
            self._mend(field, _("“{word}” is not a day; left out", word=word))
        return None

    def _life(self, text: Mapping[str, str], code: str) -> int:
        """Years, or months where the cell says so; what the class has where it says nothing."""
        cell_text = text.get("useful_life", "")
        usual = self._codes[code].life_months if code in self._codes else 0
        if not cell_text:
            return usual
        match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]+)?)\s*(年|个月|月|years?|months?|y|m|)", cell_text.lower())
        if not match:
            self._mend_or(
                "useful_life",
                _("“{word}” is no number of years; taken from the class", word=cell_text[:20]),
                _("“{word}” is no number of years.", word=cell_text[:20]),
            )
            return usual
        return numbers.times(match[1], 1 if match[2] in ("个月", "月", "month", "months", "m") else 12)

    def _condition(self, cell_text: str, notes: list[str]) -> AssetCondition:
        plain_ = cell_text.lower()
        if (known := CONDITIONS.get(plain_)) is not None:
            return known
        if plain_ in GONE:
            self._wrong("condition", _("“{word}”: things that are gone are not entered.", word=cell_text[:20]))
        elif plain_ in LENT:
            notes.append(_("Lent out according to the table"))
            self._mend_or(
                "condition",
                _("entered as in use; please record the loan"),
                _("Please enter it as in use, and record the loan in the program."),
            )
        else:
            notes.append(_("Condition in the table: {word}", word=cell_text[:20]))
            self._mend_or(
                "condition",
                _("“{word}” is not known; entered as in use", word=cell_text[:20]),
                _(
                    "“{word}” is not known here. Please enter one of: {choices}…",
                    word=cell_text[:20],
                    choices=first_of(ON_A_NEW_CARD),
                ),
            )
        return AssetCondition.IN_USE

    def _source(self, text: Mapping[str, str], notes: list[str]) -> AssetSource:
        cell_text = text.get("source", "")
        source = SOURCES.get(cell_text.lower())
        if source is None:
            notes.append(f"source: {cell_text[:40]}" if cell_text.isascii() else cell_text[:40])
            self._mend_or(
                "source",
                _("“{word}” is not known; taken as {usual}", word=cell_text[:20], usual=AssetSource.BOUGHT.label),
                _(
                    "“{word}” is not known here. Please enter one of: {choices}…",
                    word=cell_text[:20],
                    choices=first_of(AssetSource),
                ),
            )
        return source or AssetSource.BOUGHT

    def _serial(self, serial: str, quantity: int, notes: list[str]) -> str:
        if not serial:
            return ""
        if serial in self._serials:
            self._mend_or(
                "serial",
                _(
                    "{serial} is the serial number of {other}; kept in the note",
                    serial=serial,
                    other=self._serials[serial],
                ),
                _("{serial} is the serial number of {other} already.", serial=serial, other=self._serials[serial]),
            )
        elif quantity > 1 and self.clean:
            self._mend("serial", _("one serial number for several pieces; kept in the note"))
        else:
            return serial
        notes.append(_("Serial number in the table: {serial}", serial=serial))
        return ""
