"""Tables say figures with the digits they deserve, and targets whether they are met."""

import json

import pytest

from bench.tables import Cell, Report, Table, Target, say


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("day", "day"),
        (114793, "114,793"),
        (12345.6, "12,346"),
        (12.345, "12.3"),
        (1.234, "1.23"),
        (0.84321, "0.843"),
        (0.0, "0.000"),
    ],
)
def test_a_figure_has_the_digits_it_deserves(cell: Cell, said: str) -> None:
    assert say(cell) == said


def test_a_target_is_met_from_above_or_from_below() -> None:
    assert Target("speed", 25, 25, at_least=True).met
    assert not Target("speed", 25, 24.9, at_least=True).met
    assert Target("time", 15, 15, at_least=False).met
    assert not Target("time", 15, 15.1, at_least=False).met


def test_a_report_begins_with_the_targets_and_says_the_same_to_programs() -> None:
    table = Table("Search", ("kind", "ms"), (("a | b", 3.14159),), ("On a quiet machine.",))
    report = Report([table], [Target("p50", 15, 16, at_least=False, unit=" ms")])
    assert report.markdown() == (
        "## Targets\n\n| target | wanted | measured | met |\n| --- | --: | --: | --: |\n"
        "| p50 | ≤ 15 ms | 16 ms | **no** |\n\n"
        "## Search\n\n| kind | ms |\n| --- | --: |\n| a \\| b | 3.14 |\n\nOn a quiet machine.\n"
    )
    told = json.loads(report.as_json())
    assert told["targets"][0]["met"] is False
    assert told["tables"][0]["rows"] == [["a | b", 3.14159]]
