"""Three hundred centres, of which twenty-two sent something odd: each is named, and the sums are exact."""

from __future__ import annotations

from pathlib import Path

from desk.books.district import reading, report, returns
from desk.books.district.model import Light, Trouble
from desk.core.figures_sheet import FiguresSheet
from desk.services.session import Desk
from tests.support import district
from tests.support.district import OCTOBER, SEPTEMBER, SentCentre

MANY, DAMAGED = 300, 22
"""Beside these one centre sends what it sent last month."""


def test_every_damaged_file_is_named_and_the_sums_are_right_to_the_unit(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "报表"
    folder.mkdir()
    made = district.centres(MANY)
    named = district.damaged(folder, made)
    again, sound = made[DAMAGED], made[DAMAGED + 1 :]
    for place, each in enumerate(sound):
        write = district.write_by_library if place % 20 == 0 else district.write
        write(folder / each.file_name, each.sheet().rows)
    with desk.write() as work:
        district.enlist(work, made)
    district.write(folder / again.file_name, again.sheet().rows)
    last_month = tmp_path / "九月"
    last_month.mkdir()
    district.write(last_month / again.file_name, again.sheet(SEPTEMBER).rows)
    with desk.write() as work:
        returns.take_in(work, SEPTEMBER, reading.read_folder(last_month))
        taken = returns.take_in(work, OCTOBER, reading.read_folder(folder))
        merged = report.of_period(work, OCTOBER, taken.files)
    by_name = {(each.centre.code if each.centre else each.file.name): each for each in taken.files}
    for trouble, those in named.items():
        for each in those:
            judged = by_name.get(each.code) or by_name[each.file_name]
            assert trouble in {reason.trouble for reason in judged.reasons}, (trouble, each.file_name, judged.reasons)
            assert (judged.light is Light.RED) is (trouble in district.NOT_MERGED)
    assert [each.trouble for each in by_name[again.code].reasons] == [Trouble.IDENTICAL]
    assert len({each.code for those in named.values() for each in those}) == DAMAGED
    greens = [each for each in taken.files if each.light is Light.GREEN]
    assert len(greens) >= MANY - DAMAGED - 4, [each.reasons for each in taken.files if each.light is not Light.GREEN]
    outlier = named[Trouble.OUTLIER][0]
    merged_so = [*sound, again, *named[Trouble.OLD_DEFINITION], *named[Trouble.NEW_DEFINITION]]
    _check_sums(merged_so, outlier, merged)
    assert (merged.delivery.expected, merged.delivery.came) == (MANY, len(merged_so) + 1)


def _check_sums(sound: list[SentCentre], outlier: SentCentre, merged: report.DistrictReport) -> None:
    sums = {each.figure.code: each for each in merged.figures}
    visits = sum(int(each.values["visits"] or 0) for each in [*sound, outlier]) + outlier.population * 4
    assert sums["visits"].parts.numerator == visits
    sheets: list[FiguresSheet] = [each.sheet() for each in [*sound, outlier]]
    for code in ("cases", "activities_people", "in_time_percent", "satisfaction_percent"):
        parts = [figure.parts for sheet in sheets for figure in sheet.figures if figure.code == code]
        assert sums[code].parts.numerator == sum(int(each.numerator or 0) for each in parts)
        if parts[0].denominator is not None:
            whole = sum(int(each.denominator or 0) for each in parts)
            assert sums[code].parts.denominator == whole
            assert sums[code].value == round(100 * int(sums[code].parts.numerator or 0) / whole, 1)
    assert sums["orders_hours_to_done"].value is None, "a median has no sum"
    assert sums["visits"].missing == MANY - len(sheets)
