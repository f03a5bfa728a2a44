"""Learning: what is taught, and who is learning it."""
