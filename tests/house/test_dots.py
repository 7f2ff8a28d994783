"""How what is left out is written: one sign … on buttons, in names and where a text is cut; ……, the two signs of a
Chinese sentence, only where something is going on (正在……). Never three full stops.
"""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po

from tests.translations import PO


def wrong_dots(english: str, chinese: str) -> bool:
    """Is it written otherwise, or in one of the two languages only?"""
    if ".." in chinese or ".." in english.replace("../", ""):
        return True
    goes_on = "正在" in chinese and chinese.endswith("……")
    if "……" in chinese:
        return not goes_on or chinese.count("…") != 2
    if english.endswith("…") and (chinese.startswith("如") or chinese.endswith("等。")):
        return False
    return english.endswith("…") != chinese.endswith("…") or (chinese.startswith("正在") and chinese.endswith("…"))


def test_every_text_of_the_catalogue_writes_them_one_way() -> None:
    with PO.open("rb") as file:
        texts = [(str(message.id), str(message.string)) for message in read_po(file, locale="zh_CN") if message.id]
    assert [text for text in texts if wrong_dots(*text)] == []


@pytest.mark.parametrize(
    ("english", "chinese", "wrong"),
    [
        ("Print and export…", "打印与导出…", False),
        ("Print and export…", "打印与导出……", True),
        ("Print and export…", "打印与导出", True),
        ("Making a first roster…", "正在排出第一版……", False),
        ("Making a first roster…", "正在排出第一版…", True),
        ("Choose a file…", "选择文件...", True),
        ("Checking", "检查", False),
    ],
)
def test_the_rule(english: str, chinese: str, *, wrong: bool) -> None:
    assert wrong_dots(english, chinese) is wrong
