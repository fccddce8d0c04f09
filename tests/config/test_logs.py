"""Logging: what is kept quiet, and that no token comes through."""

import io
import logging
from collections.abc import Iterator

import pytest

from config.logs import SecretFilter, set_up_logging

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Return what a logger of its own writes through the filter."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(SecretFilter(["short:secret"]))
    logger = logging.getLogger("dateline.tested")
    logger.addHandler(handler)
    logger.propagate = False
    yield written
    logger.removeHandler(handler)


logger = logging.getLogger("dateline.tested")


def test_a_token_in_the_message_is_struck_out(log: io.StringIO) -> None:
    logger.warning(f"POST https://api.telegram.org/bot{TOKEN}/getMe")

    assert log.getvalue() == "POST https://api.telegram.org/bot<secret>/getMe\n"


def test_a_token_in_an_argument_is_struck_out(log: io.StringIO) -> None:
    logger.warning("%s failed %d times", Exception(f"/bot{TOKEN}/x"), 3)

    assert log.getvalue() == "/bot<secret>/x failed 3 times\n"


def test_a_token_split_between_message_and_argument_is_struck_out(log: io.StringIO) -> None:
    number, secret = TOKEN.split(":")
    logger.warning(number + ":%s", secret)

    assert log.getvalue() == "<secret>\n"


def test_a_token_in_a_traceback_is_struck_out(log: io.StringIO) -> None:
    try:
        raise ValueError(f"no route to /bot{TOKEN}/getUpdates")
    except ValueError:
        logger.exception("polling failed")

    assert "ValueError: no route to /bot<secret>/getUpdates" in log.getvalue()
    assert TOKEN.split(":")[1] not in log.getvalue()


def test_a_token_in_the_cause_of_an_exception_is_struck_out(log: io.StringIO) -> None:
    try:
        try:
            raise OSError(f"cannot reach /bot{TOKEN}")
        except OSError as error:
            raise RuntimeError("stopped") from error
    except RuntimeError:
        logger.exception("polling failed")

    assert "cannot reach /bot<secret>" in log.getvalue()
    assert TOKEN.split(":")[1] not in log.getvalue()


def test_a_given_secret_is_struck_out_whatever_its_shape(log: io.StringIO) -> None:
    logger.warning("the token is short:secret")

    assert log.getvalue() == "the token is <secret>\n"


def test_arguments_that_do_not_fit_stop_nobody(log: io.StringIO) -> None:
    logger.warning("%d updates for %s", TOKEN)

    assert log.getvalue() == "%d updates for %s (its arguments do not fit)\n"


@pytest.mark.parametrize("message", ["took 123456:78 ms", "12:30, article 3f2a9c01d4e5:1:0", "5 of 7 at 100%"])
def test_ordinary_lines_stay_as_they_are(log: io.StringIO, message: str) -> None:
    logger.warning(message)

    assert log.getvalue() == message + "\n"


def test_set_up_logging_keeps_requests_quiet_and_tokens_out(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        set_up_logging("INFO")
        logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
        logging.getLogger("httpx").warning("retrying /bot%s/getMe", TOKEN)
        logging.getLogger("bot.telegram").info("2 updates")
    finally:
        root.handlers[:] = before
        root.setLevel(level)

    told = capsys.readouterr().err
    assert "HTTP Request" not in told
    assert "WARNING httpx: retrying /bot<secret>/getMe" in told
    assert "INFO bot.telegram: 2 updates" in told
