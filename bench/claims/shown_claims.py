"""Which claims of the lists the checks of free text would show, by author and kind, the two halves apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.claims.claim_lists import Author, ReadClaim
from bench.tables import Table, Target
from bot.generation.llm.claims import Claim
from bot.generation.verification.claim_checks import Verdict, check
from bot.qa.answer import Question
from tests.bot.generation.claim_cases import asking

WANTED = {  # (author, share that is shown, whether at least or at most)
    Author.LIKELY: (0.01, False),
    Author.ADVERSARY: (0.05, False),
    Author.CLOSE: (0.90, True),
    Author.PARAPHRASE: (0.50, True),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, and what the checks say of it."""

    claim: ReadClaim
    verdict: Verdict

    @property
    def shown(self) -> bool:
        """Whether a reader would see it."""
        return bool(self.verdict.supports)

    @property
    def wrong(self) -> bool:
        """Whether a lie is shown, or a truth is cut."""
        return self.shown is not self.claim.written.true


def judge(claim: ReadClaim) -> Judged:
    """Let the checks judge a claim behind the sentence before it, as a reply is judged."""
    asked = _asking(claim)
    numbers = tuple(range(1, len(claim.hits) + 1))
    before = check(Claim(claim.before, numbers), claim.hits, asked).supports if claim.before else ()
    return Judged(claim, check(Claim(claim.text, numbers), claim.hits, asked, before))


def _asking(claim: ReadClaim) -> Question:
    """Return a question without days, so that no claim is cut for its day alone."""
    return asking(language=claim.hits[0].source.language)


def score_claims(judged: Sequence[Judged]) -> tuple[Table, list[Target]]:
    """Return how many claims are shown, by author and kind, and the targets for each half."""
    kinds = dict.fromkeys((one.claim.written.author, one.claim.written.kind) for one in judged)
    rows: list[tuple[str | int | float, ...]] = []
    for author in Author:
        own = [one for one in judged if one.claim.written.author is author]
        if not own:
            continue
        for kind in [kind for other, kind in kinds if other is author]:
            rows.append((f"{author}: {kind}", *_counts(one for one in own if one.claim.written.kind == kind)))
        rows.append((f"**{author}: all**", *_counts(own)))
    columns = ("", "looked at", "shown", "share", "kept aside", "shown", "share")
    return Table("Claims of free text", columns, tuple(rows)), [*_targets(judged)]


def _counts(judged: Iterable[Judged]) -> tuple[int | float, ...]:
    listed = list(judged)
    cells: list[int | float] = []
    for half in (True, False):
        shown = [one.shown for one in listed if one.claim.looked_at is half]
        cells += [len(shown), sum(shown), _share(shown)]
    return tuple(cells)


def _targets(judged: Sequence[Judged]) -> Iterable[Target]:
    for author, (wanted, at_least) in WANTED.items():
        for half, name in ((True, "looked at"), (False, "kept aside")):
            shown = [one.shown for one in judged if one.claim.written.author is author and one.claim.looked_at is half]
            yield Target(f"{author}, {name}: shown", wanted, _share(shown), at_least=at_least)


def _share(shown: Sequence[bool]) -> float:
    return sum(shown) / len(shown) if shown else 0.0
