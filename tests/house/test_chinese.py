"""The product's Chinese: one word for one thing, and figures, dates and brackets written in one way.

Somebody at a counter reads these texts all day and hands them to residents and to the district. Words of police
and courts (立案), of cryptographers (链首), planners (负荷) and warehouses (补货) once stood among them, three or
four words stood for one thing (外借, 借出, 出借), and a village was asked for proofs that it may not issue. The words
that are used stand in docs/glossary.md; those that are not, in tests/support/chinese.py. What may say one all the
same has its reason there.
"""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from desk.books.incidents import plans
from desk.books.incidents.model import IncidentKind
from tests.support.chinese import UNUSED, not_our_words, without_allowed
from tests.support.source import ROOT, nodes, parsed

PO = ROOT / "resources/locale/zh_CN/LC_MESSAGES/desk.po"
CATALOGUE = ROOT / "resources/catalogue/sample.csv"
IDEAS = ROOT / "resources/activities/ideas.csv"

READ_ONLY = ("columns.py", "importing.py", "import_vocabulary.py", "import_marks.py", "import_rows.py", "almanac.py")
"""Modules whose Chinese is what other people's tables say: it is recognised, never shown."""
OTHERS_WORDS = {
    "desk/books/residents/model.py": frozenset({"特殊情况"}),
}
"""Headings of other people's tables in modules that also have words of our own."""
VILLAGE_MAY_NOT = ("居住证明", "关系证明", "经营场所证明", "收入证明", "失业登记证明", "困难身份证明", "房屋证明")
"""Proofs that may not be asked of a village (民发〔2020〕20号) or that offices look up themselves: a 承诺书 instead."""

COUNTED = (
    "n|m|time|times|amount|total|day|days|month|year|value|seq|row|most|people|done|late|held|hours|many|minutes|years"
)
CHINESE = "\u4e00-\u9fff，。：；、（）"
TYPED_SPACE = re.compile(
    rf"(?:(?<![A-Za-z\d+/.-])\d(?:[\d.,]*\d)?%?|\d{{4}}-\d\d-\d\d|\d:\d\d|\{{(?:{COUNTED})\}}) (?=[\u4e00-\u9fff])"
    rf"|(?<=[{CHINESE}]) (?=\{{n\}}[\u4e00-\u9fff])"
)
"""A space between a figure and Chinese; between a label and its count at the end (出借中 3) one stays."""
FAULTS = {
    "a space between a figure and Chinese": TYPED_SPACE,
    "a key in half-width brackets, or behind a space": re.compile(
        r"\((?:F\d|Ctrl|Enter|Esc)|[\u4e00-\u9fff] （(?:F\d|Ctrl)"
    ),
    "half-width brackets round Chinese": re.compile(r"\((?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\)"),
    "a range that is not 1至30": re.compile(r"\d 至 ?\d|\d至 \d|\d ?到 ?\d"),
    "an hour without its nought": re.compile(r"(?<![\d:])\d:[0-5]\d"),
    "half-width punctuation": re.compile(r"[\u4e00-\u9fff][,;!?](?!\S*[a-z])"),
    "less than nothing": re.compile(r"不能小于 ?0"),
}


@cache
def catalogue() -> tuple[tuple[str, str], ...]:
    """English and Chinese of every text."""
    with PO.open("rb") as file:
        return tuple((str(each.id), str(each.string)) for each in read_po(file, locale="zh_CN") if each.id)


@cache
def shown() -> tuple[tuple[str, str], ...]:
    """Where a text stands, and the text: whatever a clerk, a resident or the district may read."""
    return tuple(_shown())


def _shown() -> Iterator[tuple[str, str]]:
    yield from ((f"desk.po: {english}", chinese) for english, chinese in catalogue())
    for file in (CATALOGUE, IDEAS):
        with file.open(encoding="utf-8-sig") as lines:
            yield from ((f"{file.name}:{n}", cell) for n, row in enumerate(csv.reader(lines), 1) for cell in row)
    for kind, plan in tomllib.loads((ROOT / "resources/plans/samples.toml").read_text("utf-8")).items():
        steps = (f"{text}|{who}" for text, who, _minutes in plan["steps"])
        yield f"samples.toml: {kind}", "\n".join([plan["title"], *steps])
    for page in sorted((ROOT / "resources/manual").glob("*.md")):
        for n, line in enumerate(page.read_text("utf-8").splitlines(), 1):
            yield f"{page.name}:{n}", line
    yield "README.zh-CN.md", (ROOT / "README.zh-CN.md").read_text("utf-8")
    yield from in_code()


def in_code() -> Iterator[tuple[str, str]]:
    """Chinese written into the code itself, of the modules that hold such a word: demo records, drafts of reports."""
    for path in sorted((ROOT / "desk").rglob("*.py")):
        name = str(path.relative_to(ROOT))
        if path.name not in READ_ONLY and UNUSED.search(path.read_text("utf-8")):
            others = OTHERS_WORDS.get(name, frozenset())
            yield from ((f"{name}:{line}", text) for line, text in _literals(path) if text not in others)


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    tree = parsed(path)
    told = {id(each.value) for each in nodes(tree) if isinstance(each, ast.Expr)}
    for node in nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_a_thing_has_the_word_of_the_glossary() -> None:
    assert not_our_words(shown()) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_figures_brackets_and_ranges_are_written_in_one_way(fault: str) -> None:
    in_texts = [(where, text) for where, text in shown() if not where.startswith(("README", "desk/"))]
    assert [f"{where}: {text}" for where, text in in_texts if FAULTS[fault].search(without_allowed(text))] == []


def test_a_button_ends_with_one_ellipsis() -> None:
    buttons = [
        chinese for english, chinese in catalogue() if re.search(r"\S…$", english) and not re.search("[:,]", english)
    ]
    assert len(buttons) > 40 and [each for each in buttons if not re.search(r"[^…]…$|^正在.*……$", each)] == []


def test_the_sample_services_ask_for_no_proof_that_a_village_may_not_issue() -> None:
    with CATALOGUE.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["事项名称"] for row in rows if any(proof in row["所需材料"] for proof in VILLAGE_MAY_NOT)] == []
    names = {row["事项名称"] for row in rows}
    assert {"社会保障卡（社保卡）补领换领", "刚性支出困难家庭认定", "农村建房报备"} <= names
    assert not any("社区矫正" in name for name in names), "who has to report there is not read out at an open counter"


def test_every_kind_has_a_plan_of_its_own_name() -> None:
    assert {kind: plan.title for kind, plan in plans.samples().items()} == {
        kind: f"{kind.label}应急预案" for kind in IncidentKind
    }


def place(kind: IncidentKind, words: str) -> int:
    """At which step of a sample plan something is done."""
    return next(n for n, step in enumerate(plans.samples()[kind].steps) if words in step.text)


def test_the_sample_plans_do_first_what_the_law_puts_first() -> None:
    fire, lost = IncidentKind.FIRE, plans.samples()[IncidentKind.LOST_PERSON]
    assert place(fire, "广播疏散") < place(fire, "扑救") and place(fire, "扶助老人") < place(fire, "扑救")
    assert "边找边立即拨打110" in lost.steps[1].text and lost.steps[1].minutes <= 2
    assert place(IncidentKind.STAMPEDE, "停止入场") == 0
    assert "维保单位检修并确认安全前停用" in plans.samples()[IncidentKind.LIFT].steps[-1].text
    assert place(IncidentKind.TYPHOON, "渔船回港") < place(IncidentKind.TYPHOON, "开放避险场所")
    assert place(IncidentKind.ELECTRIC_SHOCK, "先断电") == 0 and "12395" in plans.samples()[IncidentKind.DROWNING].calls


def test_who_does_a_step_is_somebody_a_village_has() -> None:
    doers = {step.who for plan in plans.samples().values() for step in plan.steps}
    assert "网格员" in doers and not {"物业", "突击队"} & doers
