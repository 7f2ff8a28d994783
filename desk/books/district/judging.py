"""What is odd about the files of a period 核验: a table of rules, each of which looks for one thing.

The first rules look at one file, the others at all of them together. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from desk.books import figures
from desk.books.district import sums
from desk.books.district.model import (
    LOST,
    DistrictCentre,
    FigureFile,
    Judged,
    Light,
    Reason,
    Source,
    Trouble,
)
from desk.books.district.names import bare
from desk.core.figure import FigureKind, Unit
from desk.core.figures_sheet import OWN, FiguresSheet, SheetFigure
from desk.core.period import Period, named_period
from desk.core.plain_text import one_line
from desk.core.words import listed

MOST_OF_ONE = 3
"""So many figures are named for one trouble of a file."""
ROUNDED = 0.051
"""How far a value to one place after the point may be from the quotient."""
LEAST_APART = Fraction(1, 5)
"""An outlier is at least so much of the median away from it: where all are alike, five MAD are next to nothing."""
LONGEST = 60
"""Characters that are told of what a sheet says where it ought to name a centre or a period."""
SMALL = 10
"""Numbers below this are told with two places."""
COUNTED = (FigureKind.COUNT, FigureKind.SHARE)


@dataclass(frozen=True)
class Limits:
    """The rules of comparing that hold: which figures, how many MAD are too many, from how many centres on."""

    key_figures: Sequence[str]
    mads: int = 5
    centres: int = 8


@dataclass(frozen=True)
class Known:
    """What is known here already. ``before`` are the sheets of the period before, ``others`` those of this period that
    came earlier, both by the centre's id.
    """

    period: Period
    centres: Sequence[DistrictCentre]
    limits: Limits
    before: Mapping[int, FiguresSheet]
    others: Mapping[int, FiguresSheet]


@dataclass(frozen=True)
class _Looked:
    """A file with figures that is looked at."""

    file: FigureFile
    sheet: FiguresSheet
    centre: DistrictCentre | None
    known: Known


def judged(files: Sequence[FigureFile], known: Known) -> list[Judged]:
    """Every file with its centre and everything that was found, in the order in which they came."""
    alone = Alone(known)
    return _outliers(_twice([alone.judged(file) for file in files]), known)


class Alone:
    """Judges one file after the other, each by itself."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._by_code = {centre.code: centre for centre in known.centres}
        self._by_name = {bare(centre.name): centre for centre in known.centres}

    def judged(self, file: FigureFile) -> Judged:
        """The file with its centre and what can be found without the others. A link is no centre's: what it is called
        by was not sent.
        """
        is_link = any(reason.trouble is Trouble.LINK for reason in file.reasons)
        centre = None if is_link else _centre_of(file, self._known.centres, self._by_code, self._by_name)
        if file.sheet is None:
            return Judged(file, centre, file.reasons)
        looked = _Looked(file, file.sheet, centre, self._known)
        return Judged(file, centre, (*file.reasons, *(reason for rule in RULES for reason in rule(looked))))


def _centre_of(
    file: FigureFile,
    centres: Sequence[DistrictCentre],
    by_code: Mapping[str, DistrictCentre],
    by_name: Mapping[str, DistrictCentre],
) -> DistrictCentre | None:
    """By the code on the sheet, by the name on it, and where it has neither by what the file is called."""
    sheet = file.sheet
    if sheet is not None and (sheet.centre_code or sheet.centre_name):
        named = None if sheet.centre_code else by_name.get(bare(sheet.centre_name))
        return by_code.get(sheet.centre_code) or named
    called = bare(file.name)
    fitting = [each for each in centres if bare(each.code) in called or bare(each.name) in called]
    longest = max((len(bare(each.name)) for each in fitting), default=0)
    closest = [each for each in fitting if len(bare(each.name)) == longest] if len(fitting) > 1 else fitting
    return closest[0] if len(closest) == 1 else None


def _wrong_period(looked: _Looked) -> Iterable[Reason]:
    sheet, wanted = looked.sheet, looked.known.period
    if sheet.period and (sheet.period != wanted.name or sheet.kind != wanted.kind.value):
        yield Reason(Trouble.PERIOD, {"sent": period_words(sheet.period), "wanted": wanted.label})


def period_words(name: str) -> str:
    """A period as it is told; what is none as it stands."""
    try:
        return named_period(name).label
    except ValueError:
        return one_line(name)[:LONGEST]


def _unknown_centre(looked: _Looked) -> Iterable[Reason]:
    sheet = looked.sheet
    if looked.centre is None:
        called = one_line(f"{sheet.centre_code} {sheet.centre_name}") or looked.file.name
        yield Reason(Trouble.UNKNOWN_CENTRE, {"centre": called[:LONGEST]})
    elif not looked.centre.active:
        yield Reason(Trouble.INACTIVE_CENTRE)


def _edited(looked: _Looked) -> Iterable[Reason]:
    if looked.file.source is Source.SHEET and not looked.sheet.is_whole:
        yield Reason(Trouble.EDITED)


def _wrongly_signed(looked: _Looked) -> Iterable[Reason]:
    """An edited sheet is not asked for its signature: it says enough."""
    sheet = looked.sheet
    if looked.file.source is not Source.SHEET or not sheet.is_whole or looked.centre is None:
        return
    key = looked.centre.public_key
    if not sheet.signature:
        yield Reason(Trouble.UNSIGNED if key is None else Trouble.WRONG_KEY)
    elif key is not None and not sheet.is_signed_by(key):
        yield Reason(Trouble.WRONG_KEY)
    elif key is None:
        own = public_key(sheet)
        yield Reason(Trouble.KEY_UNKNOWN if own and sheet.is_signed_by(own) else Trouble.EDITED)


def public_key(sheet: FiguresSheet) -> bytes | None:
    """The key of which a sheet says that it is the centre's; None where it is none."""
    import base64
    import binascii

    try:
        key = base64.b64decode(sheet.public_key, validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY else None


KEY = 32
"""Bytes of an Ed25519 key."""


def _identical(looked: _Looked) -> Iterable[Reason]:
    before = looked.known.before.get(looked.centre.id) if looked.centre else None
    if before is not None and any(before.values.values()) and dict(before.values) == dict(looked.sheet.values):
        yield Reason(Trouble.IDENTICAL, {"period": period_words(before.period)})


def _overfull(looked: _Looked) -> Iterable[Reason]:
    """A part cannot be larger than its whole; what is entered by hand may be, such as 110 % of a plan."""
    for figure in looked.sheet.figures:
        part, whole = figure.parts.numerator, figure.parts.denominator
        if part is None or whole is None or figure.code.startswith(OWN) or sums.scale_of(figure) == 1:
            continue
        if part > whole:
            yield _about(Trouble.OVERFULL, figure, part=_said(part), whole=_said(whole))


def _negative(looked: _Looked) -> Iterable[Reason]:
    """What is counted, and what a share is made of, is no fewer than none; points given back, for one, may be."""
    for figure in looked.sheet.figures:
        declared = sums.declared_of(figure)
        if figure.code.startswith(OWN) or (declared is not None and declared.kind in COUNTED):
            below = [number for number in (*_pair(figure), figure.value) if number is not None and number < 0]
            if below:
                yield _about(Trouble.NEGATIVE, figure, number=_said(below[0]))


def _about(trouble: Trouble, figure: SheetFigure, **values: str) -> Reason:
    return Reason(trouble, {"figure": sums.words_of(figure).title, **values})


def _said(number: int | float | Fraction) -> str:
    if isinstance(number, int):
        return f"{number:,}"
    return f"{float(number):,.1f}" if abs(float(number)) >= SMALL else f"{float(number):.2f}"


def _defined_otherwise(looked: _Looked) -> Iterable[Reason]:
    """Counted by another version of the definition 口径 than holds here: added up, though not alike."""
    for figure in looked.sheet.figures:
        here = figures.version_of(figure.code)
        sent = figure.version
        if here is not None and sent is not None and sent != here:
            trouble = Trouble.OLD_DEFINITION if sent < here else Trouble.NEW_DEFINITION
            yield _about(trouble, figure, sent=str(sent), here=str(here))


def _sums(looked: _Looked) -> Iterable[Reason]:
    """Counts and what they are divided into; shares and the counts that they are made of."""
    by_code = {figure.code: figure for figure in looked.sheet.figures}
    values = looked.sheet.values
    for each in figures.partitions():
        whole, parts = values.get(each.whole), list(each.parts(values).values())
        added = [value for value in parts if value is not None]
        if whole is not None and parts and len(added) == len(parts) and sum(added) != whole:
            yield _about(Trouble.SUM, by_code[each.whole], parts=_said(sums.total(added)), whole=_said(whole))
    for code, figure in by_code.items():
        declared = figures.declared().get(code)
        if declared is None or declared.kind is not FigureKind.SHARE or figure.parts.denominator is None:
            continue
        right = declared.parts(values)
        for said, counted in zip(_pair(figure), (right.numerator, right.denominator), strict=True):
            if said is not None and counted is not None and said != counted:
                yield _about(Trouble.SUM, figure, parts=_said(counted), whole=_said(said))


def _pair(figure: SheetFigure) -> tuple[float | None, float | None]:
    return figure.parts.numerator, figure.parts.denominator


def _values(looked: _Looked) -> Iterable[Reason]:
    """What is said of a figure is what its parts come to."""
    for figure in looked.sheet.figures:
        if figure.parts.numerator is None:
            continue
        right = sums.value_of(figure.parts, sums.scale_of(figure))
        if right == figure.value:
            continue
        is_quotient = figure.parts.denominator is not None
        if right is None or figure.value is None or abs(right - figure.value) > (ROUNDED if is_quotient else 0):
            said, wanted = ("—" if each is None else _said(each) for each in (figure.value, right))
            yield _about(Trouble.VALUE, figure, value=said, right=wanted)


def _few(rule: Callable[[_Looked], Iterable[Reason]]) -> Callable[[_Looked], Iterable[Reason]]:
    return lambda looked: list(rule(looked))[:MOST_OF_ONE]


RULES: Sequence[Callable[[_Looked], Iterable[Reason]]] = (
    _wrong_period,
    _unknown_centre,
    _edited,
    _wrongly_signed,
    _identical,
    _few(_negative),
    _few(_overfull),
    _few(_sums),
    _few(_values),
    _few(_defined_otherwise),
)
"""What is looked for in each file by itself, the first thing first."""


def _twice(files: Sequence[Judged]) -> list[Judged]:
    """Two files of one centre and period: the same figures count once, in the file of which there is least to say;
    others not at all until somebody decides.
    """
    sent: dict[int, list[Judged]] = {}
    for each in files:
        if each.centre and each.file.sheet and not _is_beside(each):
            sent.setdefault(each.centre.id, []).append(each)
    judged_so = []
    for each in files:
        of_centre = sent.get(each.centre.id, []) if each.centre else []
        others = [other for other in of_centre if other is not each]
        if each.file.sheet is None or _is_beside(each) or not others:
            judged_so.append(each)
            continue
        names = listed(other.file.name for other in others)
        same = all(_body(other) == _body(each) for other in others)
        trouble = Trouble.SAME_AGAIN if same else Trouble.TWICE
        reasons = (*each.reasons, Reason(trouble, {"others": names}))
        least_odd = min(of_centre, key=lambda sent: len(sent.reasons))
        judged_so.append(replace(each, reasons=reasons, counts=not same or each is least_odd))
    return judged_so


def _is_beside(each: Judged) -> bool:
    """Is it of another period, and so no second file of this one?"""
    return any(reason.trouble in LOST or reason.trouble is Trouble.PERIOD for reason in each.reasons)


def _body(each: Judged) -> object:
    sheet = each.file.sheet
    return sheet and (sheet.kind, sheet.period, tuple(sheet.values.items()))


def _outliers(files: Sequence[Judged], known: Known) -> list[Judged]:
    """Per 1,000 residents farther from the median of like centres than so many times the median absolute deviation."""
    counted = [each for each in files if each.counts and each.sheet is not None]
    sent = {each.centre.id: (each.centre, each.sheet) for each in counted if each.centre and each.sheet}
    by_id = {centre.id: centre for centre in known.centres}
    for id, sheet in known.others.items():
        if id in by_id:
            sent.setdefault(id, (by_id[id], sheet))
    odd: dict[int, list[Reason]] = {}
    for code in known.limits.key_figures:
        for likeness in {centre.likeness for centre, _sheet in sent.values()}:
            like = [(centre, sheet) for centre, sheet in sent.values() if centre.likeness == likeness]
            for id, reason in _outliers_of(code, like, known.limits):
                odd.setdefault(id, []).append(reason)
    return [
        replace(each, reasons=(*each.reasons, *odd[each.centre.id][:MOST_OF_ONE]))
        if each.centre and each.centre.id in odd and each.sheet and each.counts
        else each
        for each in files
    ]


def _outliers_of(
    code: str, like: Sequence[tuple[DistrictCentre, FiguresSheet]], limits: Limits
) -> Iterable[tuple[int, Reason]]:
    rates: dict[int, Fraction] = {}
    titles = {}
    for centre, sheet in like:
        people = centre.population or sheet.population
        figure = next((each for each in sheet.figures if each.code == code), None)
        if figure and people and figure.parts.denominator is None and figure.parts.numerator is not None:
            rates[centre.id], titles[code] = Fraction(figure.parts.numerator) * 1000 / people, figure
    if len(rates) < limits.centres:
        return
    middle = median(rates.values())
    spread = median(abs(rate - middle) for rate in rates.values())
    for id, rate in rates.items():
        if spread and abs(rate - middle) > limits.mads * spread and abs(rate - middle) > LEAST_APART * middle:
            declared = sums.declared_of(titles[code])
            fen = 100 if declared is not None and declared.unit is Unit.FEN else 1
            yield id, _about(Trouble.OUTLIER, titles[code], rate=_said(rate / fen), median=_said(middle / fen))


def lights(files: Iterable[Judged]) -> dict[Light, int]:
    """How many files have each light."""
    counted = dict.fromkeys(Light, 0)
    for each in files:
        counted[each.light] += 1
    return counted
