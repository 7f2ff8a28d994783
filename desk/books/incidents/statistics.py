"""Emergencies as the district counts them: by category and level, drills, reports in time; and the head of the whole
book's chain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk.books.incidents import chain, queries, reporting
from desk.books.incidents.model import Incident, IncidentCategory, IncidentLevel
from desk.core.words import N_, _, bracketed, in_sentences, phrases
from desk.core.work import Work


@dataclass(frozen=True)
class IncidentFigures:
    """What was opened in a span of days; drills are counted apart. ``opened`` also holds the second records of an
    incident, ``repeated`` of them, which are not counted. ``entries`` and ``head`` are those of the whole book now.
    """

    opened: tuple[Incident, ...]
    by_category: Mapping[tuple[IncidentCategory, IncidentLevel], int]
    drills: int
    repeated: int
    reports_due: int
    reports_in_time: int
    entries: int
    head: str

    @property
    def incidents(self) -> int:
        """How many, drills left out."""
        return sum(self.by_category.values())

    def of(self, category: IncidentCategory) -> int:
        """How many of a category 突发事件类别, of every level."""
        return sum(self.by_category[category, level] for level in IncidentLevel)


def of_days(work: Work, first: date, last: date) -> IncidentFigures:
    """Count what was opened on the days ``first`` to ``last``."""
    incidents = queries.between(work, first, last)
    once = queries.counted(work, incidents)
    asked, in_time = reporting.in_time(work, once)
    by_category = Counter((incident.kind.category, incident.level) for incident in once if not incident.drill)
    drills = sum(incident.drill for incident in once)
    entries, head = chain.book_head(work)
    return IncidentFigures(
        tuple(incidents), by_category, drills, len(incidents) - len(once), asked, in_time, entries, head
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


NAMES = {
    "incident_drills": N_("Drills held"),
    "incident_reports_due": N_("Reports due"),
    "incident_reports_in_time": N_("Reports in time"),
}


def names() -> dict[str, str]:
    """The words for what ``plain`` counts."""
    by_category = {f"incidents.{category.value}": category.label for category in IncidentCategory}
    return {**{name: _(label) for name, label in NAMES.items()}, **by_category}


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
