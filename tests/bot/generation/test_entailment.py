"""An entailment model may let a claim in other words stand; names, numbers and days are never left to it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.cli.writer_choice import build_writer
from bot.generation.llm.claims import Claim
from bot.generation.verification.claim_checks import check
from bot.generation.verification.entailment import EntailmentEndpoint
from bot.generation.verification.free_style import FreeStyle
from config.settings import read_settings
from index.archive import Archive
from tests.bot.generation.claim_cases import asking, hits_of

SENTENCE = "The court in Marn closed the mill of Jonas Reed on Monday after 14 complaints."
PASSIVE = "The mill of Jonas Reed was closed by the court in Marn."


class Judge:
    """A scripted endpoint with the wire format of text-embeddings-inference."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.status, self.reply = 200, '[[{"score": 0.99, "label": "entailment"}, {"score": 0.01, "label": "neutral"}]]'
        judge = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                judge.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(judge.status if self.path == "/predict" else 404)
                self.end_headers()
                self.wfile.write(judge.reply.encode())

            def log_message(self, format: str, *args: Any) -> None:
                """Stay quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = EntailmentEndpoint(f"http://127.0.0.1:{self.server.server_port}/")

    def lets_stand(self, claim: str) -> bool:
        hits = hits_of(SENTENCE, "en")
        return bool(check(Claim(claim, (1,)), hits, asking(), entailment=self.endpoint).supports)


@pytest.fixture
def judge() -> Iterator[Judge]:
    judge = Judge()
    thread = threading.Thread(target=judge.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield judge
    judge.server.shutdown()
    thread.join()
    judge.server.server_close()


def test_a_claim_in_other_words_stands_if_the_model_is_sure(judge: Judge) -> None:
    assert judge.lets_stand(PASSIVE)
    assert judge.asked == [{"inputs": [[SENTENCE, PASSIVE]], "truncate": True}]


@pytest.mark.parametrize(
    ("status", "reply"),
    [
        (200, '[[{"score": 0.8, "label": "ENTAILMENT"}, {"score": 0.2, "label": "neutral"}]]'),
        (200, '[[{"score": 0.99, "label": "contradiction"}]]'),
        (200, '{"error": "no"}'),
        (200, "[]"),
        (200, "not JSON"),
        (503, '{"error": "Model is overloaded", "error_type": "Overloaded"}'),
    ],
)
def test_a_claim_is_cut_if_the_model_is_not_sure_or_cannot_be_asked(judge: Judge, status: int, reply: str) -> None:
    judge.status, judge.reply = status, reply

    assert not judge.lets_stand(PASSIVE)


@pytest.mark.parametrize(
    "claim",
    [
        "The mill of Karl Reed was closed by the court in Marn.",
        "The mill of Jonas Reed was closed by the court after 41 complaints.",
        "The mill of Jonas Reed was closed by the court in Marn on 28 May 2023.",
        "Bananas are yellow and healthy.",
        "He was closed by the court in Marn.",
        "The mill was closed by the court https://evil.example",
    ],
)
def test_names_numbers_days_and_links_are_not_left_to_the_model(judge: Judge, claim: str) -> None:
    assert not judge.lets_stand(claim)


def test_what_is_close_to_the_text_needs_no_model(judge: Judge) -> None:
    assert judge.lets_stand("The court in Marn closed the mill of Jonas Reed.")
    assert judge.asked == []


def test_the_settings_bring_the_model_to_free_style_only(small_archive: Archive) -> None:
    free = build_writer(read_settings(llm="openai/x", llm_style="free", nli_url="http://127.0.0.1:9/"), small_archive)
    edited = build_writer(read_settings(llm="openai/x", nli_url="http://127.0.0.1:9/"), small_archive)

    assert free is not None
    assert isinstance(free._style, FreeStyle)
    assert isinstance(free._style._entailment, EntailmentEndpoint)
    assert edited is not None
    assert not isinstance(edited._style, FreeStyle)
