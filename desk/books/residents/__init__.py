"""Residents 居民: the people served, found while typing, corrected, merged, anonymised."""

from desk.books.residents.listing import ResidentFilter, count, page, village_groups
from desk.books.residents.model import (
    FIELDS,
    TEXTS,
    TOLD,
    Resident,
    ResidentDetails,
    ResidentHit,
    ResidentMark,
    Sex,
)
from desk.books.residents.queries import (
    anonymisable,
    by_number,
    find,
    kept,
    likely_same,
    mask,
    masked,
    search,
)
from desk.books.residents.records import (
    add,
    anonymise,
    checked,
    edit,
    insert,
    look_up,
    merge,
    values_of,
)

__all__ = [
    "FIELDS",
    "TEXTS",
    "TOLD",
    "Resident",
    "ResidentDetails",
    "ResidentFilter",
    "ResidentHit",
    "ResidentMark",
    "Sex",
    "add",
    "anonymisable",
    "anonymise",
    "by_number",
    "checked",
    "count",
    "edit",
    "find",
    "insert",
    "kept",
    "likely_same",
    "look_up",
    "mask",
    "masked",
    "merge",
    "page",
    "search",
    "values_of",
    "village_groups",
]
