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

__all__ = [
    "SearchableService",
    "ServiceItem",
    "ServiceMode",
    "add",
    "all_items",
    "checked",
    "count_by_mode",
    "edit",
    "find",
    "frequent",
    "matching",
    "retire",
    "sought",
    "values_of",
]
