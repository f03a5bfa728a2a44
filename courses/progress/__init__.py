"""What has been done in a course: completions, results, attestations, attendance. Only added to, never changed.

Promises: a completion points at the frozen version of its module; a correction of a list keeps what stood there.
Leaves to others: what doing earns (`quizzes.journey`, which owns every door that can earn; here are services only).
"""
