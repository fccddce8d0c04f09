"""Russian words that are dates only sometimes: months, weekdays and seasons in names, titles and streets."""

import re
from collections.abc import Callable

from index.temporal.grammar import WordContext
from index.temporal.grammars.ru_words import WORDS

_BEFORE = r"(?:^|[^\w-])"  # the start of a word
_LINKS = re.compile(  # words a month or weekday with a stray capital may follow: "в Марте"
    _BEFORE + r"(?:в|во|на|с|со|к|ко|до|по|за|от|и|или|после|начал[оаеу]|начиная с|середин[аеуы]|кон(?:ец|ц[аеу])"
    r"|половин[аеуы]|декад[аеуы]|эт(?:от|ом|ого)|прошл\w+|минувш\w+|следующ\w+|ближайш\w+|текущ\w+|каждый|между|весь|уже"
    r"|также|а)\s+$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\d(?:-?[а-я]{1,2})?|ого|ое|ому|ым|его|ье)\s*$", re.IGNORECASE)
_STREET = re.compile(
    r"(?:улиц\w*|ул\.?|площад\w*|пл\.?|проспект\w*|пр-т\w*|переул\w+|бульвар\w*|имени|им\.|колхоз\w*|микрорайон\w*|парк\w*"
    r"|стадион\w*)\s+«?(?:\d{1,2}(?:-?[а-я]{1,2})?|[А-ЯЁа-яё]+)\s+$",
    re.IGNORECASE,
)
_CAPITAL_AFTER = re.compile(r"\s+[А-ЯЁ][а-яё]")
_SENTENCE_START = re.compile(r"(?:^|[.!?…]\s*|\n\s*|(?:^|\n|[.!?…]\s)[—–-]\s+|:\s*)[«\"„]?$")
_TITLE = re.compile(r"[«\"„][^«»\"“”„]{0,24}$")
_QUOTE_BEFORE = re.compile(r"[«\"„]$")


def _plain(c: WordContext) -> bool:
    """Whether the word is written all small or all large, so that a capital tells nothing."""
    return c.word.islower() or c.word.isupper()


def _named(c: WordContext) -> bool:
    """Whether a word has a capital that is not the sentence's own: a surname, a title."""
    if _plain(c):
        return False
    return not _SENTENCE_START.search(c.before) or bool(_CAPITAL_AFTER.match(c.after))


def _in_title(c: WordContext) -> bool:
    """«Суббота», «Чистый четверг»: a short title that ends with the word."""
    if not c.after.startswith(("»", '"', "“")):
        return False
    opened = _TITLE.search(c.before)
    return opened is not None and not re.search(r"\d|\s(?:в|во|к|до|с|со|на)\s+$", opened[0])


def is_month(c: WordContext) -> bool:
    """A month, and not a name, a street or a title.

    "8 Марта", "в марте"  ->  True     "Юхан Март", "улица 8 Марта", "Август 12 Pro"  ->  False
    """
    if c.word.islower():  # nearly always
        return not _in_title(c) or bool(_NUMBER.search(c.before))
    if _STREET.search(c.before):
        return False
    if _NUMBER.search(c.before):
        return True
    if _in_title(c):
        return False
    if _named(c):
        linked = _LINKS.search(c.before) and not _CAPITAL_AFTER.match(c.after)
        return bool(linked or (c.asked and re.match(r"\s+\d", c.after)))
    return _plain(c) or c.asked or not re.match(r"\s+\d{1,2}\b|\s*[»\"]", c.after)


_TITLE_DAYS = re.compile(  # "чёрная пятница", "Чистый четверг", "Прощёное воскресенье"
    r"(?:чист|страстн|велик|т[её]мн|ч[её]рн|кровав|вербн|прощ[её]н|светл|серебрян|библиотек|фильм|роман|газет)\w*\s+$",
    re.IGNORECASE,
)


def is_weekday(c: WordContext) -> bool:
    """A day of the week, and not a name or a title.

    "в пятницу", "(пятница)"  ->  True     «Суббота», "чёрная пятница", "Анна Среда"  ->  False
    """
    if _in_title(c) or _TITLE_DAYS.search(c.before):
        return False
    if c.asked or _plain(c):
        return True
    if _QUOTE_BEFORE.search(c.before):
        return False
    return not _named(c) or bool(_LINKS.search(c.before) and not _CAPITAL_AFTER.match(c.after))


_CHOSEN = "минувш|прошл|прошедш|эт|следующ|будущ|ближайш|предстоящ|кажд"
_SREDA_BEFORE = {
    "среду": rf"(?:понедельник,|вторник,|в|на|(?:{_CHOSEN})ую|эту|ту|же|или|и|по|за|про)",
    "среды": rf"(?:с|со|до|от|после|утр\w+|вечер\w*|ноч\w+|(?:{_CHOSEN})ей|(?:{_CHOSEN})ой|кроме|или|и)",
    "среде": rf"(?:к|(?:{_CHOSEN})ей|(?:{_CHOSEN})ой)",
    "средой": r"(?:перед|и|между|минувшей)",
    "среда": r"(?:это|эта|каждая|[—–(,.]|следующая|ближайшая)",
}
_MILIEU = re.compile(
    r"\s+(?:обитани|общени|разработк|проживани|выполнени|программирован|передач|пребывани|исполнени|развити|жизни|[а-я]+иков\b)"
)


def is_wednesday(c: WordContext) -> bool:
    """Wednesday, and not "среда" the surroundings.

    "в среду"  ->  True     "в питательной среде", "в среду обитания", "окружающую среду"  ->  False
    """
    word = c.word.lower()
    if not is_weekday(c) or _MILIEU.match(c.after):
        return False
    if word == "среда" and re.match(r"\s*(?:,|\)|\d|$)", c.after) and not re.search(r"\w\s+$", c.before):
        return True
    return c.asked or bool(re.search(rf"{_BEFORE}{_SREDA_BEFORE[word]}\s*$", c.before, re.IGNORECASE))


def is_season(c: WordContext) -> bool:
    """A season outside a title or a name: "к лету", but not "Лето Господне"."""
    if _named(c) or _in_title(c) or _QUOTE_BEFORE.search(c.before):
        return False
    return _plain(c) or not _CAPITAL_AFTER.match(c.after)


_EVENT = re.compile(
    r"\s+(?:\d{1,2}(?:-го)?\s+(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)"
    r"|(?:[а-яё]+(?:ого|его|ых|их|ой|ей)\s+)?(?:выборов|голосовани|референдум|саммит|визит|матч|праздник|встреч|заседани"
    r"|переговор|войн|открыти|старт|игр|дня\b|дней\b|годовщин|рождеств|пасх|нового года|финал|турнир|чемпионат|суда\b"
    r"|митинг|отъезд|начал|конференци|инаугураци|событи|съезд|сезон|свадьб|отпуск|поездк|олимпиад|парад|форум|концерт|премьеры"
    r"|операци|вторжени|экзамен|отставк|каникул|зимы|весны|лета\b|осени|выступлени|оглашени|слушани|публикаци|запуск|приезд"
    r"|прибыти))",
    re.IGNORECASE,
)


def is_eve(c: WordContext) -> bool:
    """ "накануне" the day before, and not "on the eve of" something: "накануне выборов"."""
    return not _EVENT.match(c.after)


def _of(kind: str, guard: Callable[[WordContext], bool]) -> dict[str, Callable[[WordContext], bool]]:
    return {word: guard for word, (its, _) in WORDS.items() if its == kind}


GUARDS: dict[str, Callable[[WordContext], bool]] = (
    _of("MONTH", is_month)
    | _of("WEEKDAY", is_weekday)
    | dict.fromkeys(_SREDA_BEFORE, is_wednesday)
    | _of("SEASON", is_season)
    | _of("EVE", is_eve)
)
