"""Dated runs of a course: who leads them, when, and the code people join with.

Leaves to others: who is in (`courses.enrollments`).
"""
