"""Files on their way into the archive."""

from pathlib import Path

from bot.intake.incoming_files import Incoming
from bot.intake.recovery import LOST_SENDER, take_up_lost_uploads
from bot.storage.database import Database
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import Delivered, Fate, Part, Sender
from index.pipeline import AddReport


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


def test_a_whole_file_that_no_delivery_has_is_taken_up_and_half_a_file_is_not(tmp_path: Path) -> None:
    before = Incoming(tmp_path)
    whole, half, waiting = (before.place(f"{name}.txt") for name in ("whole", "half", "waiting"))
    for path in (whole, half, waiting):
        path.write_text(path.name)
    file, sha256 = before.settle(whole, 1_000_000)
    known, known_sha256 = before.settle(waiting, 1_000_001)

    with Database(tmp_path) as database:
        deliveries = Deliveries(database)
        deliveries.take(5, [Part("waiting.txt", known, "telegram/waiting.txt/1", known_sha256, 0)], Sender("admin 1"))
        assert take_up_lost_uploads(Incoming(tmp_path), deliveries) == 1
        taken = [one for one in deliveries.under_way() if one.source == LOST_SENDER.source]

        assert [(one.name, one.file, one.sha256, one.sent_at) for one in taken[0].parts] == [
            ("whole.txt", file, sha256, 1_000_000)
        ]
        assert take_up_lost_uploads(Incoming(tmp_path), deliveries) == 0


def test_the_files_of_a_failed_delivery_are_kept_for_another_try(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        deliveries = Deliveries(database)
        for number, fate in enumerate((Fate.FAILED, Fate.NONE)):
            part = Part("a.txt", f"{number}/a.txt", "telegram/a.txt/1", "", 0)
            key = deliveries.take(number, [part], Sender(f"admin {number}")).id
            deliveries.store(key, Delivered(AddReport((), ())), fate)
            deliveries.told(key)

        assert deliveries.files() == ["0/a.txt"]
