"""How a paper or export is declared beside its maker; the command line, the window and the demo read it.

Nothing here draws: makers are named, and imported when one is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from importlib import import_module
from typing import Any

from desk.core.paper_kinds import PaperKind
from desk.core.permissions import May
from desk.core.words import Worded, _, on_record
from desk.core.work import Work
from desk.storage.files import PhotoStore


class Format(StrEnum):
    """The kinds of file in which papers can be had."""

    PDF = "pdf"
    XLSX = "xlsx"
    PNG = "png"
    ICS = "ics"
    TXT = "txt"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """The ending of the file's name, with its dot."""
        return f".{self.value}"


class InputKind(Enum):
    """What a paper can be asked for."""

    DAY = auto()
    """A date."""
    MONTH = auto()
    """A ``Month``."""
    SPAN = auto()
    """First and last day."""
    YEAR = auto()
    ID = auto()
    """The number of a record in the data file."""
    POSITION = auto()
    """A whole number from 1 on."""
    TEXT = auto()
    CHOICE = auto()
    """One of a closed list of words."""
    FLAG = auto()


class Required(Enum):
    """The default of what has to be given."""

    REQUIRED = auto()


REQUIRED = Required.REQUIRED


@dataclass(frozen=True)
class Input:
    """One thing that a paper takes: an argument of the command where it has no default, else an option."""

    name: str
    kind: InputKind
    help: str = ""
    default: Any = REQUIRED
    choices: type[Worded] | None = None
    only: Sequence[Format] = ()
    """The formats it counts for; all of them when empty."""
    refusal: str = ""
    """What is said when it is given with another format; it is passed over without a word when empty."""
    resolve: Callable[[Work, Any], Any] | None = None
    """Turns what was given into what the maker takes, such as a number into the record. A tuple is several arguments.
    """
    sample: Callable[[Work], Any] | None = None
    """What the guided demo asks for, where its kind alone does not say it."""

    def counts_for(self, wanted: Format) -> bool:
        """Does the maker of this format take it?"""
        return not self.only or wanted in self.only


@dataclass(frozen=True)
class Given:
    """What a maker takes, from a page that has it already: in place of the number or word by which it is looked up."""

    value: Any


@dataclass(frozen=True)
class Maker:
    """The function that makes one format, as ``module:function``; ``files`` when it takes the photo store last."""

    where: str
    files: bool = False

    def load(self) -> Callable[..., Any]:
        """Import it. What draws papers and workbooks is slow to load, so only now."""
        module, _colon, name = self.where.partition(":")
        made: Callable[..., Any] = getattr(import_module(module), name)
        return made


@dataclass(frozen=True)
class Paper:
    """One paper or export of a book."""

    identifier: str
    """Its name on the command line."""
    title: str
    """What clerks call it; the beginning of its file's name. Marked for the catalogue, not translated yet."""
    about: str
    """A sentence for the command line's help."""
    makers: Mapping[Format, Maker]
    takes: Sequence[Input] = ()
    permission: May | None = None
    command: bool = True
    """Is it a command of ``desk report``? Not what belongs to one case, loan or proposal on screen."""
    kind: PaperKind = PaperKind.REPORT
    """On which printer and paper this PC prints it."""
    stream: Maker | None = None
    """Writes one that may be too long to be held in memory into a file, as it goes; arguments of its own."""
    record: Callable[[Work, Mapping[str, Any]], str] | None = field(default=None, compare=False)
    """Writes into the book that the paper was made, once its file is there; words about it, or none."""

    @property
    def label(self) -> str:
        """The title in the language of the screen."""
        return _(self.title)

    def file_name(self, wanted: Format, *about: object) -> str:
        """The name that its file is offered with: the title, what it is about, the ending."""
        return f"{self.name(*about)}{wanted.suffix}"

    def name(self, *about: object) -> str:
        """Its title with the day, month or number that it is about, in the language of the paper."""
        with on_record():
            return self.label + " ".join(map(str, about))

    def make(self, work: Work, wanted: Format, values: Mapping[str, Any], files: PhotoStore) -> bytes:
        """The finished file. ``values`` are by the names of what it takes; what has a default may be left out.

        Raises ``NotAllowed``, and ``Refused`` or ``Invalid`` where the book does not have what was asked for.
        """
        if self.permission:
            work.require(self.permission)
        maker = self.makers[wanted]
        arguments = self.arguments(work, wanted, values)
        made = maker.load()(work, *arguments, *([files] if maker.files else []))
        return made.encode() if isinstance(made, str) else made

    def arguments(self, work: Work, wanted: Format, values: Mapping[str, Any]) -> list[Any]:
        """What the maker of a format takes after ``work``, in the order of ``takes``."""
        arguments: list[Any] = []
        for each in self.takes:
            if each.counts_for(wanted):
                given = values[each.name] if each.default is REQUIRED else values.get(each.name, each.default)
                if isinstance(given, Given):
                    resolved = given.value
                else:
                    resolved = each.resolve(work, given) if each.resolve else given
                arguments += resolved if isinstance(resolved, tuple) else [resolved]
        return arguments
