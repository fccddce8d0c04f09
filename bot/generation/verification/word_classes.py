"""Classes of little words, in English and Russian, that decide what of a sentence may be left out or moved."""

import re

ARTICLES = frozenset({"a", "an", "the"})

# A phrase that begins with one of these tells where, when, with or by whom: what is left is true without it.
ADVERBIAL = frozenset(
    "in at near outside inside across along behind beside beyond on during after before since until till from by "
    "with within "
    "following amid off through throughout around above below "
    "в во на у около близ под за после перед до с со из при через во между вблизи утром днем вечером ночью".split()
)
# A phrase that begins with one of these belongs to the word before it: it stays.
COMPLEMENT = frozenset(
    "of to for against about over into between among without except despite than as like unlike toward towards "
    "onto upon out "
    "off up down away back instead "
    "о об от для против без кроме вместо к ко по про".split()
)
SUBORDINATE = frozenset(
    "because after before while when where although though since whereas "
    "когда где потому пока хотя поскольку так".split()
)
RELATIVE = frozenset(
    "that which who whose whom where который которая которое которые которого которой которых которому".split()
)
CONDITIONAL = frozenset(
    "if unless until except provided only whether lest если пока кроме лишь только ли разве".split()
)
IF = frozenset("if unless except provided whether lest если кроме ли разве".split())
SEASONS = frozenset("summer winter spring autumn weekend year years months weeks days past last holidays".split())
JOINING = frozenset("and but while or и а но или".split())
NEGATIVE = frozenset(
    "not no nobody none never neither nor nothing without hardly barely few little scarcely "
    "не нет никто никого ничего никогда ни без едва мало".split()
)
# "All shops were closed in Marn": without the town it says more. So do "the first", "the largest", "nobody".
UNIVERSAL = frozenset(
    "all every each any both only sole first last most least best worst always ever record everybody everyone "
    "everything "
    "entire whole nowhere neither most third-largest second-largest unanimous "
    "все всех всем каждый каждая любой первый первая первое последний последняя только единственный впервые "
    "самый самая".split()
)
_SUPERLATIVE = re.compile(
    r"(?:[a-z]{3,}iest|(?:larg|bigg|high|low|old|young|great|small|few|strong|long|short|near|lat|earli|costli|dead"
    r"li|wors)e?st|\w+-(?:largest|biggest|highest))"
)
# "The court bans protests in Marn": without the town it bans more.
SCOPED = frozenset(
    "ban bans banned forbid forbids forbade prohibit prohibits prohibited cut cuts raise raises raised allow "
    "allows allowed abolish "
    "abolishes abolished lift lifts lifted suspend suspends suspended end ends ended halt halts halted legalise "
    "legalised запретил "
    "запретила запретили разрешил разрешила разрешили отменил отменила отменили".split()
)
DROPPED_ADVERBS = frozenset(
    "also already too however meanwhile furthermore moreover then now still уже также однако тоже".split()
)
PARTS_OF_DAY = frozenset(
    "early late morning evening night afternoon noon midday утром днем вечером ночью утра вечера".split()
)
CRAFT = frozenset("ferry ship tanker yacht boat trawler rocket satellite train liner frigate submarine".split())
BEFORE_DAYS = frozenset("on in by this в во on".split())
CASTING_DOUBT = frozenset(
    "former ex acting deputy vice would-be alleged suspected attempted fake false mock proposed possible "
    "potential likely supposed "
    "so-called self-styled failed planned rejected late designate elect unofficial non бывший бывшая экс "
    "предполагаемый мнимый".split()
)
HEARSAY = frozenset("allegedly reportedly apparently supposedly purportedly якобы будто вроде".split())
# A phrase with one of these says in whose mind, or in which play, it is so.
ELSEWHERE = frozenset(
    "mice rats animals monkeys laboratory lab trials tests "
    "view opinion theory account eyes film movie novel play book story tale dream scenario principle simulation "
    "exercise drill draft "
    "version case event words paper according than model poll survey projection mind imagination "
    "мнению словам данным информации сведениям версии фильме романе пьесе случае сценарию мнения слов сне".split()
)
ROLES = frozenset(
    "minister president chancellor secretary mayor director judge captain general leader chief chairman governor "
    "senator king queen prince "
    "princess commissioner ambassador premier министр президент мэр директор глава премьер судья".split()
)

# Who tells a fact, and may be left out behind it: ", police said".
NEUTRAL_SPEECH = frozenset(
    "said says say saying told tells reported reports announced announces stated states added adds "
    "сообщил сообщила сообщили сообщило сообщает сказал сказала сказали заявил заявила заявили рассказал "
    "рассказала".split()
)
SPEECH = NEUTRAL_SPEECH | frozenset(
    "claimed claims claim warned warns denied denies alleged insisted insists argued argues suggested suggests "
    "believes "
    "believed believe thinks think thought predicted stressed wrote writes promised explained noted admitted "
    "admits accused "
    "according fear fears hope hopes "
    "утверждает утверждают утверждал обещал обещала обещали опроверг опровергла опровергли считает считают "
    "отрицает словам".split()
)
# Speakers who tell their own side: without them it would be told as a fact.
PARTISAN = frozenset(
    "critics opponents opposition lawyer lawyers activists rebels militants protesters demonstrators supporters "
    "rival rivals "
    "witness witnesses defence defense attorney some reports rumours rumors sources source diplomat analysts analyst "
    "суспект адвокат адвокаты оппозиция критики источник источники".split()
)
LITTLE_WORDS = (
    ARTICLES
    | ADVERBIAL
    | COMPLEMENT
    | SUBORDINATE
    | CONDITIONAL
    | JOINING
    | NEGATIVE
    | UNIVERSAL
    | frozenset(
        "he she it they his her its their this these that those there his we i you two three four five six seven "
        "eight nine ten".split()
    )
)

AUXILIARY = frozenset(
    "is are was were be been has have had will would can could may might must shall should do does did "
    "был была было были будет будут".split()
)
_VERB = {
    "en": re.compile(
        r"\w{2,}ed|became|began|bought|broke|brought|built|came|caught|cut|cuts|did|drew|drove|fell|felt|fled"
        r"|flew|fought|found|gave"
        r"|got|grew|held|hit|kept|knew|laid|lay|led|left|lost|made|meant|met|paid|put|ran|read|rose|sang|sank|sat"
        r"|saw|sent|set|shot|showed|sold"
        r"|spent|spoke|spread|stood|struck|sued|swept|swore|took|taught|thought|threw|told|tore|went|withdrew"
        r"|woke|won|wore|wrote|said|says"
        r"|blew|beat|bears|wants|want|offers|kills|injures|wounds|calls|raises|remains|fears|fear|insists|claims"
        r"|announces|arrives|opens|get|gets"
        r"|accepts|vote|votes|supplies|voted|shoots|storms|delays|pleads|faces|launches|defies|throws|lands"
        r"|admits|warns|suspends|condemns|blames"
        r"|bars|rejects|recommend|recommends|destroys|ransacks|torches|hope|hopes|shook|upheld|withheld|overtook"
        r"|bore|bit|bound|bred|chose|clung|crept"
        r"|dealt|dug|drank|drove|flung|forbade|forgot|froze|hung|hid|knelt|lent|let|lit|overthrew|rang|rode"
        r"|sought|shed|shut|slept|slid|split|stole|stuck"
        r"|sprang|swam|swung|threatens|undertook|wept|wound|work|works|live|lives|stay|stays|stand|stands|lie"
        r"|lies|make|makes|take|takes|give|gives"
        r"|show|shows|say|ask|asks|need|needs|plan|plans|expect|expects|expects|include|includes|seek|seeks|face"
        r"|begin|begins|end|ends|lead|leads|leaves"
        r"|holds|hold|keeps|keep|win|wins|lose|loses|rise|rises|fall|falls|hits|strikes|results|marks|becomes"
        r"|become|signs|agrees|agree|refuses|accuses"
        r"|accuse|orders|urges|demands|adopts|approves|passes|releases|reaches|reopens|closes|sinks|crashes"
        r"|collapses|dies|die"
    ),
    "ru": re.compile(r"\w{2,}(?:л|ла|ло|ли|ет|ут|ют|ит|ат|ят|ен|на|но|ны)(?:ся|сь)?"),
}


_NO_VERBS = frozenset(
    "speed need seed hundred red bed indeed united breed feed shed-like naked sacred infrared wound fall".split()
)


def is_verb(key: str, language: str) -> bool:
    """Return whether a word may be a finite verb; a name of that form is taken for one too."""
    key = key.split(" ")[0]  # of a phrase: "called off"
    pattern = _VERB.get(language)
    return key in AUXILIARY or bool(key not in _NO_VERBS and pattern and pattern.fullmatch(key))


def says_all(key: str) -> bool:
    """Return whether what is said with a word is not true any more if its place or time is left out: "first", "
    ""all"."""
    return key in UNIVERSAL or key in NEGATIVE - {"without", "без"} or bool(_SUPERLATIVE.fullmatch(key))
