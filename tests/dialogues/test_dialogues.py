"""Follow-ups over the sample archive, as people ask them."""

from pathlib import Path

from bot.qa.engine import Engine
from index.archive import Archive
from index.pipeline import add_paths
from index.sample import ARTICLES
from tests.dialogues.scoring import hold, read_dialogues

RIGHT = 54  # of 60, by words and days alone


def test_nine_of_ten_dialogues_keep_or_drop_the_subject_and_quote_the_right_article(tmp_path: Path) -> None:
    with Archive.open(tmp_path, write=True) as archive:
        add_paths(archive, [ARTICLES])
        outcomes = list(hold(Engine(archive), read_dialogues()))

    wrong = [one.dialogue.id for one in outcomes if not one.right]
    assert len(outcomes) == 60
    assert len(outcomes) - len(wrong) >= RIGHT, wrong


def test_half_of_the_dialogues_are_in_each_language() -> None:
    languages = [dialogue.id[:2] for dialogue in read_dialogues()]

    assert (languages.count("en"), languages.count("ru")) == (30, 30)
