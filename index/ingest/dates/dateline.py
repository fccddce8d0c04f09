"""The dateline of a dispatch, "BELGRADE, June 23. /TASS/.": where and when it was written. It is not an event.

A line is read piece by piece (place, day, agency), up to a closing dash, full stop or colon; then
what was read must be convincing. First sentences are full of places and days, so a lone place or day is rarely enough.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.ingest.dates.agencies import AGENCIES, UNMISTAKABLE
from index.ingest.dates.place_names import NAME_WORD, is_city, proper_case, read_capitalised
from index.ingest.dates.publication_date import WrittenDate, match_date

LINES_AT_MOST = 4  # a dateline stands below a headline, a byline and a line of its date at the farthest
HEADLINE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, when and by whom a dispatch was written, as its opening says."""

    start: int  # characters into the text, [start, end): with its closing dash or full stop
    end: int
    place: str = ""  # "Belgrade"; "Seoul, South Korea"; may be empty
    outlet: str = ""  # "TASS"; may be empty
    year: int | None = None  # None if it is left out
    month: int | None = None  # None if no day is named
    day: int | None = None


_SEPARATOR = re.compile(r"\s{0,2}[,.;]?[ \t\xa0]{0,3}")
_DASH = re.compile(r"[ \t\xa0]*(?:—|–|―|−|-{1,3}|_(?=\s))[ \t\xa0]*")
_BRACKETED = re.compile(r"(?:\((?P<round>[^()\n]{2,40})\)|/(?P<slash>[^/\n]{2,40})/)")
_LABEL = re.compile(r"(?:date|dated|published|posted|дата|опубликовано)[:\s]\s{0,3}", re.IGNORECASE)
_TIME = re.compile(
    r"[ \t]*,?[ \t]*(?:at |в )?\d{1,2}[:.]\d\d(?:[ \t]?[ap]\.?m\.?)?(?:[ \t]?(?:GMT|UTC|MSK|[CEMP][SD]T))?", re.I
)
_OPENING = re.compile(r"[\s*_>\"“«]{0,20}")


@dataclass(slots=True)
class _Pieces:
    """What has been read of one line."""

    end: int
    place: str = ""
    capitals: bool = False  # BELGRADE, not Belgrade
    region: bool = False  # ", South Korea"
    city: bool = False  # one that papers name alone
    outlet: str = ""
    known: bool = False  # a news agency, not just a name in brackets
    marked: str = ""  # "(" or "/" around the agency
    labelled: WrittenDate | None = None  # "date 2023-06-23" before the dateline
    when: WrittenDate | None = None
    order: list[str] = field(default_factory=list)
    close: str = ""  # "-" dash, "." full stop, ":" colon, "\n" the line's end


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline that opens a text, if it has one.

    "BELGRADE, June 23. /TASS/. Chief of …"   ->  [0:25], Belgrade, TASS, 6, 23
    "PARIS (AP) — The city …"                 ->  [0:13], Paris, AP
    "12 мая, Минск. Президент …"              ->  [0:14], Минск, 5, 12
    "Paris woke to rain on June 23."          ->  None
    """
    for start, end in _first_lines(text):
        if dateline := _read_line(text, start, end):
            return dateline
        if end - start > HEADLINE_CHARACTERS:
            return None  # a paragraph: the story has begun
    return None


def _first_lines(text: str) -> Iterator[tuple[int, int]]:
    start, lines = 0, 0
    while start < len(text) and lines < LINES_AT_MOST:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield start, end
            lines += 1
        start = end + 1


def _read_line(text: str, start: int, end: int) -> Dateline | None:
    # Everything of a dateline stands in the line's first 160 characters.
    opening = _OPENING.match(text, start, end)
    first = opening.end() if opening else start
    window = text[first : min(end, first + 160)]
    pieces = _read_pieces(window)
    if not _convinces(pieces, window):
        if pieces.labelled is None:
            return None
        pieces = _label_only(window)
    when = pieces.labelled or pieces.when
    return Dateline(
        first,
        first + len(window[: pieces.end].rstrip()),
        pieces.place,
        pieces.outlet,
        when.year if when else None,
        when.month if when else None,
        when.day if when else None,
    )


def _read_pieces(line: str) -> _Pieces:
    pieces = _Pieces(0)
    position = _read_label(line, pieces)
    while True:
        after = _read_date(line, position, pieces) or _read_agency(line, position, pieces)
        if pieces.close != ".":  # a place does not go on after a full stop
            after = after or _read_place(line, position, pieces)
        if after is None:
            break
        pieces.end, pieces.close = _read_close(line, after)
        # "LONDON--(BUSINESS WIRE)--" and "МОСКВА, 29 мая - РИА Новости." have a dash before the agency.
        if pieces.close in ("-", ":", "\n"):
            beyond = _read_agency(line, pieces.end, pieces) if pieces.close == "-" else None
            if beyond is None:
                break
            pieces.end, pieces.close = _read_close(line, beyond)
            break
        separator = _SEPARATOR.match(line, after)
        position = separator.end() if separator else after
    return pieces


def _read_label(line: str, pieces: _Pieces) -> int:
    """Read "date 2023-06-23 " and return where it ends; a dateline may follow on the same line."""
    label = _LABEL.match(line)
    when = match_date(line, label.end()) if label else None
    if label is None or when is None:
        return 0
    time = _TIME.match(line, when.end)
    pieces.end, pieces.close = _read_close(line, time.end() if time else when.end)
    # "Published May 29, 2023, the report says …" is a sentence; a colon or digits make a label.
    if not (":" in line[: label.end()] or line[label.end()].isdigit() or pieces.close == "\n"):
        pieces.end, pieces.close = 0, ""
        return 0
    pieces.labelled = when
    if pieces.close == "":
        pieces.close = " "
    return pieces.end + (line[pieces.end : pieces.end + 1] == " ")


def _label_only(line: str) -> _Pieces:
    pieces = _Pieces(0)
    _read_label(line, pieces)
    return pieces


def _read_date(line: str, at: int, pieces: _Pieces) -> int | None:
    opened = line.startswith("(", at)
    when = None if pieces.when else match_date(line, at + opened)
    if when is None or (opened and not line.startswith(")", when.end)):
        return None
    if pieces.place and not (pieces.capitals or opened or line[:at].rstrip().endswith((",", ".", "]"))):
        return None  # "Prime Minister May 29": no place stands so close to its day
    pieces.when = when
    pieces.order.append("date")
    time = _TIME.match(line, when.end)
    return (time.end() if time else when.end) + opened


def _read_agency(line: str, at: int, pieces: _Pieces) -> int | None:
    if pieces.outlet:
        return None
    if found := _BRACKETED.match(line, at):
        name = (found["round"] or found["slash"]).strip()
        agency = _agency_in(name)
        if agency is None and not name[:1].isupper():
            return None
        pieces.marked = line[at]
        # "/OSTREL COURIER/" is a name, "/UNHCR/" an abbreviation.
        pieces.outlet, pieces.known = agency or (proper_case(name) if " " in name else name), agency is not None
        pieces.order.append("agency")
        return found.end()
    for words in (3, 2, 1):
        name, end = _words(line, at, words)
        if (agency := AGENCIES.get(name.casefold().rstrip("."))) and not name.islower():
            pieces.outlet, pieces.known = agency, True
            pieces.order.append("agency")
            return end - name.endswith(".")
    return None


def _agency_in(name: str) -> str | None:
    """Find the agency in what stands between slashes or brackets: "Корр. ТАСС Иван Петров"."""
    if agency := AGENCIES.get(name.casefold()):
        return agency
    words = re.split(r"[\s.,]+", name)
    if words[-1].lower() in ("photo", "file", "video", "фото"):
        return None  # a caption's credit
    return next((agency for w in words if w.isupper() and (agency := AGENCIES.get(w.casefold()))), None)


def _words(line: str, at: int, count: int) -> tuple[str, int]:
    end = at
    for _ in range(count):
        found = NAME_WORD.match(line, end + (end > at))
        if found is None or (end > at and line[end] != " "):
            break
        end = found.end()
    return line[at:end], end


def _read_place(line: str, at: int, pieces: _Pieces) -> int | None:
    """Read "BELGRADE", "Rio de Janeiro", or after a place its region: ", South Korea", " [India]"."""
    if pieces.order.count("place") == 3 or (pieces.order and pieces.order[-1] != ("place" if pieces.place else "date")):
        return None
    bracket = bool(pieces.place) and line.startswith("[", at)
    name, end = read_capitalised(line, at + bracket)
    if not name or (bracket and not line.startswith("]", end)):
        return None
    pieces.order.append("place")
    if pieces.place:
        pieces.region = True
        pieces.place += f", {proper_case(name)}"
    else:
        pieces.capitals = sum(letter.isupper() for letter in name) > 1 and name.upper() == name
        pieces.city = is_city(name)
        pieces.place = proper_case(name)
    return end + bracket


def _read_close(line: str, at: int) -> tuple[int, str]:
    """Return where the dateline would end here, and by what: "-", ".", ":", "\\n", or "" if it goes on."""
    if at >= len(line.rstrip()):
        return len(line), "\n"
    if line[at] == " " and line[at + 1 : at + 3] in (". ", ": "):
        at += 1  # tokenised text
    stop = at + (line[at] in ".,")
    if found := _DASH.match(line, stop):
        glued = found[0] == "-" and found.end() < len(line)
        if not glued:
            return found.end(), "-"
    if line[at] in ".:":
        return at + 1, line[at]
    return at, ""


def _convinces(pieces: _Pieces, line: str) -> bool:
    """Whether what was read is a dateline and not a first sentence."""
    rest = line[pieces.end :].lstrip()
    # "МОСКВА, 29 мая — REGNUM Глава …" closes with nothing; "Trend" and "Beta" would go on as words.
    named = pieces.outlet.isupper() or pieces.outlet in UNMISTAKABLE
    surely = pieces.known and (pieces.marked or (named and pieces.when and pieces.place))
    if not pieces.order or not (pieces.close.strip(" ") or surely):
        return False
    if pieces.outlet:
        return _agency_convinces(pieces)
    if pieces.when and pieces.place:
        begins = not rest or not rest[0].islower()
        return begins and (pieces.capitals or pieces.close != ":")
    if pieces.when:  # a line that holds nothing but its date, or "date 2023-06-23 …"
        return pieces.when.year is not None and pieces.close == "\n"
    return _place_convinces(pieces, rest)


def _agency_convinces(pieces: _Pieces) -> bool:
    closed = pieces.close in ("-", ".", ":", "\n")
    if not pieces.marked and not pieces.when and pieces.outlet not in UNMISTAKABLE:
        return False
    if pieces.order == ["agency"]:  # "(Reuters) -", and "(CNN)The" without the dash
        return pieces.known and (pieces.close == "-" or (pieces.marked == "(" and pieces.outlet in UNMISTAKABLE))
    if pieces.marked == "/":
        return pieces.known or (pieces.when is not None and closed)
    if pieces.known:
        return bool(pieces.when) or pieces.close in ("-", ":") or pieces.capitals or pieces.city
    # "(Pajhwok)", and "(AAPL)" beside a firm: a name that is not a known agency needs a day or a city.
    return closed and bool(pieces.marked) and bool(pieces.when or pieces.city or (pieces.capitals and pieces.region))


def _place_convinces(pieces: _Pieces, rest: str) -> bool:
    if not pieces.capitals:
        return False
    if pieces.close == "\n":
        return pieces.city
    shouting = not any(letter.islower() for letter in rest[:60])
    if pieces.close not in ("-", ":") or shouting:
        return False
    letters = sum(letter.isalpha() for letter in pieces.place.split(",")[0])
    long_enough = letters >= 4 if pieces.region else letters >= 6
    return pieces.city or (pieces.close == "-" and long_enough)
