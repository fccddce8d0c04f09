"""Kills at random moments lose and double nothing of feeds and digests: a short run of `make torture`'s month."""

import random
from pathlib import Path

from bench.robustness.feeding_torture import check, torture


def test_two_days_with_two_kills_bring_each_article_and_digest_once(tmp_path: Path) -> None:
    assert torture(tmp_path, days=2, kills=2, chance=random.Random(3)) == []


def test_what_is_lost_or_doubled_is_noticed() -> None:
    titles = [f"Ferry {n} aground off Vell" for n in range(82)]
    digests = [f"☀️ {n}" for n in range(30)]
    alert = "🔔 ferry\n\nThe ferry number 7 ran aground"

    assert check(titles, [*digests, alert], 30, 0) == []
    assert check([*titles, titles[3]], digests, 30, 0) == ["2 articles are called Ferry 3 aground off Vell"]
    assert check([one for one in titles if one != titles[5]], digests, 30, 0) == ["article 5 is missing"]
    assert check(titles, [*digests, digests[0]], 30, 0) == ["sent 2 times: ☀️ 0", "31 digests in 30 days with 0 kills"]
    assert check(titles, digests[:20], 30, 3) == ["20 digests in 30 days with 3 kills"]
    assert check(titles, [*digests, alert, f"{alert} again"], 30, 0) == ["alerted 2 times: ferry 7"]
