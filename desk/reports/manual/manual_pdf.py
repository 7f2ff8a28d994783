"""The manual 使用手册 as one file to print and put beside the counter: contents, then topic after topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, PageBreak, Spacer

from desk.core import manual
from desk.core.manual import Block, BlockKind, Inline, Piece, Topic
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import fonts, imprint, paper
from desk.reports.kit.breaking import advance_of
from desk.reports.kit.flowing import flowing
from desk.reports.kit.text_block import TextLook

MARGINS = (22 * mm, 22 * mm, 24 * mm, 24 * mm)
PICTURE_WIDTH = 0.8
"""Of the width of the text."""
INDENT = 6 * mm


@on_record()
def pdf(work: Work) -> bytes:
    """The whole manual. It is laid out twice: the contents know the page of a topic after the first time."""
    mark = imprint.of(work)
    places: dict[str, int] = {}
    for _turn in range(2):
        known = dict(places)
        story = [*_cover(mark.centre), *_contents(known), *_topics(places)]
        content = paper.build(story, mark, name=_("User manual"), margins=MARGINS)
    return content


class Mark(Flowable):  # type: ignore[misc]
    """Nothing to see, at the top of a page: it notes on which, and begins something in the outline of the file."""

    width = height = 0

    def __init__(self, name: str, title: str, level: int, places: dict[str, int]) -> None:
        super().__init__()
        self.name, self.title, self.level, self.places = name, title, level, places

    def wrap(self, *_available: float) -> tuple[float, float]:
        """It takes no room."""
        return 0, 0

    def draw(self) -> None:
        """Called where it stands."""
        self.places[self.name] = self.canv.mark(self.name, self.title, self.level)


class TopicHeading(paper.Heading):
    """The heading of a topic, which notes on which page it stands: it may go to the next one with what follows it."""

    def __init__(self, topic: Topic, places: dict[str, int]) -> None:
        super().__init__(topic.title, TextLook(15, fonts.BOLD, colour=paper.RED))
        self.topic, self.places = topic, places

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        self.places[self.topic.name] = self.canv.mark(self.topic.name, self.topic.title, 1)
        super().draw()


class ContentsLine(Flowable):  # type: ignore[misc]
    """A topic, dots, and its page."""

    SIZE, HEIGHT = 10.5, 5.2 * mm

    def __init__(self, name: str, title: str, page: int, width: float) -> None:
        super().__init__()
        fonts.register()
        self.name, self.title, self.page = name, title, str(page or "")
        self.width, self.height = width, self.HEIGHT

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its width and height in points, as reportlab asks before it places it."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it; a click leads to the topic."""
        begin = INDENT + (advance_of(self.title, fonts.BODY)) * self.SIZE + 2 * mm
        end = self.width - advance_of(self.page, fonts.BODY) * self.SIZE - 2 * mm
        self.canv.setFont(fonts.BODY, self.SIZE)
        self.canv.setFillColor(paper.INK)
        self.canv.drawString(INDENT, 0, self.title)
        self.canv.drawRightString(self.width, 0, self.page)
        self.canv.setStrokeColor(paper.LINE)
        self.canv.setDash(0.6, 2.4)
        self.canv.line(begin, 1, end, 1)
        self.canv.setDash()
        if self.page:
            self.canv.linkRect("", self.name, (0, -1, self.width, self.HEIGHT - 2), relative=1)


def _cover(centre: str) -> list[Flowable]:
    return paper.title(_("User manual"), centre, size=26)


def _contents(pages: Mapping[str, int]) -> list[Flowable]:
    width = paper.inner_width(A4, MARGINS)
    lines: list[Flowable] = paper.heading(P_("manual", "Contents"))
    for chapter in manual.chapters():
        lines += [Spacer(1, 2 * mm), paper.paragraph(chapter.title, font=fonts.BOLD, lead=1.7)]
        lines += [ContentsLine(each.name, each.title, pages.get(each.name, 0), width) for each in chapter.topics]
    return lines


def _topics(places: dict[str, int]) -> Iterator[Flowable]:
    for chapter in manual.chapters():
        yield PageBreak()
        yield Mark(f"chapter {chapter.title}", chapter.title, 0, places)
        yield from paper.title(chapter.title)
        for topic in chapter.topics:
            is_alone = topic.title == chapter.title
            yield Mark(topic.name, topic.title, 1, places) if is_alone else TopicHeading(topic, places)
            yield from _below(topic)


def _below(topic: Topic) -> Iterator[Flowable]:
    """A topic without its title."""
    keys: list[tuple[str, str]] = []
    for block in topic.blocks:
        if block.kind is BlockKind.HEADING and block.text == manual.KEYS:
            keys = manual.key_lines(topic)
            break
        yield from _block(block)
    if keys:
        yield from paper.heading(manual.KEYS)
        width = paper.inner_width(A4, MARGINS)
        headings = (P_("manual", "Key"), P_("manual", "What it does"))
        yield paper.table(headings, keys, [width * 0.24, width * 0.76], 9.5)
    yield Spacer(1, 6 * mm)


def _block(block: Block) -> list[Flowable]:
    text = "".join(map(_plain, block.pieces))
    if block.kind is BlockKind.HEADING:
        return paper.heading(text)
    if block.picture is not None:
        return [_picture(block.picture), paper.paragraph(text, size=9, colour=paper.GREY, align=TA_CENTER, lead=2)]
    if block.kind is BlockKind.PARAGRAPH:
        return [paper.paragraph(text, lead=1.6), Spacer(1, 2 * mm)]
    mark = f"{block.number}." if block.kind is BlockKind.STEP else "·"
    width = paper.inner_width(A4, MARGINS)
    row = [paper.paragraph(mark, lead=1.6), paper.paragraph(text, lead=1.6)]
    bare = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    return [flowing([row], [INDENT, width - INDENT], [*bare, ("VALIGN", (0, 0), (-1, -1), "TOP")])]


def _plain(piece: Piece) -> str:
    return f"“{piece.text}”" if piece.kind is Inline.ON_SCREEN else piece.text


def _picture(file: Path) -> Image:
    image = Image(str(file))
    width = paper.inner_width(A4, MARGINS) * PICTURE_WIDTH
    image.drawHeight *= width / image.drawWidth
    image.drawWidth = width
    return image
