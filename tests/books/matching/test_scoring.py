"""What fits what, and why: kind, time, people, place, and whether a partner keeps what it promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.books.activities.model import ActivityKind
from desk.books.matching import kind_guess, scoring
from desk.books.matching.model import MatchReason, NewNeed, Offering
from desk.books.matching.scoring import Fit, Reliability
from desk.books.teams.model import HalfDay

TUESDAY = date(2026, 11, 24)
NEED = NewNeed("量血压", ActivityKind.HEALTH, "老年人", people=30)
OFFERING = Offering(
    1, "免费测血压", ActivityKind.HEALTH, 40, 4, TUESDAY, TUESDAY + timedelta(days=300), "老年人、残疾人", id=7
)


def fit(need: NewNeed, offering: Offering, kept: Reliability | None = None) -> Fit | None:
    return scoring.fit(need, offering, kept, TUESDAY)


def score(need: NewNeed, offering: Offering, kept: Reliability | None = None) -> int:
    made = fit(need, offering, kept)
    assert made is not None
    return made.score


def test_what_lowers_and_what_raises_the_score() -> None:
    best = score(replace(NEED, zone_id=3), replace(OFFERING, zone_id=3), Reliability(10, 10))
    assert 95 <= best <= 100
    assert score(NEED, OFFERING) < best
    assert score(NEED, replace(OFFERING, audience="儿童")) < score(NEED, replace(OFFERING, audience=""))
    assert score(NEED, replace(OFFERING, people_each=5)) < score(NEED, replace(OFFERING, people_each=10))
    assert score(replace(NEED, zone_id=3), replace(OFFERING, zone_id=4)) < score(NEED, OFFERING)
    assert score(NEED, OFFERING, Reliability(10, 0)) < score(NEED, OFFERING) < score(NEED, OFFERING, Reliability(9, 9))


def test_the_reasons_are_those_that_hold() -> None:
    made = fit(NEED, OFFERING, Reliability(9, 9))
    assert made is not None and set(made.reasons) == set(MatchReason) - {MatchReason.ZONE}
    plain = fit(replace(NEED, audience="", people=90), OFFERING, Reliability(9, 0))
    assert plain is not None and plain.reasons == (MatchReason.KIND, MatchReason.IN_TIME)


@pytest.mark.parametrize(
    ("need", "offering"),
    [
        (NEED, replace(OFFERING, kind=ActivityKind.LAW)),
        (NEED, replace(OFFERING, delivered=4)),
        (NEED, replace(OFFERING, reserved=4)),
        (NEED, replace(OFFERING, last=TUESDAY - timedelta(days=1))),
        (replace(NEED, wanted_by=TUESDAY + timedelta(days=2)), replace(OFFERING, first=TUESDAY + timedelta(days=3))),
        (replace(NEED, wanted_by=TUESDAY + timedelta(days=3)), replace(OFFERING, times=((5, HalfDay.MORNING),))),
    ],
)
def test_what_cannot_be_is_not_proposed(need: NewNeed, offering: Offering) -> None:
    assert fit(need, offering) is None


def test_saturday_is_in_time_for_who_wants_it_by_sunday() -> None:
    saturdays = replace(OFFERING, times=((5, HalfDay.MORNING),))
    assert fit(replace(NEED, wanted_by=TUESDAY + timedelta(days=4)), saturdays)


def test_promises_fall_due_evenly_over_the_term() -> None:
    year = replace(OFFERING, promised=12, first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert [scoring.promised_by(year, day) for day in (date(2025, 12, 1), date(2026, 7, 2), date(2027, 1, 1))] == [
        0,
        5,
        12,
    ]
    kept = scoring.reliability_of([replace(year, delivered=9), replace(year, delivered=0, id=8)], date(2026, 7, 2))
    assert kept == {1: Reliability(14, 9)}, "what is delivered early was promised by then"
    assert Reliability(0, 0).share == 0.5, "nothing is known of whoever has promised nothing yet"


def test_the_best_comes_first_and_of_equals_what_ends_first() -> None:
    later = replace(OFFERING, id=8, last=OFFERING.last + timedelta(days=9))
    poor = replace(OFFERING, id=9, audience="儿童")
    proposer = scoring.Proposer([poor, later, OFFERING], {}, TUESDAY)
    assert [each.offering.id for each in proposer.for_need(NEED, 2)] == [7, 8]


def test_of_equals_the_one_that_says_what_is_wanted_comes_first() -> None:
    talk = replace(OFFERING, id=7, title="慢病用药咨询", last=OFFERING.last - timedelta(days=30))
    asked = replace(OFFERING, id=8, title="免费测血压、血糖")
    proposer = scoring.Proposer([talk, asked], {}, TUESDAY)
    for wanted, best in (("周六能不能有人给老人量血压", asked), ("想请人讲讲用药", talk), ("", talk)):
        assert proposer.for_need(replace(NEED, description=wanted), 2)[0].offering == best, wanted


def test_a_kind_is_guessed_by_words_that_were_seen_with_it() -> None:
    seen = kind_guess.known([("免费测血压、血糖", "activity.health"), ("楼道照明检修", "order.repair")])
    assert kind_guess.guess("周六能不能给老人量血压", seen) == "activity.health"
    assert kind_guess.guess("三组楼道灯坏了", seen) == "order.repair"
    assert kind_guess.guess("想请人教二胡", seen) == ""
    assert kind_guess.guess("楼道里量血压", seen) == "", "both alike: whoever types chooses"
