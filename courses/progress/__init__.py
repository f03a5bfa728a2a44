"""What has been done in a course: completions, results, attestations, attendance. Only added to, never changed.
Beside it active time, which is summed up: how long somebody was at an activity, and hours that wait for it.

Promises: a completion points at the frozen version of its module; a correction of a list keeps what stood there; no
second of a person counts twice, and what was said to be needed is never raised.
Leaves to others: what doing earns (`quizzes.journey`, which owns every door that can earn; here are services only).
"""
