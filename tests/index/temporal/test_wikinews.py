"""How well dates are read in news that people annotated: a floor, so that a change for the worse is seen."""

import importlib.util
import json
from datetime import date
from pathlib import Path

import pytest

from index.temporal import find_timexes

SHARED = Path(__file__).resolve().parents[4] / "shared"
DOCUMENTS = SHARED / "data/wikinews-timex/documents.jsonl"
SCORER = SHARED / "tools/score_days.py"

pytestmark = pytest.mark.skipif(
    not (DOCUMENTS.exists() and SCORER.exists()), reason="the annotated Wikinews texts are not beside this checkout"
)


def tagged(document):
    timexes = find_timexes(document["text"], date.fromisoformat(document["published"]))
    return [{"start": t.start, "end": t.end, "type": str(t.type), "value": t.value} for t in timexes]


def test_dates_in_annotated_news_are_found_and_read():
    spec = importlib.util.spec_from_file_location("score_days", SCORER)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    documents = [json.loads(line) for line in DOCUMENTS.read_text(encoding="utf-8").splitlines()]

    result, _ = scorer.score(documents, {document["id"]: tagged(document) for document in documents})

    f1 = {measure: figures[2] for measure, figures in result.items()}
    assert f1["strict"] >= 0.86
    assert f1["value"] >= 0.81
    assert f1["days"] >= 0.92
