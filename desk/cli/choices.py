"""Choices on the command line: each can be given by its English value or by its Chinese word, and both are listed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import typer

from desk.core.name_search import squeezed
from desk.core.words import Worded, _, in_record_language

Chosen = TypeVar("Chosen")


def of(choices: type[Worded]) -> dict[str, Any]:
    """What ``typer.Option`` and ``typer.Argument`` take for one of a closed list."""
    return among({each.value: (each.msgid, each) for each in choices})


def listed_of(choices: type[Worded]) -> str:
    """A closed list as it is offered: value/word."""
    return str(of(choices)["metavar"])


def among(choices: Mapping[str, tuple[str, Chosen]]) -> dict[str, Any]:
    """The same for any values by their English words, each with the msgid of its Chinese one.

    A Chinese word that two of them share stands for neither. It is taken without its spaces and signs too, which a
    terminal does not like: 年月日 for 年、月、日.
    """
    chinese = {value: in_record_language(text).replace(" ", "") for value, (text, _chosen) in choices.items()}
    plain = {value: squeezed(word) for value, word in chinese.items()}
    shared = [word for word in plain.values() if list(plain.values()).count(word) > 1]
    known = {word: choices[value][1] for value, word in plain.items() if word not in shared}
    known |= {value: chosen for value, (_text, chosen) in choices.items()}
    listed = " | ".join(value if value == word else f"{value}/{word}" for value, word in chinese.items())

    def choice(word: str) -> Chosen:
        try:
            return known[word] if word in known else known[squeezed(word)]
        except KeyError:
            sentence = _("“{word}” is not known here. Please enter one of: {choices}…", word=word[:20], choices=listed)
            raise typer.BadParameter(sentence) from None

    return {"parser": choice, "metavar": listed}
