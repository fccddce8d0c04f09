"""Secrets are struck from what is shown; everything else stays."""

import pytest

from config.redaction import Redactor


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Incorrect API key provided: sk-test/0815.", "Incorrect API key provided: <secret>."),
        ("GET /v1?key=sk-test%2F0815", "GET /v1?key=<secret>"),
        ("http://anna:pass@chroma:8000/api is away", "http://<secret>@chroma:8000/api is away"),
        ("http://chroma:8000/api@v2 is away", "http://chroma:8000/api@v2 is away"),
        ("/bot123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc/getMe", "/bot<secret>/getMe"),
        ("the cat sat at 12:30", "the cat sat at 12:30"),
    ],
)
def test_a_secret_is_struck_and_the_rest_stays(text: str, shown: str) -> None:
    assert Redactor(["sk-test/0815", "at", ""]).redact(text) == shown


def test_a_secret_within_a_secret_leaves_nothing_of_either() -> None:
    assert Redactor(["abcd", "abcd-efgh"]).redact("abcd-efgh abcd") == "<secret> <secret>"
