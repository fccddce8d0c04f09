"""What people wait for, as it is stored: what they follow, the alerts that are to be sent, and when."""
