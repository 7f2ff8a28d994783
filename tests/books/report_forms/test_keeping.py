"""Forms of the district that are kept: added, renamed, replaced, put out of use; what desk check says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from desk.books import report_forms
from desk.books.registry import find_book
from desk.books.report_forms import keeping, queries
from desk.books.report_forms.model import FormChoice
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.period import PeriodKind
from desk.models.report_forms import report_forms as table
from desk.services.session import Desk
from tests.support.bookings import as_clerk
from tests.support.report_forms import cells, document, paragraph

MONTHLY = FormChoice("街道月报", frozenset((PeriodKind.QUARTER, PeriodKind.MONTH)))
FORM = cells("{{visits}}", "{{cases@before}}")


def test_a_form_is_kept_with_its_codes_and_goes_with_its_periods(desk: Desk) -> None:
    with desk.write() as work:
        id = keeping.add(work, MONTHLY, "月报.xlsx", FORM)
        form = report_forms.find_named(work, "街道月报")
        assert (form.id, form.codes, form.kinds) == (id, ["visits", "cases@before"], ["month", "quarter"])
        assert (form.file_name, form.size, form.who) == ("月报.xlsx", len(FORM), "管理员")
        assert queries.content(work, id) == FORM
        assert [form.name for form in report_forms.of_kind(work, PeriodKind.QUARTER)] == ["街道月报"]
        assert report_forms.of_kind(work, PeriodKind.YEAR) == []
        keeping.retire(work, id)
        assert report_forms.of_kind(work, PeriodKind.MONTH) == []
        keeping.bring_back(work, id)
        assert [form.name for form in report_forms.of_kind(work, PeriodKind.MONTH)] == ["街道月报"]


def test_what_is_wrong_is_told_beside_its_field_and_changes_nothing(desk: Desk) -> None:
    with desk.write() as work:
        keeping.add(work, MONTHLY, "月报.xlsx", FORM)
        for choice, sentence in (
            (replace(MONTHLY, name=" "), "请填写名称"),
            (replace(MONTHLY, name="长" * 41), "40"),
            (MONTHLY, "已有表样“街道月报”"),
            (FormChoice("季报", frozenset()), "请勾选随哪些周期上报"),
            (FormChoice("周报", frozenset((PeriodKind.WEEK,))), "请勾选随哪些周期上报"),
        ):
            with pytest.raises(Invalid, match=sentence):
                keeping.add(work, choice, "月报.xlsx", FORM)
        with pytest.raises(Invalid, match="没有指标“visit”"):
            keeping.add(work, replace(MONTHLY, name="季报"), "月报.xlsx", cells("{{visit}}"))
        assert [form.name for form in queries.all_forms(work)] == ["街道月报"]


def test_no_more_forms_are_in_use_than_a_report_can_carry(desk: Desk) -> None:
    with desk.write() as work:
        ids = [
            keeping.add(work, replace(MONTHLY, name=f"表{n}"), "月报.xlsx", FORM) for n in range(keeping.MOST_ACTIVE)
        ]
        with pytest.raises(Invalid, match="请先停用一份"):
            keeping.add(work, MONTHLY, "月报.xlsx", FORM)
        keeping.retire(work, ids[0])
        keeping.add(work, MONTHLY, "月报.xlsx", FORM)
        with pytest.raises(Invalid, match="请先停用一份"):
            keeping.bring_back(work, ids[0])


def test_another_edition_may_be_another_kind_of_file(desk: Desk) -> None:
    text = document(paragraph("{{period}}接待{{visits}}人次"))
    with desk.write() as work:
        id = keeping.add(work, MONTHLY, "月报.xlsx", FORM)
        with pytest.raises(Invalid, match="文件中没有占位符"):
            keeping.replace_file(work, id, "新.xlsx", cells("来访"))
        assert queries.content(work, id) == FORM
        keeping.replace_file(work, id, "新.docx", text)
        form = queries.find(work, id)
        assert (form.file_name, form.codes, queries.content(work, id)) == ("新.docx", ["period", "visits"], text)


def test_two_people_who_change_a_form_do_not_undo_each_other(desk: Desk) -> None:
    with desk.write() as work:
        id = keeping.add(work, MONTHLY, "月报.xlsx", FORM)
        keeping.edit(work, id, replace(MONTHLY, name="区月报"), read=MONTHLY)
        yearly = MONTHLY.kinds | {PeriodKind.YEAR}
        keeping.edit(work, id, replace(MONTHLY, kinds=yearly), read=MONTHLY)
        form = queries.find(work, id)
        assert (form.name, form.kinds) == ("区月报", ["month", "quarter", "year"])
        with pytest.raises(EditConflict):
            keeping.edit(work, id, replace(MONTHLY, name="市月报"), read=MONTHLY)


def test_a_clerk_changes_no_form_and_a_form_that_is_not_there_is_told(desk: Desk) -> None:
    with desk.write() as work:
        id = keeping.add(work, MONTHLY, "月报.xlsx", FORM)
        clerk = as_clerk(work)
        for act in (
            lambda: keeping.add(clerk, replace(MONTHLY, name="季报"), "月报.xlsx", FORM),
            lambda: keeping.edit(clerk, id, replace(MONTHLY, name="季报")),
            lambda: keeping.replace_file(clerk, id, "月报.xlsx", FORM),
            lambda: keeping.retire(clerk, id),
            lambda: keeping.bring_back(clerk, id),
        ):
            with pytest.raises(NotAllowed):
                act()
        with pytest.raises(Refused, match="没有表样“年报”"):
            report_forms.find_named(work, "年报")
        for gone in (queries.find, queries.content):
            with pytest.raises(Refused, match="已不存在"):
                gone(work, 99)


def test_desk_check_names_a_form_whose_file_was_changed(desk: Desk) -> None:
    book = find_book("report_forms")
    assert book.problems
    with desk.write() as work:
        id = keeping.add(work, MONTHLY, "月报.xlsx", FORM)
        assert list(book.problems(work)) == []
        work.connection.execute(update(table).where(table.c.id == id).values(content=b"PK", kinds=["week"]))
        assert list(book.problems(work)) == [
            "表样“街道月报”：文件与保存时不一致。",
            "表样“街道月报”：上报周期无法识别。",
        ]
