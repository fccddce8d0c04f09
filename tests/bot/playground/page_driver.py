"""The playground's page in headless Chromium, used as a person uses it: by pointer, by keyboard, by eye."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

WAIT_S = 90  # a loaded machine is slow; a journey that fails waits so long
DESKTOP, PHONE = (1280, 860), (390, 844)  # CSS pixels
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars"),
)
NO_BROWSER = "there is no browser here: apt-get install chromium chromium-driver"


def has_browser() -> bool:
    """Tell whether Chromium and its driver are installed."""
    return bool(which("chromium") and which("chromedriver"))


class Page:
    """The page, open in a browser."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self.browser = browser

    def open(self, link: str) -> None:
        """Open the link, and wait until the bot is there."""
        self.browser.get(link)
        self.wait(lambda: self.run("return document.body.dataset.ready") == "true", "the page is not ready")

    def resize(self, size: tuple[int, int], *, dark: bool = False, scale: float = 1.0) -> None:
        """Make it the page of a screen of another size, in CSS pixels, whose system is light or dark."""
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 600}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        look = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": look})

    # What is seen

    def run(self, script: str, *given: object) -> Any:
        """Run a script in the page; return what it returns."""
        return self.browser.execute_script(script, *given)

    def wait(self, what: Callable[[], object], told: str = "") -> None:
        """Wait until something is true."""
        WebDriverWait(self.browser, WAIT_S, poll_frequency=0.1).until(lambda _: what(), told)

    def texts(self, selector: str) -> list[str]:
        """Return the texts of what is shown."""
        found: list[str] = self.run(
            "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", selector
        )
        return found

    def wait_for(self, words: str, selector: str = ".row:not(.mine) .message", count: int = 1) -> None:
        """Wait until words are seen, so many times: by default in a message of the bot."""
        self.wait(lambda: sum(words in text for text in self.texts(selector)) >= count, f"{words!r} is not seen")

    def wait_for_answer(self, question: str, words: str = "") -> None:
        """Wait until the bot has said something, with these words, after the question was asked last."""
        script = (
            "const rows = [...document.querySelectorAll('.row')];"
            "const at = rows.findLastIndex((one) => one.matches('.mine') && one.textContent.includes(arguments[0]));"
            "return at >= 0 && rows.slice(at).some((one) => !one.matches('.mine') && one.textContent.includes(arguments[1]));"
        )
        self.wait(lambda: self.run(script, question, words), f"{question!r} is not answered with {words!r}")

    # What is done

    def go(self, place: str) -> None:
        """Go to a chat."""
        self.browser.find_element(By.CSS_SELECTOR, f".place[data-name={place}]").click()
        self.wait(lambda: self.texts("#title")[0].startswith(place))

    def write(self, text: str) -> None:
        """Write into the open chat, and send it with Enter."""
        self.browser.find_element(By.ID, "text").send_keys(text + Keys.ENTER)

    def type(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        webdriver.ActionChains(self.browser).send_keys(*keys).perform()

    def tab_to(self, element_id: str) -> None:
        """Press Tab until an element has the focus."""
        for _ in range(300):
            if self.run("return document.activeElement.id") == element_id:
                return
            self.type(Keys.TAB)
        raise AssertionError(f"Tab does not lead to {element_id}")

    def click(self, selector: str) -> None:
        """Click the first of these, once it is there."""
        self.wait(lambda: self.texts(selector), f"there is no {selector}")
        self.browser.find_element(By.CSS_SELECTOR, selector).click()

    def choose(self, field: str, value: str) -> None:
        """Choose a value of one of the conditions."""
        self.browser.find_element(By.CSS_SELECTOR, f"#{field} [value='{value}']").click()

    def press(self, label: str) -> None:
        """Press the newest button of a message with this label, once it is there."""
        script = (
            "const found = [...document.querySelectorAll('.keyboard button')]"
            ".findLast((one) => one.textContent.startsWith(arguments[0]));"
            "found?.click(); return found !== undefined;"
        )
        self.wait(lambda: self.run(script, label), f"there is no button {label!r}")


@contextmanager
def open_page(link: str, profile: Path) -> Iterator[Page]:
    """Open a link in a browser of its own, whose profile is kept in an empty folder."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(which("chromium"))
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(which("chromedriver"), log_output=os.devnull))
    try:
        page = Page(browser)
        page.resize(DESKTOP)
        page.open(link)
        yield page
    finally:
        browser.quit()
