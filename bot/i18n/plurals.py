"""Numbers with their nouns, in the plural form that a language wants: by the rules of Unicode's CLDR, through Babel."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal


def say_number(number: int, language: str = "en") -> str:
    """Say a number with its thousands apart: "1,204" in English, "1 204" in Russian (a blank that keeps the line)."""
    return str(format_decimal(number, locale=_locale(language)))


def count(number: int, language: str, **forms: str) -> str:
    """Say a number of things. A form is named as CLDR names it: English has `one, other`, Russian `one, few, many`.

    count(1, "en", one="passage", other="passages")                    ->  "1 passage"
    count(22, "ru", one="абзац", few="абзаца", many="абзацев")         ->  "22 абзаца"
    """
    return f"{say_number(number, language)} {agree(number, language, forms)}"


def agree(number: int, language: str, forms: Mapping[str, str]) -> str:
    """Return the form that goes with a number; where a language's form is not given, the last that is."""
    return forms.get(_locale(language).plural_form(number)) or list(forms.values())[-1]


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
