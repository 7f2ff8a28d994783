"""The district's own forms 区级表样: kept as files, with figures where their codes stand."""

from desk.books.report_forms.model import ReportForm
from desk.books.report_forms.queries import all_forms, find, find_named, of_kind

__all__ = ["ReportForm", "all_forms", "find", "find_named", "of_kind"]
