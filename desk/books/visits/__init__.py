"""Visits 来访: queue numbers, calling, holding, and registering what was handled."""

from desk.books.visits.counter import (
    Registered,
    Registration,
    StillServing,
    call,
    call_next,
    close_ahead,
    close_leftovers,
    finish,
    hold,
    leave,
    miss,
    register,
    take_back,
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
    "StillServing",
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
    "miss",
    "model",
    "queue",
    "register",
    "take_back",
    "take_number",
]
