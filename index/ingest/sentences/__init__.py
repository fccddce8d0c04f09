"""Articles cut into sentences and passages, and the sentences that tell nothing."""
