"""The page of the demo: every picture in its order and every paper, to look through in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from desk.core.words import _, is_chinese

INDEX = "index.html"
STYLE = """
body { font-family: "Noto Sans SC", "Microsoft YaHei", sans-serif; max-width: 1400px; margin: 24px auto; }
figure { display: inline-block; width: 440px; margin: 8px; vertical-align: top; }
img { width: 100%; border: 1px solid; }
nav a, li { margin-right: 16px; }
"""


class Chapter(NamedTuple):
    """A part of the morning and its pictures."""

    title: str
    pictures: Sequence[Path]


def write(folder: Path, chapters: Sequence[Chapter], papers: Sequence[Path]) -> Path:
    """Links are relative: the folder can be copied to a stick, or shown from there. The file that was written."""
    parts = [_head(chapters)]
    for number, chapter in enumerate(chapters, 1):
        parts.append(f'<h2 id="c{number}">{escape(chapter.title)}</h2>')
        parts += map(_figure, chapter.pictures)
    parts.append(f'<h2 id="papers">{escape(_("Papers"))}</h2><ul>')
    parts += [f'<li><a href="papers/{escape(each.name, quote=True)}">{escape(each.name)}</a></li>' for each in papers]
    parts.append("</ul></html>\n")
    path = folder / INDEX
    path.write_text("\n".join(parts), "utf-8")
    return path


def _head(chapters: Sequence[Chapter]) -> str:
    title = escape(_("The guided demo"))
    links = [f'<a href="#c{number}">{escape(each.title)}</a>' for number, each in enumerate(chapters, 1)]
    links.append(f'<a href="#papers">{escape(_("Papers"))}</a>')
    language = "zh-CN" if is_chinese() else "en"
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    about = escape(_("A morning at the counter of an invented centre. A click on a picture shows it in full size."))
    return f'<!doctype html><html lang="{language}">{head}<h1>{title}</h1><p>{about}</p><nav>{" ".join(links)}</nav>'


def _figure(picture: Path) -> str:
    place, name = f"pictures/{escape(picture.name, quote=True)}", escape(picture.stem.partition("-")[0])
    image = f'<img src="{place}" loading="lazy" alt="{name}">'
    return f'<figure><a href="{place}">{image}</a><figcaption>{name}</figcaption></figure>'
