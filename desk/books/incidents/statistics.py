"""Emergencies as the district counts them: by category and level, drills, reports in time; and the head of the whole
book's chain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.books.incidents import chain, queries, reporting
from desk.books.incidents.model import Incident, IncidentCategory, IncidentLevel
from desk.books.incidents.reporting import AskedReport
from desk.core.book import Span
from desk.core.clock import local
from desk.core.figure import Number, Tally
from desk.core.words import _, bracketed, in_sentences, phrases
from desk.core.work import Work


def _of_category(category: IncidentCategory) -> Tally[Incident]:
    return Tally(lambda incident: not incident.drill and incident.kind.category is category)


OF_CATEGORY = {category: _of_category(category) for category in IncidentCategory}
DRILLS: Tally[Incident] = Tally(lambda incident: incident.drill)
ASKED: Tally[AskedReport] = Tally(lambda _report: True)
IN_TIME: Tally[AskedReport] = Tally(lambda report: report.in_time)


@dataclass(frozen=True)
class IncidentFigures:
    """What was opened in a span of days; drills are counted apart. ``opened`` also holds the second records of an
    incident, ``repeated`` of them, which are not counted and not in ``once``. ``entries`` and ``head`` are those of the
    whole book now.
    """

    opened: tuple[Incident, ...]
    once: tuple[Incident, ...]
    by_category: Mapping[tuple[IncidentCategory, IncidentLevel], int]
    drills: int
    repeated: int
    reports: tuple[AskedReport, ...]
    entries: int
    head: str

    @property
    def incidents(self) -> int:
        """How many, drills left out."""
        return sum(self.by_category.values())

    @property
    def reports_due(self) -> int:
        """How many first and final reports were asked for and due."""
        return ASKED.of(self.reports)

    @property
    def reports_in_time(self) -> int:
        """How many of these were made in time."""
        return IN_TIME.of(self.reports)

    def of(self, category: IncidentCategory) -> int:
        """How many of a category 突发事件类别, of every level."""
        return OF_CATEGORY[category].of(self.once)


def of_days(work: Work, first: date, last: date) -> IncidentFigures:
    """Count what was opened on the days ``first`` to ``last``."""
    incidents = queries.between(work, first, last)
    once = queries.counted(work, incidents)
    by_category = Counter((incident.kind.category, incident.level) for incident in once if not incident.drill)
    reports, repeated = reporting.asked_for(work, once), len(incidents) - len(once)
    entries, head = chain.book_head(work)
    return IncidentFigures(
        tuple(incidents), tuple(once), by_category, DRILLS.of(once), repeated, tuple(reports), entries, head
    )


def count(figures: IncidentFigures) -> str:
    """How many, and how many records more there are of the same: 2起突发事件，1次演练（另有1份重复记录，不另计）."""
    return count_words(figures.incidents, figures.drills, figures.repeated)


def count_words(incidents: int, drills: int, repeated: int) -> str:
    """The words for numbers of incidents, drills and second records of either."""
    sentence = _("{n} incidents, {drills} drills", n=incidents, drills=drills)
    more = _("besides {n} second records of these, not counted again", n=repeated)
    return sentence + (bracketed(more) if repeated else "")


def heads(work: Work, figures: IncidentFigures) -> list[tuple[str, int, str]]:
    """Number, how many entries, and head of each incident, to be compared with the book later."""
    logs = queries.logs(work, figures.opened)
    return [(incident.number, len(logs[incident.id]), logs[incident.id][-1].hash) for incident in figures.opened]


def plain(figures: IncidentFigures) -> dict[str, int]:
    """As names and numbers, for programs and for what is frozen."""
    return {
        **{f"incidents.{category.value}": figures.of(category) for category in IncidentCategory},
        "incident_drills": figures.drills,
        "incident_reports_due": figures.reports_due,
        "incident_reports_in_time": figures.reports_in_time,
    }


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What was opened in several spans of days, from one reading."""
    whole = of_days(work, min(span[0] for span in spans), max(span[1] for span in spans))
    return [_of_span(span, whole) for span in spans]


def _of_span(span: Span, whole: IncidentFigures) -> dict[str, Number]:
    once = [each for each in whole.once if span[0] <= local(each.opened_at).date() <= span[1]]
    numbers = {each.id for each in once}
    reports = [each for each in whole.reports if each.incident.id in numbers]
    return {
        **{f"incidents.{category.value}": tally.of(once) for category, tally in OF_CATEGORY.items()},
        "incident_drills": DRILLS.of(once),
        "incident_reports_due": ASKED.of(reports),
        "incident_reports_in_time": IN_TIME.of(reports),
    }


def summary(figures: IncidentFigures) -> str:
    """How many, and how many reports were in time."""
    reports = _(
        "Reports upwards: {asked} due, {made} of them in time.", asked=figures.reports_due, made=figures.reports_in_time
    )
    return in_sentences((count(figures), reports))


def sentence(figures: IncidentFigures) -> str:
    """What the month's report says of the incidents: the summary, and how many of each category."""
    categories = phrases(
        f"{category.label} {figures.of(category)}" for category in IncidentCategory if figures.of(category)
    )
    return summary(figures) + (bracketed(categories) if categories else "")


def seal(figures: IncidentFigures) -> str:
    """The head of the log's chain, so that a later change shows against the paper."""
    return _("Log of {n} entries, head of the chain {head}.", n=figures.entries, head=figures.head)
