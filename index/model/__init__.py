"""What flows through Dateline: articles, passages and days. It imports nobody else."""
