"""Days in imported tables: what is certain is read, what is not is asked once a file, with three samples."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desk.books import imports
from desk.books.imports import PreparedImport
from desk.core.days import AS_WRITTEN, Century, DayForm, DayOrder
from desk.services.session import Desk
from tests.support.people import id_number


def prepare(desk: Desk, folder: Path, kind: str, *rows: list[Any], form: DayForm = AS_WRITTEN) -> PreparedImport:
    file = folder / "table.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    with desk.read() as work:
        return imports.prepare(work, kind, file, imports.Reading(form=form))


def births(found: PreparedImport) -> list[date | None]:
    return [person.birth for _row, person in found.good]


def test_two_digit_years_are_asked_once_with_three_samples_and_then_read(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["姓名", "出生日期"],
        *(
            [name, day]
            for name, day in zip("甲乙丙丁戊", ("50.1.5", "51.2.6", "5.3.7", "1952-01-01", "53.4.8"), strict=True)
        ),
    ]
    asked = prepare(desk, tmp_path, "residents", *rows)
    assert asked.question is not None and asked.question.lacks == {"order", "century"}
    assert asked.question.samples == ("50.1.5", "51.2.6", "5.3.7")
    assert [bad.row for bad in asked.rejected] == [2, 3, 4, 6] and "四位年份" in asked.rejected[0].message
    half_told = prepare(desk, tmp_path, "residents", *rows, form=DayForm(DayOrder.YEAR_FIRST))
    assert half_told.question is not None and not births(half_told)[1:]
    told = prepare(desk, tmp_path, "residents", *rows, form=DayForm(DayOrder.YEAR_FIRST, Century.PAST))
    assert told.question is None and births(told) == [
        date(1950, 1, 5),
        date(1951, 2, 6),
        date(2005, 3, 7),
        date(1952, 1, 1),
        date(1953, 4, 8),
    ]


def test_day_and_month_in_two_possible_orders_are_asked(desk: Desk, tmp_path: Path) -> None:
    rows = [["姓名", "出生日期"], ["甲", "05/03/1971"], ["乙", "15/03/1971"]]
    assert births(prepare(desk, tmp_path, "residents", *rows)) == [date(1971, 3, 15)]
    told = prepare(desk, tmp_path, "residents", *rows, form=DayForm(DayOrder.DAY_FIRST))
    assert births(told) == [date(1971, 3, 5), date(1971, 3, 15)]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("1990年5月", "没有写是哪一天"),
        ("2023Q1", "不是日期"),
        ("1890-01-01", "1900年至2036年"),
        ("2030-01-01", "出生日期"),
        ("5" * 5000, "不是日期"),
    ],
)
def test_a_birth_that_cannot_be_is_refused_in_words(desk: Desk, tmp_path: Path, day: str, words: str) -> None:
    found = prepare(desk, tmp_path, "residents", ["姓名", "出生日期"], ["甲", day], ["乙", "1990-05-01"])
    assert [(bad.row, bad.field) for bad in found.rejected] == [(2, "出生日期")] and words in found.rejected[0].message
    assert births(found) == [date(1990, 5, 1)] and found.question is None


def test_a_birth_that_the_id_number_tells_needs_no_column(desk: Desk, tmp_path: Path) -> None:
    number = id_number(date(1980, 1, 1), 123)
    found = prepare(desk, tmp_path, "residents", ["姓名", "身份证号", "出生日期"], ["甲", number, "80.1.1"])
    assert births(found) == [date(1980, 1, 1)] and found.question is None


@pytest.mark.parametrize("clean", [False, True])
@pytest.mark.parametrize(
    ("kind", "headers", "cell"),
    [
        ("residents", ["姓名", "身份证号"], 350505198001011230),
        ("residents", ["姓名", "身份证号"], "3.50505E+17"),
        ("assets", ["资产名称", "购置日期", "序列号"], 1234567890123456),
        ("assets", ["资产名称", "购置日期", "序列号"], "1.23457E+15"),
        ("assets", ["资产名称", "购置日期", "资产编号"], 12345678901234567),
    ],
)
def test_a_number_that_the_spreadsheet_has_cut_is_refused(
    desk: Desk, tmp_path: Path, kind: str, headers: list[str], cell: Any, clean: bool
) -> None:
    """Beyond 15 digits a cell of numbers keeps noughts: 5 % of such ID numbers passed their check digit."""
    book = Workbook()
    assert book.active is not None
    book.active.append(headers)
    book.active.append([*("台式电脑", "2023-05-01")[: len(headers) - 1], cell])
    book.save(tmp_path / "table.xlsx")
    with desk.read() as work:
        found = imports.prepare(work, kind, tmp_path / "table.xlsx", imports.Reading(clean=clean))
    assert not found.good and [bad.field for bad in found.rejected] == [headers[-1]]
    assert "文本格式" in found.rejected[0].message


def test_long_numbers_kept_as_text_are_taken(desk: Desk, tmp_path: Path) -> None:
    found = prepare(desk, tmp_path, "residents", ["姓名", "身份证号"], ["甲", id_number(date(1980, 1, 1), 123)])
    assert len(found.good) == 1
