"""A timeline as a picture: bars of passages over time, the biggest days numbered, their headlines below.

It is drawn for a phone held upright, on a card of its own colour, so that it reads in a light and in a dark chat.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from bot.i18n.phrases import Phrases
from bot.i18n.wording import say_day, say_span
from bot.qa.timeline import Event, Timeline, bins
from bot.views.fonts import Font, load_font
from index.model.dates import DaySpan

WIDTH = 1080  # pixels
MARGIN = 56
CHART_HEIGHT = 380
TITLE, TEXT, SMALL = 46, 33, 27  # sizes of letters
LINE = 46
BADGE = 19  # radius

PAPER = "#17212b"
INK = "#f2f6fa"
FAINT = "#8fa3b5"
GRID = "#2b3a49"
BAR = "#4c7fb0"
PEAK = "#f2a33c"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its days, its passages, and where it stands, in pixels."""

    days: DaySpan
    passages: int
    left: float
    right: float
    top: float


def draw_timeline(timeline: Timeline, phrases: Phrases) -> bytes:
    """Return the picture, as PNG."""
    top = MARGIN + (LINE + 24 if timeline.answer.question.topic else 0)
    legend = top + LINE + 60 + CHART_HEIGHT + 80
    headlines = [_wrap(event.headline, load_font(TEXT), WIDTH - 2 * MARGIN - 70) for event in timeline.events]
    height = legend + sum(LINE * (len(lines) + 1) + 16 for lines in headlines) + MARGIN - 10
    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    unit, bars = bins(timeline)
    _head(draw, timeline, phrases, unit)
    _chart(draw, timeline, bars, top + LINE + 60, phrases)
    _legend(draw, timeline.events, headlines, legend, phrases)
    written = BytesIO()
    image.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


def _head(draw: ImageDraw.ImageDraw, timeline: Timeline, phrases: Phrases, unit: str) -> None:
    """The topic, and what the bars count."""
    at = MARGIN
    topic = timeline.answer.question.topic
    if topic:
        draw.text((MARGIN, at), _shorten(topic, load_font(TITLE, bold=True)), INK, load_font(TITLE, bold=True))
        at += LINE + 24
    said = {"days": phrases.timeline_days, "weeks": phrases.timeline_weeks, "months": phrases.timeline_months}[unit]
    line = f"{say_span(timeline.span, phrases.language)} · {phrases.timeline_bars(said)}"
    draw.text((MARGIN, at), line, FAINT, load_font(TEXT))


def _chart(
    draw: ImageDraw.ImageDraw, timeline: Timeline, counted: list[tuple[DaySpan, int]], top: int, phrases: Phrases
) -> None:
    """Bars over a line of time, with the numbers of the events on theirs."""
    floor = top + CHART_HEIGHT
    most = max(passages for _, passages in counted) or 1
    left, right = MARGIN + 46, WIDTH - MARGIN
    for value in {most, max(1, most // 2)}:
        y = floor - value / most * (CHART_HEIGHT - 70)
        draw.line((left, y, right, y), GRID, 2)
        draw.text((left - 14, y), str(value), FAINT, load_font(SMALL), anchor="rm")
    step = (right - left) / len(counted)
    gap = min(step * 0.18, 8)
    bars = [
        Bar(days, passages, left + n * step + gap, left + (n + 1) * step - gap, _top(passages, most, floor))
        for n, (days, passages) in enumerate(counted)
    ]
    told = {event.day for event in timeline.events}
    for bar in bars:
        if bar.passages:
            colour = PEAK if any(day in bar.days for day in told) else BAR
            draw.rounded_rectangle((bar.left, bar.top, max(bar.right, bar.left + 3), floor), min(6, step / 3), colour)
    draw.line((left, floor, right, floor), FAINT, 3)
    _badges(draw, timeline.events, bars)
    _ticks(draw, bars, floor, phrases)


def _top(passages: int, most: int, floor: int) -> float:
    return floor - passages / most * (CHART_HEIGHT - 70)


def _badges(draw: ImageDraw.ImageDraw, events: tuple[Event, ...], bars: list[Bar]) -> None:
    """Number the events over their bars; side by side numbers make room for each other by going up."""
    placed: list[tuple[float, float]] = []
    for number, event in enumerate(events, start=1):
        bar = next((bar for bar in bars if event.day in bar.days), None)
        if bar is None:
            continue
        x, y = (bar.left + bar.right) / 2, bar.top - BADGE - 8
        while any(abs(x - px) < 2 * BADGE and abs(y - py) < 2 * BADGE for px, py in placed):
            y -= 2 * BADGE + 2
        placed.append((x, y))
        _badge(draw, x, y, number)


def _badge(draw: ImageDraw.ImageDraw, x: float, y: float, number: int) -> None:
    draw.ellipse((x - BADGE, y - BADGE, x + BADGE, y + BADGE), PEAK)
    draw.text((x, y), str(number), PAPER, load_font(SMALL, bold=True), anchor="mm")


def _ticks(draw: ImageDraw.ImageDraw, bars: list[Bar], floor: int, phrases: Phrases) -> None:
    """Name the first, the last and a middle bar by their days."""
    shown = {0: "la", len(bars) - 1: "ra"}
    if len(bars) >= 7:
        shown[len(bars) // 2] = "ma"
    for place, anchor in shown.items():
        bar = bars[place]
        x = {"la": bar.left, "ra": bar.right, "ma": (bar.left + bar.right) / 2}[anchor]
        draw.text((x, floor + 16), say_day(bar.days.first, phrases.language), FAINT, load_font(SMALL), anchor=anchor)


def _legend(
    draw: ImageDraw.ImageDraw, events: tuple[Event, ...], headlines: list[list[str]], top: int, phrases: Phrases
) -> None:
    """The numbers with their days and headlines."""
    at = top
    for number, (event, lines) in enumerate(zip(events, headlines, strict=True), start=1):
        _badge(draw, MARGIN + BADGE, at + LINE // 2 + 2, number)
        day = f"{say_day(event.day, phrases.language)} · {phrases.passages(event.passages)}"
        draw.text((MARGIN + 70, at), day, FAINT, load_font(SMALL))
        for line in lines:
            at += LINE
            draw.text((MARGIN + 70, at - 6), line, INK, load_font(TEXT))
        at += LINE + 16


def _wrap(text: str, font: Font, width: float, most_lines: int = 2) -> list[str]:
    """Break a headline into lines of a width; what does not fit ends in "…"."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        elif len(lines) == most_lines:
            lines[-1] = _shorten(f"{lines[-1]} {word}…", font, width)
            break
        else:
            lines.append(word)
    return [_shorten(line, font, width) for line in lines]


def _shorten(text: str, font: Font, width: float = WIDTH - 2 * MARGIN) -> str:
    """Return what fits a width, with "…" for the rest."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text.rstrip(" …") + "…"
