"""People and how they get in: the account, its role, sign-in, second factor.

Promises: one account an e-mail address; one login door for site and CMS; staff carry a second factor.
Leaves to others: what a person learns (`courses`) and earns (`quizzes`).
"""
