"""Cards: what a card must be, entering a new one, correcting what was typed wrong, splitting and putting together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from operator import attrgetter, gt
from typing import Any, TypeVar

from sqlalchemy import bindparam, select

from desk.books import centre
from desk.books.assets import classes, ledger, queries
from desk.books.assets.model import (
    FREE_TEXTS,
    LABELS,
    SET,
    Asset,
    AssetCard,
    AssetCondition,
    AssetOwner,
    AssetSource,
    Movement,
    MovementKind,
    as_plain,
    plain,
)
from desk.core import edit_conflicts, identity, plain_text
from desk.core.calendar import date_words
from desk.core.errors import Refused, refuse_wrong
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.assets import assets
from desk.models.centre import venues
from desk.storage import numbering

Card = TypeVar("Card", bound=AssetCard)
ONE_LINE = ("name", "model", "serial", "unit", *FREE_TEXTS, "owner", "spot", "custodian")
NO_SERIAL = frozenset(("无", "n/a", "na", "none", "-"))
"""What people write where a thing has no serial number."""


def tidy_serial(typed: str) -> str:
    """As serial numbers are kept: narrow, without what cannot be seen and the signs by which a spreadsheet keeps a
    number as text; empty for words that say there is none.
    """
    serial = plain_text.unquoted(typed)
    return "" if serial.lower() in NO_SERIAL else serial


TIDIED: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(ONE_LINE, identity.one_line),
    "number": queries.tidy_label,
    "serial": tidy_serial,
    "custodian": identity.tidy_name,
    "class_code": lambda code: code.strip().upper(),
    "note": str.strip,
}
"""How each text of a card is kept."""
TIDIED_TEXTS = attrgetter(*TIDIED)
LENGTHS = {
    "name": 60,
    "model": 80,
    "serial": 60,
    "unit": 8,
    **{name: text.most for name, text in FREE_TEXTS.items()},
    "owner": 40,
    "spot": 40,
    "custodian": 20,
    "number": 30,
    "note": 500,
}
LIMITED = attrgetter(*LENGTHS)
"""The texts of a card in the order of ``LENGTHS``."""
MOVED = frozenset({"zone_id", "venue_id", "spot", "custodian", "condition", "quantity", "value"})
"""What has movements of its own, so that it is never corrected on the card."""
OLDEST = date(1950, 1, 1)
MOST_VALUE = 10**13


def add(work: Work, card: AssetCard, *, reason: str = "", paper: str = "") -> int:
    """A new card, with the next number when it has none. It counts from the day on which the thing was acquired.

    Raises ``Invalid``.
    """
    work.require(May.KEEP_ASSETS)
    card = checked(work, card)
    movement = Movement(
        MovementKind.ACQUIRE,
        card.acquired_on,
        plain(card),
        card.quantity,
        card.value,
        reason=reason.strip(),
        paper=paper.strip(),
    )
    return ledger.open_card(work, movement)


def correct(work: Work, id: int, typed: AssetCard, reason: str, read: AssetCard | None = None) -> list[str]:
    """Put right what was typed wrong on a card as it was ``read``; the reason stays with it. The columns that changed.

    Raises ``Invalid``; ``Refused`` for a thing that is gone, and ``EditConflict`` as every edit does.
    """
    work.require(May.KEEP_ASSETS)
    was = there(work, id)
    labels = {name: LABELS.get(name, name) for name in SET if name not in MOVED}
    typed = edit_conflicts.settled(work, edit_conflicts.EditedRecord(f"assets:{id}", labels, _shown), read, was, typed)
    fresh = checked(work, replace(typed, **{name: getattr(was, name) for name in MOVED}), id)
    names = [name for name in SET if name not in MOVED and getattr(fresh, name) != getattr(was, name)]
    if not names:
        return []
    refuse_wrong([("reason", not reason.strip(), _("Please enter why the card is corrected."))])
    fields = {name: as_plain(getattr(fresh, name)) for name in names}
    ledger.record(work, id, Movement(MovementKind.CORRECT, work.today, fields, reason=reason.strip()))
    return names


def _shown(field: str, value: Any) -> str:
    scale = {"life_months": 12, "residual": 100}.get(field)
    return f"{value / scale:g}" if scale else edit_conflicts.plain(value)


def there(work: Work, id: int) -> Asset:
    """A card that something can still happen to. Raises ``Refused`` for one that is gone."""
    asset = queries.find(work, id)
    if asset.is_gone:
        raise Refused(
            _("{number} {name} was disposed of; nothing more can happen to it.", number=asset.number, name=asset.name)
        )
    return asset


def next_number(work: Work) -> str:
    """The number after the highest one of the form ZC000123."""
    return next(next_numbers(work))


def next_numbers(work: Work, given: Iterable[str] = ()) -> Iterator[str]:
    """The numbers after the highest one in the book and among those ``given`` by hand."""
    prefix = str(centre.setting(work, "asset_prefix"))
    last = numbering.last_of_typed(work, "assets", prefix, queries.DIGITS, given)
    return (f"{prefix}{n:0{queries.DIGITS}d}" for n in count(last + 1))


def checked(work: Work, card: AssetCard, id: int = 0) -> AssetCard:
    """Tidied, with number, zone and next inspection filled in. Raises ``Invalid``."""
    tidied = tidy(work, card)
    tidied = replace(tidied, number=tidied.number or next_number(work))
    if tidied.venue_id is not None:
        zone = select(venues.c.zone_id).where(venues.c.id == tidied.venue_id)
        tidied = replace(tidied, zone_id=work.connection.execute(zone).scalar())
    refuse_wrong([*_rules(work, tidied, id), *_references(work, tidied, id)])
    return tidied


def ruled(work: Work, card: Card, *, texts_are_tidy: bool = False) -> Card:
    """Tidied and checked by all rules that need no look into the book. Raises ``Invalid``.

    Who read twenty thousand cards knows that their texts are as they are kept, and need not have them made so again.
    """
    tidied = _completed(work, card, {} if texts_are_tidy else _tidied_texts(card))
    refuse_wrong(_rules(work, tidied, 0))
    return tidied


def tidy(work: Work, card: Card) -> Card:
    """Without stray spaces; the next inspection follows from its interval."""
    return _completed(work, card, _tidied_texts(card))


def _tidied_texts(card: AssetCard) -> dict[str, Any]:
    """The texts that are kept in another way than they stand there."""
    changed = {}
    for (name, tidied), stored in zip(TIDIED.items(), TIDIED_TEXTS(card), strict=True):
        if stored and (text := tidied(stored)) != stored:
            changed[name] = text
    return changed


def _completed(work: Work, card: Card, changed: dict[str, Any]) -> Card:
    """With what is changed, and what follows from the rest."""
    if card.source.__class__ is not AssetSource or card.owner_kind.__class__ is not AssetOwner:
        changed |= {"source": AssetSource(card.source), "owner_kind": AssetOwner(card.owner_kind)}
    if card.inspect_every and card.inspect_on is None:
        changed["inspect_on"] = months_later(work.today, card.inspect_every)
    return replace(card, **changed) if changed else card


Rule = tuple[str, Callable[[AssetCard, date], object], str]
RULES: Sequence[Rule] = (
    ("name", lambda card, _today: not card.name, N_("Please enter what the thing is called.")),
    ("unit", lambda card, _today: not card.unit, N_("Please enter the unit, like piece or set.")),
    (
        "owner",
        lambda card, _today: card.owner_kind in (AssetOwner.DEPARTMENT, AssetOwner.PARTNER) and not card.owner,
        N_("Please enter which department or partner owns it."),
    ),
    (
        "quantity",
        lambda card, _today: not (0 if card.low_mark is not None else 1) <= card.quantity <= 10**6,
        N_("There is at least one of it, and at most 1,000,000."),
    ),
    ("value", lambda card, _today: card.value < 0, N_("The value is 0 or more.")),
    ("value", lambda card, _today: card.value > MOST_VALUE, N_("This value is too large. Please check it.")),
    (
        "acquired_on",
        lambda card, today: card.acquired_on > today,
        N_("{day} is still to come. Please enter the day on which it was acquired."),
    ),
    ("acquired_on", lambda card, _today: card.acquired_on < OLDEST, N_("Please enter a day after 1950.")),
    ("life_months", lambda card, _today: not 0 <= card.life_months <= 1200, N_("The useful life is 0 to 100 years.")),
    ("residual", lambda card, _today: not 0 <= card.residual <= 10_000, N_("The residual rate is 0 % to 100 %.")),
    (
        "low_mark",
        lambda card, _today: card.low_mark is not None and not 0 <= card.low_mark <= 10**6,
        N_("Restock at 0 or more pieces."),
    ),
    (
        "inspect_every",
        lambda card, _today: card.inspect_every is not None and not 1 <= card.inspect_every <= 120,
        N_("Inspect every 1 to 120 months."),
    ),
    (
        "inspect_on",
        lambda card, today: card.inspect_on is not None and (card.inspect_on - today).days > 7500,
        N_("This day is more than twenty years ahead."),
    ),
    (
        "warranty_until",
        lambda card, _today: card.warranty_until is not None and card.warranty_until < card.acquired_on,
        N_("The warranty ends after the thing was acquired."),
    ),
    (
        "serial",
        lambda card, _today: card.serial and card.quantity > 1,
        N_("A serial number belongs to one piece. Please enter the pieces one by one, or leave it empty."),
    ),
)
"""What makes a card wrong, whatever else is in the book; the words are made only where it is."""


def _rules(work: Work, card: AssetCard, id: int) -> list[tuple[str, object, str]]:
    """The rules that the card breaks."""
    today = work.today
    broken = [(field, True, sentence) for field, wrong, sentence in RULES if wrong(card, today)]
    day = date_words(card.acquired_on, today) if broken else ""
    rules: list[tuple[str, object, str]] = [(field, wrong, _(sentence, day=day)) for field, wrong, sentence in broken]
    written = LIMITED(card)
    if any(map(gt, map(len, written), LENGTHS.values())):
        for (name, most), text in zip(LENGTHS.items(), written, strict=True):
            rules.append((name, len(text) > most, _("At most {n} characters, please.", n=most)))
    if not id and card.condition in (AssetCondition.LENT, AssetCondition.DISPOSED):
        rules.append(("condition", True, _("A new card is in use, idle, under repair or to be disposed of.")))
    return rules


def _references(work: Work, card: AssetCard, id: int) -> list[tuple[str, object, str]]:
    number = work.connection.execute(OF_NUMBER, {"number": card.number, "but": id}).first()
    serial = work.connection.execute(OF_SERIAL, {"serial": card.serial, "but": id}).first() if card.serial else None
    return [
        (
            "number",
            number is not None,
            _("{number} is the number of {name} already.", number=card.number, name=number.name if number else ""),
        ),
        (
            "serial",
            serial is not None,
            _(
                "{number} {name} has this serial number already.",
                number=serial.number if serial else "",
                name=serial.name if serial else "",
            ),
        ),
        ("class_code", not classes.is_known(work, card.class_code, retired=bool(id)), _("Please choose the class.")),
        ("venue_id", not _is_room(work, card.venue_id, retired=bool(id)), _("This room is no longer in use.")),
        *_parent(work, card, id),
    ]


OTHERS = select(assets.c.number, assets.c.name).where(assets.c.id != bindparam("but"))
OF_NUMBER = OTHERS.where(assets.c.number == bindparam("number"))
OF_SERIAL = OTHERS.where(assets.c.serial == bindparam("serial"), assets.c.serial != "")
"""The second condition is the index's own, which is not used without."""


def _is_room(work: Work, venue_id: int | None, *, retired: bool) -> bool:
    """None, or a room in use; with ``retired`` also another one."""
    if venue_id is None:
        return True
    room = select(venues.c.id).where(venues.c.id == venue_id)
    return work.connection.execute(room if retired else room.where(venues.c.active)).first() is not None


def _parent(work: Work, card: AssetCard, id: int) -> list[tuple[str, object, str]]:
    above, at = set[int](), card.parent_id
    while at is not None and at not in above:
        above.add(at)
        at = work.connection.execute(select(assets.c.parent_id).where(assets.c.id == at)).scalar()
    return [("parent_id", id in above, _("A thing is not a part of itself."))]


def months_later(day: date, months: int, number: int | None = None) -> date:
    """The same day of a later month, or that of a ``number``; the last one of a month that is shorter."""
    return Month.of(day).plus(months).on(number or day.day)


def share(whole: int, part: int, of: int) -> int:
    """The fen that belong to ``part`` of ``of`` pieces."""
    return whole * part // of if of else 0


def split(work: Work, id: int, quantity: int, *, day: date | None = None, reason: str = "") -> int:
    """Part of a quantity card becomes a card of its own, with its share of value and depreciation. The new card's id.

    Raises ``Invalid``.
    """
    work.require(May.KEEP_ASSETS)
    asset, on = there(work, id), day or work.today
    refuse_wrong(
        [
            (
                "quantity",
                not 1 <= quantity < asset.quantity or quantity > asset.here,
                _("Between 1 and {n} pieces can be split off.", n=min(asset.quantity - 1, asset.here)),
            ),
        ]
    )
    ledger.check_day(work, on, asset.last_day)
    value = share(asset.value, quantity, asset.quantity)
    charged = share(ledger.state_of(work, id).worth(on).depreciated, quantity, asset.quantity)
    number = next_number(work)
    fields = plain(asset) | {"number": number, "serial": ""}
    if asset.condition is AssetCondition.LENT:
        fields["condition"] = AssetCondition.IN_USE.value
    sentence = reason.strip() or _("Split off from {number}", number=asset.number)
    made = ledger.open_card(
        work, Movement(MovementKind.SPLIT, on, fields, quantity, value, charged, reason=sentence, other_id=id)
    )
    taken = Movement(MovementKind.SPLIT, on, {}, -quantity, -value, -charged, reason=sentence, other_id=made)
    ledger.record(work, id, taken)
    return made


def merge(work: Work, id: int, other_id: int, *, reason: str = "") -> None:
    """The other card's pieces come to this one. Raises ``Refused`` unless the two are of one kind and age."""
    work.require(May.KEEP_ASSETS)
    asset, other = there(work, id), there(work, other_id)
    same = ("name", "class_code", "unit", "acquired_on", "life_months", "residual", "owner_kind", "owner", "low_mark")
    odd = [name for name in same if getattr(asset, name) != getattr(other, name)]
    if id == other_id or odd or other.lent or asset.serial or other.serial:
        raise Refused(
            _(
                "Only cards of one name, class, unit, age and owner can be put together, and none that is lent out or "
                "has a serial number."
            )
        )
    charged = ledger.state_of(work, other_id).worth(work.today).depreciated
    sentence = reason.strip() or _("{other} put together with {number}", other=other.number, number=asset.number)
    gone = {"condition": AssetCondition.DISPOSED.value}
    out = Movement(
        MovementKind.MERGE, work.today, gone, -other.quantity, -other.value, -charged, reason=sentence, other_id=id
    )
    ledger.record(work, other_id, out)
    into = Movement(
        MovementKind.MERGE, work.today, {}, other.quantity, other.value, charged, reason=sentence, other_id=other_id
    )
    ledger.record(work, id, into)
