"""Blueprints: what a quiz will ask, under which rules, and the frozen plan that tries point at.

Promises: a plan that cannot be asked, or does not cover what it promises, does not go live; publishing freezes a
`QuizVersion`, unchanged content makes none; what a version of any age means is read through `terms`. Practice,
pre-tests and test-outs are offers: their result is recorded, they hold up no module and grant no hours. Leaves to
others: the questions (`questions`), sittings (`attempts`), what passing earns (`journey`).
"""
