"""Trying Dateline: the sample, the demo, the chat in a terminal and the playground in a browser."""
