"""What the program of a centre writes itself is read without a complaint, whatever lies in its book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.books.district import judging, merging, reading, returns
from desk.books.district.model import DistrictCentre, Trouble
from desk.books.submissions import reporting
from desk.core.figures_sheet import FiguresSheet
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.reports.figures import month_workbook
from desk.reports.figures.compared import of_report
from desk.services.session import Desk
from tests.support import demo

KINDS = (PeriodKind.MONTH, PeriodKind.YEAR)
HARMLESS = {Trouble.KEY_UNKNOWN, Trouble.UNSIGNED}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from demo.lived(tmp_path_factory)


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_of_the_program_is_sound(lived: Desk, tmp_path: Path, kind: PeriodKind) -> None:
    with lived.read() as work:
        period = Period.around(kind, Month.of(work.today).previous.first)
        counted = reporting.counted(work, period)
        (tmp_path / "本中心.xlsx").write_bytes(month_workbook.from_figures(work, of_report(work, counted)))
        known = returns.known(work, period)
    file = reading.read_folder(tmp_path)[0]
    assert file.sheet is not None and not file.reasons
    assert dict(file.sheet.values) == dict(counted.values)
    sent = file.sheet
    listed = DistrictCentre(1, sent.centre_code or "350599000", sent.centre_name, "", None, None, active=True)
    judged = judging.judged([file], replace(known, centres=[listed]))[0]
    assert judged.centre == listed
    assert {reason.trouble for reason in judged.reasons} <= HARMLESS, [each.sentence for each in judged.reasons]


def test_two_programs_add_up_to_twice_the_one(lived: Desk, tmp_path: Path) -> None:
    with lived.read() as work:
        period = Period.around(PeriodKind.MONTH, Month.of(work.today).previous.first)
        counted = reporting.counted(work, period)
        (tmp_path / "本中心.xlsx").write_bytes(month_workbook.from_figures(work, of_report(work, counted)))
    sheet = reading.read_folder(tmp_path)[0].sheet
    assert isinstance(sheet, FiguresSheet)
    for each in merging.merged([sheet, sheet], 2):
        parts = counted.parts.get(each.figure.code)
        if parts is None or parts.numerator is None:
            assert each.value is None or each.figure.code.startswith("own.")
        elif parts.denominator is None:
            assert each.value == 2 * parts.numerator
        else:
            assert each.value == counted.values[each.figure.code], each.figure.code
