"""Pages in general: what every page of the site shares, the landing page, plain pages.

Leaves to others: what a page of a course shows (`courses.learn`), what a quiz asks (`quizzes.attempts`).
"""
