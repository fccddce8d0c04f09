"""The day's main story: what many of its articles tell, and few of other days."""

from datetime import date

from bot.qa.day_matching import DateMatch
from bot.qa.quoting.quote import Quote
from bot.qa.quoting.salience import story_saliences
from index.model.article import Source
from index.model.passage import Basis, Hit, Passage, Sentence

TOTAL = 1_000


def quote(article: str, words: str, *, also_in: tuple[str, ...] = ()) -> Quote:
    """Return the only sentence of an article, of these words."""
    sentence = Sentence(0, len(words))
    passage = Passage(article, 1, 0, 0, len(words), words, (sentence,))
    source = Source(title=article, published=date(2023, 6, 5))
    match = DateMatch(Basis.MENTION, None)
    return Quote(
        Hit(passage, source, 1.0, Basis.MENTION, also_in), sentence, words, match, False, frozenset(words.split()), 0.0
    )


def rare(word: str) -> tuple[int, int]:
    """All words are rare in the archive, but "government"."""
    return (600 if word == "government" else 3), TOTAL


def test_the_story_of_several_articles_is_the_most_salient_and_one_told_once_is_not() -> None:
    found = story_saliences(
        [
            quote("a", "dyke broke halmery flood"),
            quote("b", "halmery dyke flood streets"),
            quote("c", "calf two tails"),
        ],
        rare,
    )

    assert max(found.values()) == 1.0
    assert min(found["a"], found["b"]) > 0.5
    assert found["c"] == 0.0


def test_copies_count_as_articles_that_tell_it() -> None:
    one = [
        quote("a", "dyke broke halmery"),
        quote("b", "dyke halmery water"),
        quote("c", "calf tails velm"),
        quote("d", "calf velm born"),
    ]
    copied = [quote("a", "dyke broke halmery", also_in=("Echo", "Post")), *one[1:]]

    assert story_saliences(one, rare)["a"] == story_saliences(one, rare)["c"]
    assert story_saliences(copied, rare)["a"] > story_saliences(copied, rare)["c"]


def test_one_word_in_common_makes_no_story() -> None:
    found = story_saliences([quote("a", "government budget vote"), quote("b", "government mill fire")], rare)

    assert found == {"a": 0.0, "b": 0.0}


def test_words_that_the_whole_archive_has_weigh_little() -> None:
    told = [
        quote("a", "government minister"),
        quote("b", "government minister"),
        quote("c", "dyke halmery"),
        quote("d", "dyke halmery"),
    ]

    found = story_saliences(told, rare)

    assert found["c"] > found["a"]
