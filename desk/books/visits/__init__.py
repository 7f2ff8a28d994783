"""Visits 来访: queue numbers, calling, holding, and registering what was handled."""

from desk.books.visits.arrival import take_number
from desk.books.visits.counter import (
    StillServing,
    call,
    call_next,
    close_ahead,
    close_leftovers,
    finish,
    hold,
    leave,
    miss,
    recall,
    take_back,
    undo,
)
from desk.books.visits.model import MOVES, QUEUE, QUEUES, Channel, Priority, Visit, VisitState
from desk.books.visits.queries import find, queue
from desk.books.visits.registering import Registered, Registration, register

__all__ = [
    "MOVES",
    "QUEUE",
    "QUEUES",
    "Channel",
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
    "recall",
    "register",
    "take_back",
    "take_number",
    "undo",
]
