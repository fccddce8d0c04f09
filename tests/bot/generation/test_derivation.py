"""A claim is made from a sentence by an editor's edits, and by nothing else."""

from datetime import date

import pytest

from bot.generation.llm.claims import Claim
from bot.generation.verification.claim_checks import LONGEST_CLAIM, check
from bot.generation.verification.same_meaning import ABOUT, ALMOST, LESS, MORE, is_rounded
from tests.bot.generation.claim_cases import asking, hits_of
from tests.bot.generation.second_lies import SECOND_LIES

WEDNESDAY = date(2023, 5, 31)


def stands(sentence: str, claim: str, language: str = "en") -> bool:
    hits = hits_of(sentence, language, WEDNESDAY)
    return bool(check(Claim(claim, (1,)), hits, asking(language=language)).supports)


FIRE = (
    "A lorry caught fire in the Northgate tunnel outside Velburg on Tuesday evening, killing two people, police said."
)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (FIRE, "A lorry caught fire in the Northgate tunnel on Tuesday evening, killing two people."),
        (FIRE, "Police said a lorry caught fire in the Northgate tunnel outside Velburg on Tuesday evening."),
        (FIRE, "On Tuesday evening, a lorry caught fire in the Northgate tunnel outside Velburg, police said."),
        (FIRE, "On 30 May 2023 a lorry caught fire in the Northgate tunnel, according to police."),
        ("The driver, Tomas Hale, 41, escaped through a door.", "Tomas Hale escaped."),
        ("The driver, Tomas Hale, 41, escaped through a door.", "The driver escaped through a door."),
        ("Harbour master Ines Korda resigned in May.", "Ines Korda resigned in May."),
        ("The road stays closed unless it thaws by Friday.", "Unless it thaws by Friday, the road stays closed."),
        ("A wolf that had escaped from the zoo was caught in Hagen.", "A wolf was caught in Hagen."),
        ("The dyke broke, and the road to Marn was closed.", "The road to Marn was closed."),
        ("Pilots called off a two-day strike.", "Pilots cancelled a two-day strike."),
        ("The repair costs 48.6 million crowns.", "The repair costs almost 49 million crowns."),
        ("Some 41,000 people saw the match in Marn.", "About 41,000 people saw the match in Marn."),
        ("The council on Monday voted to close the mill.", "On Monday the council voted to close the mill."),
        ("A mob stormed the jail in Marn and killed a prisoner.", "A mob killed a prisoner."),
        ("Reed was cleared of murder and convicted of theft.", "Reed was convicted of theft."),
        ("The storm spared the city but killed nine people.", "The storm killed nine people."),
        ("The bank, not the state, will pay for the damage.", "The bank will pay for the damage."),
        ("In return the union accepts Sunday work.", "The union accepts Sunday work."),
        ("Reed was arrested in Marn for the theft of a boat.", "Reed was arrested in Marn."),
        ("By midnight the road to Marn was open, said Reed.", "Reed said the road to Marn was open by midnight."),
        ("The mill, opened only in 2016, may have to be closed.", "The mill may have to be closed."),
    ],
)
def test_an_editor_s_edits_keep_a_sentence_true(sentence: str, claim: str) -> None:
    assert stands(sentence, claim)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        # little words
        ("The road stays closed unless it thaws by Friday.", "The road stays closed if it thaws by Friday."),
        ("The road stays closed unless it thaws by Friday.", "The road stays closed."),
        ("A bus drove into the river in Marn.", "A bus drove out of the river in Marn."),
        ("The US asked the WHO for help in May.", "They asked us who for help in May."),
        ("The mill may close in June, the owner said.", "The mill will close in June, the owner said."),
        ("Divers nearly reached the wreck of the Aurora.", "Divers reached the wreck of the Aurora."),
        # what holds for more if its place is left out
        ("All shops were closed in Marn.", "All shops were closed."),
        ("Nobody was hurt in the second crash.", "Nobody was hurt."),
        ("Reed was the first woman to win the prize since 1996.", "Reed was the first woman to win the prize."),
        ("The mayor did not resign because of the scandal.", "The mayor did not resign."),
        ("The council cuts spending on roads by 8 per cent.", "The council cuts spending by 8 per cent."),
        ("The council cuts spending on roads in Marn.", "The council cuts spending in Marn."),
        ("The court banned protests in Marn on Monday.", "The court banned protests on Monday."),
        ("Sales fell less in Marn than in Vell.", "Sales fell less in Marn."),
        ("The next vote is in 2025 at the earliest.", "The next vote is in 2025."),
        # in whose mind, and in which play
        ("In the film, the president is shot in Marn.", "The president is shot in Marn."),
        ("The president is shot in the film by his brother.", "The president is shot."),
        ("The mayor stole the money, critics said.", "The mayor stole the money."),
        ("Critics say the mayor stole the money.", "The mayor stole the money."),
        ("The mayor denied that Reed stole the money.", "Reed stole the money."),
        # whose day, whose deed
        ("The vote on Monday was cancelled by the court.", "On Monday the vote was cancelled by the court."),
        ("The mill burned down after Reed left in May 2022.", "In May 2022 the mill burned down after Reed left."),
        ("Rovers, who beat City on Monday, lost to Athletic.", "On Monday, Rovers lost to Athletic."),
        ("Work begins in 2006 and the mill opens in 2008.", "The mill opens in 2006."),
        ("The man who shot the priest and the nurse was arrested.", "The nurse was arrested."),
        ("Neither the mayor nor the council resigned in May.", "The council resigned in May."),
        # heads of phrases
        ("Former Mayor Ada Krall was arrested.", "Mayor Ada Krall was arrested."),
        ("Prime Minister Irena Solt was arrested.", "Minister Irena Solt was arrested."),
        ("The widow of a dentist returned the painting.", "A dentist returned the painting."),
        ("Exports rose between 3 and 5 per cent in May.", "Exports rose 3 per cent in May."),
        ("Exports rose between 3 and 5 per cent in May.", "Exports rose between 3."),
        ("She was “cautiously hopeful” in Vienna.", "She was “hopeful” in Vienna."),
        ("The firms plan to sell and close the mill.", "The firms close the mill."),
        ("The mayor never apologised and resigned.", "The mayor never resigned."),
        ("The bus nearly crashed and killed two men.", "The bus nearly killed two men."),
        ("Reed was not cleared of murder and convicted of theft.", "Reed was not convicted of theft."),
        ("The bank was robbed by Lind and Reed fled.", "The bank fled."),
        ("The bill was passed by the House and rejected by the Senate.", "The bill was rejected by the House."),
        ("The men who robbed the bank and fled were caught.", "The men fled."),
        # links that nobody told
        ("The mill closed in May. The mayor resigned in June.", "The mill closed in May, so the mayor resigned."),
        ("The repair costs 48.6 million crowns.", "The repair costs more than 49 million crowns."),
    ],
)
def test_what_turns_a_sentence_is_cut(sentence: str, claim: str) -> None:
    assert not stands(sentence, claim)


def test_a_sentence_made_to_take_time_is_compared_word_for_word_only() -> None:
    sentence = "The " + "man said, that on Monday, the a an x, " * 20 + "ended."

    assert stands(sentence, sentence) is (len(sentence) <= LONGEST_CLAIM)
    assert not stands(sentence, sentence[:480])


@pytest.mark.parametrize(("sentence", "claim"), SECOND_LIES)
def test_lies_told_with_the_rules_in_hand_are_cut(sentence: str, claim: str) -> None:
    assert not stands(sentence, claim)


@pytest.mark.parametrize(
    ("sentence", "claim", "kept"),
    [
        ("Во вторник вечером автобус съехал в реку, погибли трое.", "Автобус съехал в реку.", True),
        ("Дамбу прорвало в Марне, сообщила полиция.", "Дамбу прорвало в Марне.", True),
        ("По мнению мэра, плотина в Марне рухнет.", "Плотина в Марне рухнет.", False),
        ("Если пойдёт дождь, плотина в Марне рухнет.", "Плотина в Марне рухнет.", False),
        ("Суд отказался арестовать Зимина в Марне.", "Суд арестовал Зимина в Марне.", False),
    ],
)
def test_russian_sentences_are_edited_too(sentence: str, claim: str, kept: bool) -> None:
    assert stands(sentence, claim, "ru") is kept


@pytest.mark.parametrize(
    ("hedge", "told", "true", "honest"),
    [
        (MORE, "#40000", "#41000", True),
        (MORE, "#42000", "#41000", False),
        (MORE, "#30000", "#41000", False),  # too far to be of use
        (ALMOST, "#49000000", "#48600000", True),
        (ALMOST, "#48000000", "#48600000", False),
        (LESS, "#50", "#48", True),
        (ABOUT, "#30", "#31", True),
        (ABOUT, "#31.2", "#31", False),
        (ABOUT, "#19:04", "#19", False),
    ],
)
def test_a_number_is_rounded_to_the_side_that_its_word_says(hedge: str, told: str, true: str, honest: bool) -> None:
    assert is_rounded(hedge, told, true) is honest
