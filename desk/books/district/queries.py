"""Reading the district's centres and what they sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from desk.books.district.model import CentreReturn, DistrictCentre, Light, Reason, reason_of
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.figure import FigureParts
from desk.core.figures_sheet import FiguresSheet, SheetFigure
from desk.core.period import Period
from desk.core.records import records
from desk.core.words import _
from desk.core.work import Work
from desk.models.district import district_centres, district_returns

CENTRES = select(
    *(district_centres.c[name] for name in ("id", "code", "name", "likeness", "public_key", "population", "active"))
).order_by(district_centres.c.code)
_SENT = (
    *("centre_id", "kind", "period", "file_name", "file_sha256", "sheet", "light", "reasons"),
    *("made_at", "received_on"),
)
RETURNS = select(*(district_returns.c[name] for name in _SENT))
_HEAD = ("centre_code", "centre_name", "population", "area", "open_hours", "kind", "period", "program", "made_at")
_FOOT = ("public_key", "sha256", "signature", "schema")


def centres(work: Work) -> list[DistrictCentre]:
    """All of them, also those that no longer report, in the order of their codes."""
    return records(work.connection.execute(CENTRES), DistrictCentre)


def find(work: Work, id: int) -> DistrictCentre:
    """A centre. Raises ``Refused`` for one that is not there."""
    centre = next((each for each in centres(work) if each.id == id), None)
    if centre is None:
        raise Refused(_("This centre is not on the list."))
    return centre


def returns(work: Work, period: Period) -> list[CentreReturn]:
    """What is kept of a period, in the order of the centres' codes."""
    known = {each.id: each for each in centres(work)}
    rows = work.connection.execute(
        RETURNS.where(district_returns.c.kind == period.kind.value, district_returns.c.period == period.name)
    )
    kept = {row.centre_id: _return(known[row.centre_id], row) for row in rows}
    return [kept[id] for id in known if id in kept]


def _return(centre: DistrictCentre, row: Row[Any]) -> CentreReturn:
    light, reasons = Light(row.light), tuple(reason_of(each) for each in row.reasons)
    sheet = sheet_of(row.sheet) if row.sheet else None
    return CentreReturn(
        centre,
        row.file_name,
        row.file_sha256,
        None if light is Light.RED else sheet,
        light,
        reasons,
        row.made_at,
        row.received_on,
    )


def periods(work: Work) -> list[tuple[str, str, int]]:
    """Of which periods something is kept: kind, name and how many centres, the latest names first."""
    query = (
        select(district_returns.c.kind, district_returns.c.period, func.count())
        .group_by(district_returns.c.kind, district_returns.c.period)
        .order_by(district_returns.c.period.desc(), district_returns.c.kind)
    )
    return [(kind, period, many) for kind, period, many in work.connection.execute(query)]


def sheets(work: Work, period: Period) -> dict[int, FiguresSheet]:
    """The figures of a period that are merged, by the centre's id."""
    return {each.centre.id: each.sheet for each in returns(work, period) if each.sheet is not None}


def kept_sheet(sheet: FiguresSheet) -> dict[str, Any]:
    """A sheet as the data file keeps it."""
    head = {name: getattr(sheet, name) for name in (*_HEAD, *_FOOT)}
    return {**head, "figures": [list(figure.row) for figure in sheet.figures]}


def sheet_of(kept: dict[str, Any]) -> FiguresSheet:
    """As it was kept."""
    figures = tuple(
        SheetFigure(code, value, FigureParts(part, whole), title, unit, version)
        for code, part, whole, value, title, unit, version in kept["figures"]
    )
    return FiguresSheet(**{**kept, "figures": figures})


def moment_of(sheet: FiguresSheet) -> datetime | None:
    """When the sheet was made, as it says; None where it does not say, or no moment of this calendar."""
    try:
        moment = datetime.fromisoformat(sheet.made_at)
        local(moment)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def reasons_of(reasons: Sequence[Reason]) -> list[dict[str, str]]:
    """What was found, as the data file keeps it."""
    return [reason.kept for reason in reasons]
