"""A trainee's place in a course, and the ways in: open, by code, by invitation.

Promises: one row per person and course for life; leaving keeps it, coming back opens it again. Leaves to others:
what has been done there (`courses.progress`).
"""
