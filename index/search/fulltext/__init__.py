"""The full-text index, in tantivy: passages by their words and by the days they speak of."""
