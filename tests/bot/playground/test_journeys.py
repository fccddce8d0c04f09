"""Journeys through the page in a real browser; skipped if Chromium and its driver are not here.

They share one playground, and each keeps to what it has asked itself: they go in any order.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from bot.playground.launch import Playground
from tests.bot.playground.page_driver import DESKTOP, NO_BROWSER, PHONE, Page, has_browser, open_page
from tests.scenes.script import read_script
from tests.scenes.stage import Stage, make_quick

pytestmark = [
    pytest.mark.skipif(not has_browser(), reason=NO_BROWSER),
    pytest.mark.xdist_group("browser"),
]
ADMIN_FILE = "First tram\n\nKASVIN, June 23. /Sarpress/. On 29 May the first tram crossed the Mill Bridge.\n"


@pytest.fixture(scope="module")
def opened(playground: Playground, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page, opened by its link."""
    with open_page(playground.site.link, tmp_path_factory.mktemp("browser")) as page:
        yield page


@pytest.fixture
def page(opened: Page) -> Page:
    """The page on a desktop, in English, with the reader's chat open and nothing going wrong."""
    opened.resize(DESKTOP)
    opened.run("document.querySelector('#conditions').open = true")
    opened.choose("language", "en")
    opened.choose("fault", "")
    opened.go("Reader")
    return opened


def test_a_reader_asks_with_one_click_and_every_sentence_has_its_number(page: Page) -> None:
    page.click(".step")

    page.wait_for_answer("What happened on May 29?", "broke through the dyke")
    page.wait_for_answer("What happened on May 29?", "[1]")


def test_a_reader_opens_a_citation_with_one_click_and_goes_on_to_the_day_before(page: Page) -> None:
    page.click(".step")
    page.wait_for_answer("What happened on May 29?", "broke through the dyke")

    page.click(".step:nth-of-type(2)")
    page.wait_for_answer("What happened on May 29?", "published 30 May 2023 (given with the article)")

    page.click(".step:nth-of-type(3)")
    page.wait_for_answer("What happened on May 29?", "28 May 2023")


def test_an_admin_sends_a_file_and_corrects_its_date(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "2023-06-23-journey.txt"
    file.write_text(ADMIN_FILE, "utf-8")
    page.go("Admin")

    page.browser.find_element(By.ID, "files").send_keys(str(file))
    page.wait_for("23 June 2023 (from the dateline)")
    page.press("Fix date")
    page.wait_for("which day", ".row:not(.mine) .message")
    page.write("22 June 2023")

    page.wait_for("now dated 22 June 2023")


def test_a_timeline_comes_with_its_picture(page: Page) -> None:
    page.write("/timeline Halmery 20 May – 10 June 2023")

    page.wait_for("30 passages on 12 days")
    page.wait(lambda: page.run("return [...document.images].some((one) => one.naturalWidth > 300)"))


def test_a_group_and_its_topic_are_answered_where_they_ask(page: Page) -> None:
    page.go("Topic")
    page.write("/ask Who found the coronet?")
    page.wait_for("beehive")

    page.go("Group")
    page.write("@dateline_bot Who found the coronet?")
    page.wait_for("beehive")

    page.browser.find_element(By.XPATH, "//article[contains(., 'beehive')]//button[.='reply']").send_keys(Keys.ENTER)
    page.write("When was it stolen?")
    page.wait_for("When was it stolen?", ".row:not(.mine) .replied")


def test_inline_mode_offers_passages_in_any_chat(page: Page) -> None:
    page.go("Group")
    page.browser.find_element(By.ID, "text").send_keys("@dateline_bot what happened on 29 May")
    page.wait(lambda: len(page.texts(".offer")) > 1)

    page.browser.find_element(By.ID, "text").send_keys(Keys.ARROW_DOWN, Keys.ENTER)

    page.wait_for("via @dateline_bot", ".mine .message")


def test_russian_questions_are_answered_in_russian(page: Page) -> None:
    page.choose("language", "ru")

    page.click(".step:nth-of-type(5)")

    page.wait_for("Порт молчит четвёртый день")


def test_a_restart_between_question_and_button_loses_nothing(page: Page) -> None:
    page.write("Why were the dockers on strike in Tarnholm?")
    page.wait_for_answer("Why were the dockers")

    page.click("#restart")
    page.write("/day 2 June 2023")
    page.wait(lambda: page.texts("#state") != ["restarting…"])

    page.wait_for_answer("/day 2 June 2023", "Diet votes 240 million crowns")
    page.press("1")
    page.wait_for_answer("/day 2 June 2023", "published ")


@pytest.mark.parametrize("fault", ["flood", "error", "cut", "lost"])
def test_a_message_that_fails_is_sent_again(page: Page, playground: Playground, fault: str) -> None:
    question = f"What happened on May 31? {fault}"
    page.choose("fault", fault)
    page.wait(lambda: playground.server.faults.left("sendMessage"))

    page.write(question)

    page.wait_for_answer(question, "31 May 2023")
    assert playground.server.faults.left("sendMessage") == 0


def test_on_a_phone_nothing_is_wider_than_the_screen(page: Page) -> None:
    page.resize(PHONE)
    page.write("What happened on June 2?")
    page.wait_for_answer("What happened on June 2?", "2 June 2023")

    widths = "return [document.documentElement.scrollWidth, document.querySelector('#talk').scrollWidth, innerWidth]"
    whole, talk, screen = page.run(widths)
    assert max(whole, talk) <= screen


def test_the_keyboard_alone_suffices(page: Page) -> None:
    page.run("document.querySelector('.place[aria-selected=true]').focus()")
    page.type(Keys.ARROW_DOWN)
    assert page.texts("#title")[0].startswith("Admin")
    page.type(Keys.ARROW_UP, Keys.ENTER)
    assert page.run("return document.activeElement.id") == "text"

    page.type("/da", Keys.ARROW_DOWN, Keys.ENTER, "3 June 2023", Keys.ENTER)
    page.wait_for_answer("/day 3 June 2023", "3 June 2023")

    page.tab_to("inspect")
    page.type(Keys.ENTER)
    assert page.browser.find_element(By.ID, "inspector").is_displayed()
    page.tab_to("hide")
    page.type(Keys.ENTER)
    assert not page.browser.find_element(By.ID, "inspector").is_displayed()


def test_everything_that_can_be_used_has_a_name(page: Page) -> None:
    nameless = page.run(
        """return [...document.querySelectorAll("button, select, input, textarea, a, [tabindex='0']")].filter((one) =>
        !(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length)).map((one) => one.outerHTML)"""
    )

    assert nameless == []


def test_the_conversation_can_be_saved_as_a_scene_and_played(
    page: Page, playground: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.write("Who found the coronet?")
    page.wait_for_answer("Who found the coronet?", "beehive")

    text = playground.actions.write_scene("Who found it")
    head = text[: text.index("\n\n")]
    make_quick(monkeypatch)
    with Stage(read_script(f"{head}\n\nAna: Who found the coronet?\n"), tmp_path, tmp_path) as stage:
        played = stage.play()

    assert "Ana: Who found the coronet?" in text
    assert "beehive" in played
