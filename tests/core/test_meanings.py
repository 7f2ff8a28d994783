"""One English word, several Chinese ones: each place has the one that it means."""

from __future__ import annotations

import pytest

from desk.core.words import P_, _


@pytest.mark.parametrize(
    ("context", "text", "chinese"),
    [
        ("case", "Result", "办件状态"),
        ("call-back", "Result", "回访结果"),
        ("measure", "not yet", "未完成"),
        ("people", "and {n} more", "，另有2人"),
        ("cases", "and {n} more", "，另有2件"),
        ("activities", "and {n} more", "，另有2场"),
        ("shift", "Days", "适用日期"),
        ("", "Days", "日期范围"),
        ("venue", "Capacity", "容纳人数"),
        ("asset", "Reason", "原因"),
        ("incident", "Reason", "原因"),
        ("case", "Reason", "原因"),
        ("", "Reason", "事由"),
        ("asset", "History", "变动记录"),
        ("queue", "Again", "重呼"),
        ("queue", "Skip", "过号"),
        ("action at the counter", "Left unserved", "弃号"),
        ("paper", "Applicant", "申请人"),
        ("figure", "In time", "按时办结率"),
        ("deadline", "Not begun", "未起算"),
    ],
)
def test_a_word_has_the_meaning_of_its_place(context: str, text: str, chinese: str) -> None:
    values = {"n": 2} if "{n}" in text else {}
    assert (P_(context, text, **values) if context else _(text, **values)) == chinese
