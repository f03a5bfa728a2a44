"""What Hearten certifies: a frozen record that anyone can check, and everything that happens to it.

Promises: one certificate per course and person, whatever is retried; it prints what was true that day and nothing
learned since; its status follows from its events; a stranger who checks it learns nothing beyond its face.
Leaves to others: when a certificate is due (`journey`).
"""
