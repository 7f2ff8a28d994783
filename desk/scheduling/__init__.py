"""Duty rosters as a pure question and answer: no book, no clock, no window."""
