"""The words that a language wraps around a topic: "what happened with … on", "who", "что произошло"."""

import re
from typing import NamedTuple


class QuestionPatterns(NamedTuple):
    """The words of a question that are not part of its topic."""

    opening: re.Pattern[str]  # "what happened", "any news": taken off the start
    connector: re.Pattern[str]  # "on", "in", "from": taken off beside a day, and off both ends of what is left
    function_words: frozenset[str]  # "who", "did": words that no passage needs to have
    latest: re.Pattern[str]  # what asks for the newest
    narrow: re.Pattern[str]  # what a topic begins with that asks for one thing
    interrogative: re.Pattern[str]  # … or what it has anywhere, if it is a question: "It was built in what year?"


def _opening(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?=\W|$)", re.IGNORECASE | re.VERBOSE)


def _words_at_start(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words.split())})(?=\W|$)\.?", re.IGNORECASE)


ENGLISH = QuestionPatterns(
    opening=_opening(
        r"""
        (?: (?:please|so|and|hi|hello|hey) \W+ )*
        (?: (?:can|could|would|will)\ you \s+ )?
        (?: (?:please|tell|show|give|find|list|remind) \s+ )* (?: (?:me|us) \s+ )? (?: (?:about|of|for) \s+ )?
        (?:
            what (?: ['’]s | s | \s+ (?:is|was|were|are|has|had) )? \s+
            (?:the\s+)? (?:else\s+)? (?:been\s+)? (?:all\s+)?
            (?:
                happen(?:ed|ing|s)? | (?:going|went|goes)\s+on | (?:took|takes)\s+place | occurr?ed | news? | up
                | (?: (?:latest|main|top|big|biggest) \s+ )? (?:news|events?|headlines|stories|story)
            )
            | what (?: ['’]s | s | \s+ is )? \s+ (?:the\s+)? (?:latest|newest|most\s+recent) (?: \s+ news )?
            | what \s+ (?:do|did) \s+ (?:we|you|i) \s+ know
            | what \s+ can \s+ you \s+ (?:tell|say) (?: \s+ (?:me|us) )?
            | (?:is|was|were|are) \s+ there \s+ (?: any(?:thing)? \s+ )? (?:news|new|events?)?
            | (?: any | some | the | all (?:\s+the)? )? \s* (?: (?:latest|recent|main|top) \s+ )?
              (?:news|events?|headlines|stories|updates?) (?:\s+there)?
            | anything \s+ (?: new | happen(?:ed|ing)? )
            | did \s+ anything \s+ happen
            | everything | anything | something | latest
        )"""
    ),
    connector=_words_at_start(
        "on in at from for of about with to by during since until till between around before after regarding concerning"
        " over and the day date dated there please so or that this week just ago back"
    ),
    function_words=frozenset(
        "who whom whose what when where why which how many much long far often old is are was were be been being "
        "do does did done has have had can could will would shall should may might must i me my we us our you "
        "your he him his she her it its they them their this that these those there here a an the of in on at by "
        "to for from with about into over after before during since until between and or but if so as than then "
        "too also any some all just only please tell show give say said says happen happened happening occur "
        "occurred take took place go went going come came get got make made become became know news latest new "
        "last recent event events day date time days week month year anything something everything else not no up "
        "out off down again ever people person thing things kind sort name names called".split()
    ),
    latest=re.compile(
        r"\b(?:latest|newest|most\s+recent|what(?:['’]?s|\s+is)\s+new|any\s+news|up\s*dates?)\b", re.IGNORECASE
    ),
    narrow=_words_at_start(
        "who whom whose what which when where why how is are was were do does did can could will would has have had"
    ),
    interrogative=re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE),
)

RUSSIAN = QuestionPatterns(
    opening=_opening(
        r"""
        (?: (?:пожалуйста|а|и|ну|так|привет|скажи(?:те)?|подскажи(?:те)?) \W+ )*
        (?: (?:расскажи(?:те)?|покажи(?:те)?|напомни(?:те)?|найди(?:те)?) \s+ (?: (?:мне|нам) \s+ )? )?
        (?: (?: о\s+том | про\s+то ),? \s* )?
        (?:
            (?:что|чего) \s+ (?: (?:же|там|ещ[её]) \s+ )?
            (?:
                произошло | случилось | было | бывало | происходило | происходит | случалось | стряслось | творилось
                | творится | нового | новенького | слышно | известно | пишут | писали | сообщали | сообщают
            )
            | как(?:ие | ие\s+были | ие\s+есть) \s+ (?:\w+\s+)? (?:новости|события)
            | каков[ыо] \s+ (?:новости|события)
            | (?:последние|свежие|все|главные|основные)? \s* (?:новости|события|сводка)
            | есть \s+ (?:ли\s+)? новости
            | нового
        )"""
    ),
    connector=_words_at_start(
        "в во на с со к ко о об от до по за из у про при для между и а или дня день числа года году год г же том этого"
        " течение время около после перед ещ[её] вокруг насч[её]т относительно"
    ),
    function_words=frozenset(
        "кто кого кому кем ком что чего чему чем чём где куда откуда когда почему зачем отчего как какой какая "
        "какое какие каких каким какую какого каком сколько чей чья чьи ли же бы не ни нет да в во на с со к ко о "
        "об от до по за из у про при для без под над между и а но или то это этот эта эти этого этой тот та те "
        "того был была было были быть есть стал стала стало стали мог могла могли может могут я мы вы он она оно "
        "они его её ее их мне нам вам ему ей им там тут здесь ещё еще уже только также тоже так очень все всё "
        "всего расскажи покажи скажи пожалуйста произошло случилось происходит происходило случалось новости "
        "новость событие события нового последние последний свежие день дня дни числа года году год время раз".split()
    ),
    narrow=_words_at_start(
        "кто кого кому кем ком чего чему чем где куда откуда когда почему зачем отчего как какой"
        " какая какое какие сколько чей чья чьи"
    ),
    interrogative=re.compile(
        r"\b(?:кто|кого|кому|кем|ком|что|чего|чему|чем|где|куда|откуда|когда|почему|зачем|отчего|как|сколько|скольк\w+"
        r"|как(?:ой|ая|ое|ие|их|им|ую|ом|ими|ого|ому)|каков\w?|чей|чья|чь[ёеию])\b",
        re.IGNORECASE,
    ),
    latest=re.compile(r"\b(?:последн|свеж|нового\b|новенького\b|есть\s+(?:ли\s+)?новости\b)", re.IGNORECASE),
)

PATTERNS = {"en": ENGLISH, "ru": RUSSIAN}
