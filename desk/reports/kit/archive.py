"""A file for the archive 长期保存: PDF/A-2b (ISO 19005-2), which looks the same on any machine in thirty years.

All typefaces are embedded by ``fonts``; here come the colours' profile, what the file says of itself twice over (in
XMP and in the older dictionary), and what reportlab writes a little otherwise than the standard wants it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString

from desk import __version__
from desk.reports.kit import colour_profile

LANGUAGE = "zh-CN"
"""Of every paper, whatever the window speaks."""
VERSION = (1, 7)
PRODUCER = "ReportLab"
TIMELESS = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of a file that does not say when it was made."""
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords></pdf:Keywords>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def date_it(document: PDFDocument, at: datetime | None) -> None:
    """Let the file say that it was made at a moment, to the minute, as the foot of its pages does."""
    moment = (at or TIMELESS).astimezone(UTC).replace(second=0, microsecond=0)
    document._timeStamp = SimpleNamespace(YMDhms=moment.timetuple()[:6], dhh=0, dmm=0, t=moment.timestamp())


def finish(document: PDFDocument) -> None:
    """Give a document that is about to be written what an archive asks for."""
    info, catalogue = document.info, document.Catalog
    info.creator, info.producer, info.keywords = f"desk {__version__}", PRODUCER, ""
    catalogue.Metadata = XMP(creator=_packet)
    profile = PDFStream(PDFDictionary({"N": 3}), colour_profile.srgb(), [pdfdoc.PDFZCompress])
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(colour_profile.NAME),
        "Info": PDFString(colour_profile.NAME),
        "DestOutputProfile": document.Reference(profile),
    }
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
    catalogue.OutputIntents = PDFArray([PDFDictionary(intent)])
    catalogue.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})


def _packet(document: PDFDocument) -> bytes:
    """The file about itself, word for word as the older dictionary says it."""
    info = document.info
    made = datetime.fromtimestamp(document._timeStamp.t, UTC)
    texts = {
        "title": info.title,
        "author": info.author,
        "subject": info.subject,
        "creator": info.creator,
        "producer": info.producer,
        "language": LANGUAGE,
        "made": f"{made:%Y-%m-%dT%H:%M:%S+00:00}",
    }
    return PACKET.format(**{name: escape(text) for name, text in texts.items()}).encode()


def _on_a_line_of_its_own(format_: Callable[..., bytes]) -> Callable[..., bytes]:
    def formatted(self: Any, document: PDFDocument) -> bytes:
        return format_(self, document).removesuffix(b"endstream\n") + b"\nendstream\n"

    return formatted


def _mend_streams() -> None:
    """reportlab writes “endstream” right behind the last byte, where the standard wants a line's end between; and all
    streams as text, a quarter longer.
    """
    pdfdoc.PDFStream.format = _on_a_line_of_its_own(pdfdoc.PDFStream.format)
    rl_config.useA85 = 0


_mend_streams()
