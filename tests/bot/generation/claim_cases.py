"""Claims about invented news, each with whether the article says so. Written by hand; the bench counts them too.

A true claim may be cut: it then costs the reader a sentence. A false one must never be kept.
"""

from dataclasses import dataclass
from datetime import date

from bot.qa.answer import Question
from index.ingest.dates.event_dates import read_passages
from index.model.article import Article, DateEvidence, Source
from index.model.passage import Basis, Hit

TODAY = date(2023, 7, 1)

ENGLISH = """\
The ferry Aurora ran aground off Vell on 29 May with 212 people on board. \
Nobody was hurt, harbour master Ines Korda said. \
The ferry had left Marn on 26 May after two weeks of repairs.
Police arrested Jonas Reed in Marn on Tuesday and released his brother Karl on Wednesday. \
Mayor Ilse Brandt denied that the council had known of the fault. \
The council will vote on 12 June, and the repair is expected to cost 1.2 million crowns.
Nine sailors were rescued and two are missing. "We heard the keel break," said the engineer, Pavel Orlik. \
He jumped into the water near the lighthouse. \
Marn beat Vell 3-1 in the Cup final on Saturday. \
If the inquiry finds negligence, the company could lose its licence. \
Almost 400 passengers asked for their money back, and about 5 per cent got it."""

RUSSIAN = """\
Паром «Аврора» сел на мель у Велля 29 мая, на борту было 212 человек. \
Никто не пострадал, сообщила капитан порта Инес Корда. \
Полиция задержала Йонаса Рида во вторник и отпустила его брата Карла в среду. \
Мэр Ильза Брандт отрицает, что совет знал о неисправности. \
Совет проголосует 12 июня, ремонт будет стоить 1,2 миллиона крон. \
Спасены девять моряков, двое пропали без вести."""

# (claim, whether the article says so)
ENGLISH_CLAIMS = [
    ("The ferry Aurora ran aground off Vell on 29 May 2023.", True),
    ("On May 29 the ferry Aurora ran aground off Vell with 212 people on board.", True),
    ("The ferry Aurora ran aground with 212 people on board.", True),
    ("The Aurora ran aground off Vell.", True),
    ("Nobody was hurt, Ines Korda said.", True),
    ("Nobody was hurt.", True),
    ("The ferry had left Marn on 26 May.", True),
    ("The ferry left Marn on May 26 after two weeks of repairs.", True),
    ("Police arrested Jonas Reed in Marn.", True),
    ("Police arrested Jonas Reed in Marn on Tuesday.", True),
    ("In Marn, police arrested Jonas Reed.", True),
    ("Mayor Ilse Brandt denied that the council had known of the fault.", True),
    ("The council will vote on 12 June.", True),
    ("The council will vote on June 12, 2023.", True),
    ("The repair is expected to cost 1,200,000 crowns.", True),
    ("9 sailors were rescued.", True),
    ("Nine sailors were rescued and 2 are missing.", True),
    ("“We heard the keel break,” said the engineer, Pavel Orlik.", True),
    ("Marn beat Vell 3-1 in the Cup final.", True),
    ("Marn beat Vell in the Cup final on Saturday.", True),
    ("If the inquiry finds negligence, the company could lose its licence.", True),
    ("Almost 400 passengers asked for their money back.", True),
    # numbers
    ("The ferry Aurora ran aground off Vell with 221 people on board.", False),
    ("The ferry Aurora ran aground off Vell with two hundred people on board.", False),
    ("Two sailors were rescued and nine are missing.", False),
    ("Two sailors were rescued.", False),
    ("Nine sailors are missing.", False),
    ("The repair is expected to cost 1.2 crowns.", False),
    ("The repair is expected to cost 12 million crowns.", False),
    ("Marn beat Vell 1-3 in the Cup final.", False),
    ("Marn beat Vell 4-1 in the Cup final.", False),
    ("400 passengers asked for their money back.", False),
    ("Almost 400 passengers got their money back.", False),
    ("The ferry ran aground after 29 weeks of repairs.", False),
    # days
    ("On 28 May 2023 the ferry Aurora ran aground off Vell.", False),
    ("On 29 May 2022 the ferry Aurora ran aground off Vell.", False),
    ("On 26 May the ferry Aurora ran aground off Vell.", False),
    ("The ferry had left Marn on 29 May.", False),
    ("The council will vote on 13 June.", False),
    ("Police arrested Jonas Reed in Marn on Wednesday.", False),
    ("Police released Karl on Tuesday.", False),
    ("Marn beat Vell 3-1 in the Cup final on Sunday.", False),
    # names and who did what
    ("The ferry Borealis ran aground off Vell on 29 May.", False),
    ("The ferry Aurora ran aground off Marn on 29 May.", False),
    ("Police arrested Karl Reed in Marn.", False),
    ("Police arrested Karl in Marn.", False),
    ("Police released Jonas Reed.", False),
    ("Jonas Reed arrested police in Marn.", False),
    ("Vell beat Marn 3-1 in the Cup final.", False),
    ("Nobody was hurt, Ilse Brandt said.", False),
    ("Nobody was hurt, Pavel Orlik said.", False),
    ("Ines Korda was hurt.", False),
    ("The council denied that Mayor Ilse Brandt had known of the fault.", False),
    ("Pavel Orlik jumped into the water near the harbour.", False),
    ("Ines Korda jumped into the water near the lighthouse.", False),
    ("He jumped into the water near the lighthouse.", False),
    # turned round
    ("212 people were hurt.", False),
    ("The council had known of the fault.", False),
    ("Mayor Ilse Brandt said that the council had known of the fault.", False),
    ("Mayor Ilse Brandt had known of the fault.", False),
    ("The council voted on 12 June.", False),
    ("The council will not vote on 12 June.", False),
    ("The repair cost 1.2 million crowns.", False),
    ("The company lost its licence.", False),
    ("The company could lose its licence.", False),
    ("The inquiry finds negligence.", False),
    ("Nine sailors were not rescued.", False),
    ("Police did not arrest Jonas Reed in Marn.", False),
    ("Marn nearly beat Vell 3-1 in the Cup final.", False),
    ("The ferry Aurora did not run aground off Vell.", False),
    # made up
    ("The ferry Aurora ran aground off Vell because the captain was drunk.", False),
    ("The ferry Aurora ran aground off Vell in thick fog.", False),
    ("Seven people were killed off Vell.", False),
    ("Police arrested Jonas Reed for negligence.", False),
    ("The ferry Aurora sank off Vell on 29 May.", False),
    ("The ferry Aurora caught fire off Vell.", False),
    ("Marn beat Vell 3-1 in the Cup final after extra time.", False),
    # quotations
    ("“The keel was broken,” said the engineer, Pavel Orlik.", False),
    ("“We heard the keel break,” said the captain, Pavel Orlik.", False),
    ("“We heard the keel break,” said Ines Korda.", False),
    ("The keel broke.", False),
    ("Ines Korda said “nobody was ever hurt”.", False),
    # two sentences made one
    ("The ferry Aurora ran aground off Vell, and nine sailors were rescued.", False),
    ("Jonas Reed was arrested and jumped into the water near the lighthouse.", False),
    ("Karl Reed beat Vell 3-1 in the Cup final.", False),
]

RUSSIAN_CLAIMS = [
    ("Паром «Аврора» сел на мель у Велля 29 мая 2023 года.", True),
    ("29 мая паром «Аврора» сел на мель у Велля.", True),
    ("Никто не пострадал, сообщила Инес Корда.", True),
    ("Полиция задержала Йонаса Рида.", True),
    ("Полиция задержала Йонаса Рида во вторник.", True),
    ("Мэр Ильза Брандт отрицает, что совет знал о неисправности.", True),
    ("Совет проголосует 12 июня 2023 года.", True),
    ("Ремонт будет стоить 1 200 000 крон.", True),
    ("Спасены 9 моряков.", True),
    ("Паром «Аврора» сел на мель у Велля 28 мая.", False),
    ("Паром «Полярник» сел на мель у Велля 29 мая.", False),
    ("На борту было 221 человек.", False),
    ("Никто не пострадал, сообщила Ильза Брандт.", False),
    ("Инес Корда пострадала.", False),
    ("Полиция задержала Карла Рида.", False),
    ("Полиция отпустила Йонаса Рида.", False),
    ("Полиция задержала Йонаса Рида в среду.", False),
    ("Совет знал о неисправности.", False),
    ("Мэр Ильза Брандт знала о неисправности.", False),
    ("Мэр Ильза Брандт сообщила, что совет знал о неисправности.", False),
    ("Совет проголосовал 12 июня.", False),
    ("Совет не проголосует 12 июня.", False),
    ("Ремонт будет стоить 12 миллионов крон.", False),
    ("Спасены двое моряков.", False),
    ("Девять моряков пропали без вести.", False),
    ("Моряки не спасены.", False),
    ("Паром «Аврора» затонул у Велля.", False),
    ("Паром «Аврора» сел на мель, потому что капитан был пьян.", False),
    ("Nobody was hurt, Ines Korda said.", False),  # true, and yet not to be told from false across languages
]


@dataclass(frozen=True)
class Case:
    """A claim, the passages it cites, and whether they say so."""

    claim: str
    hits: tuple[Hit, ...]
    true: bool


def hits_of(text: str, language: str, published: date = date(2023, 5, 31), title: str = "") -> tuple[Hit, ...]:
    """Return an article's passages, as a search finds them."""
    source = Source(title or text.split(".")[0], published, DateEvidence.FIELD, "Harbour Post", language=language)
    article = Article("made", source, text, "made.txt")
    return tuple(Hit(passage, source, 1.0, Basis.WORDS) for passage in read_passages(article, 1))


def asking(text: str = "What happened to the ferry?", language: str = "en") -> Question:
    """Return a question without days: every sentence may answer it."""
    return Question(text, TODAY, language, (), text)


def cases() -> list[Case]:
    """Return every claim with its article."""
    english, russian = hits_of(ENGLISH, "en"), hits_of(RUSSIAN, "ru")
    return [Case(claim, english, true) for claim, true in ENGLISH_CLAIMS] + [
        Case(claim, russian, true) for claim, true in RUSSIAN_CLAIMS
    ]
