"""How the cells of a workbook look 单元格样式: one table of names; nothing else sets a font, a colour or a format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk.reports.kit.colours import SERIES

FONT, TITLE_FONT = "等线", "宋体"
INK_OF_TITLES, INK_OF_NOTES, SHADE, LINE = "#A61B1B", "#646A73", "#F5F2EF", "#C9CDD4"
TEXT_FORMAT = "@"
"""Keeps an ID number, a telephone or a serial as it stands, also when somebody edits the cell or the ones below."""

Look = Mapping[str, Any]
CELL: Look = {"font_name": FONT, "font_size": 11, "border": 1, "border_color": LINE, "valign": "vcenter"}
LEFT: Look = {**CELL, "align": "left", "indent": 1}
RIGHT: Look = {**CELL, "align": "right", "indent": 1}
"""A number does not touch the label that follows it, nor a label the line before it."""
MIDDLE: Look = {**CELL, "align": "center", "text_wrap": True}
TITLE: Look = {"font_name": TITLE_FONT, "font_size": 18, "bold": True, "font_color": INK_OF_TITLES}
NOTE: Look = {"font_name": FONT, "font_size": 10, "font_color": INK_OF_NOTES}
PLAIN = "plain"
LOOKS: Mapping[str, Look] = {
    PLAIN: {},
    "desk title": {**TITLE, "align": "center"},
    "desk note": {**NOTE, "align": "center"},
    "desk head": {**MIDDLE, "bold": True, "bg_color": SHADE},
    "desk cell": LEFT,
    "desk number": RIGHT,
    "desk mark": MIDDLE,
    "desk wrapped": {**LEFT, "text_wrap": True},
    "desk fact": {**LEFT, "num_format": "#,##0"},
    "desk fact of time": {**LEFT, "num_format": "yyyy-mm-dd hh:mm"},
    "desk link": {**LEFT, "font_color": f"#{SERIES[0]}", "underline": 1},
    "desk heading": TITLE,
    "desk part": {"font_name": FONT, "font_size": 12, "bold": True},
    "desk plain note": NOTE,
    "desk money": {**RIGHT, "num_format": "#,##0.00"},
    "desk load": {**RIGHT, "num_format": "0.00"},
    "desk count": {**RIGHT, "num_format": "#,##0"},
    "desk tenths": {**RIGHT, "num_format": "#,##0.0"},
    "desk percent": {**RIGHT, "num_format": "0.0%"},
    "desk change": {**RIGHT, "num_format": "+0.0%;-0.0%;0.0%"},
    "desk points": {**RIGHT, "num_format": '+0.0"个百分点";-0.0"个百分点";0.0"个百分点"'},
    "desk minutes": {**RIGHT, "num_format": '0.0" 分钟"'},
    "desk month": {**MIDDLE, "num_format": 'yyyy"年"m"月"'},
    "desk day": {**MIDDLE, "num_format": "yyyy-mm-dd"},
    "desk moment": {**MIDDLE, "num_format": "yyyy-mm-dd hh:mm"},
}
OF_TITLES = frozenset(("desk title", "desk note", "desk heading", "desk part", "desk plain note"))
"""Looks of lines that run over the columns beside theirs, and make none wider."""
