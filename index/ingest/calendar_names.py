"""Names of months and weekdays as headers, file names and datelines write them, in lower case."""

_MONTH_NAMES = (
    "january february march april may june july august september october november december",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
)
ENGLISH_MONTHS, RUSSIAN_MONTHS = (names.split() for names in _MONTH_NAMES)
_SHORT = {"sept": 9, "янв": 1, "фев": 2, "февр": 2, "мар": 3, "апр": 4, "авг": 8, "сен": 9, "сент": 9}
_SHORT |= {"окт": 10, "ноя": 11, "нояб": 11, "дек": 12}
MONTHS: dict[str, int] = {
    **{name: n for n, name in enumerate(ENGLISH_MONTHS, 1)},
    **{name[:3]: n for n, name in enumerate(ENGLISH_MONTHS, 1)},
    **{name: n for n, name in enumerate(RUSSIAN_MONTHS, 1)},
    **_SHORT,
}
_WEEKDAY_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс"
)
WEEKDAYS: frozenset[str] = frozenset(_WEEKDAY_NAMES.split())
