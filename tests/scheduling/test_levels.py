"""What is told of a plan is what it has, and what is told of all plans holds for all of them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from hypothesis import HealthCheck, given, settings

from desk.books.roster.plan_quality import level_words, quality, quality_words
from desk.scheduling.duty_counts import count
from desk.scheduling.limit import Limit
from desk.scheduling.measure import Measure
from desk.scheduling.plan import FAIRNESS, Impossible, LevelReached, ObjectiveLevel, Progress, SolvedPlan
from desk.scheduling.problem import RosterProblem
from desk.scheduling.rules import breaches
from desk.scheduling.solver import independent
from desk.scheduling.turns import Candidates
from tests.support.extent import LONG
from tests.support.roster_problems import AFTERNOON, EVENING, MORNING, asks, busy, every_plan, patient, turns_of

CALM = settings(
    max_examples=60 if LONG else 15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@CALM
@given(asks(most_people=4, most_days=4, most_slots=5))
def test_no_plan_is_better_than_the_bounds(ask: RosterProblem) -> None:
    """Level by level, against all plans that are as good on the levels before."""
    try:
        plan = patient(ask, seconds=2).run()
    except Impossible:
        return
    [part] = independent(ask)
    there = Candidates(part)
    limit = Limit(10, 10, threading.Event(), 1)
    measure = Measure(there, count(part, limit, 0.6))
    values = [tuple(measure.of(turns_of(part, each)).values()) for each in every_plan(ask)]
    of_plan = tuple(measure.of(turns_of(part, plan.assignments)).values())
    assert of_plan == tuple(plan.levels[level].value for level in ObjectiveLevel), "told and counted"
    for place, level in enumerate(ObjectiveLevel):
        as_good = [each[place] for each in values if all(each[n] <= of_plan[n] for n in range(place))]
        assert min(as_good) >= plan.levels[level].bound


def test_a_busy_month_is_fair_at_once_and_as_good_as_can_be_soon() -> None:
    """Twelve people, leave, skills, wishes, pairs and a past: an engine made for such questions has 28/184/2892/100/160
    after a minute (docs/benchmarks.md)."""
    ask = busy(12, 31, (MORNING, AFTERNOON, EVENING), 2)
    told: list[Progress] = []
    plan = patient(ask, 10).run(told.append)
    assert breaches(ask, plan.assignments) == []
    reached = [plan.levels[level] for level in ObjectiveLevel]
    assert [each.value for each in reached[:3]] == [each.bound for each in reached[:3]] == [28, 184, 664]
    assert reached[3].value <= 100 and reached[4].value <= 160
    assert told[0].level not in FAIRNESS or told[0].level is ObjectiveLevel.TOTAL, "the first plan shown is a fair one"


def test_what_could_still_be_better_is_said_level_by_level() -> None:
    def said(*values: tuple[int, int]) -> str:
        levels = dict(zip(ObjectiveLevel, (LevelReached(*each) for each in values), strict=True))
        return quality_words(quality(SolvedPlan(frozenset(), levels), 1))

    assert said((28, 28), (184, 184), (664, 664), (80, 80), (50, 50), (0, 0)) == "已是最均衡方案"
    assert (
        said((28, 28), (184, 184), (664, 664), (90, 80), (80, 50), (0, 0))
        == "班次已最均衡，分布最多还能改善1处，意愿最多还能多满足3项"
    )
    assert said((78, 28), (184, 150), (664, 564), (9, 0), (0, 0), (20, 0)) == "相差最多的一人最多还能减0.5班"
    assert said((28, 28), (184, 150), (664, 564), (90, 0), (0, 0), (0, 0)) == "差额合计最多还能减0.34班"
    assert said((28, 28), (150, 150), (664, 564), (0, 0), (0, 0), (20, 0)) == "周末、节假日、晚间差额最多还能减1班"
    assert said((0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (20, 0)) == "班次已最均衡，变动最多还能减2班"
    late = quality(SolvedPlan(frozenset(), {ObjectiveLevel.SPREAD: LevelReached(20, 10)}, 3.4, 1.0), 1)
    assert quality_words(late) == "班次已最均衡，分布最多还能改善1处，排这样大的表至少需要4秒"
    older = {"status": "feasible", "gap": 0.025}
    assert quality_words(older) == "与最均衡方案相差不超过2.5%"


def test_what_is_being_made_better_is_said_in_its_own_measure() -> None:
    def said(level: ObjectiveLevel, value: int, bound: int) -> str:
        return level_words(Progress(level, value, bound, 1.0))

    assert said(ObjectiveLevel.WORST, 78, 28) == "最多的一人：目前相差0.78班，最少0.28班"
    assert said(ObjectiveLevel.SPREAD, 210, 180) == "分布不匀：目前21处，最少18处"
    assert said(ObjectiveLevel.WISHES, 30, 0) == "未满足的意愿：目前3项，最少0项"


FINER = """
import threading
from desk.scheduling.duty_counts import count
from desk.scheduling.finer_counts import FinerCounts
from desk.scheduling.limit import Limit
from desk.scheduling.measure import Measure
from desk.scheduling.open_duties import class_of
from desk.scheduling.opening import opening
from desk.scheduling.turns import Candidates
from tests.support.roster_problems import AFTERNOON, MORNING, busy
there, limit = Candidates(busy(8, 14, (MORNING, AFTERNOON), 2, 1)), Limit(60, 60, threading.Event(), 1)
counts = count(there.problem, limit, 0.6)
plan = opening(there, class_of, counts.duties, 1)
print(sorted(plan), FinerCounts(Measure(there, counts), plan, limit).cp.proto)
"""


def test_the_same_question_is_asked_in_every_process_so_that_the_same_seed_gives_the_same_plan() -> None:
    """Words have another hash in each, and sets of them another order."""
    asked = set()
    for hashes in ("0", "1", "2"):
        surroundings = {**os.environ, "PYTHONHASHSEED": hashes, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", FINER], env=surroundings, capture_output=True, text=True, check=True
        )
        asked.add(done.stdout)
    assert len(asked) == 1 and len(asked.pop()) > 10_000
