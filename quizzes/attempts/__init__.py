"""Attempts: one sitting of a quiz, kept as steps that are only added. People read "try".

Promises: "saved" means a step row; one press or twenty, one result; a stale tab cannot overwrite; an attempt keeps
the question versions it started with; a deadline holds to the millisecond by one clock, whoever watches, and what
comes later is kept without being graded; time that a person was given counts everywhere, also in what is open; a row
is the fold of its steps, and the same steps grade the same for ever. Practice tries never count. Certainty is told
beside the score unless the quiz says it counts. Leaves to others: what is asked (`blueprints`, `questions`), what an
answer is worth (`grading`), what a result earns (`journey`).
"""
