"""The watched folder takes what is whole, once, and puts it away without overwriting anything."""

from pathlib import Path

from bot.intake.handover import hand_over
from bot.intake.watched_folder import WatchedFolder


def names(paths: list[Path], folder: WatchedFolder) -> list[str]:
    return [path.relative_to(folder.folder).as_posix() for path in paths]


def test_a_file_is_taken_once_it_is_the_same_at_two_looks(tmp_path: Path) -> None:
    folder = WatchedFolder(tmp_path)
    (tmp_path / "a.txt").write_text("half")
    assert folder.look() == []
    (tmp_path / "a.txt").write_text("half and the rest")
    assert folder.look() == []
    assert names(folder.look(), folder) == ["a.txt"]


def test_what_is_unfinished_hidden_handed_over_or_put_away_is_left_alone(tmp_path: Path) -> None:
    folder = WatchedFolder(tmp_path / "inbox")
    for name in (".hidden.txt", "a.txt.part", "b~", "done/c.txt", "failed/d.txt", ".tmp/e.txt", "more/done/f.txt"):
        (folder.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder.folder / name).write_text("words")
    (tmp_path / "g.txt").write_text("words")
    handed, _ = hand_over(folder.folder, [tmp_path / "g.txt"])
    folder.look()

    assert names(folder.look(), folder) == ["more/done/f.txt"]
    assert folder.handed() == [handed]


def test_what_is_put_away_overwrites_nothing_and_has_its_reason_beside_it(tmp_path: Path) -> None:
    folder = WatchedFolder(tmp_path)
    for words in ("one", "two"):
        (tmp_path / "more").mkdir(exist_ok=True)
        (tmp_path / "more" / "a.txt").write_text(words)
        folder.put_away(tmp_path / "more" / "a.txt", ["a.txt: it is empty"], failed=True)

    assert (tmp_path / "failed/more/a.txt").read_text() == "one"
    assert (tmp_path / "failed/more/a-2.txt").read_text() == "two"
    assert (tmp_path / "failed/more/a-2.txt.reason.txt").read_text() == "a.txt: it is empty\n"
    assert not (tmp_path / "more").exists()
