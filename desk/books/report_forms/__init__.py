"""The district's own forms 区级表样."""

from desk.books.report_forms.queries import ReportForm, of_kind

__all__ = ["ReportForm", "of_kind"]
