"""How well Russian dates are read in the annotated sentences, and how fast in news.

    python -m bench.answers.russian_days

Prints the F1 of extents and of values of DATE expressions for the half the grammar was written on and the half that was
left alone, and KB of UTF-8 a second of one core (in processor time: a busy machine tells the same).
"""

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

from index.temporal import find_timexes
from index.temporal.timex import Timex, TimexType

SENTENCES = Path(__file__).parents[2] / "tests" / "index" / "temporal" / "russian.jsonl"
PUBLISHED = date(2023, 6, 23)
NEWS = (
    "Совет округа собрался в пятницу, чтобы обсудить план, о котором впервые заговорили 29 мая 2019 года. Переговоры "
    "шли с 26 по 29 мая, сказал его глава Савелий Крутов. Второе чтение может пройти на следующей неделе. Около двух "
    "тысяч человек вышли на площадь, полиция никого не задержала. В этом предложении не назван ни один день, как и в "
    "большинстве предложений любой газеты, и читать его надо быстро. Мост открыт для машин и пешеходов, "
    "движение налажено. Через два дня мэр, избранный в 2014 году, ушёл в отставку. Ремонт стоит 12,5 млн крон. "
)


def f1(hits: int, found: int, marked: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * hits / (found + marked) if found + marked else 0.0


def dates(row: dict[str, Any]) -> list[Timex]:
    """Return the DATE expressions found in one annotated sentence."""
    found = find_timexes(row["text"], date.fromisoformat(row["published"]), "ru")
    return [timex for timex in found if timex.type is TimexType.DATE]


def score(part: str) -> str:
    """Return one line of figures for one half."""
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["part"] == part]
    pairs = [(dates(row), [mark for mark in row["timexes"] if mark["type"] == "DATE"]) for row in rows]
    found, marked = sum(len(mine) for mine, _ in pairs), sum(len(gold) for _, gold in pairs)
    strict = sum(any((t.start, t.end) == (m["start"], m["end"]) for t in mine) for mine, gold in pairs for m in gold)
    value = sum(
        any(t.start < m["end"] and m["start"] < t.end and t.value == m["value"] for t in mine)
        for mine, gold in pairs
        for m in gold
    )
    figures = f"strict F1 {f1(strict, found, marked):.3f}, value F1 {f1(value, found, marked):.3f}"
    return f"{part}: {len(rows)} texts, {marked} dates, {figures}"


def speed(kilobytes: int) -> float:
    """Return KB of UTF-8 a second, the best of three runs."""
    text = NEWS * (kilobytes * 1000 // len(NEWS.encode()) + 1)
    return len(text.encode()) / 1000 / min(_seconds(text) for _ in range(3))


def _seconds(text: str) -> float:
    start = time.process_time()
    find_timexes(text, PUBLISHED, "ru")
    return time.process_time() - start


def main() -> None:
    for part in ("dev", "test"):
        print(score(part))
    print(f"{speed(1000):.0f} KB/s over 1 MB, {speed(20):.0f} KB/s over 20 KB")


if __name__ == "__main__":
    main()
