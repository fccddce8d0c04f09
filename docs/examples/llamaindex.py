"""Dateline's archive in a LlamaIndex program: a retriever that knows days, under any query engine.

    python docs/examples/llamaindex.py data "What happened on May 29?"
    python docs/examples/llamaindex.py data "What happened on May 29?" http://127.0.0.1:8080/v1 smollm2

Without an endpoint it shows what the retriever finds; with one, a model answers from it. That answer is LlamaIndex's:
its sentences are not checked. `dateline ask` with DATELINE_LLM set checks them.
"""

import sys
from datetime import date
from pathlib import Path

from llama_index.core.query_engine import RetrieverQueryEngine

from bot.generation.llm.openai_client import Endpoint
from bot.qa.engine import Engine
from index.archive import Archive
from index.retriever import DatelineRetriever


def main(data_dir: str, question: str, url: str = "", model: str = "") -> None:
    """Ask the archive in `data_dir`, with the model behind `url` where one is given."""
    with Archive.open(Path(data_dir)) as archive:
        engine = Engine(archive)
        retriever = DatelineRetriever(lambda text: engine.passages(text, date.today(), k=6)[1])
        for found in retriever.retrieve(question):
            told = found.node.metadata
            print(f"{told['published']}  {told['title']}  (speaks of {told['days'] or 'no day'}; {told['basis']})")
        if url:
            llm = Endpoint(api_base=url, model=model)
            print(RetrieverQueryEngine.from_args(retriever, llm=llm).query(question))


if __name__ == "__main__":
    main(*sys.argv[1:])
