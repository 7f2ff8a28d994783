"""Visits 来访: queue numbers, calling, holding, and registering what was handled."""

from desk.books.visits.arrival import take_number
from desk.books.visits.calling_order import Turn
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
from desk.books.visits.line import Line, line, queue
from desk.books.visits.model import MOVES, QUEUE, QUEUES, Channel, Priority, Visit, VisitState
from desk.books.visits.queries import find
from desk.books.visits.registering import Registered, Registration, register

__all__ = [
    "MOVES",
    "QUEUE",
    "QUEUES",
    "Channel",
    "Line",
    "Priority",
    "Registered",
    "Registration",
    "StillServing",
    "Turn",
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
    "line",
    "miss",
    "model",
    "queue",
    "recall",
    "register",
    "take_back",
    "take_number",
    "undo",
]
