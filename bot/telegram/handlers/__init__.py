"""What is done with each update."""
