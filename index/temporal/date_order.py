"""Day first or month first in 5/6/2023: what the clear dates of a text show."""

import re

# Both separators must be the same. Phone numbers and versions have more parts.
_CLEAR = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\w/-])")


def written_order(text: str, otherwise: bool) -> bool:
    """Return whether the text writes the day first; `otherwise` if it shows nothing, or both equally.

    "on 25/12/2019 and 5/6/2020"  ->  True
    "on 12/25/2019 and 5/6/2020"  ->  False
    """
    day_first = month_first = 0
    for a, mark, b in _CLEAR.findall(text):
        if mark == "/":
            day_first += int(a) > 12 >= int(b)
            month_first += int(b) > 12 >= int(a)
    if day_first == month_first:
        return otherwise
    return day_first > month_first
