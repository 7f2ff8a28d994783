"""The service catalogue 服务事项: what can be handled here, how, and how fast."""

from desk.books.catalogue.items import (
    SearchableService,
    ServiceItem,
    ServiceMode,
    add,
    all_items,
    checked,
    count_by_mode,
    edit,
    find,
    frequent,
    matching,
    retire,
    sought,
    values_of,
)
from desk.books.catalogue.versions import as_told, earlier, names_at, told_name

__all__ = [
    "SearchableService",
    "ServiceItem",
    "ServiceMode",
    "add",
    "all_items",
    "as_told",
    "checked",
    "count_by_mode",
    "earlier",
    "edit",
    "find",
    "frequent",
    "matching",
    "names_at",
    "retire",
    "sought",
    "told_name",
    "values_of",
]
