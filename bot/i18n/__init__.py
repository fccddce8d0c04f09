"""What the bot says: its sentences, a class a language, and the days, counts and reasons inside them."""
