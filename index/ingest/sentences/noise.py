"""Sentences of a page that tell nothing: bylines, time stamps, captions, house rules, fragments.

They stay in the article's text, but they are neither quoted nor counted as evidence, and their dates are not events.
Precision comes first: a sentence is noise only if a pattern covers all of it, or if it holds a phrase that news does
not use.
"""

import re

from index.ingest.calendar_names import MONTHS

LONGEST = 400  # characters; boilerplate in one sentence is shorter
LONGEST_STAMP = 120

_FLAGS = re.IGNORECASE | re.VERBOSE

# ── Stamps: "Fri Apr 29, 2011 5:34 pm EDT", "BBC News, 15 January 2010", "Last updated at 10:15 GMT" ──

_ZONE = r"(?:GMT|UTC|BST|CES?T|EES?T|MSK|МСК|мск|[ECMP][SD]?T|IST|JST|AES?T|local\ time)"
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d){1,2}|\d{1,2}(?=\s?[ap]\.?m)|\d{4}(?=\s(?:GMT|UTC)))(?:\s?[ap]\.?m\b\.?)?"
    rf"(?:\s?\(?{_ZONE}\)?)?"
)
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d\d(?!\d)(?:\s?(?:года|г\.?)(?!\w))?)"
_DATE = (
    rf"(?:{_DAY}[\s.-]{{1,2}}(?:of\ )?{_MONTH}|{_MONTH}\s?{_DAY}(?!\d)|{_MONTH})(?:\s?,?[\s-]?{_YEAR})?"
    r"|\d{4}-\d\d-\d\d(?:T[\d:.Z+-]+)?|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)(?!\d)"
)
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
)
_LABEL = (
    r"(?:page\ |story\ |article\ )?(?:last\ |first\ )?(?:updated|modified|published|posted|created|edited|revised)"
    r"|date|dated|time|обновлен[оа]|опубликован[оа]|размещено|дата(?:\ публикации)?|последнее\ обновление|добавлено"
)
_MOMENT = rf"(?:{_DATE}|{_CLOCK}|{_WEEKDAY}|{_YEAR})"
_JOINT = r"(?:[\s,;:|/()\[\].·•–—-]|\b(?:at|on|by|of|and|в|от|at\ about)\b)*+"
_NAME = r"[A-ZА-ЯЁ][\w.&'’-]*(?:\s(?:[A-ZА-ЯЁ][\w.&'’-]*|of|the|de)){0,4}"
_STAMP = re.compile(
    rf"{_JOINT}(?:(?-i:{_NAME}){_JOINT})?(?:(?:{_LABEL})\b{_JOINT})*{_MOMENT}(?:{_JOINT}(?:{_MOMENT}|{_LABEL}|{_ZONE}))*"
    rf"{_JOINT}(?:(?:(?<=[|·•/])|(?<=[|·•/]\ ))(?-i:{_NAME}))?{_JOINT}",
    _FLAGS,
)
_UPDATE_LINE = re.compile(r"\W*(?:(?:page|story)\s)?last\s(?:updated|modified)\b.{0,80}", re.IGNORECASE)

# ── Bylines and credits ──

_PERSON = r"(?:[A-Z][\w.'’-]*|[А-ЯЁ][\w.-]*)(?:\s(?:[A-Z][\w.'’-]*|[А-ЯЁ][\w.-]*|de|van|von|der|bin|al)){1,3}"
_PEOPLE = rf"{_PERSON}(?:(?:\s?,\s?|\s(?:and|&|и)\s|\s?;\s?){_PERSON})*"
_ROLE = (
    r"(?:[,|–—-]\s*|(?:in|at|for|of|the|staff|special|chief|senior|political|diplomatic|business|economics?|science|health"
    r"|sports?|environment|world|foreign|correspondent|reporter|writer|editor|editorial|associate|bureau|desk|news|to"
    r"|[A-Z][\w'’&-]*|корреспондент|редактор)\b[\s.]*){0,9}"
)
_BYLINE = re.compile(
    rf"\W*(?i:by|written\sby|posted\sby|story\sby|report(?:ed)?\sby|compiled\sby|text\sby|words\sby)\s+"
    rf"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Janu|Febru)ary\b|March\b|April\b|May\s\d|June\b|July\b|August\b"
    rf"|(?:Septem|Octo|Novem|Decem)ber\b){_PEOPLE}\s*{_ROLE}\W*"
)
_CREDIT = re.compile(
    r"""\W*(?:
      (?:additional\ )?(?:reporting|editing|writing|translat(?:ing|ion)|photographs?|photos?|images?|graphics?
          |video)\ by\ (?-i:[A-Z]).*
    | (?:автор(?:ы)?(?:\ текста|\ фото)?|текст|фото(?:графия)?|иллюстрация|источник|редактор|перевод
        |видео)\s?[:©].{0,90}
    | (?:подготовил|беседовал|записал|перев[её]л)[аи]?\s(?-i:[А-ЯЁ]).{0,60}
    )""",
    _FLAGS | re.DOTALL,
)

# The papers that a digest names behind an item: "(BBC), (MSNBC) (AP via the Houston Chronicle)"
_OUTLET = (
    r"\((?>(?:[\w-]++\.(?:com|net|org|co|ru|au|uk)[\w.]*+|[A-ZА-ЯЁ0-9][\w.'’&!/-]*+|via\b|the\b|of\b|and\b|[,&–-])"
    r"\s*+)++\)"
)
_OUTLETS = re.compile(rf"\W*(?:{_OUTLET}[\s,;.]*)+")

# ── Lines of the page around the article ──

_PAGE_LINE = re.compile(
    r"""\W*(?:
      (?:image|media|video|photo)\ (?:copyright|caption|credit)\b.* | image\ source\b.*
    | (?:photo(?:graph)?|image|picture|caption|pictured|credit)\s?:.*
    | file\ photo\b.*
    | (?:getty\ images|shutterstock|istock)\W*
    | (?:copyright\s(?=©|\(c\)|\d|by\b|the\ )|©|\(c\)).*
    | (?:click\ here|read\ more|read\ the\ full|also\ read|read\ also|see\ also|related(?:\ (?:stories|articles
        |links|topics))?\s?:
        |more\ on\ this\ story|story\ continues\ below|article\ continues\ below
        |sign\ up\ (?:for|to)\ our|subscribe\ (?:to|now)|share\ this|e-?mail\ this|print\ this|skip\ to|back\ to\ top
        |leave\ a\ (?:comment|reply)|have\ your\ say|your\ comments|join\ the\ (?:discussion|conversation)
            |follow\ us\ on
        |follow\ @|sponsored\ content|download\ our\ app|watch\ live\s?:).*
    | (?:related\ (?:stories|articles|links|topics)|top\ stories|more\ stories|most\ (?:read|popular)|advertisement
        |comments|comment|share|print|tags|home|menu|search)\W*
    | tags\s?:.*
    | \d+\ (?:comments?|shares?|views?|likes?)\W*
    | (?:читайте\ также|читайте\ нас|по\ теме\s?:|материалы?\ по\ теме|см\.\ также|подпис(?:ывайтесь|аться
        |ывайся)\ на\ (?:наш|нас|канал|рассылк|новости)
        |нашли\ (?:ошибку|опечатку)|оставить\ комментарий|на\ правах\ рекламы|фото\ из\ архива|теги\s?:
        |правила\ комментирования|архивное\ фото|на\ фото\s?:).*
    | (?:реклама|комментарии|поделиться|все\ новости|главное|видео|фото)\W*
    )""",
    _FLAGS | re.DOTALL,
)
_BOILERPLATE = re.compile(
    r"""
      \b(?:running\ order|schedule|programme|line-?up|listings?|times)\b[^.]{0,30}\bsubject\ to\ change
    | responsible\ for\ the\ content\ of\ external | may\ not\ be\ published,\ broadcast | all\ rights\ reserved
    | \bhouse\ rules\b | comments\ (?:are|may\ be|will\ be|have\ been)\ (?:\w+-?)?(?:moderated|edited|closed
        |published|removed)
    | \bwe\ reserve\ the\ right\ to\ (?:edit|remove|delete|moderate|refuse|shorten|publish)
        | terms\ (?:and\ conditions|of\ (?:use|service))
    | enable\ javascript | \buses\ cookies\b | \bprivacy\ policy\b | contributed\ to\ this\ (?:report|article|story)
    | for\ more\ information,?\ (?:visit|see|go\ to|please) | e-?mail\ address\ will\ not
        | please\ keep\ (?:your\ )?comments
    | \(ap\ photo | \(photo(?:graph)?(?:\ by|\ courtesy|\s?:) | /\s?getty\ images | this\ (?:video|page
        |content)\ (?:is\ not|cannot\ be)\ (?:available|played|viewed)
    | мнение\ (?:редакции|автора)[^.]{0,40}не\ совпада | все\ права\ защищены | ссылка\ (?:на\ [^.]{1,40}\ )?обязательна
    | при\ (?:использовании|перепечатке|цитировании|копировании)\ (?:любых\ )?материалов | выделите\ [^.]{0,40}ctrl
    | свидетельство\ о\ регистрации\ сми | комментарии\ (?:модерируются|закрыты|проходят)
        | программа\ может\ (?:быть\ )?измен
    | возможны\ изменения\ в\ (?:программе|расписании) | пользовательск(?:ое|ого)\ соглашени | политик(?:а|у
        |ой)\ конфиденциальности
    """,
    _FLAGS,
)

# One of these is in every phrase above: looking for them first costs a thirtieth.
_BOILERPLATE_WORDS = (
    "subject to", "of external", "be published", "rights reserved", "house rules", "comments",
    "reserve the right", "terms and", "terms of", "javascript", "cookies", "privacy", "to this ",
    "more information", "mail address", "photo", "getty", "this video", "this page", "this content", "мнение",
    "защищены", "обязательна", "материалов", "выделите", "свидетельство", "комментарии", "программ",
    "расписании", "соглашени", "политик",
)  # fmt: skip

# ── Fragments ──

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW_AND_REFERENCE = re.compile(r"\W*+(?:\w++\W++){0,3}?(?<=\[)\d+\]\W*+(?:\d+\]\W*+)*")
_CUT_OFF = re.compile(rf"(?-i:{_ZONE})\b(?:\W+\w+){{0,4}}\W*", re.VERBOSE)

_WHOLE = (_UPDATE_LINE, _BYLINE, _CREDIT, _OUTLETS, _PAGE_LINE, _FEW_AND_REFERENCE, _CUT_OFF)


def is_noise(sentence: str) -> bool:
    """Whether a sentence tells no news: a byline, a stamp, the credit of a caption, the page's own words, a fragment.

    "By John Smith, Associated Press Writer"  ->  True     "Fri Apr 29, 2011 5:34 pm EDT"  ->  True
    "Running order is subject to change."     ->  True     "There is [5]"                  ->  True
    "By Monday, 300 people had died."         ->  False    "The vote was held on 5 May."   ->  False
    """
    sentence = sentence.strip()
    if len(_WORD.findall(sentence[:LONGEST])) + any(map(str.isdigit, sentence)) < 2:
        return True
    if len(sentence) > LONGEST:
        return False
    if len(sentence) <= LONGEST_STAMP and _STAMP.fullmatch(sentence):
        return True
    return any(pattern.fullmatch(sentence) for pattern in _WHOLE) or _has_boilerplate(sentence)


def _has_boilerplate(sentence: str) -> bool:
    lowered = sentence.lower()
    return any(word in lowered for word in _BOILERPLATE_WORDS) and _BOILERPLATE.search(sentence) is not None
