"""What people wait for: questions that they follow, matched with new passages, and the digest of a morning."""
