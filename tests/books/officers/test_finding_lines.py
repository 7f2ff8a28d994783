"""What was found, a line each: zone, kind and words as people type them, and what cannot be read is said."""

from __future__ import annotations

import pytest

from desk.books.findings.model import FindingKind, FindingSource
from desk.books.officers import finding_lines
from desk.books.zones.queries import ZoneName
from desk.core.errors import Invalid

ZONES = [ZoneName(3, "服务大厅"), ZoneName(7, "阅览室"), ZoneName(9, "服务长廊")]


@pytest.mark.parametrize(
    ("typed", "zone", "kind", "description"),
    [
        ("阅览室 | 堵点 | 插座没有电", 7, FindingKind.BLOCKED, "插座没有电"),
        ("痛点｜阅览｜灯暗", 7, FindingKind.SORE, "灯暗"),
        ("服务大厅/建议/增设座椅", 3, FindingKind.SUGGESTION, "增设座椅"),
        ("堵点 | 找不到入口", None, FindingKind.BLOCKED, "找不到入口"),
        ("厕所没有纸", None, FindingKind.SUGGESTION, "厕所没有纸"),
        ("阅览室 | 痛点 | 2|3号灯不亮", 7, FindingKind.SORE, "2|3号灯不亮"),
    ],
)
def test_a_line_is_read_as_it_is_typed(typed: str, zone: int | None, kind: FindingKind, description: str) -> None:
    [finding] = finding_lines.read(f"\n{typed}\n", ZONES)
    assert (finding.zone_id, finding.kind, finding.description) == (zone, kind, description)
    assert finding.source is FindingSource.OFFICER


@pytest.mark.parametrize(
    ("typed", "said"),
    [("服务 | 堵点 | 灯暗", "服务大厅、服务长廊"), ("食堂 | 灯暗", "食堂"), ("阅览室 | 堵点 | ", "问题描述")],
)
def test_what_cannot_be_read_is_said_with_what_there_is(typed: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as wrong:
        finding_lines.read(f"阅览室 | 建议 | 好\n{typed}", ZONES)
    assert [each.field for each in wrong.value.problems] == [finding_lines.FIELD]
