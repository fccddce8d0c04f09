"""English irregular verbs: a question asks why the crane did "fall", and the article tells that it "fell".

A stemmer joins "walked" and "walk", but not these.
"""

_FORMS = """
arise arose arisen; awake awoke awoken; bear bore borne; beat beaten; become became; begin began begun; bend bent
bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; bring brought; build built; burn burnt
buy bought; catch caught; choose chose chosen; come came; creep crept; deal dealt; die died dead death; dig dug
draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt
fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden; forget forgot forgotten
forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone; grow grew grown
hang hung; have has had; hear heard; hide hid hidden; hold held; keep kept; know knew known; lay laid; lead led
leave left; lend lent; lie lay lain; light lit; lose lost loss; make made; mean meant; meet met; pay paid
ride rode ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold sale
send sent; shake shook shaken; shoot shot; show shown; shrink shrank shrunk; sing sang sung; sink sank sunk
sit sat; sleep slept; speak spoke spoken; spend spent; spill spilt; spring sprang sprung; stand stood
steal stole stolen; stick stuck; strike struck stricken; swear swore sworn; sweep swept; swim swam swum
swing swung; take took taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown
understand understood; wake woke woken; wear wore worn; win won winner; wind wound
withdraw withdrew withdrawn; write wrote written
"""

_LISTS = [family.split() for line in _FORMS.strip().splitlines() for family in line.split(";")]
_FAMILIES = [frozenset(forms) for forms in _LISTS]
_NOUNS = {"death", "dead", "sale", "winner"}  # of the same families
_PAST_FORMS = {form for forms in _LISTS for form in forms[1:]} - _NOUNS
_FAMILY_OF = {form: family for family in _FAMILIES for form in family}


def forms_of(word: str) -> frozenset[str]:
    """Return the forms of an irregular verb, the word itself among them; of any other word, that word alone.

    "fall" -> fall, fell, fallen     "ferry" -> ferry
    """
    return _FAMILY_OF.get(word.lower(), frozenset((word,)))


def is_past_form(word: str) -> bool:
    """Whether a word is a past form of an irregular verb: "fell", "fallen"; not "fall", not "death"."""
    return word.lower() in _PAST_FORMS
