"""Officers as the centre and the district count them: who serves, who came how often, and what they gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.books.officers import queries, visit_queries
from desk.books.officers.model import Officer, OfficerIdentity, OfficerTerm, OfficerVisit, VisitWay
from desk.books.officers.visit_queries import VisitScore
from desk.core.book import Span
from desk.core.figure import Number, Tally, mean
from desk.core.work import Work


@dataclass(frozen=True)
class CountedOfficer:
    """Somebody who served on the last day of a span, and how often they came in it."""

    officer: Officer
    visits: int


EVERYBODY: Tally[CountedOfficer] = Tally(lambda _each: True)
OFFICERS: Mapping[str, Tally[CountedOfficer]] = {
    "officers": EVERYBODY,
    **{
        f"officers.{kind.value}": Tally[CountedOfficer](lambda each, kind=kind: each.officer.identity is kind)  # type: ignore[misc]
        for kind in OfficerIdentity
    },
    "officers_came": Tally(lambda each: each.visits > 0),
}
"""What is counted of those who serve, by the figure's code."""
VISITS: Mapping[str, Tally[OfficerVisit]] = {
    "officer_visits": Tally(lambda _visit: True),
    **{
        f"officer_visits.{way.value}": Tally[OfficerVisit](lambda visit, way=way: visit.way is way)  # type: ignore[misc]
        for way in VisitWay
    },
}
"""What is counted of visits."""
POINTS: Tally[VisitScore] = Tally(lambda _score: True, lambda score: score.score)


@dataclass(frozen=True)
class OfficerFigures:
    """Of a span: who served on its last day, the visits in it and what was given."""

    officers: tuple[CountedOfficer, ...]
    visits: tuple[OfficerVisit, ...]
    scores: tuple[VisitScore, ...]

    @property
    def zones(self) -> dict[int, str]:
        """The zones that were scored, by their ids."""
        return {each.zone_id: each.zone for each in self.scores}


def of_days(work: Work, first: date, last: date) -> OfficerFigures:
    """Count the days ``first`` to ``last``."""
    visits, scores = visit_queries.visits_between(work, first, last), visit_queries.scores_between(work, first, last)
    return _within(queries.all_officers(work), queries.all_terms(work), visits, scores, (first, last), work.today)


def _within(
    officers: Sequence[Officer],
    terms: Sequence[OfficerTerm],
    visits: Sequence[OfficerVisit],
    scores: Sequence[VisitScore],
    span: Span,
    today: date,
) -> OfficerFigures:
    """Who serves at the end of days that are not over is who serves ``today``."""
    first, last = span
    serving = {each.officer_id for each in terms if each.covers(min(last, today))}
    came = [each for each in visits if first <= each.day <= last]
    return OfficerFigures(
        tuple(
            CountedOfficer(each, sum(visit.officer_id == each.id for visit in came))
            for each in officers
            if each.id in serving
        ),
        tuple(came),
        tuple(each for each in scores if first <= each.day <= last),
    )


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """Several spans of days, from one reading."""
    officers, terms = queries.all_officers(work), queries.all_terms(work)
    whole = min(span[0] for span in spans), max(span[1] for span in spans)
    visits, scores = visit_queries.visits_between(work, *whole), visit_queries.scores_between(work, *whole)
    return [plain(_within(officers, terms, visits, scores, span, work.today)) for span in spans]


def plain(figures: OfficerFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    many, came = len(figures.officers), OFFICERS["officers_came"].of(figures.officers)
    visits = sum(each.visits for each in figures.officers)
    points = POINTS.of(figures.scores)
    return {
        **{code: tally.of(figures.officers) for code, tally in OFFICERS.items()},
        "officers_came_percent": round(100 * came / many, 1) if many else None,
        **{code: tally.of(figures.visits) for code, tally in VISITS.items()},
        "officer_visits_serving": visits,
        "officer_visits_each": mean(visits, many),
        "officer_scores": len(figures.scores),
        "officer_points": points,
        "officer_average": mean(points, len(figures.scores)),
        "officer_zones": len(figures.zones),
    }
