"""Files on their way into the archive."""

from pathlib import Path

from bot.intake.incoming_files import Incoming


def test_what_a_crash_left_is_swept_away_and_what_is_just_coming_stays(tmp_path: Path) -> None:
    left = Incoming(tmp_path).place("left.txt")
    left.write_text("half of it")
    waiting = Incoming(tmp_path).place("waiting.txt")
    waiting.write_text("a delivery waits with it")

    incoming = Incoming(tmp_path)
    coming = incoming.place("coming.txt")
    coming.write_text("being written while the bot starts")
    incoming.sweep([waiting.relative_to(incoming.folder).as_posix()])

    assert not left.parent.exists()
    assert waiting.exists()
    assert coming.exists()
