"""Visits 来访: queue numbers, calling, holding, and registering what was handled."""

from desk.books.visits.counter import (
    Registered,
    Registration,
    call,
    call_next,
    close_ahead,
    close_leftovers,
    finish,
    hold,
    leave,
    register,
    take_number,
)
from desk.books.visits.model import MOVES, QUEUE, QUEUES, Priority, Visit, VisitState
from desk.books.visits.queries import find, queue

__all__ = [
    "MOVES",
    "QUEUE",
    "QUEUES",
    "Priority",
    "Registered",
    "Registration",
    "Visit",
    "VisitState",
    "call",
    "call_next",
    "close_ahead",
    "close_leftovers",
    "find",
    "finish",
    "hold",
    "leave",
    "model",
    "queue",
    "register",
    "take_number",
]
