"""What the team sees of people: who is in a cohort and how far, one person's page, who may want a hello, what waits.

Promises: an instructor meets only people of the courses they lead, whoever else asks gets a 404; what a person keeps
to themselves (private writing, answers) is never read here. Leaves to others: the records themselves, and the deeds
behind them (`courses.enrollments` invites, `courses.cohorts` holds the code).
"""
