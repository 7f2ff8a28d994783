"""The fields of a card. What has a step of its own (place, keeper, condition, number, value) is typed only for a new
card.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desk.books.assets import queries
from desk.books.assets.model import FREE_TEXTS, AssetCard, AssetCondition, AssetOwner, AssetSource, usual_residual
from desk.books.assets.transfers import AssetPlace
from desk.core import money, numbers
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.numbers import hundredths, number_in
from desk.core.typed_days import Leaning
from desk.core.words import NP_, P_, _, clauses
from desk.services.session import Desk
from desk.ui.assets.pickers import ClassFinder, ThingFinder, keeper_line, place_combo
from desk.ui.widgets.controls import Combo, Field, label, latin_line, line_edit, tell_problems
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_sections import ROWS, FormSections
from desk.ui.widgets.parsing import fen_in, whole, whole_or_none

SLACK = 20
"""Characters that can be typed beyond the most that is taken, so that what is pasted can be shortened with sense."""
REQUIRED = frozenset(("name", "class_code", "unit", "quantity", "acquired_on", "reason"))
FIRST_ONLY = ("quantity", "value", "place", "spot", "custodian", "condition")


SECTIONS = (
    (NP_("card", "What it is"), ("name", "number", "class_code", "model", "serial", "unit", "quantity")),
    (
        NP_("card", "Where it came from, what it is worth"),
        ("value", "acquired_on", "source", "life_months", "residual", *FREE_TEXTS, "owner_kind", "owner"),
    ),
    (
        NP_("card", "Where it is, how it is kept"),
        (
            *("place", "spot", "custodian", "condition", "warranty_until", "inspect_every", "inspect_on", "low_mark"),
            *("parent_id", "note"),
        ),
    ),
    (NP_("card", "Correction"), ("reason",)),
)
"""The fields in groups, each with its heading."""


class CardForm(QWidget):
    """``card`` reads it, ``show_card`` fills it."""

    def __init__(self, desk: Desk, *, new: bool) -> None:
        super().__init__()
        self.desk, self.new = desk, new
        self.name, self.number = (
            line_edit(_("what it is called"), most=100),
            latin_line(_("empty: the next number"), most=40),
        )
        self.kind = ClassFinder(desk)
        self.model, self.serial, self.unit = line_edit(most=100), latin_line(most=80), line_edit("台", most=8)
        self.quantity, self.value = latin_line("1", most=9), latin_line(_("yuan, all of it"), most=16)
        self.acquired = DayLine(desk, leaning=Leaning.BACK)
        self.source = Combo([(each.label, each) for each in AssetSource])
        self.free = {name: line_edit(most=text.most + SLACK) for name, text in FREE_TEXTS.items()}
        self.owner_kind, self.owner = (
            Combo([(each.label, each) for each in AssetOwner]),
            line_edit(_("name, when it is somebody else"), most=60),
        )
        self.place = place_combo(desk, [(_("not known yet"), None)])
        self.spot, self.custodian = line_edit(_("shelf, wall, cupboard…"), most=60), keeper_line(desk)
        self.condition = Combo(
            [(each.label, each) for each in (AssetCondition.IN_USE, AssetCondition.IDLE, AssetCondition.REPAIR)]
        )
        self.life, self.residual = latin_line(_("years; 0: nothing is depreciated"), most=6), latin_line("0", most=6)
        self.whole = ThingFinder(desk, _("the whole it belongs to"))
        self.consumable, self.low = QCheckBox(_("consumable")), latin_line(_("restock at"), most=7)
        self.warranty, self.every, self.following = (
            DayLine(desk),
            latin_line(_("months"), most=4),
            DayLine(desk, leaning=Leaning.AHEAD),
        )
        self.note, self.reason = line_edit(most=500), line_edit(_("why the card is corrected"), most=200)
        self.fields = self._fields()
        self._lay_out()
        self.kind.taken.connect(lambda asset_class: self._offer_life(asset_class.life_months))
        self.owner_kind.currentIndexChanged.connect(lambda _place: self._offer_residual())
        self.consumable.toggled.connect(self.low.setEnabled)
        self.low.setEnabled(False)

    def _fields(self) -> dict[str, Field]:
        beside: tuple[tuple[str, str, QWidget], ...] = (
            ("name", _("Asset name"), self.name),
            ("number", _("Asset number"), self.number),
            ("class_code", _("Asset class"), self.kind),
            ("model", _("Model"), self.model),
            ("serial", _("Serial number"), self.serial),
            ("unit", _("Unit"), self.unit),
            ("quantity", P_("asset", "Quantity"), self.quantity),
            ("value", _("Original value, yuan"), self.value),
            ("acquired_on", _("Acquired on"), self.acquired),
            ("source", P_("asset", "Acquired by"), self.source),
            ("place", _("Room"), self.place),
            ("spot", _("Exact spot"), self.spot),
            ("custodian", _("Keeper"), self.custodian),
            ("condition", _("Condition"), self.condition),
            ("life_months", _("Useful life"), self.life),
            ("residual", _("Residual rate"), self.residual),
            *((name, _(text.label), self.free[name]) for name, text in FREE_TEXTS.items()),
            ("owner_kind", _("Ownership"), self.owner_kind),
            ("owner", _("Owner"), self.owner),
            ("warranty_until", _("Warranty until"), self.warranty),
            ("inspect_every", _("Inspect every"), self.every),
            ("inspect_on", _("Next inspection"), self.following),
            ("low_mark", P_("asset", "Consumable"), _pair(self.consumable, self.low)),
            ("parent_id", _("Part of"), self.whole),
            ("note", _("Note on the card"), self.note),
            ("reason", _("Why corrected"), self.reason),
        )
        readers = self._readers()
        return {
            name: Field(
                caption,
                editor,
                required=name in REQUIRED,
                width=FULL,
                check=partial(_wrong_in, readers[name]) if name in readers else None,
            )
            for name, caption, editor in beside
        }

    def _lay_out(self) -> None:
        left_out = ("reason",) if self.new else FIRST_ONLY
        sections = FormSections()
        for heading, names in SECTIONS:
            if shown := [name for name in names if name not in left_out]:
                sections.add(_(heading), "", self._pairs(shown))
        self.rest = label("", "problem", wrap=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 8, 0)
        outer.addWidget(sections)
        outer.addWidget(self.rest)
        outer.addStretch(1)

    def _pairs(self, names: Sequence[str]) -> QGridLayout:
        """Two fields beside each other."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(ROWS)
        for place, name in enumerate(names):
            grid.addWidget(self.fields[name], place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _offer_life(self, months: int) -> None:
        """A class brings its usual life, unless one was typed."""
        if not self.life.text().strip():
            self.life.setText(f"{months / 12:g}")

    def _offer_residual(self) -> None:
        """An owner brings the usual rate of a new card, unless another one was typed."""
        usual = hundredths(usual_residual(self.owner_kind.value))
        if self.new and self.residual.text().strip() in {
            "",
            *(hundredths(usual_residual(each)) for each in AssetOwner),
        }:
            self.residual.setText(usual)

    def show_card(self, card: AssetCard) -> None:
        """A stored ``Asset``, or a card to begin with."""
        texts: dict[QLineEdit, str] = {
            self.name: card.name,
            self.number: card.number,
            self.model: card.model,
            self.serial: card.serial,
            self.unit: card.unit,
            self.quantity: str(card.quantity),
            self.value: money.plain(card.value) if card.value else "",
            self.acquired: card.acquired_on.isoformat(),
            **{line: getattr(card, name) for name, line in self.free.items()},
            self.owner: card.owner,
            self.spot: card.spot,
            self.custodian: card.custodian,
            self.life: f"{card.life_months / 12:g}" if card.life_months or not self.new else "",
            self.residual: hundredths(card.residual),
            self.warranty: _day(card.warranty_until),
            self.every: str(card.inspect_every or ""),
            self.following: _day(card.inspect_on),
            self.low: "" if card.low_mark is None else str(card.low_mark),
            self.note: card.note,
        }
        for line, text in texts.items():
            line.setText(text)
        self.source.choose(card.source)
        self.owner_kind.choose(card.owner_kind)
        self.condition.choose(card.condition)
        self.place.choose(AssetPlace(card.zone_id, card.venue_id) if card.zone_id else None)
        self.consumable.setChecked(card.low_mark is not None)
        if card.class_code:
            self.kind.choose(card.class_code)
        self._show_parent(card)

    def _show_parent(self, card: AssetCard) -> None:
        from desk.ui.widgets.finder import Hit

        self.whole.clear()
        self.whole.value = None
        if card.parent_id is not None:
            with self.desk.read() as work:
                self.whole.take(Hit(queries.find(work, card.parent_id).number, card.parent_id))

    @property
    def card(self) -> AssetCard:
        """What is typed. Raises ``Invalid`` with all that cannot be read."""
        wrong: list[Problem] = []
        read: dict[str, Any] = {}
        for name, reader in self._readers().items():
            try:
                read[name] = reader()
            except Invalid as error:
                wrong.extend(error.problems)
        if wrong:
            raise Invalid(*wrong)
        return AssetCard(**read, **self._texts(), **self._choices())

    def _readers(self) -> dict[str, Callable[[], Any]]:
        """What is typed and has to be understood: days, numbers, amounts, the whole it belongs to. Each may raise
        ``Invalid``."""
        return {
            "acquired_on": lambda: self.acquired.day_in("acquired_on"),
            "life_months": lambda: _months(self.life),
            "residual": lambda: _share(self.residual),
            "parent_id": self._parent,
            "low_mark": lambda: whole(self.low, "low_mark") if self.consumable.isChecked() else None,
            "warranty_until": lambda: self.warranty.day_or_none("warranty_until"),
            "inspect_every": lambda: whole_or_none(self.every, "inspect_every"),
            "inspect_on": lambda: self.following.day_or_none("inspect_on"),
            "quantity": lambda: number_in(self.quantity.text(), "quantity"),
            "value": lambda: fen_in(self.value, "value"),
        }

    def _texts(self) -> dict[str, Any]:
        return {
            "name": self.name.text(),
            "class_code": self.kind.value.code if self.kind.value else self.kind.text().strip().split(" ")[0],
            "number": self.number.text(),
            "model": self.model.text(),
            "serial": self.serial.text(),
            "unit": self.unit.text(),
            "owner": self.owner.text(),
            "spot": self.spot.text(),
            "custodian": self.custodian.text(),
            "note": self.note.text(),
            **{name: line.text() for name, line in self.free.items()},
        }

    def _choices(self) -> dict[str, Any]:
        place = self.place.value or AssetPlace()
        return {
            "source": self.source.value,
            "owner_kind": self.owner_kind.value,
            "zone_id": place.zone_id,
            "venue_id": place.venue_id,
            "condition": self.condition.value,
        }

    def _parent(self) -> int | None:
        if self.whole.text().strip() and self.whole.value is None:
            raise Invalid(Problem("parent_id", _("Please choose the card from the list, or leave this empty.")))
        parent: int | None = self.whole.value
        return parent

    def typed(self) -> object:
        """All that is typed, to be compared; None while some of it cannot be read."""
        try:
            return replace(self.card, number=self.number.text()), self.reason.text()
        except Invalid:
            return tuple(line.text() for line in self.findChildren(QLineEdit))

    def tell(self, error: DeskError) -> None:
        """Show each problem beside its field, what has no field here below them all."""
        problems = error.problems if isinstance(error, Invalid | EditConflict) else ()
        named = [Problem({"venue_id": "place", "zone_id": "place"}.get(p.field, p.field), p.message) for p in problems]
        rest = tell_problems(self.fields, named)
        self.rest.setText(clauses(p.message for p in rest) if isinstance(error, Invalid) else error.message)

    def clear_problems(self) -> None:
        """Take away what is told beside the fields; what was typed stays."""
        tell_problems(self.fields, [])
        self.rest.setText("")


def _wrong_in(reader: Callable[[], Any]) -> str:
    """What cannot be read of what is typed; empty where it can."""
    try:
        reader()
    except Invalid as wrong:
        return clauses(problem.message for problem in wrong.problems)
    return ""


def _pair(*editors: QWidget) -> QWidget:
    from desk.ui.widgets.controls import row

    made = QWidget()
    made.setLayout(row(*editors))
    return made


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _months(line: QLineEdit) -> int:
    text = line.text().strip().removesuffix("年") or "0"
    try:
        months = numbers.times(text, 12)
    except ValueError:
        raise Invalid(Problem("life_months", _("“{word}” is no number of years.", word=text[:20]))) from None
    return months


def _share(line: QLineEdit) -> int:
    text = line.text().strip().removesuffix("%") or "0"
    try:
        return numbers.times(text, 100)
    except ValueError:
        raise Invalid(Problem("residual", _("“{word}” is no percentage.", word=text[:20]))) from None
