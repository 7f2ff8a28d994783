"""Taking in what the centres sent of a period 汇总: every file is judged, what is sound is kept for ever.

The same folder can be taken in again and again: of each centre the newest figures replace those that were kept, and the
audit says so; a file that was kept already changes nothing, nor does a red one what was good before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.books import centre
from desk.books.district import judging, queries
from desk.books.district.judging import Known, Limits
from desk.books.district.model import CentreReturn, FigureFile, Judged, Light
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.period import MONTHS, Period
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.district import district_returns


@dataclass(frozen=True)
class Taken:
    """What became of the files of a folder. ``kept`` counts the centres whose figures are new or changed."""

    period: Period
    files: tuple[Judged, ...]
    kept: int


def limits(work: Work) -> Limits:
    """The rules of comparing as they hold."""
    return Limits(
        centre.setting(work, "district_key_figures"),
        centre.rule(work, "district_outlier_mad"),
        centre.rule(work, "district_outlier_centres"),
    )


def known(work: Work, period: Period) -> Known:
    """What the files of a period are judged by."""
    before, others = (queries.sheets(work, each) for each in (period.plus(-1), period))
    return Known(period, queries.centres(work), limits(work), before, others)


def take_in(work: Work, period: Period, files: Sequence[FigureFile], received_on: date | None = None) -> Taken:
    """Judge the files and keep what is known of each centre. They were received today, or on the day that is given.

    Raises ``Refused`` for a period that is not over or not of whole months, and for a day that is none of receiving.
    """
    work.require(May.MERGE_DISTRICT)
    require_over(work, period)
    day = received_on or work.today
    if not period.last < day <= work.today:
        raise Refused(_("The files came after {last} and not after today.", last=date_words(period.last)))
    judged = judging.judged(files, known(work, period))
    before = {each.centre.id: each for each in queries.returns(work, period)}
    kept = [_keep(work, period, each, before.get(each.centre.id), day) for each in _of_centres(judged) if each.centre]
    return Taken(period, tuple(judged), sum(kept))


def require_over(work: Work, period: Period) -> None:
    """Raises ``Refused``."""
    if period.kind not in MONTHS:
        raise Refused(_("Figures are merged by month, quarter, half year or year."))
    if period.last >= work.today:
        raise Refused(_("{period} is not over yet.", period=period.label))


def _of_centres(judged: Sequence[Judged]) -> list[Judged]:
    """One file of each centre: that which counts, else a red one."""
    chosen: dict[int, Judged] = {}
    for each in judged:
        if each.centre is None or not each.counts:
            continue
        first = chosen.get(each.centre.id)
        if first is None or (first.light is Light.RED and each.light is not Light.RED):
            chosen[each.centre.id] = each
    return list(chosen.values())


def _keep(work: Work, period: Period, judged: Judged, before: CentreReturn | None, day: date) -> bool:
    """Was anything kept that is new?"""
    assert judged.centre
    if before is not None and judged.light is Light.RED and before.light is not Light.RED:
        return False
    same_file = before is not None and before.sha256 == judged.file.sha256
    received = before.received_on if before is not None and same_file else min(_received_on(judged, day), work.today)
    values = _row(work, judged, received)
    if same_file and before is not None and (before.light, before.reasons) == (judged.light, judged.reasons):
        return False
    key = {"centre_id": judged.centre.id, "kind": period.kind.value, "period": period.name}
    work.put(district_returns, key, values)
    now = {"file_name": judged.file.name, "file_sha256": judged.file.sha256, "light": judged.light.value}
    earlier = None
    if before is not None:
        earlier = {"file_name": before.file_name, "file_sha256": before.sha256, "light": before.light.value}
    subject = f"district_centres:{judged.centre.id}"
    action = "district_return.replace" if before else "district_return.keep"
    work.audit(action, subject, earlier, {**now, "period": period.name})
    return not same_file


def _row(work: Work, judged: Judged, received: date) -> dict[str, Any]:
    sheet = judged.file.sheet
    return {
        "file_name": judged.file.name,
        "file_sha256": judged.file.sha256,
        "sheet": queries.kept_sheet(sheet) if sheet else {},
        "light": judged.light.value,
        "reasons": queries.reasons_of(judged.reasons),
        "made_at": queries.moment_of(sheet) if sheet else None,
        "received_on": received,
        "open_hours": sheet.open_hours if sheet else None,
        "staff_id": work.actor.id,
    }


def _received_on(judged: Judged, day: date) -> date:
    """That day; a file that says of itself that it was made later was received when it was made. Never after today: a
    centre whose clock goes ahead sends it today all the same."""
    made = queries.moment_of(judged.file.sheet) if judged.file.sheet else None
    return max(day, local(made).date()) if made else day


def deadline(work: Work, period: Period) -> date:
    """The last day on which a period comes in time 报送期限."""
    month = Month.of(period.last).plus(1)
    return month.first.replace(day=centre.rule(work, "district_deadline_day"))
