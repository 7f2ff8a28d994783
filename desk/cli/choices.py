"""Choices on the command line: each can be given by its English value or by its Chinese word, and both are listed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import typer

from desk.core.words import Worded, _, in_record_language

Chosen = TypeVar("Chosen")


def of(choices: type[Worded]) -> dict[str, Any]:
    """What ``typer.Option`` and ``typer.Argument`` take for one of a closed list."""
    return among({each.value: (each.words, each) for each in choices})


def among(choices: Mapping[str, tuple[str, Chosen]]) -> dict[str, Any]:
    """The same for any values by their English words, each with the msgid of its Chinese one.

    A Chinese word that two of them share stands for neither.
    """
    chinese = {value: in_record_language(text) for value, (text, _chosen) in choices.items()}
    shared = [word for word in chinese.values() if list(chinese.values()).count(word) > 1]
    known = {word: choices[value][1] for value, word in chinese.items() if word not in shared}
    known |= {value: chosen for value, (_text, chosen) in choices.items()}
    listed = " | ".join(value if value == word else f"{value}/{word}" for value, word in chinese.items())

    def choice(word: str) -> Chosen:
        try:
            return known[word]
        except KeyError:
            sentence = _("“{word}” is not known here. Please enter one of: {choices}…", word=word[:20], choices=listed)
            raise typer.BadParameter(sentence) from None

    return {"parser": choice, "metavar": listed}
