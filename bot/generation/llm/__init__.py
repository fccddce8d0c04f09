"""The writer with a language model, which is never believed. A style says what is asked, and what is made of a reply.

    edited   hits → numbered sentences, their parts lettered → a plan → the program carries it out → Answer
    free     hits → passages → sentences, each checked against the passages it cites → Answer

`llm_client.py` reaches a model, `openai_client.py` one kind of endpoint, `llm_writer.py` asks within time and budget,
and falls back to quotes; `styles.py` is the seam to `bot/generation/editing/` and `bot/generation/verification/`.
Importing LlamaIndex takes seconds: only the clients do, and only once a model is asked.
"""
