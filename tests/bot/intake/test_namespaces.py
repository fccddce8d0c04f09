"""What is sent to the bot replaces no article of another source, whatever id or address it claims."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.intake.archiving import store
from bot.storage.delivery import Delivered, Delivery, Fate, Part, State
from index.archive import Archive
from index.ingest.sandbox import SandboxReader
from index.pipeline import add_paths

CLEARED = {
    "id": "r1",
    "title": "Minister cleared",
    "text": "The court cleared the minister on 3 May 2021.",
    "outlet": "Reuters",
    "published": "2021-05-03",
    "url": "https://reuters.example/r1",
}
JAILED = {**CLEARED, "title": "Minister jailed", "text": "The court jailed the minister on 3 May 2021."}


@pytest.fixture(scope="module")
def reader() -> Iterator[SandboxReader]:
    with SandboxReader() as reader:
        yield reader


class Inbox:
    """Sends deliveries to an archive, as the bot does."""

    def __init__(self, archive: Archive, folder: Path, reader: SandboxReader) -> None:
        self.archive, self.folder, self.reader = archive, folder, reader
        self.number = 0
        folder.mkdir()

    def send(self, *articles: dict[str, Any], source: str = "admin 1", name: str = "news.json") -> Delivered:
        self.number += 1
        file = f"{self.number}-{name}"
        (self.folder / file).write_text(json.dumps(articles), encoding="utf-8")
        admin = 0 if source.startswith("channel") else 1
        part = Part(name, file, f"telegram/{name}/{self.number:08x}", "ab" * 32, 1.5)
        delivery = Delivery(
            *(self.number, f"d{self.number}", source, admin, admin, "en", 0, State.WAITING, Fate.NONE, 1, 1.0),
            parts=(part,),
        )
        return store(self.archive, delivery, self.folder, self.reader, lambda *_: None)

    def titles(self) -> list[str]:
        return sorted(stored.article.source.title for stored in self.archive.articles.newest(100))


@pytest.fixture
def inbox(archive: Archive, tmp_path: Path, reader: SandboxReader) -> Inbox:
    """An archive to which the operator has added an article of Reuters."""
    path = tmp_path / "reuters.json"
    path.write_text(json.dumps([CLEARED]), encoding="utf-8")
    assert add_paths(archive, [path]).added == 1
    return Inbox(archive, tmp_path / "incoming", reader)


def statuses(delivered: Delivered) -> list[str]:
    return [outcome.status for outcome in delivered.report.outcomes]


@pytest.mark.parametrize("claim", [{}, {"id": None}, {"outlet": "Marn Daily"}, {"outlet": "reuters"}])
def test_a_channel_cannot_replace_another_sources_article(inbox: Inbox, claim: dict[str, Any]) -> None:
    article = {key: value for key, value in {**JAILED, **claim}.items() if value is not None}

    assert statuses(inbox.send(article, source="channel -100")) == ["added"]
    assert inbox.titles() == ["Minister cleared", "Minister jailed"]


def test_two_channels_do_not_replace_each_others_articles(inbox: Inbox) -> None:
    first = {**JAILED, "title": "First"}

    inbox.send(first, source="channel -100")
    inbox.send({**first, "title": "Second", "text": "Other words."}, source="channel -200")
    again = inbox.send({**first, "title": "First again"}, source="channel -100")

    assert statuses(again) == ["updated"]
    assert inbox.titles() == ["First again", "Minister cleared", "Second"]


def test_an_admins_article_of_another_outlet_stands_beside_until_it_is_replaced(inbox: Inbox) -> None:
    delivered = inbox.send({**JAILED, "outlet": "Marn Daily"})

    assert statuses(delivered) == ["added"]
    assert inbox.titles() == ["Minister cleared", "Minister jailed"]
    assert [(one.old_id, one.title) for one in delivered.earlier] == [("r1", "Minister cleared")]
    assert statuses(inbox.send({**JAILED, "outlet": "Marn Daily"})) == ["unchanged"]


def test_an_admin_updates_an_article_of_the_same_outlet_and_of_a_file_of_the_same_name(inbox: Inbox) -> None:
    assert statuses(inbox.send(JAILED)) == ["updated"]
    plain = {"id": "7", "title": "Mill", "text": "A mill opened."}

    assert statuses(inbox.send(plain, name="mill.json")) == ["added"]
    assert statuses(inbox.send({**plain, "outlet": "Mill News"}, name="mill.json")) == ["updated"]
    assert statuses(inbox.send({**plain, "text": "A bank shut."}, name="bank.json")) == ["added"]


def test_ten_articles_with_one_id_are_ten_problems_and_change_nothing(inbox: Inbox) -> None:
    ten = [{**CLEARED, "text": f"Text number {n}."} for n in range(10)]

    delivered = inbox.send(*ten)

    assert statuses(delivered) == []
    assert len(delivered.report.skipped) == 10
    assert "10 articles of this file have the id r1" in delivered.report.skipped[0].reason
    assert inbox.titles() == ["Minister cleared"]


def test_the_command_line_tells_them_too(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "ten.json"
    path.write_text(json.dumps([{"id": "x", "title": f"T{n}", "text": f"Text {n}."} for n in range(10)]), "utf-8")

    report = add_paths(archive, [path])

    assert (report.added, report.updated, len(report.skipped)) == (0, 0, 10)


def test_the_same_article_twice_in_a_file_is_no_problem(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "twice.json"
    path.write_text(json.dumps([CLEARED, CLEARED]), "utf-8")

    report = add_paths(archive, [path])

    assert (report.added, len(report.skipped)) == (1, 0)
