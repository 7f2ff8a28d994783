"""Visits 来访: queue numbers, calling, holding, and registering what was handled."""

from desk.books.visits.afterwards import Afterwards, checked_entry
from desk.books.visits.arrival import take_number
from desk.books.visits.calling_order import Turn
from desk.books.visits.consulting import consult, undo_consultation
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
    withdraw,
)
from desk.books.visits.hall_settings import QueueKind, letter_of, save_hall
from desk.books.visits.handing_on import transfer
from desk.books.visits.line import Line, line, queue
from desk.books.visits.model import MOVES, NOBODY, RELATIONS, Agent, Channel, Priority, Visit, VisitState
from desk.books.visits.queries import CAME, find, first_day
from desk.books.visits.registering import Registered, Registration, register
from desk.books.visits.waiting_time import ExpectedWaits, Pace, expected_waits, pace

__all__ = [
    "CAME",
    "MOVES",
    "NOBODY",
    "RELATIONS",
    "Afterwards",
    "Agent",
    "Channel",
    "ExpectedWaits",
    "Line",
    "Pace",
    "Priority",
    "QueueKind",
    "Registered",
    "Registration",
    "StillServing",
    "Turn",
    "Visit",
    "VisitState",
    "call",
    "call_next",
    "checked_entry",
    "close_ahead",
    "close_leftovers",
    "consult",
    "expected_waits",
    "figures",
    "find",
    "finish",
    "first_day",
    "hold",
    "leave",
    "letter_of",
    "line",
    "miss",
    "model",
    "pace",
    "queue",
    "recall",
    "register",
    "save_hall",
    "take_back",
    "take_number",
    "transfer",
    "undo",
    "undo_consultation",
    "wait_queries",
    "waits",
    "withdraw",
]
