"""The colour of each kind of activity, on paper and on screen."""

from desk.books.activities.terms import Kind

COLOURS = {
    Kind.POLICY: "#A61B1B", Kind.VOLUNTEERING: "#B85C1E", Kind.CULTURE: "#7A4B8C", Kind.CHILDREN: "#A87A1F",
    Kind.HEALTH: "#2E7D5B", Kind.ELDERLY: "#66722B", Kind.LAW: "#2F5D8A", Kind.SKILLS: "#4A6572",
    Kind.FESTIVAL: "#B3365B", Kind.OTHER: "#6E6E6E",
}  # fmt: skip
"""Dark enough for a white letter, and each kind has its letter for black and white."""
