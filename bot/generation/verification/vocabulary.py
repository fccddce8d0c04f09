"""The little words that checks need to know, in English and Russian: what says nothing, what turns a sentence round.

Words are compared by their stems, so that one form of each is enough here, but for operators: these stand as written.
"""

import re
from functools import lru_cache

from index.search.fulltext.analyzers import analyze

# Words without news of their own: an answer may add or drop them.
GLUE = frozenset(
    "were been being has have had having did does do done am he she him her his hers its it they them their who whom "
    "whose which what when where while so there here then also too and or from during within about around "
    "himself herself itself themselves other own same each both us our we i my you your those these how just even yet "
    "such thus therefore however moreover additionally meanwhile furthermore "
    "был была было были быть есть это этот эта эти этого этой он она оно они его её ее их ему ей им ним них нём нем "
    "который которая которое которые которого которой которых которому свой своя своё свои своего своей своих и а же "
    "ли в во на с со к ко о об от до по за из у про при для что как так тоже также там здесь тут уже ещё еще то "
    "того той тот та те себя".split()
)

PRONOUNS = re.compile(
    r"^\W*(?:he|she|they|it|him|her|his|its|their|this|these|that|those|such|the\s+(?:latter|former)"
    r"|он|она|оно|они|его|её|ее|их|это|этот|эта|эти)\b",
    re.IGNORECASE,
)
ANY_PRONOUN = re.compile(r"\b(?:he|she|they|it|his|her|its|their|он|она|они|его|её|их|им|ему|ей)\b", re.IGNORECASE)

# What turns a statement round or takes it back. One of a kind must stand on both sides, or on neither.
_OPERATORS = {
    "not": r"not|no|nobody|none|never|neither|nor|nothing|without|cannot|\w+n['’]t|lacks?|lacked"
    r"|не|нет|никто|никого|ничего|никогда|ни|без|никак\w*|нельзя",
    "deny": r"den(?:y|ies|ied|ying)|refus\w+|reject\w+|fail(?:s|ed|ing)?|declin(?:e[sd]?|ing)|dismiss(?:es|ed|ing)?"
    r"|false(?:ly)?|untrue|hoax|fake|wrong(?:ly)?|cancel\w*|abandon\w*|call(?:s|ed)?\s+off"
    r"|отриц\w+|опроверг\w*|отказ\w+|отверг\w*|ложн\w+|отмен\w+|неверн\w+|неправд\w+",
    "may": r"would|could|should|might|(?-i:may)|must|can|shall|will|'ll|likely|possib(?:le|ly)|probabl[ey]|perhaps"
    r"|plan(?:s|ned|ning)?|expect(?:s|ed|ing)?|hop(?:e[sd]?|ing)|want(?:s|ed)?|intend\w*|going\s+to|due\s+to|set\s+to"
    r"|propos(?:e[sd]?|ing|al)|threat\w*|promis(?:e[sd]?|ing)|try|tries|tried|trying|attempt\w*|about\s+to|to\s+be"
    r"|возможно|вероятно|может|могут|мог|могла|могли|будет|будут|должн\w+|намерен\w*|план\w+|ожида\w+|обеща\w+|хоч\w+"
    r"|хотел\w*|собира\w+|предлож\w+|предлага\w+|пыта\w+|попыт\w+|бы",
    "if": r"if|unless|whether|until|except|если|пока|кроме|разве",
    "almost": r"almost|nearly|barely|hardly|only|scarcely|почти|едва|лишь|только|чуть",
    "said": r"sa(?:y|ys|id|ying)|told|tells?|according|report(?:s|ed|edly)?|announc(?:e[sd]?|ing)|stat(?:es|ed)"
    r"|claim(?:s|ed)?|alleg\w+|accus\w+|warn(?:s|ed)?|suggest(?:s|ed)?|believ(?:e[sd]?)|think|thinks|thought|argu(?:e[sd]?)"
    r"|rumou?r\w*|suspect\w*|admit\w*|deem(?:s|ed)?|write|writes|wrote|ask(?:s|ed)?|order(?:s|ed)?|urg(?:e[sd]?)"
    r"|сообщ\w+|сказ\w+|говор\w+|заяв\w+|по\s+словам|утвержд\w+|обвин\w+|предупре\w+|счита\w+|написа\w+|якобы|пиш\w+"
    r"|рассказ\w+|признал\w*|попроси\w*|призва\w+",
}
OPERATORS = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _OPERATORS.items()}

# Words that say the same in the news; each line is one meaning.
_SAME = """
hurt injured wounded injuries
died dead killed perished deaths
started began begun
finished ended concluded
about roughly approximately
percent pct
fire blaze
пострадали ранены раненые
погибли умерли скончались
начался начал начала началась
закончился завершился окончился
"""

# Sentences that speak to a machine, and not to a reader: no evidence for anything.
INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:above|previous|prior|earlier|instruction|rule|prompt|passage"
    r"|context|all|everything)|\bsystem\s*(?:prompt|message|:|>)|\b(?:assistant|user|developer)\s*:|\bas\s+an\s+ai\b"
    r"|\byou\s+are\s+(?:now|a\s+(?:helpful|language))|\b(?:new|following)\s+instructions?\b|\binstructions?\s*:"
    r"|\b(?:answer|reply|respond|say|write|output|print|repeat|tell)\b.{0,30}\b(?:only|exactly|instead|with|that|the\s+following|user|reader)\b.{0,80}"
    r"\b(?:passages?|citations?|cite|sources?|question|prompt|model|bot|chatbot|assistant)\b|<\|?\w+\|?>|\[/?INST\]"
    r"|\bNOTHING-\w+|^\W*(?:reply|respond|answer|print|output|repeat|ответь|отвечай|выведи|повтори)(?:те)?\b"
    r"|\b(?:language\s+model|chatbot|LLM|AI\s+assistant|AI\s+model)s?\b.{0,60}\b(?:must|should|shall|reading|answer|cite|write)\b"
    r"|\b(?:игнорир\w+|забудь\w*|отбрось\w*|не\s+обращай)\b.{0,40}\b(?:выше|предыдущ\w+|прежн\w+|инструкц\w+|правил\w*|вс[её])"
    r"|систем\w+\s+(?:сообщени\w+|инструкц\w+|промпт\w*|запрос)|\b(?:ассистент|система|пользователь)\s*:"
    r"|\b(?:ответь|отвечай|напиши|скажи|выведи|повтори)(?:те)?\b.{0,100}\b(?:только|вместо|ровно|источник\w*|вопрос\w*|бот\w*|модел\w*"
    r"|читател\w*|ссылк\w*)|\bнов\w+\s+инструкц\w+|\b(?:языков\w+\s+модел\w+|нейросет\w+|чат-?бот\w*)\b.{0,60}\b(?:должн\w+|обязан\w*|ответ\w*)",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache
def meanings(language: str) -> dict[str, str]:
    """Return for each stem of `_SAME` the one that stands for its meaning."""
    found: dict[str, str] = {}
    for line in _SAME.split("\n"):
        stems = [stem for word in line.split() for stem in analyze(word, language)]
        for stem in stems:
            found.setdefault(stem, stems[0])
    return found
