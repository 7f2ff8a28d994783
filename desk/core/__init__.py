"""What every other room stands on: clock, calendar, words, errors, text, people's identity, permissions, the unit of
work.
"""
