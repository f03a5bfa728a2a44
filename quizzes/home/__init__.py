"""What a trainee sees first: where to pick up, what is earned, what is left on the road to certification.

Promises: every figure is read from the ledger and the frozen rules at that moment; what Hearten cannot know is said
as a fact and never drawn as an empty bar; the number of queries does not grow with what a person has done.
Leaves to others: the courses themselves (`courses.learn`), the entries (`hours`), the rules (`programs`).
"""
