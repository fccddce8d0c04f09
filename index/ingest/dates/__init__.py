"""The days of an article: when it came out, and which days its sentences speak of."""
