"""Figures entered by hand 自填指标 and targets 目标."""

from desk.books.own_figures.aiming import target_of, targets
from desk.books.own_figures.model import OwnFigure, OwnValue
from desk.books.own_figures.periods import values
from desk.books.own_figures.queries import all_figures, handed_in

__all__ = ["OwnFigure", "OwnValue", "all_figures", "handed_in", "target_of", "targets", "values"]
