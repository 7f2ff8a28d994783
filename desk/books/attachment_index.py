"""Which files beside the book its rows refer to, whatever they belong to."""

from __future__ import annotations

from desk.core.work import Work

QUERY = (
    "SELECT file FROM activity_photos UNION SELECT photo FROM publications WHERE photo <> ''"
    " UNION SELECT file FROM asset_files"
    " UNION SELECT json_extract(fields, '$.photo.file') FROM incident_entries WHERE kind = 'photo'"
)


def names(work: Work) -> set[str]:
    """The names of all files that the book refers to."""
    return {file for (file,) in work.rows(QUERY)}
