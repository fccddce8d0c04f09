"""Count which lies and truths the checks of free text show.

python -m bench.claims              the tables
python -m bench.claims --wrong      … and what is judged wrong, of the half that may be looked at
"""

import argparse
import sys
from pathlib import Path

from bench.claims.claim_lists import read_claims
from bench.claims.shown_claims import judge, score_claims
from bench.tables import targets_table

DATA = Path(__file__).parents[3] / "shared" / "data"


def main() -> int:
    """Judge every claim whose passages are here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of shared news")
    parser.add_argument("--wrong", action="store_true", help="list what is judged wrong, of the half looked at")
    options = parser.parse_args()
    judged = [judge(claim) for claim in read_claims(options.data)]
    table, targets = score_claims(judged)
    print(f"{targets_table(targets).markdown()}\n\n{table.markdown()}")
    for one in judged if options.wrong else ():
        if one.wrong and one.claim.looked_at:
            written = one.claim.written
            print(f"{written.author} {written.kind} | {one.claim.text} | {one.verdict.fault}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
