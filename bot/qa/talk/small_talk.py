"""Small talk: what people say to a bot in a chat that is not a question about the news, in English and Russian.

Only whole messages are taken, whatever their case and punctuation, so that no question about the news is mistaken for
small talk: "thanks" is, "What did the minister say about Thanksgiving?" is not.
"""

import re
from enum import StrEnum

MOST_QUESTIONS = 3  # in one message
SHORTEST_WORDS = 2  # of a question among several: "Really? Why?" is one
MOST_CHARACTERS = 60  # a longer message says more than small talk


class SmallTalk(StrEnum):
    """What a message wants that is not a question about the news."""

    GREETING = "greeting"
    THANKS = "thanks"
    APPROVAL = "approval"  # "ok", "lol nice", 👍: nothing is asked
    GOODBYE = "goodbye"
    ABOUT = "about"  # "who are you?"
    HELP = "help"  # "what can you do?"
    HOW_ARE_YOU = "how_are_you"
    INSULT = "insult"
    NEWS = "news"  # "latest news": the newest day
    WHAT_HAPPENED = "what_happened"  # without a day: the newest days are offered
    MORE = "more"  # of the last answer
    SOURCES = "sources"  # of the last answer
    IN_ENGLISH = "in_english"
    IN_RUSSIAN = "in_russian"


_YOU_BOT = r"(?: (?:there|bot|dateline|everyone|all|again|друг|бот|всем|снова|ребята))?"
_PLEASE = r"(?: (?:please|pls|пожалуйста|плиз))?"

# Each is matched against a whole message in small letters, without punctuation and with single blanks.
_PATTERNS: dict[SmallTalk, str] = {
    SmallTalk.GREETING: rf"(?:hello|hi|hey|hiya|howdy|yo|greetings|good (?:morning|day|afternoon|evening)|привет(?:ствую|ик)?"
    rf"|здравствуй(?:те)?|здрасьте|хай|добр(?:ый (?:день|вечер)|ое утро|ого дня)|салют)(?: (?:hello|hi|привет))?{_YOU_BOT}",
    SmallTalk.THANKS: r"(?:(?:ok|okay|great|cool|no|нет|ок|отлично) )?(?:thanks|thank you|thank u|thx|ty|cheers|much appreciated|спасибо|спс|пасиб[оа]?"
    r"|благодарю|мерси)(?: (?:you|very|so|a lot|much|very much|so much|bot|man|mate|большое|огромное|вам|тебе|бот|за (?:ответ|помощь)))*",
    SmallTalk.APPROVAL: r"(?:(?:lol|haha\w*|lmao|wow|ok|okay|k|nice|cool|great|good|perfect|awesome|yes|yep|no|nope|sure|right|interesting|funny"
    r"|good (?:job|bot|one)|well done|i see|got it|лол|ахах\w*|хаха\w*|вау|ок|окей|ладно|класс|круто|супер|отлично|хорошо|понятно|понял[а]?"
    r"|ясно|да|нет|ага|угу|интересно|молодец|прикольно|норм)\b ?)+|[👍👌🙏❤️🔥😂😁😊🙂👏💯\s]+",
    SmallTalk.GOODBYE: r"(?:bye|bye bye|goodbye|good night|see you(?: later)?|cu|пока|до свидания|до встречи|спокойной ночи|прощай)"
    rf"{_YOU_BOT}",
    SmallTalk.ABOUT: r"(?:who|what) are you|what is this(?: bot)?|who (?:made|built|created) you|are you (?:a (?:bot|robot|human)|human|real|an ai|ai)"
    r"|what is your name|whats your name|(?:ты )?кто ты(?: так(?:ой|ая))?|вы кто|кто вы|ты кто|что ты такое|что это(?: за бот)?|ты (?:бот|робот|человек)"
    r"|как тебя зовут|кто тебя (?:создал|сделал)",
    SmallTalk.HELP: rf"help(?: me)?{_PLEASE}|what can (?:you|i) (?:do|ask)(?: (?:you|here|for me))*|what do you (?:do|know)|how (?:do|can) i (?:use|ask)(?: (?:you|this|it))?"
    r"|how does (?:this|it) work|how to use(?: (?:this|it|you))?|commands|menu|помощь|помоги(?:те)?(?: мне)?|что (?:ты|вы) (?:умеешь|умеете|можешь|можете|знаешь|знаете)"
    r"|что (?:тут|здесь|можно) (?:можно )?(?:делать|спросить|спрашивать)|как (?:это|ты|тут|всё|все)(?: это| всё| все)? работает?(?:шь)?|как (?:тобой|этим) пользоваться|как (?:тебя )?спрашивать|команды|меню|справка",
    SmallTalk.HOW_ARE_YOU: r"how are you(?: (?:doing|today))*|how is it going|hows it going|whats up|what is up|sup|как (?:ты|дела|вы|жизнь|сам)(?: сегодня)?|что делаешь",
    SmallTalk.INSULT: r"(?:(?:you|u|this|this bot|ты|you are|youre|bot|бот|вы|это|этот бот|is|are|just|so|such|very|a|an|really|полный|полная|просто|такой|какой|же|и) )*"
    r"(?:stupid|idiot|dumb|useless|trash|garbage|crap|moron|sucks?|suck|bullshit|rubbish|shut up|fuck(?: you| off)?|wtf"
    r"|тупой|тупая|тупица|дурак|дура|идиот|бесполезн\w+|мусор|отстой|заткнись|дебил|фигня|чушь|бред|нахрен|иди (?:ты|нафиг|в баню|к ч[её]рту))(?: (?:bot|бот|you|u))?",
    SmallTalk.NEWS: rf"(?:(?:the|show(?: me)?|tell me|give me|any|what(?: i|')?s|what are|what is|some) )*(?:(?:the|latest|newest|last|fresh|recent|todays|new|top|breaking) )*(?:news|headlines)"
    rf"(?: today)?{_PLEASE}|whats new|what is new|anything new"
    rf"|(?:(?:какие|покажи|расскажи|дай|есть|что|что там|последние|свежие|главные|новые|самые|мне) )*новост(?:и|ь|ей)(?: (?:есть|сегодня|дня))?{_PLEASE}|что нового|есть что(?: ?-?нибудь)? новое",
    SmallTalk.WHAT_HAPPENED: r"(?:so )?(?:what|whats|what is|what has) (?:happened|happening|happens|going on|been happening)(?: (?:lately|recently))?"
    r"|(?:а |ну )?что (?:произошло|случилось|происходит|было|творится|слышно)(?: недавно| в мире| в последнее время)?",
    SmallTalk.MORE: rf"(?:(?:tell|show|give) me )?(?:some )?more(?: (?:about (?:it|this|that)|details|on (?:it|this|that)))?{_PLEASE}|(?:and )?(?:what|anything) else|go on|continue|details"
    rf"|(?:(?:расскажи|покажи|дай)(?:те)? )?(?:по)?(?:ещ[её]|подробнее|больше|подробности)(?: (?:об этом|про это|раз))?{_PLEASE}|дальше|продолжай|(?:а )?что ещ[её]",
    SmallTalk.SOURCES: rf"(?:(?:the|your|what is|whats|what are|show|show me|give me|where is) )*(?:the |your )*sources?{_PLEASE}|says who|who says(?: so| that)?|where (?:is|does) (?:this|that|it) (?:come )?from|proof|link|links"
    rf"|(?:(?:а|какой|какие|где|покажи|дай) )*(?:источник(?:и|а)?|ссылк[аиу])(?: есть)?{_PLEASE}|откуда (?:это|инфа|информация|знаешь)|кто (?:это )?(?:сказал|говорит)|пруф(?:ы)?|докажи",
    SmallTalk.IN_ENGLISH: rf"(?:(?:again|now|please|repeat|say (?:it|that)|the same|and|tell me|answer|ещё раз|а|теперь|скажи|повтори|то же|это|ответь|можно|говори) )*(?:in english|speak english|english|на английском|по-английски|по английски){_PLEASE}",
    SmallTalk.IN_RUSSIAN: rf"(?:(?:again|now|please|repeat|say (?:it|that)|the same|and|tell me|answer|снова|ещё раз|еще раз|а|теперь|скажи|повтори|то же|это|ответь|можно|говори) )*(?:in russian|speak russian|russian|на русском|по-русски|по русски){_PLEASE}",
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_QUESTION = re.compile(r"[^?]+\?+")
_PUNCTUATION = re.compile(r"[^\w\s\-👍👌🙏❤️🔥😂😁😊🙂👏💯]")


def split_questions(text: str) -> list[str]:
    """Return the questions of a message, each to be answered by itself; the whole text if it is not several.

    "What happened on 29 May? And who won the regatta?"  ->  those two
    "What did the minister say? He said nothing."        ->  the whole
    """
    parts = [part.strip() for part in _QUESTION.findall(text)]
    whole = len(parts) < 2 or len(parts) > MOST_QUESTIONS or "".join(text.split()) != "".join("".join(parts).split())
    return [text] if whole or any(len(part.split()) < SHORTEST_WORDS for part in parts) else parts


def read_small_talk(text: str) -> SmallTalk | None:
    """Return what a message wants if it is small talk; None if it may be a question about the news.

    "Hello!" -> GREETING      "what can you do?" -> HELP      "What happened on May 29?" -> None
    """
    if len(text) > MOST_CHARACTERS:
        return None
    plain = " ".join(_PUNCTUATION.sub("", text.casefold().replace("ё", "ё")).split())
    if not plain:
        return None
    return next((kind for kind, pattern in _COMPILED.items() if pattern.fullmatch(plain)), None)
