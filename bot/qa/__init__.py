"""From a question to the passages that answer it, and to an answer that cites them."""
