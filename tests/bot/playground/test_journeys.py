"""Journeys through the page in a real browser; skipped if Chromium and its driver are not here."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from bot.playground.launch import Playground

WAIT_S = 60  # a loaded machine is slow; a journey that fails waits so long
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--window-size=1200,860"),
)


class Page:
    """The page, as a person uses it."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self.browser = browser

    def wait(self, what: Callable[[], object]) -> None:
        """Wait until something is seen."""
        WebDriverWait(self.browser, WAIT_S).until(lambda _: what())

    def texts(self, selector: str) -> list[str]:
        """Return the texts of what is shown."""
        script = "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent)"
        found: list[str] = self.browser.execute_script(script, selector)
        return found

    def go(self, chat: str) -> None:
        """Go to a chat."""
        self.browser.find_element(By.XPATH, f"//button[@role='tab'][.='{chat}']").click()

    def write(self, text: str) -> None:
        """Write into the open chat, and send."""
        self.browser.find_element(By.ID, "text").send_keys(text + "\n")

    def wait_for(self, words: str, selector: str = ".message:not(.mine)") -> None:
        """Wait until the bot has said something."""
        self.wait(lambda: any(words in text for text in self.texts(selector)))

    def press(self, label: str) -> None:
        """Press the newest button with this label, once it is there."""
        script = "const b = [...document.querySelectorAll('.keyboard button')].findLast(b => b.textContent === arguments[0]);"
        self.wait(lambda: self.browser.execute_script(script + " b?.click(); return b !== undefined;", label))


@pytest.fixture(scope="module")
def page(playground: Playground, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page, opened by its link."""
    chromium, driver = which("chromium"), which("chromedriver")
    if not chromium or not driver:
        pytest.skip("there is no browser here: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(driver, log_output=os.devnull))
    try:
        browser.get(playground.site.link)
        shown = Page(browser)
        shown.wait(lambda: browser.execute_script("return document.body.dataset.ready"))
        yield shown
    finally:
        browser.quit()


def test_a_reader_asks_with_one_click_and_opens_a_citation(page: Page) -> None:
    page.browser.find_element(By.CSS_SELECTOR, ".try").click()
    page.wait_for("broke through the dyke")

    page.press("1")

    page.wait_for("Kasvin Post · published 30 May 2023")


def test_an_admin_sends_a_file_and_has_a_receipt(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "2023-06-23-tram.txt"
    file.write_text(
        "First tram\n\nKASVIN, June 23. /Sarpress/. On 29 May the first tram crossed the bridge.\n", "utf-8"
    )
    page.go("Admin")

    page.browser.find_element(By.ID, "files").send_keys(str(file))

    page.wait_for("2023-06-23-tram.txt")


def test_a_group_is_answered_when_it_asks_also_after_a_restart(page: Page) -> None:
    page.go("Group")
    page.browser.find_element(By.ID, "restart").click()
    page.wait(lambda: "restarted" in page.texts("#state"))

    page.write("/ask Who found the coronet?")

    page.wait_for("beehive")


def test_inline_mode_offers_passages_in_any_chat(page: Page) -> None:
    page.go("Group")
    page.browser.find_element(By.ID, "text").send_keys("@dateline_bot what happened on 29 May")
    page.wait(lambda: len(page.texts("#offers button")) > 1)

    page.browser.find_element(By.CSS_SELECTOR, "#offers button").click()

    page.wait_for("via @dateline_bot", ".mine")


def test_a_flood_delays_an_answer_in_russian_and_loses_nothing(page: Page, playground: Playground) -> None:
    page.go("Reader")
    page.browser.find_element(By.CSS_SELECTOR, "#language [value=ru]").click()
    page.browser.find_element(By.CSS_SELECTOR, "#fault [value=flood]").click()
    page.wait(lambda: playground.server.faults.left("sendMessage"))

    page.write("Что произошло в порту Тарнхольма 8 мая 2023 года?")

    page.wait_for("Порт молчит четвёртый день")


def test_on_a_phone_nothing_is_wider_than_the_screen(page: Page) -> None:
    page.browser.set_window_size(500, 860)

    assert page.browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
