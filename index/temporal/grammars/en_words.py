"""The English words that dates are made of, each with its kind and value."""

from index.temporal.grammar import Word
from index.temporal.meaning import Third


def _count(kind: str, words: str, first: int = 1) -> dict[str, Word]:
    """Number the words of a line; "fall|autumn" are two forms of one; "-" skips a number."""
    numbered = enumerate(words.split(), first)
    return {form: (kind, n) for n, forms in numbered for form in forms.split("|") if form != "-"}


def _all(kind: str, words: str, value: int | str | None = None) -> dict[str, Word]:
    """Give all words of a line one kind and value."""
    return dict.fromkeys(words.split(), (kind, value))


def _tens(words: str) -> dict[str, Word]:
    return {word: ("CARDINAL", 10 * n) for n, word in enumerate(words.split(), 2)}


_CALENDAR: dict[str, Word] = (
    _count("MONTH", "january february march april may june july august september october november december")
    | _count("MONTH_SHORT", "jan feb mar apr - jun jul aug sept|sep oct nov dec")
    | _count("WEEKDAY", "monday tuesday wednesday thursday friday saturday sunday", 0)
    | _count("WEEKDAY_SHORT", "mon tue|tues wed|weds thu|thur|thurs fri sat sun", 0)
    | _count("WEEKDAYS", "mondays tuesdays wednesdays thursdays fridays saturdays sundays", 0)
    | _count("DAY_WORD", "yesterday today tomorrow", -1)
    | _count("SEASON", "spring summer autumn|fall winter")
    | _count("QUARTER_CODE", "q1 q2 q3 q4")
    | _count("HALF_CODE", "h1 h2")
    | _all("FISCAL", "fiscal fy financial")
    | _all("FEAST", "christmas", 1225)
    | _all("FEAST", "halloween", 1031)
    | _all("FEAST", "thanksgiving", 1100)  # no fixed day: the fourth Thursday of November
    | _all("EVE", "eve")
    | _all("NEW", "new")
    | _all("DECADE", "sixties", 60)
    | _all("DECADE", "seventies", 70)
    | _all("DECADE", "eighties", 80)
    | _all("DECADE", "nineties", 90)
    | _all("YEAR_END", "yearend")
)

_NUMBERS: dict[str, Word] = (
    _count(
        "CARDINAL", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    )
    | _count("CARDINAL", "seventeen eighteen nineteen twenty", 17)
    | _tens("twenty thirty forty fifty sixty seventy eighty ninety")
    | _all("CARDINAL", "hundred", 100)
    | _count("ORDINAL", "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth")
    | _count("ORDINAL", "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 14)
    | _all("ORDINAL", "thirtieth", 30)
    | _all("FINAL", "final", 4)  # of four quarters
    | _all("A", "a an", 1)
    | _all("COUPLE", "couple", 2)
    | _all("MANY", "few several many some various")
    | _all("HALF_WORD", "half")
)

_UNITS: dict[str, Word] = (
    _all("DAY_UNIT", "day", "D")
    | _all("WEEK_UNIT", "week", "W")
    | _all("WEEKEND_UNIT", "weekend", "WE")
    | _all("MONTH_UNIT", "month", "M")
    | _all("QUARTER_UNIT", "quarter", "Q")
    | _all("YEAR_UNIT", "year", "Y")
    | _all("DECADE_UNIT", "decade", "E")
    | _all("CENTURY_UNIT", "century", "C")
    | _all("CLOCK_UNIT", "hour", "TH")
    | _all("CLOCK_UNIT", "minute", "TM")
    | _all("DAY_UNITS", "days", "D")
    | _all("DAY_UNITS", "weeks", "W")
    | _all("DAY_UNITS", "weekends", "WE")
    | _all("DAY_UNITS", "months", "M")
    | _all("DAY_UNITS", "quarters", "Q")
    | _all("DAY_UNITS", "years", "Y")
    | _all("DAY_UNITS", "decades", "E")
    | _all("DAY_UNITS", "centuries", "C")
    | _all("CLOCK_UNITS", "hours", "TH")
    | _all("CLOCK_UNITS", "minutes", "TM")
    | _all("CLOCK_UNITS", "seconds", "TS")
    | _all("PERIOD", "period")
    | _all("COUNT_ADJECTIVE", "working straight consecutive business calendar trading successive additional")
    | _all("OLD", "old")
)

_POINTING: dict[str, Word] = (
    _all("LAST", "last", -1)
    | _all("THIS", "this current", 0)
    | _all("NEXT", "next coming upcoming", 1)
    | _all("PAST", "past", -1)
    | _all("PREVIOUS", "previous preceding", -1)
    | _all("FOLLOWING", "following", 1)
    | _all("SAME", "same", 0)
    | _all("THAT", "that", 0)
    | _all("AGO", "ago", -1)
    | _all("HENCE", "hence", 1)
    | _all("EARLIER", "earlier previously", -1)
    | _all("LATER", "later afterwards afterward", 1)
    | _all("BEFORE", "before", -1)
    | _all("AFTER", "after", 1)
    | _all("PRIOR", "prior", -1)
    | _all("ENDED", "ended ending")
    | _all("EVERY", "every each")
    | _all("PER", "per")
    | _count("FREQUENCY", "hourly daily weekly monthly quarterly yearly|annual|annually")
    | _all("PRESENTLY", "currently nowadays presently")
    | _all("NOW", "now")
    | _all("LATELY", "recently lately")
    | _all("RECENT", "recent")
    | _all("SOON", "soon")
    | _all("FUTURE", "future")
    | _all("PRESENT", "present moment")
    | _all("NEAR", "near foreseeable distant immediate")
)

_PARTS: dict[str, Word] = (
    _all("STAGE", "early", Third.EARLY)
    | _all("STAGE", "mid", Third.MIDDLE)
    | _all("STAGE", "late", Third.LATE)
    | _all("EDGE", "start beginning turn", Third.EARLY)
    | _all("EDGE", "middle", Third.MIDDLE)
    | _all("EDGE", "close", Third.LATE)
    | _all("END", "end", Third.LATE)
    | _all("REST", "rest remainder", Third.SECOND_HALF)
    | _all("ENTIRE", "entire whole full")
)

_TIMES: dict[str, Word] = (
    _all("DAY_PART", "morning", "MO")
    | _all("DAY_PART", "afternoon", "AF")
    | _all("DAY_PART", "evening", "EV")
    | _all("DAY_PART", "night", "NI")
    | _all("NAMED_HOUR", "noon", "12:00")
    | _all("NAMED_HOUR", "midnight", "00:00")
    | _all("NAMED_HOUR", "midday", "MI")
    | _all("NAMED_HOUR", "dawn", "MO")
    | _all("TONIGHT", "tonight")
    | _all("AM_PM", "am pm a.m. p.m. a.m p.m")
    | _all("LETTER_O", "o")
    | _all("CLOCK_WORD", "clock")
    | _all("ZONE", "utc gmt est edt pst pdt cst cdt mst mdt et pt cet cest bst eet msk ist jst hkt sgt aest local")
    | _all("TIME_WORD", "time")
)

_SMALL: dict[str, Word] = (
    _all("THE", "the")
    | _all("OF", "of")
    | _all("ON", "on")
    | _all("IN", "in")
    | _all("AT", "at")
    | _all("BY", "by")
    | _all("FOR", "for")
    | _all("DURING", "during")
    | _all("WITHIN", "within")
    | _all("FROM", "from")
    | _all("TO", "to through thru")
    | _all("UNTIL", "until till")
    | _all("BETWEEN", "between")
    | _all("SINCE", "since")
    | _all("AND", "and")
    | _all("OR", "or")
    | _all("LETTER_S", "s")
    | _all("THAN", "than")
    | _all("MORE", "more most")
    | _all("LESS", "less")
    | _all("LEAST", "least")
    | _all("APPROXIMATE", "about around nearly almost roughly approximately over under barely")
)

_NAMES: dict[str, Word] = (
    _all("ATTACK", "attack attacks terrorist terror hijackers hijackings")
    | _all("NEWSPAPER", "times telegraph mirror herald mail express tribune observer mercury independent magazine")
    | _all("TITLE", "black bloody super ruby manic easter palm good")
)

WORDS = _CALENDAR | _NUMBERS | _UNITS | _POINTING | _PARTS | _TIMES | _SMALL | _NAMES
