"""What admins and channels send: files, posts, links and texts, on their way into the archive."""
