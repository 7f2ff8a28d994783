"""Words: one English word that means several things, and the language of the window, of papers and of records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.books.activities.model import ActivityState
from desk.core.calendar import date_words, moment_words, weekday_words
from desk.core.errors import Invalid, Problem, Refused
from desk.core.words import NP_, P_, _, bracketed, clauses, listed, named, on_record, speak
from desk.services.preferences import Preferences, speak_as_chosen
from tests import translations
from tests.conftest import MORNING

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
HELD_TWICE = 'from desk.core.words import P_\nP_("activity", "Held")\nP_("drill", "Held")\n'


@pytest.fixture(autouse=True)
def the_usual_language() -> Iterator[None]:
    yield
    speak("zh_CN")


def test_a_word_is_translated_by_what_it_means() -> None:
    assert (P_("activity", "Held"), P_("drill", "Held")) == ("已举办", "已演练")


def test_a_marked_text_keeps_its_context_until_it_is_shown() -> None:
    assert ActivityState.HELD.label == "已举办" and _(NP_("drill", "Held")) == "已演练"
    speak("en")
    assert ActivityState.HELD.label == "Held" and _(NP_("drill", "Held")) == "Held"


def test_dates_lists_and_brackets_are_english_in_english() -> None:
    assert moment_words(MORNING, MORNING.date()) == "11月24日09:00"
    speak("en")
    said = (moment_words(MORNING, MORNING.date()), date_words(MORNING.date()), weekday_words(MORNING.date()))
    assert said == ("11/24 09:00", "11/24", "Tue")
    assert (listed("ab"), named("a", 1), f"a{bracketed('b')}") == ("a, b", "a: 1", "a (b)")


def test_a_refusal_while_a_paper_is_made_speaks_as_the_window_does() -> None:
    speak("en")
    with on_record():
        inner = ActivityState.HELD.label
        text = _("A case that is “{was}” cannot become “{to}”.", was=inner, to="x")
        refused = Refused(text)
        invalid = Invalid(Problem("a", _("Please say why.")), Problem("b", inner))
    assert (text, inner) == ("办件当前为“已举办”，不能改为“x”。", "已举办")
    assert refused.message == str(refused) == "A case that is “Held” cannot become “x”."
    assert invalid.message == "Please say why; Held" and invalid.problems[1].message == "Held"


def test_what_is_written_down_stays_chinese_unless_the_surroundings_say_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speak("en")
    with on_record():
        assert _("Save") == "保存"
        monkeypatch.setenv("DESK_LANGUAGE", "en")
        assert _("Save") == "Save"
    assert _("Save") == "Save"


@pytest.mark.parametrize(("chosen", "words"), [("en", "Save"), ("zh_CN", "保存"), ("tlh", "保存")])
def test_a_pc_speaks_what_was_chosen_on_it(tmp_path: Path, chosen: str, words: str) -> None:
    Preferences(language=chosen).save(tmp_path)
    speak_as_chosen(tmp_path)
    assert _("Save") == words


def test_preferences_of_an_earlier_version_keep_what_they_say(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text('{"scale": 150, "appearance": "dark"}')
    assert Preferences.load(tmp_path) == Preferences(150, "dark", "zh_CN")


def entry(context: str, words: str) -> str:
    return f'\nmsgctxt "{context}"\nmsgid "Held"\nmsgstr "{words}"\n'


@pytest.mark.parametrize(
    ("catalogue", "told"),
    [
        (entry("activity", "已举办") + entry("drill", "已演练"), []),
        (entry("activity", "已举办"), ["not in the catalogue: 'Held' (drill)"]),
        (entry("activity", "已举办") + entry("drill", ""), ["not translated: 'Held' (drill)"]),
        (
            entry("activity", "已举办") + entry("drill", "已演练") + '\nmsgid "Held"\nmsgstr "已举办"\n',
            ["no longer in the code: 'Held'"],
        ),
    ],
)
def test_each_meaning_of_a_word_is_looked_for_in_the_catalogue(tmp_path: Path, catalogue: str, told: list[str]) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "code.py").write_text(HELD_TWICE)
    (tmp_path / "desk.po").write_text(PO + catalogue, "utf-8")
    assert translations.problems(tmp_path, tmp_path / "desk.po") == told


def test_whole_sentences_in_a_row_keep_one_full_stop() -> None:
    assert clauses(["不是图片。", "不是有效的PDF。"]) == "不是图片；不是有效的PDF。"
    assert clauses([]) == "" and clauses(["甲借出", "乙待修"]) == "甲借出；乙待修"
