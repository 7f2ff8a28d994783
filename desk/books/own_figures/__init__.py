"""Figures entered by hand 自填指标 and targets 目标."""

from desk.books.own_figures.model import OwnValue
from desk.books.own_figures.queries import values

__all__ = ["OwnValue", "values"]
