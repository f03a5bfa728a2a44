"""What has been done in a course: completions, results, attestations. Only added to, never changed.

Promises: a completion points at the frozen version of its module. Leaves to others: what doing earns
(`quizzes.journey`, which owns every door that can earn; here are services only).
"""
