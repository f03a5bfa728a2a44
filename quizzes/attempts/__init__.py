"""Attempts: one sitting of a quiz, kept as steps that are only added. People read "try".

Promises: "saved" means a step row; one press or twenty, one result; a stale tab cannot overwrite; an attempt keeps
the question versions it started with. Leaves to others: what is asked (`blueprints`, `questions`), what an answer
is worth (`grading`), what a result earns (`journey`).
"""
