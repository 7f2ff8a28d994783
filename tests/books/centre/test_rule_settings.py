"""Rules that the district may set otherwise, each with the paper it comes from."""

from __future__ import annotations

import pytest

from desk.books import centre
from desk.books.centre import RuleValue
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid
from desk.core.words import speak
from desk.services.session import Desk

LATE, LONGEST = "queue_late_minutes", "queue_longest_wait"


def test_a_rule_holds_as_proposed_until_somebody_names_another_number_and_its_paper(desk: Desk) -> None:
    with desk.write() as work:
        assert centre.rules_now(work)[LATE] == RuleValue(10, "")
        centre.save_rules(work, {LATE: RuleValue(15, " 惠邻办〔2026〕12号 ")})
        assert (
            centre.rules_now(work)[LATE]
            == RuleValue(centre.rule(work, LATE), "惠邻办〔2026〕12号")
            == (15, "惠邻办〔2026〕12号")
        )
        assert centre.rule(work, LONGEST) == 40


def test_a_number_out_of_its_limits_is_told_at_its_rule_and_nothing_is_stored(desk: Desk) -> None:
    speak("zh_CN")
    with desk.write() as work, pytest.raises(Invalid) as wrong:
        centre.save_rules(work, {LATE: RuleValue(30, ""), LONGEST: RuleValue(1000, "文" * 101)})
    assert [(each.field, each.message) for each in wrong.value.problems] == [(LONGEST, "请填写5至240分钟。")]
    with desk.read() as work:
        assert centre.rule(work, LATE) == 10


def test_two_people_who_set_one_rule_are_told_of_each_other(desk: Desk) -> None:
    with desk.write() as work:
        read = centre.rules_now(work)
        centre.save_rules(work, {**read, LATE: RuleValue(15, "甲文")}, read)
        centre.save_rules(work, {**read, LONGEST: RuleValue(30, "")}, read)
        assert (centre.rule(work, LATE), centre.rule(work, LONGEST)) == (15, 30)
        with pytest.raises(EditConflict, match="15 甲文"):
            centre.save_rules(work, {**read, LATE: RuleValue(20, "乙文")}, read)
