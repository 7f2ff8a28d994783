"""What experience officers gave a zone 体验官评分, beside what residents answered: never added to it."""

from __future__ import annotations

from datetime import date

from desk.books.officers import averages
from desk.books.officers.averages import ZoneAverage
from desk.core.words import P_
from desk.core.work import Work


def officers_score(work: Work, first: date, last: date) -> dict[int, ZoneAverage]:
    """By zone the average of these days; a zone that nobody scored is not there."""
    return {each.zone_id: each for each in averages.zone_averages(work, first, last) if each.sheets}


def score_words(score: ZoneAverage | None) -> str:
    """4.2（3份）; empty where nobody scored."""
    if score is None or score.whole is None:
        return ""
    return P_("zone", "{score} of 5 ({n} sheets)", score=f"{score.whole:.1f}", n=score.sheets)
