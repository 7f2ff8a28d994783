"""Which of the district's forms go with a period."""

from __future__ import annotations

from desk.books import report_forms
from desk.core.period import PeriodKind
from desk.models.report_forms import report_forms as table
from desk.services.session import Desk


def test_a_form_goes_with_the_periods_it_is_for_until_it_is_out_of_use(desk: Desk) -> None:
    with desk.write() as work:
        common = {"file_name": "表.xlsx", "content": b"-", "sha256": "-", "codes": [], "staff_id": work.actor.id}
        for name, kinds in (("月表", ["month"]), ("通用表", ["month", "year"])):
            work.add(table, {**common, "name": name, "kinds": kinds, "added_at": work.now})
        work.add(table, {**common, "name": "旧表", "kinds": ["month"], "added_at": work.now, "retired_at": work.now})
        names = {kind: [form.name for form in report_forms.of_kind(work, kind)] for kind in PeriodKind}
    assert names[PeriodKind.MONTH] == ["月表", "通用表"] and names[PeriodKind.YEAR] == ["通用表"]
    assert names[PeriodKind.QUARTER] == []
