"""The writer with a language model, which is never believed: what it writes is checked, sentence by sentence.

    hits → prompt → the model's reply → claims, each checked against the passages it cites → Answer, or the quotes

`prompts.py` says what the model is told, `model.py` how it is reached, `reply.py` how its text becomes claims,
`checks.py` what a claim must stand, `citing.py` how what is left becomes an answer, `writer.py` all of it in order.
Importing LlamaIndex takes seconds: only `model.py` and `endpoint.py` do, and only once a model is asked.
"""
