"""The colour of each kind of activity, on paper and on screen."""

from desk.books.activities.model import ActivityKind

COLOURS = {
    ActivityKind.POLICY: "#A61B1B",
    ActivityKind.VOLUNTEERING: "#B85C1E",
    ActivityKind.CULTURE: "#7A4B8C",
    ActivityKind.CHILDREN: "#A87A1F",
    ActivityKind.HEALTH: "#2E7D5B",
    ActivityKind.ELDERLY: "#66722B",
    ActivityKind.LAW: "#2F5D8A",
    ActivityKind.SKILLS: "#4A6572",
    ActivityKind.FESTIVAL: "#B3365B",
    ActivityKind.OTHER: "#6E6E6E",
}
"""Dark enough for a white letter, and each kind has its letter for black and white."""
