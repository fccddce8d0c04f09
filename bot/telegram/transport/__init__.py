"""Updates in, messages out: queues, limits, retries."""
