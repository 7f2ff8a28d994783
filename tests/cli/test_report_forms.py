"""``desk report form``: the district's form filled in for a period, as a script writes it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from desk.books.report_forms import keeping
from desk.books.report_forms.model import FormChoice
from desk.core.period import PeriodKind
from desk.services.session import Desk
from tests.support.command_line import desk as run
from tests.support.report_forms import cells


def test_a_form_is_filled_in_by_its_name(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        both = frozenset((PeriodKind.MONTH, PeriodKind.YEAR))
        keeping.add(work, FormChoice("街道月报", both), "月报.xlsx", cells("{{period}}", "{{visits}}"))
        retired = keeping.add(work, FormChoice("旧表", both), "旧.xlsx", cells("{{visits}}"))
        keeping.retire(work, retired)
    listed = run(desk.folder, "report", "forms")
    assert (listed.stdout, listed.stderr) == ("街道月报\t月报.xlsx\t按月、按年\n", "")
    file = tmp_path / "十月.xlsx"
    done = run(desk.folder, "report", "form", "街道月报", "2026-10", "-o", str(file))
    assert done.returncode == 0 and str(file) in done.stdout, done.stderr
    sheet = load_workbook(file)["汇总"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("2026年10月", 0)


def test_what_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        choice = FormChoice("街道月报", frozenset((PeriodKind.MONTH,)))
        keeping.add(work, choice, "月报.xlsx", cells("{{visits}}"))
    unknown = run(desk.folder, "report", "form", "月报", "2026-10", "-o", str(tmp_path / "a.xlsx"))
    assert unknown.returncode == 1 and "没有表样“月报”" in unknown.stderr
    ending = run(desk.folder, "report", "form", "街道月报", "2026-10", "-o", str(tmp_path / "a.docx"))
    assert ending.returncode == 2 and ".xlsx" in ending.stderr
    period = run(desk.folder, "report", "form", "街道月报", "2026-13", "-o", str(tmp_path / "a.xlsx"))
    assert period.returncode == 2 and not list(tmp_path.glob("a.*"))
