"""Numbers as they are written: "seven", "7", "1.2 million", «двести двенадцать» become one value each.

>>> [found.value for found in find_numbers("Seven of 1,200 men")]
['7', '1200']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text."""

    start: int  # characters, [start, end)
    end: int
    value: str  # "1200", "2.5", "19:04", "3-1"


def _table(words: str, first: int = 1, step: int = 1) -> dict[str, int]:
    """Number words in order; those with | between mean the same."""
    return {form: first + step * n for n, forms in enumerate(words.split()) for form in forms.split("|")}


_SMALL = (
    _table("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 0)
    | _table("sixteen seventeen eighteen nineteen", 16)
    | _table("ноль|ноля|нуля", 0)
    | _table(
        "один|одна|одно|одного|одной|одному|одним|одну два|две|двух|двум|двумя|двое три|трёх|трех|трём|трем|тремя|трое "
        "четыре|четырёх|четырех|четырём|четырем|четырьмя|четверо пять|пяти|пятью|пятеро шесть|шести|шестью|шестеро "
        "семь|семи|семью|семеро восемь|восьми|восемью|восьмью девять|девяти|девятью десять|десяти|десятью "
        "одиннадцать|одиннадцати двенадцать|двенадцати тринадцать|тринадцати четырнадцать|четырнадцати "
        "пятнадцать|пятнадцати шестнадцать|шестнадцати семнадцать|семнадцати восемнадцать|восемнадцати "
        "девятнадцать|девятнадцати"
    )
)
_TENS = _table("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10) | _table(
    "двадцать|двадцати тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти "
    "семьдесят|семидесяти восемьдесят|восьмидесяти девяносто|девяноста",
    20,
    10,
)
_HUNDREDS = _table(
    "сто|ста двести|двухсот|двумстам триста|трёхсот|трехсот четыреста|четырёхсот|четырехсот пятьсот|пятисот "
    "шестьсот|шестисот семьсот|семисот восемьсот|восьмисот девятьсот|девятисот",
    100,
    100,
)
_SCALES = {
    **dict.fromkeys("hundred hundreds".split(), 100),
    **dict.fromkeys("thousand thousands тысяча тысячи тысяч тысячу тысячам тысячами тыс".split(), 1_000),
    **dict.fromkeys("million millions mln миллион миллиона миллионов млн".split(), 1_000_000),
    **dict.fromkeys("billion billions bn миллиард миллиарда миллиардов млрд".split(), 1_000_000_000),
    **dict.fromkeys("trillion trillions триллион триллиона триллионов трлн".split(), 1_000_000_000_000),
}
_DOZENS = {"dozen": 12, "дюжина": 12, "дюжины": 12}
_ADDED = _SMALL | _TENS | _HUNDREDS | _DOZENS

_DIGITS = r"\d{1,3}(?:[.,\u00a0\u202f' ]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,:]\d+)*"
_PIECE = re.compile(rf"(?P<digits>{_DIGITS})|(?P<word>[a-zа-яё]+)", re.IGNORECASE)
_JOINT = re.compile(r"(?:\s+|-|\s+and\s+)\Z")


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a text, in order; a number in several words is one."""
    found: list[Number] = []
    pieces = [m for m in _PIECE.finditer(text) if m["digits"] or m["word"].lower() in _ADDED | _SCALES]
    for run in _runs(text, pieces):
        value = _value(run)
        if value is not None:
            found.append(Number(run[0].start(), run[-1].end(), value))
    return found


def _runs(text: str, pieces: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Join what belongs to one number: "two hundred and twelve", "1.2 million"."""
    run: list[re.Match[str]] = []
    for piece in pieces:
        if run and not (_JOINT.match(text[run[-1].end() : piece.start()]) and _goes_on(run[-1], piece)):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _goes_on(before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether the second piece can go on with the number that the first belongs to."""
    if after["digits"]:
        return False
    one, two = before[0].lower(), after[0].lower()
    if two in _SCALES:
        return True
    if before["digits"]:
        return False
    size = _ADDED.get(one, _SCALES.get(one, 0))
    return size >= 20 and _ADDED[two] < (100 if one in ("hundred", "hundreds") else size)


def _value(run: list[re.Match[str]]) -> str | None:
    if len(run) == 1 and run[0]["digits"]:
        return _plain(run[0][0])
    total, part = Decimal(0), Decimal(0)
    for piece in run:
        word = piece[0].lower()
        if piece["digits"]:
            plain = _plain(piece[0])
            if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
                return None
            part = Decimal(plain)
        elif word == "hundred" and part:
            part *= 100
        elif word in _SCALES:
            if not part and len(run) == 1:
                return None  # "thousands of people" counts nothing
            total += (part or 1) * _SCALES[word]
            part = Decimal(0)
        else:
            part += _ADDED[word]
    return f"{(total + part).normalize():f}"


def _plain(digits: str) -> str:
    """Take marks of thousands out, and leave a decimal point: 1,200 -> 1200; 2,5 -> 2.5; 19:04 as it is."""
    digits = re.sub(r"[.,\u00a0\u202f' ](?=\d{3}(?!\d))", "", digits) if not re.match(r"0[.,]", digits) else digits
    if ":" in digits:
        return digits
    whole, _, rest = digits.replace(",", ".").partition(".")
    if "." in rest:
        return digits  # 29.05.2023 is a date, or a version
    rest = rest.rstrip("0")
    return f"{int(whole)}.{rest}" if rest else str(int(whole))
