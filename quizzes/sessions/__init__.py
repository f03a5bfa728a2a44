"""The doors of live sessions: planning them, being there, keeping and closing the list, the calendar on one's phone.

Promises: only who is expected finds a session; the meeting's address is told to nobody before its door opens; a
calendar's address says nothing of its person and ends the moment they want another. Leaves to others: times and series
(`courses.cohorts`), minutes of presence (`courses.progress`), what they bring (`quizzes.journey.attendance`).
"""
