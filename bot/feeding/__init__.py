"""The archive feeds itself: feeds are polled, and what is new in them goes in."""
