"""What kills, power cuts and a full disk do to what admins send: the bot and `dateline add`, ended at random moments.

    python -m bench.robustness.torture [--bot 120] [--add 80] [--snapshots 20] [--seed 1]

Bot: admins send files, albums and posts, and others come through the watched folder; the process is killed at random
moments (also while it starts) and started again. In the end the archive and the receipts are compared with those of a
run that nobody disturbed.
Add: the same with `dateline add` on a folder. Snapshots: the bot is halted, its data directory copied as a power cut
would leave it, and the copy taken up. Full disk: the bot may write no more, then it may again. Ends with 1 if anything
was lost, doubled, or half in.
"""

import argparse
import json
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.robustness.torture_stage import (
    ADMINS,
    ROOT,
    Counts,
    all_told,
    bot,
    expect,
    holds,
    many,
    receipts,
    send,
    text,
    wait,
)
from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.intake.archiving import store
from bot.storage.database import Database
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import State
from index.archive import Archive
from index.ingest.sandbox import SandboxReader
from tests.telegram_server import TelegramServer

Part = Callable[[Path, int, random.Random, Counts], None]


def torture_bot(folder: Path, kills: int, chance: random.Random, counts: Counts) -> None:
    """Kill the bot so often, and compare the end with a run that nobody disturbed."""
    deliveries = max(6, kills * 2 // 3)
    calm, hurt = folder / "calm" / "data", folder / "hurt" / "data"
    inbox = folder / "inbox"  # the same for both: where a file came from is part of its article
    for made in (calm, hurt, inbox):
        made.mkdir(parents=True)
    with TelegramServer() as telegram, bot(calm, telegram, inbox):
        for number in range(deliveries):
            send(telegram, number, inbox)
            time.sleep(1.3 if number % 5 in (2, 3) else 0)  # posts sent together would be one delivery
        wait(lambda: all_told(calm, telegram, inbox), "the undisturbed run did not end")
        wanted = receipts(telegram)
    put_away = _put_away(inbox)
    shutil.rmtree(inbox)
    inbox.mkdir()
    with TelegramServer() as telegram:
        sent = 0
        for kill in range(kills):
            polls = sum(method == "getUpdates" for method, _ in telegram.requests)
            with bot(hurt, telegram, inbox) as process:
                due = (kill + 1) * deliveries // kills
                while sent < due:
                    send(telegram, sent, inbox)
                    sent += 1
                if chance.random() < 0.9:  # else it may die while it starts
                    wait(lambda at=polls: sum(m == "getUpdates" for m, _ in telegram.requests) > at, "no bot")  # type: ignore[misc]
                time.sleep(chance.uniform(0.0, 2.5))
                process.send_signal(signal.SIGKILL)
                counts.bot_kills += 1
        with bot(hurt, telegram, inbox):
            wait(lambda: all_told(hurt, telegram, inbox), "the disturbed run did not end")
            time.sleep(1.0)
        _write_down(hurt.parent, telegram)
        counts.left_over += sum(message.text.startswith("Reading") for message in telegram.messages)
        # What waited together is told in one receipt: what all receipts say together stays the same.
        expect(counts, "receipts", _told(receipts(telegram)), _told(wanted))
    counts.deliveries += deliveries
    found = holds(hurt)
    expect(counts, "archive", found, holds(calm))
    counts.articles += len(found) - 1
    expect(counts, "files of the watched folder", _put_away(inbox), put_away)
    expect(counts, "files left in incoming", [one.name for one in (hurt / "incoming").iterdir()], [])


def _put_away(inbox: Path) -> list[str]:
    """What became of the files of the watched folder."""
    return sorted(one.relative_to(inbox).as_posix() for one in inbox.rglob("*") if one.is_file())


def _write_down(folder: Path, telegram: TelegramServer) -> None:
    """Keep what the admins have seen, for a look."""
    rows = [[message.chat_id, message.message_id, message.text] for message in telegram.messages]
    (folder / "messages.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def _told(told: list[str]) -> dict[str, int]:
    """Return what receipts say together: files and posts, articles added, and sentences about neither."""
    files = [re.match(r"(\d+) files: ", one) for one in told]
    added = [re.search(r"^(\d+) added|\bAdded\.", one, re.MULTILINE) for one in told]
    return {
        "files": sum(int(found[1]) if found else 1 for found in files),
        "added": sum(int(found[1] or 1) for found in added if found),
        "nothing added": added.count(None),
    }


def torture_add(folder: Path, kills: int, chance: random.Random, counts: Counts) -> None:
    """Kill `dateline add` so often, each time on its way through the same folder, and compare."""
    news = folder / "news"
    news.mkdir()
    for number in range(40):
        (news / f"{number}.txt").write_bytes(text(number))
    for number in range(5):
        (news / f"many{number}.jsonl").write_bytes(many(number, 100))

    def add(data: Path, files: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "bot", "--data", str(data), "add", str(files), "--json"]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    calm, hurt = folder / "calm", folder
    assert add(calm, news).wait() == 0
    wanted = holds(calm)
    rounds = 0
    while counts.add_kills < kills:
        if rounds % 8 == 0:  # afresh, so that there is something to do; elsewhere, since Chroma stays open in here
            hurt = folder / f"hurt{rounds}"
        rounds += 1
        process = add(hurt, news)
        time.sleep(chance.uniform(0.2, 6.0))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            counts.add_kills += 1
        process.wait()
        if rounds % 8 == 0:
            assert add(hurt, news).wait() == 0
            expect(counts, "archive after add", holds(hurt), wanted)
    assert add(hurt, news).wait() == 0
    expect(counts, "archive after add", holds(hurt), wanted)


def torture_by_snapshots(folder: Path, snapshots: int, chance: random.Random, counts: Counts) -> None:
    """Copy the halted bot's data directory in the midst of work, and let the copy go on to the same end."""
    data = folder / "data"
    data.mkdir(parents=True)
    with TelegramServer() as telegram, bot(data, telegram) as process:
        for number in range(snapshots):
            send(telegram, 5 * number + (4 if number % 2 else 1))  # large files and albums
            time.sleep(chance.uniform(0.2, 2.0))
            process.send_signal(signal.SIGSTOP)
            copy = folder / f"copy{number}"
            shutil.copytree(data, copy)
            acknowledged = {message.message_id for message in telegram.messages}
            process.send_signal(signal.SIGCONT)
            _take_up(copy, acknowledged, counts)
            shutil.rmtree(copy)
            counts.snapshots += 1


def _take_up(copy: Path, acknowledged: set[int], counts: Counts) -> None:
    """Finish what a copy had begun; whatever was acknowledged must be in it."""
    with Archive.open(copy, write=True) as archive, Database(copy) as database, SandboxReader() as reader:
        queue = Deliveries(database)
        known = queue.progress_ids()
        # One message may be out whose number was not noted yet.
        if len(acknowledged - known) > len(ADMINS):
            counts.wrong.append(f"acknowledged and not there: {acknowledged - known}")
        for delivery in queue.under_way():
            if delivery.state is State.WAITING:
                delivered = store(archive, delivery, copy / "incoming", reader, lambda *_: None)
                expect(counts, "skipped in a copy", delivered.report.skipped, ())
                expect(counts, "outcomes", {one.status for one in delivered.report.outcomes}, {"added"})
        status = archive.status()
        expect(counts, "passages and words of a copy", len(archive.full_text), status.passages)


def torture_by_full_disk(folder: Path, times: int, chance: random.Random, counts: Counts) -> None:
    """Let the bot write no more in the midst of a big file, then let it again: all that was acknowledged goes in."""
    data = folder / "data"
    data.mkdir(parents=True)
    endless = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    with TelegramServer() as telegram, bot(data, telegram) as process:
        for admin in ADMINS:
            telegram.sends_file(admin, f"{admin}.jsonl", many(admin, 2_000))
        wait(lambda: len(telegram.messages) == 2, "not acknowledged")
        time.sleep(1.0)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4_096, resource.RLIM_INFINITY))
        wait(lambda: any(SAID.waiting_for_disk in message.text for message in telegram.messages), "no word of it")
        for number in (0, 2):
            telegram.sends_file(ADMINS[0], f"{number}.txt", text(number))
        wait(lambda: sum(SAID.disk_full in message.text for message in telegram.messages) == 2, "not refused")
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, endless)
        wait(lambda: all_told(data, telegram), "what waited did not go on")
        expect(counts, "added after a full disk", sum("2,000 added." in m.text for m in telegram.messages), 2)
    found = holds(data)
    expect(counts, "articles after a full disk", len(found) - 1, 4_000)
    expect(counts, "indexes after a full disk", found[-1][0], found[-1][1])
    print("full disk: 2 files of 2,000 articles kept and added once there was room, 2 files refused meanwhile")


def run(part: Part, times: int, chance: random.Random, counts: Counts) -> None:
    """Run a part in a folder of its own, which stays for a look where something went wrong."""
    folder, wrong = Path(tempfile.mkdtemp(prefix="torture-")), len(counts.wrong)
    try:
        part(folder, times, chance, counts)
    except (TimeoutError, AssertionError) as error:
        counts.wrong.append(f"{part.__name__}: {error!r}")
    if len(counts.wrong) == wrong:
        shutil.rmtree(folder)
    else:
        print(f"{part.__name__}: see {folder}", flush=True)


def main() -> int:
    """Torture, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bot", type=int, default=120, help="kills of the bot")
    parser.add_argument("--add", type=int, default=80, help="kills of `dateline add`")
    parser.add_argument("--snapshots", type=int, default=20, help="copies of the data directory")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance, counts, started = random.Random(given.seed), Counts(), time.monotonic()
    parts = [
        (torture_bot, given.bot),
        (torture_add, given.add),
        (torture_by_snapshots, given.snapshots),
        (torture_by_full_disk, 1),
    ]
    for part, times in parts:
        if times:
            run(part, times, chance, counts)
            print(f"{part.__name__}: {len(counts.wrong)} wrong so far, {time.monotonic() - started:.0f} s", flush=True)
    print(
        f"{counts.bot_kills} kills of the bot over {counts.deliveries} deliveries ({counts.articles} articles),"
        f" {counts.add_kills} kills of add, {counts.snapshots} snapshots, in {time.monotonic() - started:.0f} s:"
        f" {len(counts.wrong)} wrong; {counts.left_over} progress messages left over"
    )
    for one in counts.wrong:
        print("WRONG", one)
    return bool(counts.wrong)


if __name__ == "__main__":
    sys.exit(main())
