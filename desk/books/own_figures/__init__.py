"""Figures entered by hand 自填指标 and targets 目标."""
