"""Dated runs of a course: who leads them, when, the code people join with, and their live sessions on the calendar.

Promises: a session's times are the clock on the cohort's wall, whatever the season does; a change raises the number
that calendars go by. Leaves to others: who is in (`courses.enrollments`), who was there (`courses.progress`).
"""
