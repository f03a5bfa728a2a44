"""Blueprints: what a quiz will ask, under which rules, and the frozen plan that tries point at.

Promises: a plan that cannot be asked does not go live; publishing freezes a `QuizVersion`, unchanged content makes
none. Leaves to others: the questions (`questions`), sittings (`attempts`), what passing earns (`journey`).
"""
