"""What kills, full disks and broken files do to it."""
