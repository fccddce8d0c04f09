"""What admins send, from its bytes on disk to articles in the archive: kept first, stored once, reported."""
