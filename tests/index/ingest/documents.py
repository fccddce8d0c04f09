"""Real files of every format, made as other programs make them: Word, OpenDocument, PDF by their own libraries."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odfdo import Document as OpenDocument
from odfdo import Header, ListItem, Paragraph, Table
from odfdo import List as OdfList
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, SimpleDocTemplate
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable

TITLE = "Ferry runs aground off Tessel Island"
LEAD = "TESSEL, May 30 (Lowmark News) — A ferry with 214 passengers ran aground off Tessel on Monday."
SECOND = "Nobody was hurt, the coast guard said. An inquiry begins next week."
RUSSIAN = "ТЕССЕЛЬ, 29 мая. /СВТ/. Паром сел на мель у входа в гавань."
TABLE = [["ship", "people", "berth"], ["Orla", "214", "4"], ["Mary Ann", "12", "17"]]
ROWS = "ship | people | berth\nOrla | 214 | 4\nMary Ann | 12 | 17"
MADE = datetime(2023, 5, 31, 9, 30)


def docx(*, title: str = TITLE, paragraphs: tuple[str, ...] = (LEAD, SECOND)) -> bytes:
    """Return a Word document with a title, a list, a table, a running head, an insertion and a deletion."""
    document = Document()
    document.core_properties.title = "Template for press releases"
    document.core_properties.author = "Anna Marsh"
    document.core_properties.created = MADE
    document.sections[0].header.paragraphs[0].text = "Lowmark Herald, morning edition"
    document.add_heading(title, 0)
    for words in paragraphs:
        document.add_paragraph(words)
    document.add_paragraph("Bring your ticket", style="List Bullet")
    table = document.add_table(rows=0, cols=3)
    for row in TABLE:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    _changed(document.add_paragraph("The bridge "), "w:ins", "w:t", "reopens on 2 June.")
    _changed(document.paragraphs[-1], "w:del", "w:delText", "stays closed.")
    return _saved(document)


def _changed(paragraph: object, kind: str, holder: str, words: str) -> None:
    change, run, text = OxmlElement(kind), OxmlElement("w:r"), OxmlElement(holder)
    change.set(qn("w:author"), "Ed")
    change.set(qn("w:id"), "1")
    text.text = words
    run.append(text)
    change.append(run)
    paragraph._p.append(change)  # type: ignore[attr-defined]


def _saved(document: object) -> bytes:
    held = io.BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return held.getvalue()


def odt(paragraphs: tuple[str, ...] = (LEAD, SECOND)) -> bytes:
    """Return an OpenDocument text with a heading, a list and a table."""
    document = OpenDocument("text")
    document.meta.title = "Template"
    document.meta.creation_date = MADE
    document.body.clear()
    document.body.append(Header(1, TITLE))
    for words in paragraphs:
        document.body.append(Paragraph(words))
    listed = OdfList()
    listed.append(ListItem("Bring your ticket"))
    document.body.append(listed)
    table = Table("Ships", width=3, height=len(TABLE))
    table.set_values(TABLE)
    document.body.append(table)
    return _saved(document)


def pdf(*, columns: int = 1, pages: int = 3) -> bytes:
    """Return a PDF of several pages with running heads, page numbers, hyphenated lines and a table."""
    held = io.BytesIO()
    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=styles["BodyText"], alignment=4)
    filler = "The harbour has 214 berths and one old crane. " * 14
    story = [PdfParagraph(TITLE, styles["Title"]), PdfParagraph(LEAD, body)]
    story.append(
        PdfParagraph(
            "Both ports want the coopera-<br/>tion of the north-<br/>Tessel line, a well-<br/>known plan.", body
        )
    )
    story.append(PdfParagraph("It is well-known, and cooperation is rare.", body))
    story += [PdfParagraph(f"Part {number}. {filler}", body) for number in range(pages * (4 if columns == 1 else 3))]
    story += [PdfTable(TABLE), PdfParagraph(SECOND, body)]
    document = BaseDocTemplate(held, pagesize=A4, title="Microsoft Word - ferry.doc", author="Anna Marsh")
    width = 480 // columns - 10
    frames = [Frame(60 + n * (width + 20), 70, width, 690) for n in range(columns)]
    document.addPageTemplates([PageTemplate("page", frames, onPage=_running_head)])
    document.build(story)
    return held.getvalue()


def _running_head(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.drawString(60, 800, "Lowmark Herald, morning edition")
    canvas.drawCentredString(300, 30, f"Page {document.page}")


def pdf_across() -> bytes:
    """Return a PDF whose two columns were set line by line across the page."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for number in range(8):
        canvas.drawString(60, 700 - 14 * number, f"left line number {number} goes on and on")
        canvas.drawString(320, 700 - 14 * number, f"right line number {number} goes on and on")
    canvas.save()
    return held.getvalue()


def scan() -> bytes:
    """Return a PDF of two pages that are pictures."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)
    for _ in range(2):
        canvas.drawImage(ImageReader(io.BytesIO(_PICTURE)), 0, 0, 500, 700)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    held = io.BytesIO()
    canvas = Canvas(held, encrypt="secret")
    canvas.drawString(60, 700, LEAD)
    canvas.save()
    return held.getvalue()


_PICTURE = b"P6 2 2 255 " + bytes(range(12))

RTF = (
    r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial;}}"
    r"{\info{\title Ferry}{\author Anna Marsh}{\creatim\yr2023\mo5\dy31\hr9\min30}}"
    r"{\header\pard Lowmark Herald, morning edition\par}"
    r"\pard\b " + TITLE + r"\b0\par "
    r"\pard TESSEL, May 30 (Lowmark News) \emdash  A {\field{\*\fldinst{HYPERLINK ""https://herald.example/ferry""}}"
    r"{\fldrslt{\ul ferry}}} with 214 passengers ran aground off Tessel on Monday.\par "
    r"\pard " + SECOND + r" \u128674?\par "
    r"\trowd\cellx1\cellx2\pard\intbl ship\cell people\cell\row\trowd\pard\intbl Orla\cell 214\cell\row\pard\f1 "
    r"\'cf\'e0\'f0\'ee\'ec \'f1\'e5\'eb \'ed\'e0 \'ec\'e5\'eb\'fc.\par}"
).encode("ascii")  # fmt: skip


def epub() -> bytes:
    """Return a newspaper for reading devices: a cover, a table of contents and two articles."""
    chapter = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>Lowmark Herald, Tuesday</dc:title><dc:publisher>Lowmark Herald</dc:publisher>"
        "<dc:language>en-GB</dc:language><dc:date>2023-05-30</dc:date></metadata><manifest>"
        '<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="a" href="text/a%20b.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="c"/><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": package,
            "OEBPS/cover.xhtml": chapter.format("<p>Lowmark Herald</p>"),
            "OEBPS/nav.xhtml": chapter.format("<nav><p>One, two, three, four, five, six, seven, eight, nine</p></nav>"),
            "OEBPS/text/a b.xhtml": chapter.format(f"<h2>{TITLE}</h2><p>{LEAD}</p><p>{SECOND}</p>"),
            "OEBPS/text/b.xhtml": chapter.format(
                "<h2>Rain</h2><p>It rained on the harbour all day, and the crane stood still.</p>"
            ),
        }
    )


def email(*, attached: Mapping[str, bytes] | None = None, html: bool = False) -> bytes:
    """Return an email as a press office sends it."""
    message = EmailMessage()
    message["Subject"] = f"Fwd: {TITLE}"
    message["From"] = "Lowmark Herald Newsdesk <news@herald.example>"
    message["To"] = "editors@paper.example"
    message["Date"] = "Tue, 30 May 2023 22:10:00 +0200"
    message["Message-ID"] = "<ferry-7@herald.example>"
    if html:
        message.set_content("Read this letter in a browser.")
        message.add_alternative(f"<html><body><p>{SECOND}</p><p>It <b>rained</b>.</p></body></html>", subtype="html")
    else:
        message.set_content(f"{SECOND}\n\nIt rained.\n-- \nAnna Marsh\nTelephone 12345\n")
    for name, held in (attached or {}).items():
        message.add_attachment(held, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def saved_page(page: str) -> bytes:
    """Return a web page as a browser saves it with its pictures."""
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example/2023/ferry\r\n"
        "Subject: Ferry\r\nDate: Thu, 1 Jun 2023 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n------B\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Location: https://herald.example/2023/ferry\r\n\r\n"
        f"{page}\r\n------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "iVBORw0KGgo=\r\n------B--\r\n"
    ).encode()


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Lowmark Herald</title><language>en-gb</language>
<item><title>Ferry &amp;amp; crane</title><link>https://herald.example/ferry</link><guid>lh-7</guid>
<dc:creator>Anna Marsh</dc:creator><pubDate>Tue, 30 May 2023 22:10:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{SECOND}</p><p>It <b>rained</b>.</p><script>x()</script>]]></content:encoded></item>
<item><title>Rain&nbsp;again</title><description>Wet &lt;i&gt;and&lt;/i&gt; cold.</description></item>
<item><link>https://herald.example/none</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Lowmark Herald</title>
<entry><title>Ferry</title><id>tag:herald.example,2023:7</id><link rel="edit" href="https://herald.example/edit"/>
<link rel="alternate" href="https://herald.example/ferry"/><updated>2023-06-02T10:00:00Z</updated>
<published>2023-05-30T22:10:00+02:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SECOND}</p><p>It rained.</p></div></content>
</entry></feed>"""
NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf><head><title>slug</title><docdata><doc-id id-string="lh-7"/><date.issue norm="20230530T221000"/></docdata>
<pubdata name="Lowmark Herald" date.publication="20230530"/></head><body><body.head>
<hedline><hl1>Ferry aground</hl1></hedline>
<byline>Anna Marsh</byline><dateline><location>TESSEL</location></dateline></body.head>
<body.content><p>{SECOND}</p><p>It rained.</p></body.content></body></nitf>"""
NEWSML = f"""<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>herald.example</ProviderId>
<DateId>20230530</DateId><NewsItemId>lh-7</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20230530T221000Z</FirstCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Ferry aground</HeadLine></NewsLines><AdministrativeMetadata><Provider>
<Party FormalName="Lowmark Herald"/></Provider></AdministrativeMetadata><ContentItem><DataContent>
<p>{SECOND}</p><p>It rained.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
NEWSML_G2 = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="lh-7" xml:lang="en"><itemMeta>
<provider literal="Lowmark Herald"/><versionCreated>2023-06-02T10:00:00Z</versionCreated>
<firstCreated>2023-05-30T22:10:00Z</firstCreated></itemMeta><contentMeta><located><name>TESSEL</name></located>
<headline>Ferry aground</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml">
<body><p>{SECOND}</p><p>It rained.</p></body></html></inlineXML></contentSet></newsItem>"""
SECOND_RECORD = "<article><title>Rain</title><text>Wet and cold.</text></article>"
RECORDS = f"""<articles><article id="lh-7"><title>Ferry aground</title><date>2023-05-30</date>
<source>Lowmark Herald</source><text>{SECOND}\n\nIt rained.</text></article>
{SECOND_RECORD}</articles>"""

POSTS = [
    {"id": 1, "type": "service", "date": "2023-05-01T10:00:00", "action": "create_channel", "text": ""},
    {
        "id": 7,
        "type": "message",
        "date": "2023-05-30T22:10:00",
        "date_unixtime": "1685477400",
        "from": "Lowmark Herald",
        "text": [
            "A ",
            {"type": "bold", "text": "ferry"},
            " ran aground. ",
            {"type": "text_link", "text": "More", "href": "https://x.example"},
        ],
    },
    {"id": 8, "type": "message", "date": "2023-05-31T08:00:00", "photo": "photos/8.jpg", "text": ""},
]
CHANNEL = {"name": "Lowmark Herald", "type": "public_channel", "id": 1234567890, "messages": POSTS}
PERSON = {"name": "Anna", "type": "personal_chat", "id": 5, "messages": POSTS}


def chats() -> bytes:
    """Return the export of a whole account."""
    private = {**CHANNEL, "type": "private_channel"}
    left = {"list": [{**CHANNEL, "name": "Harbour", "id": 77, "username": "harbour_news"}]}
    return json.dumps({"about": "…", "chats": {"list": [PERSON, private]}, "left_chats": left}).encode()


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2023, 6, 1, 12, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def tarred(files: Mapping[str, str | bytes], *extra: tarfile.TarInfo, gzipped: bool = True) -> bytes:
    """Return a tar, its `extra` entries links or devices."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(raw), 1_685_620_800  # 2023-06-01
            archive.addfile(entry, io.BytesIO(raw))
        for entry in extra:
            archive.addfile(entry)
    return gzip.compress(held.getvalue()) if gzipped else held.getvalue()
